"""What the Web Annotation Data Model asks, in assertions of our own, and what of ours must hold."""

import re
from urllib.parse import urlsplit

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
URI = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")


def is_iri(value) -> bool:
    return isinstance(value, str) and bool(URI.fullmatch(value) and urlsplit(value).scheme)


def check_annotation(one: dict) -> None:
    """One annotation, its context apart: every MUST of sections 3 and 4, and the SHOULDs."""
    assert is_iri(one["id"])
    assert one["type"] == "Annotation"
    assert one["motivation"] in MOTIVATIONS
    for name in ("created", "modified", "generated"):
        assert MOMENT.fullmatch(one[name])
    check_agent(one["creator"])
    check_agent(one["generator"])
    assert "bodyValue" not in one
    assert one["body"]
    for body in one["body"]:
        check_body(body)
    assert any("creator" in body for body in one["body"])
    targets = one["target"] if isinstance(one["target"], list) else [one["target"]]
    assert targets
    for target in targets:
        check_target(target)


def check_agent(agent: dict) -> None:
    assert is_iri(agent["id"])
    assert agent["type"] in ("Person", "Software", "Organization")
    assert isinstance(agent["name"], str)
    assert isinstance(agent["nickname"], str)


def check_body(body: dict) -> None:
    assert body["purpose"] in MOTIVATIONS
    if body["type"] == "TextualBody":
        assert isinstance(body["value"], str)
        assert body["format"] == "text/plain"
        assert "source" not in body
    else:
        assert body["type"] == "SpecificResource"
        assert is_iri(body["source"])
        assert "value" not in body
    for name in ("created", "modified"):
        assert name not in body or MOMENT.fullmatch(body[name])
    if "creator" in body:
        check_agent(body["creator"])
    if "state" in body:
        check_state(body["state"])


def check_target(target: dict | str) -> None:
    """An address, or words of a text as it was."""
    if isinstance(target, str):
        assert is_iri(target)
        return
    assert target["type"] == "SpecificResource"
    source = target["source"]
    assert is_iri(source["id"])
    assert source["type"] == "Text"
    assert source["format"]
    assert source["language"]
    assert "via" not in source or is_iri(source["via"])
    quote, position = target["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert all(isinstance(quote[name], str) for name in ("exact", "prefix", "suffix"))
    assert position["type"] == "TextPositionSelector"
    assert 0 <= position["start"] < position["end"]
    assert position["end"] - position["start"] == len(quote["exact"])
    check_state(target["state"])


def check_state(state: dict) -> None:
    assert state["type"] == "TimeState"
    assert MOMENT.fullmatch(state["sourceDate"])
    assert is_iri(state["cached"])


def check_page(page: dict) -> None:
    """A page: of which collection it is, from which number on, and what is on it."""
    assert is_iri(page["id"])
    assert page["type"] == "AnnotationPage"
    assert page["startIndex"] >= 0
    whole = page["partOf"]
    assert is_iri(whole["id"])
    assert whole["type"] == "AnnotationCollection"
    assert whole["label"]
    assert whole["total"] >= len(page["items"])
    assert not whole["total"] or MOMENT.fullmatch(whole["modified"])
    for name in ("next", "prev"):
        assert name not in page or is_iri(page[name])
    for one in page["items"]:
        if isinstance(one, str):
            assert is_iri(one)
        else:
            check_annotation(one)


def check_collection(whole: dict) -> None:
    context = whole["@context"]
    assert CONTEXT in (context if isinstance(context, list) else [context])
    assert is_iri(whole["id"])
    assert "AnnotationCollection" in whole["type"]
    assert isinstance(whole["label"], str)
    assert "created" not in whole or MOMENT.fullmatch(whole["created"])
    assert isinstance(whole["total"], int)
    if whole["total"]:
        assert is_iri(whole["last"])
        first = whole["first"]
        assert is_iri(first if isinstance(first, str) else first["id"])
