"""What components of the schema are called: these are the types of a typed client.

Every set of values to choose from is one.
"""

from collections.abc import Iterator
from typing import Any

# What drf-spectacular calls the values "" and null that a choice may have beside its own.
BLANK, EMPTY, NULL = "BlankEnum", "Empty", "NullEnum"
PATCHED = "Patched"  # What it puts before the names of bodies of changes.
REF = "#/components/schemas/"


def name_choices(result: dict, generator: Any, request: Any, public: bool) -> dict:
    """A hook of drf-spectacular, after its own for the choices of fields.

    Those of parameters, which have a `title`, become components; where a field has the same values,
    its component is theirs.
    """
    components = _renamed(result)
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


def _renamed(result: dict) -> dict:
    """The components, bodies of changes by the names of their serializers."""
    components = result["components"]["schemas"]
    plain = {name: name.removeprefix(PATCHED) for name in components if name.startswith(PATCHED)}
    plain = {name: own for name, own in plain.items() if own not in components}
    for name, own in plain.items():
        components[own] = components.pop(name)
    for one in _schemas(result):
        name = str(one.get("$ref", "")).removeprefix(REF)
        if name in plain:
            one["$ref"] = REF + plain[name]
    return components


def _schemas(value: object) -> Iterator[dict]:
    """Every object of the schema, whatever it is."""
    if isinstance(value, dict):
        yield value
    inside: Any = value.values() if isinstance(value, dict) else value
    for one in inside if isinstance(value, dict | list) else ():
        yield from _schemas(one)
