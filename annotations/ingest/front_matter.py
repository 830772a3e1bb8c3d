"""The fields that editors of Markdown keep in front of a text: YAML, TOML or JSON."""

import json
import re
import sys

import yaml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FENCED = re.compile(
    r"\A(?:[ \t]*\n)*(?:"
    r"---[ \t]*\n(?P<yaml>.{0,10000}?)\n(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\n(?P<toml>.{0,10000}?)\n\+\+\+"
    r"|(?P<json>\{[ \t]*\n.{0,10000}?\n\})"
    r")[ \t]*(?:\n|\Z)",
    re.S,
)
# Of fields that are no YAML, for a bare colon in them: a field, and what goes on with it.
FIELD = re.compile(r"""(["']?)(\w[\w .:-]{0,60}?)\1[ \t]*:(?:[ \t](.*))?""")
MORE = re.compile(r"(?:(?:[ \t]|-(?=[ \t])|[\]}\[#]).*)?")
FOLDED = re.compile(r"[|>][+-]?\d?")
CALLED = {
    "title": "headline",
    "headline": "headline",
    "og:title": "headline",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "published_at",
    "published": "published_at",
    "language": "language",
    "lang": "language",
    "outlet": "outlet",
    "publisher": "outlet",
    "source": "source_url",
    "source_url": "source_url",
    "url": "source_url",
}
SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!?]")


def front_matter(text: str) -> tuple[str, dict[str, str]]:
    """The text without its fields, and those of them that are known.

    Lines that are no fields stay in the text, as do those of a talk or a note: unknown names with
    a capital letter, and sentences.
    """
    match = FENCED.match(text)
    if match is None:
        return text, {}
    fields = _fields(match)
    known = {CALLED[name.lower()]: value for name, value in fields.items()
             if name.lower() in CALLED and value}  # fmt: skip
    if not fields or (not known and _is_prose(fields)):
        return text, {}
    return text[match.end() :], known


def _is_prose(fields: dict[str, str]) -> bool:
    are_names = all(name[:1].isupper() for name in fields)
    return are_names and any(map(SENTENCE.fullmatch, fields.values()))


def _fields(match: re.Match[str]) -> dict[str, str]:
    """Each field in one line; none at all when it is no front matter."""
    try:
        found = _parsed(match)
    # Deeply nested lists end in a RecursionError.
    except (ValueError, RecursionError, yaml.YAMLError):
        return _by_lines(match["yaml"] or "")
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        return {}
    return {name: _in_one_line(value) for name, value in found.items()}


def _parsed(match: re.Match[str]) -> object:
    if match["toml"] is not None:
        return tomllib.loads(match["toml"])
    if match["json"] is not None:
        return json.loads(match["json"])
    # Everything is text to this loader: it makes neither dates nor objects.
    return yaml.load(match["yaml"], Loader=yaml.BaseLoader)  # noqa: S506 - makes text only


def _in_one_line(value: object) -> str:
    """A text, the texts of a list, or the name of a person who is described."""
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        items = (one.get("name", "") if isinstance(one, dict) else one for one in value)
        return ", ".join(filter(None, (_in_one_line(one) for one in items if _is_flat(one))))
    return " ".join(str(value).split()) if _is_flat(value) else ""


def _is_flat(value: object) -> bool:
    return not isinstance(value, dict | list)


def _by_lines(lines: str) -> dict[str, str]:
    """None at all when a line is neither a field nor goes on with one."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines.split("\n"):
        field = FIELD.fullmatch(line)
        if field:
            name = field[2]
            value = (field[3] or "").strip()
            found[name] = [] if FOLDED.fullmatch(value) else [value]
        elif not MORE.fullmatch(line):
            return {}
        elif name and line.strip() and not line.startswith("#"):
            found[name].append(line.strip())
    return {name: _joined(parts) for name, parts in found.items()}


def _joined(parts: list[str]) -> str:
    are_items = any(part.startswith("- ") for part in parts)
    parts = [_unquoted(part.removeprefix("- ").strip()) for part in parts]
    return (", " if are_items else " ").join(filter(None, parts))


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text
