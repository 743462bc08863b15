"""Payment reminders a local colleague would have written.

    from tonekit import Catalog

    catalog = Catalog.load()
    message = catalog.render(data)

`data` is a Reminder, a mapping or JSON; the message holds subject, preheader, text, HTML and SMS.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tonekit._version import __version__

if TYPE_CHECKING:
    from tonekit.catalog.catalog import Catalog
    from tonekit.catalog.choice import Choice
    from tonekit.channels.message import Message
    from tonekit.errors import (
        CatalogError,
        InvalidReminder,
        LocaleError,
        NoMessage,
        Problem,
        StageRefused,
        TonekitError,
    )
    from tonekit.model.reminder import Reminder, TonePoint

__all__ = [
    "Catalog",
    "CatalogError",
    "Choice",
    "InvalidReminder",
    "LocaleError",
    "Message",
    "NoMessage",
    "Problem",
    "Reminder",
    "StageRefused",
    "TonePoint",
    "TonekitError",
    "__version__",
]

# The modules of the names above, imported when a name is first asked for (PEP 562): the command line, and
# a program that only formats amounts, need few of them.
_MODULES = {
    "Catalog": "catalog.catalog",
    "Choice": "catalog.choice",
    "Message": "channels.message",
    "Reminder": "model.reminder",
    "TonePoint": "model.reminder",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{_MODULES.get(name, 'errors')}")
    globals()[name] = found = getattr(module, name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
