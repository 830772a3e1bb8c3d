"""The fields that editors of Markdown keep in front of a text: YAML in `---`, TOML in `+++`."""

import re

FENCED = re.compile(
    r"\A(?:---[ \t]*\n(?P<yaml>.{0,10000}?)\n(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\n(?P<toml>.{0,10000}?)\n\+\+\+)"
    r"[ \t]*(?:\n|\Z)",
    re.S,
)
# A line of fields, a line that goes on with the one before, a remark or nothing.
FIELD = re.compile(r"""(["']?)(\w[\w .-]{0,60}?)\1[ \t]*[:=](?:[ \t](.*))?""")
MORE = re.compile(r"(?:[ \t]+|-(?=[ \t])|[\]}\[#]).*|[ \t]*")
FOLDED = re.compile(r"[|>][+-]?\d?")
MARKS = "\"' \t,[]"
CALLED = {
    "title": "headline",
    "headline": "headline",
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

    Lines that are no fields stay in the text, as do unknown ones that read like sentences.
    """
    match = FENCED.match(text)
    fields = _fields(match["yaml"] or match["toml"] or "") if match else {}
    known = {CALLED[name]: value for name, value in fields.items() if name in CALLED and value}
    if not fields or (not known and any(map(SENTENCE.fullmatch, fields.values()))):
        return text, {}
    return text[match.end() :], known


def _fields(lines: str) -> dict[str, str]:
    """None at all when a line is neither a field nor goes on with one."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines.split("\n"):
        field = FIELD.fullmatch(line)
        if field:
            name = field[2].lower()
            value = (field[3] or "").strip()
            found[name] = [] if FOLDED.fullmatch(value) else [value]
        elif not MORE.fullmatch(line):
            return {}
        elif name and line.strip() and not line.startswith("#"):
            found[name].append(line.strip())
    return {name: _value(parts) for name, parts in found.items()}


def _value(parts: list[str]) -> str:
    are_items = any(part.startswith("- ") for part in parts)
    parts = [part.removeprefix("- ").strip(MARKS) for part in parts]
    return (", " if are_items else " ").join(filter(None, parts))
