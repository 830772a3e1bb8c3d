"""What an engine found in one text, for people to read (`manage.py tag --report`)."""

from collections.abc import Iterator, Sequence

from annotations.tagging.engine import Document, Engine
from annotations.tagging.found import Cluster, Found

LONGEST = 100  # Code points of a quotation or sentence that are shown.


def lines(
    document: Document, text: str, engine: Engine, hidden: Sequence[str] = ()
) -> Iterator[str]:
    """The report on a text, line by line; mentions and names of hidden labels are left out.

    Sections always come in the same order, with the number of what they hold.
    """
    yield f"Engine: {engine.name}/{engine.version}"
    if engine.problem:
        yield f"Problem: {shown(engine.problem, 500)}"
    mentions = [one for one in document.found if one.label not in hidden]
    clusters = [one for one in document.clusters if one.label not in hidden]
    yield from _section("Mentions", _mentions(mentions))
    yield from _section("Names", [_cluster(one) for one in clusters])
    yield from _section("Quotes", [_quote(one, text) for one in document.quotes])
    yield from _section("Worth checking", [_suggestion(one, text) for one in document.suggestions])


def shown(text: str, longest: int = LONGEST) -> str:
    """On one line, without what a terminal would obey, and cut where it is long."""
    line = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _section(title: str, rows: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"{title} ({len(rows)})"
    yield from (f"  {row}".rstrip() for row in rows)


def _mentions(found: Sequence[Found]) -> list[str]:
    """Columns as wide as their widest cell."""
    rows = [
        (f"{one.start}–{one.end}", one.label, f"{one.score:.2f}", one.source, shown(one.text))
        for one in found
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]


def _cluster(cluster: Cluster) -> str:
    """The name, how often it stands there, and the other forms in which it does."""
    forms = dict.fromkeys(one.text for one in cluster.members if one.text != cluster.name)
    others = f" = {', '.join(map(shown, forms))}" if forms else ""
    return f"{cluster.label} {shown(cluster.name)} ×{len(cluster.members)}{others}"


def _quote(quote, text: str) -> str:
    """Where, of which kind, who says it by which verb and rule, and the words."""
    speaker = shown(quote.speaker.name) if quote.speaker else "nobody"
    cue = f", “{shown(quote.cue)}”" if quote.cue else ""
    words = shown(text[quote.start : quote.end])
    how = f"{quote.kind} {quote.form}, {quote.rule or 'no rule'}{cue}"
    return f"{quote.start}–{quote.end}  {speaker} ({how}): {words}"


def _suggestion(one, text: str) -> str:
    """Where, how sure, by which rule and why, and the sentence."""
    words = shown(text[one.start : one.end])
    return f"{one.start}–{one.end}  {one.score:.2f}  {one.rule} ({shown(one.reason)}): {words}"
