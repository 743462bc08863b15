"""JSON text, read strictly."""

from __future__ import annotations

from typing import Any

import jiter

from tonekit.errors import InvalidReminder, Problem, reminder_problem


def read_json(text: str | bytes) -> Any:
    """Read JSON in which each key stands once (RFC 8259 leaves the others open). Raises InvalidReminder."""
    try:
        data = text.encode() if isinstance(text, str) else text
        return jiter.from_json(data, allow_inf_nan=False, cache_mode="keys", catch_duplicate_keys=True)
    except ValueError:  # no JSON, or JSON as only `json` reads it, such as UTF-16
        return _carefully(text)


def _carefully(text: str | bytes) -> Any:
    import json  # seldom needed

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if len(set(keys)) != len(keys):
            raise ValueError
        return dict(pairs)

    try:
        return json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        problem: Problem = reminder_problem(
            "reminder", "is not valid JSON.", "Check the JSON; each key may stand once."
        )
        raise InvalidReminder([problem]) from None
