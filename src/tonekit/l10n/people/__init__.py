"""People's names by CLDR (UTS 35 part 8)."""

from __future__ import annotations

from tonekit.l10n.people.person_name import PersonName

__all__ = ["PersonName"]
