"""One stage in all locales of the catalog, as a grid of small pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tonekit.model.card import Card
from tonekit.studio.leaf import Leaf, leaf
from tonekit.studio.state import State
from tonekit.studio.view import View
from tonekit.studio.visit import Visit

SORTS = ("by_tag", "by_length")


@dataclass(frozen=True, slots=True)
class Country:
    """A locale and its page."""

    tag: str
    card: Card
    leaf: Leaf

    @property
    def length(self) -> int:
        """Characters of the text."""
        return len(self.leaf.message.text) if self.leaf.message else 0


def _parameters(_state: State) -> Mapping[str, Sequence[str]]:
    return {"sort": SORTS}


def _page(visit: Visit) -> dict[str, Any]:
    catalog = visit.catalog
    countries = [Country(tag, catalog.card(tag), leaf(visit, locale=tag)) for tag in catalog.locales]
    if visit.asked.own["sort"] == SORTS[1]:
        countries.sort(key=lambda country: -country.length)
    longest = max((country.length for country in countries), default=0) or 1
    return {"countries": countries, "sorts": SORTS, "longest": longest}


VIEW = View("world", "World", key="w", order=40, page=_page, parameters=_parameters)
