"""Rules that every template keeps."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
SAME_NAME = re.compile(r"{%\s*include\b[^%]*\b(\w+)=\1\b")


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.html")), ids=str)
def test_nothing_is_handed_on_under_the_name_it_has(path):
    """Whoever is included next would be handed it as well: `hint=_("…")` is for one alone."""
    assert SAME_NAME.findall(path.read_text()) == []
