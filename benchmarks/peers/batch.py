"""A peer in the place of the catalog, so that batches of both are read, shared out and written by the same code."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peers import facts, texts
from peers.templates import jinja2
from peers.workload import STAGE, Place
from tonekit import Catalog
from tonekit.channels.message import Message
from tonekit.model.message import Provenance
from tonekit.model.reminder import TonePoint

Kinds = dict[tuple[str, float, float], texts.Kind]
"""Texts by what a row says of them: its locale, firmness and empathy."""


def keep(catalog: Catalog, rows: Mapping[Place, dict[str, Any]], path: Path) -> None:
    """Write down the texts of all places, each with one of its rows, for `Templates`."""
    kinds: Kinds = {_key(row): texts.read(catalog, place, row) for place, row in rows.items()}
    path.write_bytes(pickle.dumps(kinds))


class Templates:
    """Jinja2 + Babel behind the methods of a catalog that a batch asks for. Nothing is checked."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        kinds: Kinds = pickle.loads(content)  # noqa: S301 - the benchmark's own file
        self._path, self.digest = path, hashlib.sha256(content).hexdigest()
        self._stacks = {key: (kind, jinja2(kind)) for key, kind in kinds.items()}
        self._source = Provenance("peer", self.digest, self.digest, "0", "0", "0")

    def __reduce__(self) -> tuple[Any, ...]:
        return Templates, (self._path,)

    def render(self, data: dict[str, Any], *, on_refused: str = "raise") -> Message:
        """Fill the templates of the row's place."""
        del on_refused
        locale, firmness, empathy = key = _key(data)
        kind, fill = self._stacks[key]
        subject, preheader, text, html = fill(facts.of_dict(data))
        sender, tone = data["sender"], TonePoint.model_construct(firmness=firmness, empathy=empathy)
        return Message(
            data["id"], locale, STAGE, kind.place.voice, tone, subject, preheader, text, html, None,
            kind.direction, sender["brand"]["name"], sender["email"], (), (), self._source,
        )  # fmt: skip


def _key(data: Mapping[str, Any]) -> tuple[str, float, float]:
    return data["locale"], data["tone"]["firmness"], data["tone"]["empathy"]
