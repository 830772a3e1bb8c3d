"""Which addresses of a document stay links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.ingest.addresses import LONGEST, web_link

BASE = "https://courier.example/2026/10/story"


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c&d=%20#e",
        "HTTPS://Example.org/",
        "https://[2001:db8::1]/",
        "https://münchen.example/straße",
        "https://xn--mnchen-3ya.example/",
        "https://приклад.укр/стаття",
    ],
)
def test_an_address_of_the_web_stays_as_it_is(href):
    assert web_link(href) == href


def test_blanks_around_an_address_are_no_part_of_it():
    assert web_link(" \t\nhttps://example.org/\r\n") == "https://example.org/"


@pytest.mark.parametrize("base", ["", BASE])
@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "blob:https://example.org/1",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "tel:+47",
        "ftp://example.org/",
        "view-source:https://example.org/",
    ],
)
def test_other_schemes_are_no_links_with_or_without_a_base(href, base):
    assert web_link(href, base) == ""


@pytest.mark.parametrize(
    "href",
    [
        "https://exa mple.org/",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "https://example.org/<b>",
        "https://example.org\\@evil.example/",
        "https://example.org/`{|}^",
        "https://example.org/\u202egro",
        "https://exam\u200bple.org/",
        "https://example.org/\u2066x",
        "https://example.org/\x7f",
        "https://example.org/\u00a0",
        "https:///nowhere",
        "https://:80/",
        "https://example.org:0/",
        "https://example.org:65536/",
        "https://example.org:port/",
        "https://[::1/",
        "https://[nonsense]/",
        "https:",
    ],
)
def test_what_could_deceive_or_cannot_be_called_is_no_link(href):
    assert web_link(href) == ""


def test_an_address_may_have_two_thousand_characters_and_no_more():
    longest = "https://example.org/".ljust(LONGEST, "x")

    assert web_link(longest) == longest
    assert web_link(longest + "x") == ""


@pytest.mark.parametrize(
    ("href", "whole"),
    [
        ("/reports/1", "https://courier.example/reports/1"),
        ("next", "https://courier.example/2026/10/next"),
        ("../../x", "https://courier.example/x"),
        ("?page=2", f"{BASE}?page=2"),
        ("#part", f"{BASE}#part"),
        ("//other.example/a", "https://other.example/a"),
        ("http://other.example/a", "http://other.example/a"),
    ],
)
def test_a_relative_address_is_joined_to_its_base(href, whole):
    assert web_link(href, BASE) == whole


@pytest.mark.parametrize("href", ["/reports/1", "next", "//other.example/a", "", "#part"])
def test_a_relative_address_without_a_base_is_no_link(href):
    assert web_link(href) == ""


@pytest.mark.parametrize("base", ["https://[x", "javascript:alert(1)", "nonsense"])
def test_a_broken_base_makes_no_link_of_a_relative_address(base):
    assert web_link("/reports/1", base) == ""


@given(st.text(), st.sampled_from(["", BASE, "https://[x"]))
def test_any_text_is_an_address_of_the_web_or_none(href, base):
    found = web_link(href, base)
    assert found == "" or found.lower().startswith(("http://", "https://"))
    assert not set(found) & set(' <>"\\^`{|}\n\t\r\0')
