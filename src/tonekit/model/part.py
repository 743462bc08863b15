"""What all parts of a reminder have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Base of all parts: frozen, unknown fields refused, no value in an error.

    A part that is given ready-made is checked again: it may have been made without (`model_construct`).
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, strict=False, revalidate_instances="always"
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy; what `update` changes is checked with the rest, as in something new."""
        if not update:
            return super().model_copy(deep=deep)
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(**{**given, **update})

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"  # no customer's value in a log

    __str__ = __repr__
