"""Loaded words: the desk's style list, as a quiet layer of the workbench."""

import pytest

from annotations.models import Quotation, StyleWord
from annotations.services.accounts import desks
from tests import factory
from tests.web.scene import words

TEXT = "The regime fell. “A regime of fear,” she said. Its notorious jail was shut."


@pytest.fixture
def article(cast):
    return factory.make_article(cast, text=TEXT)


@pytest.fixture
def viewer(cast, sign_in):
    return sign_in(cast.viewer)


def rows(client, article) -> list[tuple[int, str, str]]:
    found = client.get(f"/articles/{article.pk}/").context["spans"]
    return [(one["start"], one["exact"], one["label"]) for one in found if one["kind"] == "loaded"]


def test_words_of_the_list_stand_in_the_text_with_the_desks_advice(cast, article, viewer):
    at = TEXT.index("“A")
    Quotation.objects.create(
        article=article,
        desk=cast.desk,
        revision=article.current_revision,
        start=at,
        end=at + 19,
        exact=TEXT[at : at + 19],
        kind="direct",
        form="quote",
        rule="none",
        origin="rules/1",
    )
    assert [(start, word) for start, word, _ in rows(viewer, article)] == [
        (4, "regime"),
        (TEXT.index("notorious"), "notorious"),
    ]
    assert all(advice for *_, advice in rows(viewer, article))


def test_the_desk_has_a_list_of_its_own(cast, article, viewer):
    cast.desk.style_words.all().delete()
    StyleWord.objects.create(desk=cast.desk, word="Jail", key="jail", advice="prison?")
    assert rows(viewer, article) == [(TEXT.index("jail"), "jail", "prison?")]


def test_without_a_list_nothing_is_marked(cast, article, viewer):
    cast.desk.style_words.all().delete()
    page = viewer.get(f"/articles/{article.pk}/")
    assert rows(viewer, article) == []
    assert 'data-layer="loaded">' in words(page), "off until somebody wants it"


def test_a_new_desk_begins_with_the_default_list(cast):
    desk = desks.create(actor=cast.admin, name="Culture", slug="culture")
    assert desk.style_words.filter(key="regime").exists()
