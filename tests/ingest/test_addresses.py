"""Which addresses of a document stay links, and which two are the same page."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.ingest.addresses import (
    LONGEST,
    address_key,
    page_path,
    place_key,
    untracked,
    web_link,
)

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


HOSTS = st.sampled_from(["courier.example", "news.courier.example:8080", "xn--mnchen-3ya.example"])
PATHS = st.lists(st.sampled_from(["2026", "story", "A", "straße", "%C3%A9", ";v=1"]), max_size=3)
QUERIES = st.lists(
    st.tuples(st.sampled_from(["id", "p", "q"]), st.sampled_from(["", "1", "a b", "ä", "x/y"])),
    max_size=3,
    unique=True,
)
TRAILS = st.sampled_from([[], [("utm_source", "rss")], [("fbclid", "x"), ("UTM_Medium", "a")]])
PAGES = st.tuples(HOSTS, PATHS, QUERIES)


@st.composite
def spelt(draw, page):
    """One of the ways in which people write the address of the page."""
    host, path, query = page
    pairs = draw(st.permutations(query + draw(TRAILS)))
    start = draw(st.sampled_from(["http://", "https://"])) + draw(st.sampled_from(["", "www."]))
    ending = draw(st.sampled_from(["", "#", "#part", "#utm_source=a"]))
    slashes = draw(st.sampled_from(["", "/"]))
    asked = f"?{urlencode(pairs)}" if pairs else ""
    return start + "/".join([host, *path]) + slashes + asked + ending


def test_a_part_of_the_query_without_a_value_has_an_empty_one():
    assert address_key("https://a.example/x?b=&a") == address_key("http://a.example/x/?a=&b=")


@given(st.data(), PAGES)
def test_a_page_has_one_key_however_its_address_is_spelt(data, page):
    one, other = data.draw(spelt(page)), data.draw(spelt(page))

    assert address_key(one) == address_key(other)
    assert page_path(one) == page_path(other)


@given(st.data(), PAGES, PAGES)
def test_other_pages_have_other_keys(data, page, other):
    named = [(host, path, sorted(query)) for host, path, query in (page, other)]
    keys = [address_key(data.draw(spelt(one))) for one in (page, other)]

    assert (keys[0] == keys[1]) == (named[0] == named[1])


@given(st.data(), PAGES)
def test_what_is_untracked_is_the_same_page_and_stays_so(data, page):
    address = data.draw(spelt(page))
    clean = untracked(address)

    assert address_key(clean) == address_key(address)
    assert untracked(clean) == clean


@given(st.data(), PAGES)
def test_places_of_one_page_differ_by_their_fragment_alone(data, page):
    address = data.draw(spelt(page)).partition("#")[0]

    assert place_key(address) == address_key(address)
    assert place_key(f"{address}#part") == f"{address_key(address)}#part"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.Courier.example", "//courier.example/"),
        ("http://courier.example/a/", "//courier.example/a"),
        ("https://courier.example:8443/a", "//courier.example:8443/a"),
        (
            "https://courier.example/a?b=&a=ä%20x&utm_source=rss#c",
            "//courier.example/a?a=%C3%A4+x&b=",
        ),
        ("https://courier.example/A%2Fb/ü", "//courier.example/A%2Fb/ü"),
    ],
)
def test_keys_that_are_stored_stay_as_they_are(address, key):
    assert address_key(address) == key
