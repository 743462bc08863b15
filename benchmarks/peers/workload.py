"""The workload: a first reminder of one unpaid invoice, in six locales and three voices, to customers that vary.

What stays is what stays in a mailing: the sender and which texts are sent. Names, invoice numbers, amounts, dates,
links and references are another customer's in each reminder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from tonekit import Catalog, samples
from tonekit.checks.samples import voice_tone
from tonekit.model.currency import DECIMALS

LOCALES = ("en", "de", "fr", "ja", "ar", "pl")
VOICES = ("warm", "even", "direct")
STAGE = "first_reminder"
FIRST_DAY = date(2024, 1, 1)
DAYS = 3650

# Given names of women, of men, and family names. Family names are joined where the language does that.
NAMES = {
    "en": (
        "Emily Grace Nora Ruth Alice",
        "Henry Owen Miles Frank Simon",
        "Carter Hughes O'Neil Price Reed Cole",
        "-",
    ),
    "de": ("Sabine Heike Jule Käthe Anna", "Jörg Uwe Karl Götz Emil", "Müller Groß Kurz Weiß Ihle Jahn", "-"),
    "fr": (
        "Camille Zoé Inès Lucie Agnès",
        "Hervé Yves Noël Loïc Marc",
        "Dupont Lefèvre Roux Girard Masson Petit",
        "-",
    ),
    "ja": ("花子 恵子 由美 直美 真理", "太郎 健一 誠 大輔 浩", "山 田 中 村 川 本", ""),
    "ar": ("منى سارة هدى ليلى نور", "أحمد خالد سامي عمر كريم", "حسن فؤاد ناصر سالم منصور زيدان", " "),
    "pl": (
        "Katarzyna Anna Maja Ewa Zofia",
        "Piotr Jan Łukasz Paweł Adam",
        "Nowak Wrona Mazur Zając Sikora Duda",
        "-",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Which message: its locale and voice."""

    locale: str
    voice: str


PLACES = tuple(Place(locale, voice) for locale in LOCALES for voice in VOICES)


class Workload:
    """Makes reminders as plain data, the same ones for the same seed."""

    def __init__(self, catalog: Catalog, seed: int = 1) -> None:
        self.random = Random(seed)  # noqa: S311 - sample data
        stage = catalog.index.stages[STAGE]
        case = samples.case("one_invoice")
        self._base = {
            place: case.data(place.locale, STAGE, stage, voice_tone(stage, catalog.index.voices[place.voice]))
            for place in PLACES
        }

    def batch(self, customers: int) -> list[tuple[Place, dict[str, Any]]]:
        """Return reminders for so many new customers in each place, in the order of a mailing: mixed."""
        found = [(place, self.reminder(place)) for place in PLACES for _ in range(customers)]
        self.random.shuffle(found)
        return found

    def reminder(self, place: Place) -> dict[str, Any]:
        """Return a reminder to a new customer."""
        pick, base = self.random, self._base[place]
        as_of = FIRST_DAY + timedelta(days=pick.randrange(DAYS))
        due_on = as_of - timedelta(days=pick.randint(1, 20))
        token, number = f"{pick.getrandbits(40):010x}", f"{as_of.year}-{pick.randrange(100_000):05}"
        currency = base["invoices"][0]["currency"]
        units, decimals = str(pick.randint(1_000, 9_999_999)), DECIMALS[currency]
        women, men, family, joint = (part.split() or [part] for part in NAMES[place.locale])
        gender = pick.choice(("feminine", "masculine"))
        return {
            **base,
            "id": token,
            "as_of": as_of.isoformat(),
            "customer": {
                "given_name": pick.choice(women if gender == "feminine" else men),
                "family_name": joint[0].join(pick.sample(family, 2)),
                "gender": gender,
            },
            "invoices": [
                {
                    "number": number,
                    "amount": f"{units[:-decimals]}.{units[-decimals:]}" if decimals else units,
                    "currency": currency,
                    "issued_on": (due_on - timedelta(days=14)).isoformat(),
                    "due_on": due_on.isoformat(),
                }
            ],
            "payment": {
                **base["payment"],
                "url": f"{base['payment']['url'].rpartition('/')[0]}/{token}",
                "reference": f"K-{pick.randrange(1_000_000):06}",
            },
        }
