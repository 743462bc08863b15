"""Payment reminders a local colleague would have written.

    from tonekit import Catalog

    catalog = Catalog.load()
    message = catalog.render(data)

`data` is a Reminder, a mapping or JSON; the message holds subject, preheader, text, HTML and SMS.
"""

from __future__ import annotations

from tonekit._version import __version__
from tonekit.catalog.catalog import Catalog
from tonekit.catalog.choose import Choice
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
