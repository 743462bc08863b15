"""The culture card of a locale (`locale.toml`): what a colleague there would take for granted.

Every key has a place here; unknown keys are refused. Keys without a default must be given by the card or one
of its parents.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Status = Literal["draft", "checked", "native-reviewed"]
Lines = Annotated[
    tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
]
Share = Annotated[float, Field(ge=0, le=1)]


class Table(BaseModel):
    """Base of a card's tables."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AddressForm(Table):
    """How the reader and the writer are called in running text."""

    form: str
    self: str
    formality: Literal["formal", "informal"] = "formal"


class Names(Table):
    """How names are written: titles, and the order of given and family name."""

    titles: Literal["keep", "expected", "drop"] = "keep"
    order: Literal["given_family", "family_given"] = "given_family"


class Salutations(Table):
    """Greeting lines by who is addressed. A list is one line each; a missing variant falls to `formal`.

    `titled` is for languages in which a title takes the place of Mr. or Ms.; it is used when a title and a
    family name are known.
    """

    titled: Lines | None = None
    feminine: Lines | None = None
    masculine: Lines | None = None
    unknown: Lines | None = None
    company_person: Lines | None = None
    department: Lines | None = None
    company: Lines | None = None
    nobody: Lines | None = None


class Salutation(Table):
    """The greeting: `next_line` says how the text after it begins."""

    next_line: Literal["lower", "upper", "as_written"] = "as_written"
    formal: Salutations
    neutral: Salutations = Salutations()
    warm: Salutations = Salutations()


class Closing(Table):
    """The line before the signature; a missing variant falls to `formal`."""

    formal: str
    neutral: str | None = None
    warm: str | None = None


class Signature(Table):
    """The lines under the closing; a line whose values are missing is left out."""

    lines: tuple[str, ...]


class Reach(Table):
    """How `sender.reach` is worded."""

    email: str = "{{ sender.email }}"
    phone: str = "{{ sender.phone }}"
    both: str = "{{ sender.phone }}, {{ sender.email }}"


class InvoiceLabel(Table):
    """`invoices.label`: nominative, governed by nothing."""

    single: str
    several: dict[Literal["zero", "one", "two", "few", "many", "other"], str]


class ChargeLabels(Table):
    """What each kind of charge is called."""

    interest: str
    reminder_fee: str
    lump_sum: str
    other: str


class Labels(Table):
    """The words of the details block."""

    separator: str
    invoice: str
    issued_on: str
    due_on: str
    days_overdue: str
    amount: str
    paid: str
    amount_due: str
    total: str
    pay_by: str
    account_name: str
    iban: str
    bic: str
    reference: str
    charges: ChargeLabels


class Formats(Table):
    """Local habits where they differ from CLDR (UTS 35 date patterns; money for the home currency)."""

    date_long: str | None = None
    date_short: str | None = None
    weekday: str | None = None
    weekday_in_sentence: bool = False
    calendar: Literal["gregorian"] = "gregorian"
    digits: Literal["latn"] = "latn"
    money: str | None = None


class Typography(Table):
    """Applied to the copywriter's words at load, never to customers' data."""

    quotes: str = "“”"
    soft_break: Literal["space", "none"] = "space"
    space_before: str = ""
    letters: dict[Annotated[str, Field(min_length=1, max_length=1)], str] = Field(default_factory=dict)


class SmsHabits(Table):
    """What an SMS folds in our own words, to stay in GSM-7."""

    fold: dict[Annotated[str, Field(min_length=1)], str] = Field(default_factory=dict)


class Markers(Table):
    """Words by which `tonekit check` recognises a statement that has no placeholder."""

    oversight: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


class Style(Table):
    """The style vector of culture.md §1.4, 0 to 1: information for writers."""

    directness: Share
    formality: Share
    context: Share


class Card(Table):
    """A whole card, after merging a locale with its parents and overlays."""

    name: str
    english_name: str
    status: Status
    confidence: Literal["high", "medium", "low"]
    territory: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    sources: tuple[str, ...] = Field(min_length=1)
    address: AddressForm
    names: Names = Names()
    salutation: Salutation
    closing: Closing
    signature: Signature
    reach: Reach = Reach()
    stage_names: dict[str, str]
    invoice_label: InvoiceLabel
    labels: Labels
    formats: Formats = Formats()
    typography: Typography = Typography()
    sms: SmsHabits = SmsHabits()
    markers: Markers = Markers()
    style: Style
