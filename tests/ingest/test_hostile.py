"""Files that were made to keep a reader busy, or to break it."""

import threading

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.reader import read

PATIENCE = 20  # Seconds; each of these took minutes to days.
LETTERS = "Міністр подав у відставку після звіту про мости. ".encode("cp1251")


def read_in_time(data: bytes, name: str) -> list[object]:
    found: list[object] = []

    def work() -> None:
        try:
            found.append(read(data, name))
        except UnreadableFile as error:
            found.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    return found


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", ""])
def test_a_row_of_comments_is_read_at_once(name):
    assert len(read_in_time(b"<!---->" * 2_500 + b"x", name)) == 1


def test_scripts_without_an_end_are_read_at_once():
    data = b"<html><body>" + b"<script " * 100_000 + LETTERS * 20

    assert len(read_in_time(data, "a.html")) == 1


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
