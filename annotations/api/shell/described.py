"""The last look at the schema: every field, parameter and operation is described, with examples."""

from collections.abc import Iterator
from typing import Any

from . import bodies, examples, representation, shapes
from .glossary import ANSWERS, FIELDS, PARAMETERS

# What these say is for those who read the code.
BASES = (
    bodies.Body,
    representation.MadeInSQL,
    representation.Part,
    representation.Representation,
    representation.Versioned,
)
OF_BASES = {" ".join((base.__doc__ or "").split()) for base in BASES}
METHODS = ("get", "post", "put", "patch", "delete")


def describe(result: dict, generator: Any, request: Any, public: bool) -> dict:
    """A hook of drf-spectacular; what a serializer or view says of itself stands."""
    components = result["components"]["schemas"]
    for shape, component in components.items():
        if " ".join(component.get("description", "").split()) in OF_BASES:
            del component["description"]
        if said := shapes.description(shape, component.get("description", "")):
            component["description"] = said
        for name, field in component.get("properties", {}).items():
            if description := _description(shape, name):
                field.setdefault("description", description)
    for operation in operations(result):
        for parameter in operation.get("parameters", ()):
            name = parameter["name"]
            if known := PARAMETERS.get(name) or FIELDS.get(name):
                parameter.setdefault("description", known)
        for status, answer in operation["responses"].items():
            if answer.get("description") in (None, "", "No response body"):
                answer["description"] = ANSWERS[status]
        for content in _contents(operation):
            if "example" not in content and "examples" not in content:
                content["example"] = examples.of(content.get("schema", {}), components)
    return result


def operations(schema: dict) -> Iterator[dict]:
    for methods in schema["paths"].values():
        yield from (methods[name] for name in METHODS if name in methods)


def _description(shape: str, name: str) -> str:
    return FIELDS.get(f"{shape}.{name}") or FIELDS.get(name, "")


def _contents(operation: dict) -> Iterator[dict]:
    """Of the body, and of each answer that has one."""
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for answer in operation["responses"].values():
        yield from answer.get("content", {}).values()
