"""Every set of values to choose from is a component with a name: one type in a typed client."""

from collections.abc import Iterator
from typing import Any

# What drf-spectacular calls the values "" and null that a choice may have beside its own.
BLANK, EMPTY, NULL = "BlankEnum", "Empty", "NullEnum"
REF = "#/components/schemas/"


def name_choices(result: dict, generator: Any, request: Any, public: bool) -> dict:
    """A hook of drf-spectacular, after its own for the choices of fields.

    Those of parameters, which have a `title`, become components; where a field has the same values,
    its component is theirs.
    """
    components = result["components"]["schemas"]
    if BLANK in components:
        components[EMPTY] = {"type": "string", **components.pop(BLANK)}
    components.pop(NULL, None)
    there = {frozenset(one["enum"]): name for name, one in components.items() if "enum" in one}
    for one in list(_schemas(result)):
        ref = one.get("$ref")
        if ref == REF + BLANK:
            one["$ref"] = REF + EMPTY
        elif ref == REF + NULL:
            del one["$ref"]
            one["type"] = "null"
        elif "enum" in one and "title" in one:
            values = frozenset(one["enum"])
            name = there.setdefault(values, one["title"])
            components.setdefault(name, {"type": "string", "enum": one["enum"]})
            one.clear()
            one["$ref"] = REF + name
    result["components"]["schemas"] = dict(sorted(components.items()))
    return result


def _schemas(value: object) -> Iterator[dict]:
    """Every object of the schema, whatever it is."""
    if isinstance(value, dict):
        yield value
    inside: Any = value.values() if isinstance(value, dict) else value
    for one in inside if isinstance(value, dict | list) else ():
        yield from _schemas(one)
