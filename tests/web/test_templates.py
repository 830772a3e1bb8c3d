"""Rules that every template keeps."""

import re
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
LONGEST = 140  # Of a line, so that a change can be read beside what was there.
SAME_NAME = re.compile(r"{%\s*include\b[^%]*\b(\w+)=\1\b")


def test_nothing_is_handed_on_under_the_name_it_has():
    """Whoever is included next would be handed it as well: `hint=_("…")` is for one alone."""
    found = [path.name for path in FOLDER.rglob("*.html") if SAME_NAME.search(path.read_text())]
    assert found == []


def test_no_line_is_too_long():
    lines = [
        (path.name, number)
        for path in FOLDER.rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST
    ]
    assert lines == []
