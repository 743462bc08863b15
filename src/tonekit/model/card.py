"""The culture card of a locale (`locale.toml`): what a colleague there would take for granted.

Every key has a place here; unknown keys are refused. Keys without a default must be given by the card or one
of its parents.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from tonekit.model.copy_habits import Firmness, Markers, SmsHabits, Table, Typography, Word

Status = Literal["draft", "checked", "native-reviewed"]
Lines = Annotated[
    tuple[str, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
]
Share = Annotated[float, Field(ge=0, le=1, strict=True)]
Calendar = Literal["gregorian", "buddhist", "persian", "islamic_umalqura", "roc", "japanese"]


PluralCategory = Literal["zero", "one", "two", "few", "many", "other"]
Forms = Annotated[
    dict[PluralCategory, str],
    BeforeValidator(lambda value: {"other": value} if isinstance(value, str) else value),
]


class AddressForm(Table):
    """How the reader and the writer are called in running text.

    `markers` are words of this form of address, `other` those of forms that must not stand beside it (TK404):
    whole words, `*` leaves an end open. A word with a capital (Sie) is looked for with the capital, and not
    where a sentence begins. An informal card without lists of its own has its parent's turned round.
    """

    form: str
    self: str
    formality: Literal["formal", "informal"] = "formal"
    markers: tuple[Word, ...] = ()
    other: tuple[Word, ...] = ()


class TitleForms(Table):
    """What the greeting makes of a recorded title, by the reader's gender: `"Ing." = "inženýre"`."""

    any: dict[Word, Word] = Field(default_factory=dict)
    feminine: dict[Word, Word] = Field(default_factory=dict)
    masculine: dict[Word, Word] = Field(default_factory=dict)


class Names(Table):
    """How names are written.

    `titles`: keep what is recorded, drop it, or `expected`: no greeting names a titled person without the
    title. `honours` are kept, and expected, even where titles are dropped (Datuk). `title_forms` are what
    `name.title` says; a card with forms says no other title. `title_place` is for titles in the
    language's own script; a Latin one stands before the name. `given_titles` go with the given name (Sir
    John). `address_forms` are the language's words for addressing somebody, before a name ("Herr") or after
    one ("-様"): none that a record brings along is printed beside another.

    `particles` begin a family name in lower case and take a capital where no given name goes before (de
    Vries: heer De Vries). `patronymics` are the endings by which a second given name is known to be one.
    """

    titles: Literal["keep", "expected", "drop"] = "keep"
    honours: tuple[Word, ...] = ()
    title_forms: TitleForms = TitleForms()
    title_place: Literal["before", "after"] = "before"
    given_titles: tuple[Word, ...] = ()
    address_forms: tuple[Word, ...] = ()
    order: Literal["given_family", "family_given", "family_middle_given"] = "given_family"
    particles: tuple[Word, ...] = ()
    patronymics: tuple[Word, ...] = ()


class Endings(Table):
    """How the parts of a name change: `"-ко" = "-ку"` for an ending, `"Павло" = "Павле"` for a whole name.

    A whole name wins over endings, the longest ending over others. `""` says that no form is sure.
    """

    given: dict[Word, str] = Field(default_factory=dict)
    patronymic: dict[Word, str] = Field(default_factory=dict)
    family: dict[Word, str] = Field(default_factory=dict)


class Inflection(Table):
    """A grammatical case of names. There is none for a person whose gender is not recorded."""

    feminine: Endings = Endings()
    masculine: Endings = Endings()


class Salutations(Table):
    """Greeting lines by who is addressed. A list is one line each; a missing key falls to `formal`.

    Tried in this order: the first that fits the reader and whose values are all known is used. `titled` is
    for languages in which a title takes the place of Mr. or Ms., `other` for a recorded gender that is
    neither where `unknown` says both (heer/mevrouw). An empty list leaves out a parent's key.
    """

    company_person: Lines | None = None
    titled_feminine: Lines | None = None
    titled_masculine: Lines | None = None
    titled: Lines | None = None
    patronymic_feminine: Lines | None = None
    patronymic_masculine: Lines | None = None
    patronymic: Lines | None = None
    feminine: Lines | None = None
    masculine: Lines | None = None
    other: Lines | None = None
    unknown: Lines | None = None
    department: Lines | None = None
    company: Lines | None = None
    nobody: Lines | None = None


class Salutation(Table):
    """The greeting: `next_line` says how the text after it begins.

    `address` is the form of address alone (Madame), which greeting and closing print as `{{ address }}`.
    """

    next_line: Literal["lower", "upper", "as_written"] = "as_written"
    address: Salutations = Salutations()
    formal: Salutations
    neutral: Salutations = Salutations()
    warm: Salutations = Salutations()


class Closing(Table):
    """The lines before the signature; a missing variant is the next stiffer one, in the end `formal`.

    `nameless` takes the place of `formal` after a greeting that names no person (Yours faithfully).
    """

    formal: Lines
    neutral: Lines | None = None
    warm: Lines | None = None
    nameless: Lines | None = None


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
    several: dict[PluralCategory, str]


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


class MoneyHabit(Table):
    """How one currency is written where that differs from CLDR.

    `pattern` holds `{number}` once, or is a table of such patterns by plural category, `other` among them,
    for a word that agrees with the number (`20 de lei`). `decimals` are those usually printed (an amount that
    needs more gets them); `group` and `decimal` are separators, `grouping` the digits of the last group and
    of the others (3, 2 for lakhs); `source` says who writes it so.
    """

    pattern: Forms
    decimals: Annotated[int, Field(ge=0, le=4)] | None = None
    group: str | None = None
    grouping: tuple[Annotated[int, Field(ge=1, le=9)], Annotated[int, Field(ge=1, le=9)]] | None = None
    decimal: Annotated[str, Field(min_length=1)] | None = None
    source: Annotated[str, Field(min_length=1)]


class Formats(Table):
    """Local habits where they differ from CLDR (UTS 35 date patterns).

    `date_long` is for labels, `date_sentence` for running text, where it is the same unless given; `months`
    are the twelve names that running text uses (15. marca), `first_day` is what the first of a month is
    called beside a month's name (1er mars). `second_calendar` writes each date in full twice, as `date_both`
    says.

    `money` is a table by ISO 4217 code; `home` is the currency of the locale's own territory. A pattern alone
    is that of `home`.
    """

    date_long: str | None = None
    date_short: str | None = None
    date_sentence: str | None = None
    weekday: str | None = None
    weekday_in_sentence: bool = False
    first_day: Word | None = None
    months: Annotated[tuple[Word, ...], Field(min_length=12, max_length=12)] | None = None
    calendar: Calendar = "gregorian"
    second_calendar: Calendar | None = None
    date_both: str = "{first} ({second})"
    digits: str = "latn"
    money: Annotated[
        dict[Annotated[str, Field(pattern=r"^([A-Z]{3}|home)$")], MoneyHabit],
        BeforeValidator(
            lambda value: {"home": {"pattern": value, "source": "card"}} if isinstance(value, str) else value
        ),
    ] = Field(default_factory=dict)


class Style(Table):
    """The style vector of culture.md §1.4, 0 to 1: information for writers.

    `longest_sentence` counts words, or letters where words are not spaced (TK503).
    """

    directness: Share
    formality: Share
    context: Share
    longest_sentence: Annotated[int, Field(ge=5)] | None = None


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
    vocative: Inflection = Inflection()
    genitive: Inflection = Inflection()
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
    firmness: Firmness = Firmness()
    style: Style
