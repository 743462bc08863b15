"""The peers in Node: a process of their own that is fed the same reminders and times itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

from peers.messages import MESSAGES, icu_source, page_of
from peers.texts import Kind, identifier
from peers.values import FIELDS, ON_ACCENT
from tonekit.rendering.program import Print

HERE = Path(__file__).parent
_STYLES: dict[str, dict[str, Any]] = {
    "": {"dateStyle": "long"},
    "weekday": {"dateStyle": "full"},
    "short": {"day": "2-digit", "month": "2-digit", "year": "numeric"},
    "en short": {"day": "numeric", "month": "short", "year": "numeric"},
    "ja short": {"day": "numeric", "month": "long"},
    "ja weekday": {"day": "numeric", "month": "long", "year": "numeric", "weekday": "short"},
}
# Where the brand, the sender and so on stand in the data.
_PARTS = {"brand": "name", "footer": "legal_footer"}


class Node:
    """The process. `peers` are those found, `missing` says why another is not, `versions` are Node's and ICU's."""

    def __init__(self, kinds: list[Kind], modules: Path) -> None:
        node = shutil.which("node")
        if node is None:
            raise FileNotFoundError("node is not installed")
        # Code given as an argument finds packages from the folder it runs in.
        self._process = subprocess.Popen(
            [node, "--input-type=module", "--eval", (HERE / "peers.mjs").read_text("utf-8")],
            cwd=modules,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        found = self._ask("texts", [_described(kind) for kind in kinds])
        self.peers, self.missing, self.versions = found["peers"], found["missing"], found["versions"]

    def show(self, rows: list[tuple[int, dict[str, Any]]]) -> dict[str, list[list[str]]]:
        """Render; return subject, preheader, text and HTML of each row, by peer."""
        return self._ask("show", rows)

    def time(self, rows: list[tuple[int, dict[str, Any]]]) -> dict[str, float]:
        """Render; return CPU microseconds a message, by peer."""
        return self._ask("time", rows)

    def _ask(self, command: str, value: Any) -> Any:
        if self._process.stdin is None or self._process.stdout is None:
            raise BrokenPipeError
        self._process.stdin.write(json.dumps([command, value]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"Node ended with code {self._process.wait()}; its words stand above")
        return json.loads(answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.wait()


def _described(kind: Kind) -> dict[str, Any]:
    return {
        "locale": kind.place.locale,
        "rtl": kind.direction == "rtl",
        "days": kind.days,
        "daysOff": sorted(kind.days_off),
        "before": page_of(kind, "before"),
        "after": page_of(kind, "after"),
        "icu": {name: icu_source(kind, name) for name in MESSAGES},
        "mf2": {name: _mf2(kind, name) for name in MESSAGES},
        "i18next": {name: _i18next(kind, name) for name in MESSAGES},
        "values": [
            (identifier(key), _value(kind, key))
            for key in kind.values_printed
            if key not in {"subject", "preheader"}
        ],
    }


def _mf2(kind: Kind, name: str) -> str:
    return "".join(
        f"{{${identifier(node.name)}}}"
        if isinstance(node, Print)
        else node.text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        for node in kind.flat(name)
    )


def _i18next(kind: Kind, name: str) -> str:
    return "".join(
        f"{{{{{identifier(node.name)}}}}}" if isinstance(node, Print) else node.text
        for node in kind.flat(name)
    )


def _value(kind: Kind, key: str) -> dict[str, Any]:
    name, _, call = key.partition("|")
    tag = kind.place.locale
    if key in kind.patterns:
        return {"type": "pattern", "forms": kind.patterns[key]}
    if name in {"sender.brand", "sender.footer"}:
        return {"type": "brand", "name": _PARTS[FIELDS[key]]}
    if key in FIELDS:
        return {"type": "field", "path": key.split(".")}
    if name in {"invoice.issued_on", "invoice.due_on", "as_of", "pay_by"}:
        return {
            "type": "day",
            "name": name.removeprefix("invoice."),
            "options": _STYLES.get(f"{tag} {call}") or _STYLES[call],
            "after": "\u00a0r." if tag == "pl" and not call else "",
            "first": "1er" if tag == "fr" and not call else "",
            "wide": tag == "ja" and call == "weekday",
        }
    if name == "invoice.days_overdue":
        return {"type": "days", "forms": kind.plurals.get(key)}
    if name.startswith("account."):
        _, number, part = name.split(".")
        return {"type": "account", "number": int(number), "name": part}
    return {
        "total.due": {"type": "due", "yen": "円" if tag == "ja" else ""},
        "payment.iban": {"type": "iban"},
        "payment.url": {"type": "url"},
        "page.accent": {"type": "color"},
        "page.on_accent": {"type": "fixed", "text": ON_ACCENT["#1f5f8b"]},
    }[key]
