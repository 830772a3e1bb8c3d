"""Files that were made to keep a reader busy, or to break it."""

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.reader import read
from tests.ingest.hostile import FILES


@pytest.mark.parametrize(
    ("data", "name"), [one[1:] for one in FILES], ids=[one[0] for one in FILES]
)
def test_what_was_made_to_keep_a_reader_busy_is_read_or_refused(data, name):
    try:
        found = read(data, name).text
    except UnreadableFile as refusal:
        found = str(refusal)

    assert found.strip()


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x1b", "\ufffe", "\uffff", "&#1;"])
def test_a_page_with_characters_that_no_tree_may_hold_is_read(character):
    page = f"<html><body><p>The minister{character} left\u00a0early.</p></body></html>"
    document = read(page.encode(), "a.html")

    assert "The minister" in document.text
    assert "left\u00a0early." in document.text


@pytest.mark.parametrize("name", ["a.html", "a.xhtml"])
def test_a_page_with_the_prologue_of_xml_is_a_page(name):
    page = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n'
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/x.dtd">\n'
        "<html><body><p>The minister left.</p></body></html>"
    )

    assert read(page.encode(), name).text == "The minister left."
