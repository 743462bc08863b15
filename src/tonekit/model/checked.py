"""A field type of two parts: pydantic-core takes what is certainly fine, a careful function judges the rest.

The careful function alone says what is allowed, what becomes of it and in which words it is refused. A quick
schema stands before it and may only take what the function would return just so; tests/test_quick_fields.py
holds the two together. A clean reminder is read without running Python for each of its fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

# The branches, as they stand in an error's location. Capitals: no field is called so.
QUICK, CAREFUL = "Quick", "Careful"


class Checked:
    """Annotates a field: the first of `quick` that takes a value decides, else `careful`.

    `careful` takes any value and returns the field's, or raises what `refuse` builds. `kind` is the
    plain type of the result.
    """

    def __init__(self, kind: CoreSchema, careful: Callable[[Any], Any], *quick: CoreSchema) -> None:
        judged = core_schema.no_info_before_validator_function(careful, kind)
        self._kind = kind
        # By hand, since Pydantic takes longer to derive it from annotations, for each field again.
        self._schema = core_schema.union_schema(
            [*((schema, QUICK) for schema in quick), (judged, CAREFUL)], mode="left_to_right"
        )

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return a copy: Pydantic notes things of the field in it."""
        return self._schema.copy()

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the type, not how it is tested."""
        return handler(self._kind)


def text_like(pattern: str, limit: int | None = None) -> CoreSchema:
    """A string of at most `limit` characters that `pattern`, in Rust's syntax, matches from end to end."""
    return core_schema.str_schema(strict=True, pattern=rf"\A(?:{pattern})\z", max_length=limit)
