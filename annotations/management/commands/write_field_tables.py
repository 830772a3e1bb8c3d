"""Write docs/fields.md: what every object and body of REST holds, from the schema itself."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator

PAGE = Path(settings.BASE_DIR) / "docs" / "fields.md"
HEAD = """# The fields of REST

What each object and body of [REST](api.md) holds. `manage.py write_field_tables` writes this page
from the schema, and a test holds the two equal. Fields in **bold** are always there, or have to be
sent.
"""
LEFT_OUT = "PageOf"  # Of what another table tells.
NAMES = ("Field", "RelatedTo")  # Of fields and related objects, which have tables of their own.


def page() -> str:
    """The text of the whole page."""
    with override("en"):
        schema: Any = SchemaGenerator().get_schema(request=None, public=True)
    parts = [HEAD]
    for name, shape in sorted(schema["components"]["schemas"].items()):
        if shape.get("properties") and not name.startswith(LEFT_OUT):
            parts.append("\n".join(_table(name, shape)))
        elif "enum" in shape and not (name.endswith(NAMES[0]) or name.startswith(NAMES[1])):
            values = ", ".join(f"`{value}`" for value in shape["enum"] if value not in ("", None))
            parts.append(
                f"## {name}\n{_said(shape)}\n| values |\n| --- |\n| {values or '(empty)'} |"
            )
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _table(name: str, shape: dict) -> Iterator[str]:
    yield f"## {name}\n{_said(shape)}"
    yield "| field | type | what it says |"
    yield "| --- | --- | --- |"
    needed = set(shape.get("required", ()))
    for field, one in shape["properties"].items():
        shown = f"**{field}**" if field in needed else field
        # Behind it the values of a choice, which have a table of their own.
        description = one.get("description", "").partition("\n\n* `")[0]
        description = " ".join(description.split()).replace("|", "\\|")
        yield f"| {shown} | {_type(one)} | {description} |"


def _said(shape: dict) -> str:
    """What it is, wrapped; the values of a choice have a table."""
    words = shape.get("description", "").partition("* `")[0]
    return fill(" ".join(words.split()), 119, break_on_hyphens=False) + "\n"


def _type(one: dict) -> str:
    """In words: a type, the name of a shape, or a list of these."""
    if "$ref" in one:
        return one["$ref"].rsplit("/", 1)[-1]
    for way in ("allOf", "oneOf", "anyOf"):
        if way in one:
            return " or ".join(dict.fromkeys(_type(part) for part in one[way]))
    kinds = one.get("type", "any")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "array" in kinds:
        null = " or null" if "null" in kinds else ""
        return f"list of {_type(one.get('items', {}))}{null}"
    said = [str(one.get("format", kind)) if kind == "string" else kind for kind in kinds]
    return " or ".join(said)


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        PAGE.write_text(page(), encoding="utf-8")
        self.stdout.write(str(PAGE))
