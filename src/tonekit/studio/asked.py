"""What a URL of the studio asks for, held against the lists of the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tonekit.catalog.catalog import Catalog
from tonekit.desk.served import FALLBACK
from tonekit.errors import no_such
from tonekit.model.reminder import Reminder, TonePoint
from tonekit.studio.state import NONE, State

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of a page, all of it in its URL.

    `tone` is a profile's name or `firmness,empathy`, each from 0 to 1. `overlay` is the topmost overlay that
    is laid on, or `none`. `own` are the view's own parameters. `notices` say what was asked for in vain.
    """

    view: str
    locale: str
    stage: str
    tone: str
    case: str
    overlay: str
    own: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def point(self) -> TonePoint | None:
        """The tone where it is a point; None where it is a profile."""
        return _point(self.tone)

    def change(self, **changes: str) -> Asked:
        """The same but for some parameters, common ones or the view's own."""
        common = {name: changes.pop(name, getattr(self, name)) for name in _COMMON}
        return Asked(
            self.view,
            **common,
            own={**self.own, **changes},
            notices=self.notices,
            defaults=self.defaults,
        )

    def url(self, view: str = "", **changes: str) -> str:
        """The address of this state with some parameters changed, in this view or in another.

        Another view takes along what is common to all.
        """
        asked = self.change(**changes)
        own = (
            asked.own
            if view in {"", self.view}
            else {name: asked.own[name] for name in changes if name in asked.own}
        )
        pairs = [(name, getattr(asked, name)) for name in _COMMON]
        pairs += sorted(own.items())
        shown = [(name, value) for name, value in pairs if value != asked.defaults.get(name)]
        return f"/{view or self.view}?{urlencode(shown, safe=',')}"


_COMMON = ("locale", "stage", "tone", "case", "overlay")


def topmost(query: Mapping[str, str], state: State) -> str:
    """The overlay that a query lays on last: the one it names, if there is such a one, else the last."""
    overlays = (NONE, *state.overlays)
    wanted = query.get("overlay", "")
    return wanted if wanted in overlays else overlays[-1]


def asked(view: str, query: Mapping[str, str], state: State, catalog: Catalog, own: Values) -> Asked:
    """Read a query. What is not in the lists of the catalog gives way to the default, with a notice.

    `catalog` is the state's with the overlays that the query lays on.
    """
    lists: dict[str, Sequence[str]] = {
        "locale": catalog.locales,
        "stage": catalog.stages,
        "case": tuple(state.cases),
        "overlay": (NONE, *state.overlays),
        **own,
    }
    defaults = {
        "locale": _first(catalog.locales, FALLBACK),
        "stage": _first(catalog.stages, next(_after_due(catalog), "")),
        "case": next(iter(state.cases)),
        "overlay": (NONE, *state.overlays)[-1],
        **{name: values[0] for name, values in own.items()},
    }
    found, notices = {}, []
    for name, values in lists.items():
        value = query.get(name, defaults[name])
        if value not in values:
            notices.append(no_such(name, value[:60], values))
            value = defaults[name]
        found[name] = value
    found["tone"], notice = _tone(query.get("tone"), catalog)
    return Asked(
        view,
        **{name: found.pop(name) for name in _COMMON},
        own=found,
        notices=(*notices, *notice),
        # what all pages share stays in the URL, so that it says what is shown
        defaults={name: defaults[name] for name in ("overlay", *own)},
    )


def _after_due(catalog: Catalog) -> Iterator[str]:
    return (name for name, stage in catalog.index.stages.items() if not stage.before_due)


def _first(names: Sequence[str], wanted: str) -> str:
    return wanted if wanted in names else next(iter(names), "")


def _tone(value: str | None, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    """A profile that there is, or a point in one way of writing it."""
    profiles = catalog.profiles
    default = _first(profiles, str(Reminder.model_fields["tone"].default))
    if value is None:
        return default, ()
    point = _point(value)
    if point is not None:
        return f"{point.firmness:g},{point.empathy:g}", ()
    return (value, ()) if value in profiles else (default, (no_such("tone profile", value[:60], profiles),))


def _point(value: str) -> TonePoint | None:
    parts = value.split(",")
    try:
        firmness, empathy = (round(float(part), 3) for part in parts)
        return TonePoint(firmness=firmness, empathy=empathy)
    except ValueError:
        return None
