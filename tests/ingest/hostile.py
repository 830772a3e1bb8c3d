"""Files and feeds that were made to keep a reader busy: each once took it minutes to days.

That they are read, or refused, is for the tests; how soon, for `script/bench long`.
"""

from tests.ingest.feeds.documents import item, rss

LETTERS = "Міністр подав у відставку після звіту про мости. ".encode("cp1251")
COMMENTS = b"<!---->" * 2_500 + b"x"
MARKUP = {
    "tags": "<a<" * 60_000,
    "values": "<p " + "a=" * 60_000,
    "quotes": "<p a='" * 30_000,
    "slashes": "<p " + "/" * 100_000,
    "ampersands": "&" * 100_000,
    "ends": "</p>" * 30_000,
    "bold": "<b>" * 50_000,
    "tables": "<table>" * 20_000,
    "links": "<a href='x'>" * 5_000,
    "places to break": ("<wbr " * 4_900 + "<p>x") * 20,
    "styles": f"<b style='display:none{' ' * 100_000}x'>y</b>",
}
# What it is, its bytes, its name.
FILES = [
    *((f"comments as {name!r}", COMMENTS, name) for name in ("a.txt", "a.html", "a.md", "")),
    (
        "scripts without an end",
        b"<html><body>" + b"<script " * 100_000 + LETTERS * 20,
        "a.html",
    ),
    *((what, f"<p>Words {markup}".encode(), "a.html") for what, markup in MARKUP.items()),
]
FEEDS = [
    (what, rss(item(content=content)))
    for what, content in {
        "comments": "<!--" * 200_000,
        "attributes": "<p " + "a=1 " * 200_000,
        "elements": "<div>" * 200_000,
    }.items()
]
