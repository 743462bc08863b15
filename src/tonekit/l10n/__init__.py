"""Values as a locale writes them: money, dates, numbers, plurals, lists, names and greetings."""

from __future__ import annotations

from tonekit.l10n.formatter import Formatter
from tonekit.l10n.locales import canonical
from tonekit.l10n.people.person_name import PersonName

__all__ = ["Formatter", "PersonName", "canonical"]
