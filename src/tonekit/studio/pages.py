"""The templates of the studio. The one module here that knows Jinja, besides what parses messages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tonekit.studio import source

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Pages:
    """Pages by template, and the files that they link, all of them read when the studio starts."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("tonekit.studio"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters |= {"words": words, "mark": mark, "code": source.marked}
        self.static: dict[str, tuple[bytes, str]] = {
            item.name: (item.read_bytes(), _TYPES[suffix])
            for item in resources.files(__package__).joinpath("static").iterdir()
            if (suffix := item.name[item.name.rfind(".") :]) in _TYPES
        }

    def page(self, template: str, context: Mapping[str, Any]) -> str:
        """Fill a template in; every value is escaped."""
        return self._environment.get_template(template).render(context)


def words(name: str) -> str:
    """A name as a reader would write it: `first_reminder` is First reminder."""
    text = name.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]


def mark(text: str) -> str:
    """A few digits that stand for a text, so that an address changes when what it shows does."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
