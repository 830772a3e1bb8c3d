"""Rules that every template keeps."""

import re
from pathlib import Path

from django.conf import settings
from lxml import html

FOLDER = Path(settings.BASE_DIR) / "templates"
WEB = Path(settings.BASE_DIR) / "annotations" / "web"
# Parts that every room uses; and what Django, its panel and allauth look up by name.
NO_ROOMS = {"components", "errors", "account", "admin"}
# The page around every panel, and the bar around every page.
SHARED = {"workbench", "shell"}
DRAWN = re.compile(r'"(\w+)/([\w/]+\.html)"')
LONGEST = 140  # Of a line, so that a change can be read beside what was there.
# Laid out by flex, or spaceless around the whole.
APART = {FOLDER / "workbench" / "head.html", FOLDER / "claims" / "assessment_sentence.html"}
TAGS = re.compile(r"{%.*?%}", re.DOTALL)
SAME_NAME = re.compile(r"{%\s*include\b[^%]*\b(\w+)=\1\b")
LISTED = re.compile(r'class="[^"]*\bdot-list\b[^"]*"[^>]*>(.{0,20})', re.DOTALL)
PARTS = re.compile(r"\bdot-list\b[^>]*>{% spaceless %}(.*?){% endspaceless %}", re.DOTALL)


def test_a_template_lies_in_the_room_of_the_code_that_draws_it():
    rooms = {path.relative_to(FOLDER).parts[0] for path in FOLDER.rglob("*/*.html")} - NO_ROOMS
    assert rooms - {path.name for path in WEB.iterdir()} == set()
    elsewhere = [
        f"{path.name}: {room}/{name}"
        for path in WEB.rglob("*.py")
        for room, name in DRAWN.findall(path.read_text())
        if room in rooms - SHARED and path.parent.name not in {room, "workbench"}
    ]
    assert elsewhere == []


def test_no_blank_stands_before_the_dots_of_a_list():
    """Between its parts it would widen the gap on one side of the dot."""
    loose = [
        (path.name, rest)
        for path in FOLDER.rglob("*.html")
        for rest in LISTED.findall(path.read_text())
        if not rest.startswith(("{% spaceless %}", "<span")) and path not in APART
    ]
    assert loose == []


def test_a_name_in_another_direction_does_not_take_the_dot_before_it_along():
    """The dot stands in the part: one that turns by itself would have it on its far side."""
    turned = [
        (path.name, one.text_content())
        for path in FOLDER.rglob("*.html")
        for inner in PARTS.findall(path.read_text())
        for one in html.fragment_fromstring(TAGS.sub("", inner), "p")[1:]
        if one.tag == "bdi"
    ]
    assert turned == []


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
