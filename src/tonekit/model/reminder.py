"""One reminder: who owes what to whom, at which stage, in which locale and tone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import core_schema

from tonekit.errors import InvalidReminder, reminder_problem
from tonekit.model.careful import refuse
from tonekit.model.checked import CAREFUL, QUICK, Checked
from tonekit.model.contradictions import contradictions, invoice_fault, plainly_owed
from tonekit.model.exact import EXACT
from tonekit.model.fields import (
    SLUG,
    Amount,
    Bic,
    Color,
    Currency,
    Date,
    Email,
    Flag,
    Iban,
    LongText,
    OptionalDate,
    OptionalText,
    Slug,
    Territory,
    Text,
    Url,
    slug,
)
from tonekit.model.json_text import read_json
from tonekit.model.part import Part
from tonekit.model.refusals import problems_of


class TonePoint(Part):
    """A point of the tone plane: `firmness` and `empathy`, each from 0 to 1, independent of each other."""

    firmness: float = Field(ge=0, le=1, allow_inf_nan=False, strict=True)
    empathy: float = Field(ge=0, le=1, allow_inf_nan=False, strict=True)


_POINT = TonePoint.__pydantic_core_schema__
_NAME_OR_POINT = core_schema.union_schema([(core_schema.str_schema(), CAREFUL), (_POINT, QUICK)])
# What is no object is refused as a name.
Tone = Annotated[Slug | TonePoint, Checked(_NAME_OR_POINT, slug, SLUG, _POINT)]


class Customer(Part):
    """Who is addressed. `name` is taken as recorded and never split; a gender is never guessed."""

    kind: Literal["person", "company"] = "person"
    name: OptionalText = None
    given_name: OptionalText = None
    given2: OptionalText = None
    family_name: OptionalText = None
    surname2: OptionalText = None
    title: OptionalText = None
    gender: Literal["feminine", "masculine", "other"] | None = None
    organization: OptionalText = None
    department: OptionalText = None
    reference: OptionalText = None
    name_locale: OptionalText = None
    time_zone: OptionalText = None

    @property
    def company(self) -> str | None:
        """The organization's name; a company that only has a `name` is called that."""
        if self.organization is not None:
            return self.organization
        return self.name if self.kind == "company" else None

    @property
    def contact(self) -> bool:
        """True when a person to be addressed is known by name."""
        if self.given_name or self.family_name:
            return True
        return self.name is not None and (self.kind == "person" or self.organization is not None)


class Brand(Part):
    """How the sender appears: short name, logo, colour (#rrggbb) and the legal lines at the foot."""

    name: OptionalText = None
    logo_url: Url = None
    color: Color = None
    legal_footer: LongText = None


class Sender(Part):
    """Who writes. An `email` or a `phone` is required: every message names a way to reach someone."""

    organization: Text
    brand: Brand = Brand()
    person: OptionalText = None
    role: OptionalText = None
    email: Email = None
    phone: OptionalText = None
    address: LongText = None
    tax_id: OptionalText = None

    @property
    def short_name(self) -> str:
        """The brand's name; the organization's without one."""
        return self.brand.name or self.organization

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.email is None and self.phone is None:
            raise refuse("has neither email nor phone", "Give sender.email or sender.phone (or both).")
        return self


class Invoice(Part):
    """One open invoice. Amounts in major units of `currency` (ISO 4217)."""

    number: Text
    amount: Amount
    paid: Amount = Decimal(0)
    currency: Currency
    issued_on: OptionalDate = None
    due_on: Date
    description: OptionalText = None

    @model_validator(mode="after")
    def _owed(self) -> Self:
        if not plainly_owed(self) and (fault := invoice_fault(self)):
            raise refuse(*fault)
        return self

    @property
    def open(self) -> Decimal:
        """What is still owed: amount minus paid."""
        return EXACT.subtract(self.amount, self.paid)


class Account(Part):
    """A line of payment details for rails without an IBAN, such as a sort code or a Pix key."""

    label: Text
    value: Text


class Payment(Part):
    """How the customer can pay."""

    url: Url = None
    iban: Iban = None
    bic: Bic = None
    account_name: OptionalText = None
    reference: OptionalText = None
    accounts: tuple[Account, ...] = ()


class Charge(Part):
    """A charge on top of the invoices, supplied by the caller; tonekit never computes one."""

    kind: Literal["interest", "reminder_fee", "lump_sum", "other"]
    label: OptionalText = None
    amount: Amount

    @model_validator(mode="after")
    def _labelled(self) -> Self:
        if self.kind == "other" and self.label is None:
            raise refuse("has kind 'other' and no label", "Give a label in the customer's language.")
        return self


class Discount(Part):
    """An early-payment discount: `percent` or `amount`, valid `until` a day."""

    percent: Amount | None = None
    amount: Amount | None = None
    until: Date

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            raise refuse("needs percent or amount, not both", "Give exactly one of percent and amount.")
        return self


class Offers(Part):
    """What the caller offers. Offers are always spoken."""

    instalments: int | None = Field(default=None, ge=2, le=120, strict=True)
    discount: Discount | None = None
    extension_until: OptionalDate = None


class NextStep(Part):
    """What truly happens next if nothing is paid. The only consequence a message may name."""

    action: Literal["collection_agency", "court", "suspension", "other"]
    on: Date
    text: OptionalText = None

    @model_validator(mode="after")
    def _worded(self) -> Self:
        if (self.action == "other") != (self.text is not None):
            raise refuse(
                "text goes with action 'other', and only with it",
                "Give the whole sentence as text with action 'other', else leave text out.",
            )
        return self


class LastNotice(Part):
    """The notice that went before: its stage and the day it was sent."""

    stage: Slug
    on: Date


class Reminder(Part):
    """One reminder, checked. Build it with keywords, or with `Reminder.parse` from a mapping or JSON.

    Either way a fault raises `InvalidReminder`, which lists every problem by field and holds no values. What
    only shows between parts (one currency, the order of dates) is judged once each part is sound.
    """

    id: Text
    locale: Text
    stage: Slug
    as_of: Date
    customer: Customer
    sender: Sender
    invoices: tuple[Invoice, ...] = Field(min_length=1, max_length=500)
    formality: Literal["formal", "informal"] | None = None
    tone: Tone = "balanced"
    pay_by: OptionalDate = None
    audience: Literal["consumer", "business"] | None = None
    territory: Territory = None
    jurisdiction: OptionalText = None
    last_notice: LastNotice | None = None
    payment: Payment = Payment()
    charges: tuple[Charge, ...] = ()
    offers: Offers = Offers()
    next_step: NextStep | None = None
    disputed: Flag = False
    hardship: Flag = False
    extra: dict[str, Any] = Field(default_factory=dict)

    def __init__(self, /, **data: Any) -> None:
        self._take(data)

    def _take(self, data: dict[str, Any]) -> None:
        """Check the fields and fill this new reminder with them, as BaseModel's constructor does."""
        try:
            self.__pydantic_validator__.validate_python(data, self_instance=self)
        except ValidationError as error:
            raise InvalidReminder(problems_of(error, type(self))) from None
        problems = contradictions(self)
        if problems:
            raise InvalidReminder(problems)

    @classmethod
    def model_validate(cls, obj: Any, **_options: Any) -> Reminder:
        """As `parse`."""
        return cls.parse(obj)

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **_options: Any) -> Reminder:
        """As `parse`."""
        return cls.parse(bytes(json_data) if isinstance(json_data, bytearray) else json_data)

    @classmethod
    def parse(cls, data: Reminder | Mapping[str, Any] | str | bytes) -> Reminder:
        """Read a Reminder, a mapping or JSON text. Raises InvalidReminder with all problems."""
        if isinstance(data, Reminder):
            return data
        if isinstance(data, (str, bytes)):
            data = read_json(data)
        if not isinstance(data, Mapping):
            raise InvalidReminder(
                [reminder_problem("reminder", "is not an object.", "Give a JSON object or a mapping.")]
            )
        if type(data) is not dict or set(map(type, data)) != {str}:
            data = {str(key): value for key, value in data.items()}
        if cls is not Reminder:  # it may have a constructor of its own
            return cls(**data)
        reminder = cls.__new__(cls)
        reminder._take(data)  # noqa: SLF001 - our own
        return reminder

    @property
    def currency(self) -> str:
        """The one currency of all invoices."""
        return self.invoices[0].currency

    @property
    def oldest_due_on(self) -> date:
        """The earliest due date."""
        return min(invoice.due_on for invoice in self.invoices)

    @property
    def to_consumer(self) -> bool:
        """The audience; companies are business and persons consumers unless the caller says otherwise."""
        if self.audience is not None:
            return self.audience == "consumer"
        return self.customer.kind == "person"

    def __repr__(self) -> str:
        return f"Reminder(id={self.id!r})"

    __str__ = __repr__
