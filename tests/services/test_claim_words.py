"""A claim is found by what it says now, however its words came to change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Claim, Event, request_id
from annotations.services.anchors import adjust
from annotations.services.articles import revisions
from annotations.services.claims import changed_words, claims, joining, splitting
from annotations.services.undo import undo
from tests import factory
from tests.services.redaction.planting import take_down

WORDS = "The report counted 41 bridges in need of repair"
TEXT = "Ilka Varn resigned. The report counted 41 bridges in need of repair. Oslo paid for it all."


@pytest.fixture
def article(cast):
    return factory.make_article(cast, text=TEXT)


@pytest.fixture
def claim(cast, article):
    return factory.make_claim(cast, article, words=WORDS, statement="It crumbled.")


def found(words: str) -> list[int]:
    return list(Claim.objects.matching(words).values_list("pk", flat=True))


def in_request(name: str, verb, **given):
    token = request_id.set(name)
    try:
        return verb(**given)
    finally:
        request_id.reset(token)


def correct(cast, article, old: str, new: str) -> None:
    article.refresh_from_db()
    text = article.current_revision.text
    assert old in text
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, text=text.replace(old, new),
        kind="correction", seen_version=None,
    )  # fmt: skip
    article.refresh_from_db()


def place_of(article, words: str) -> dict[str, int]:
    article.refresh_from_db()
    start = article.current_revision.text.index(words)
    where = {"start": start, "end": start + len(words)}
    return where | {"revision_id": article.current_revision_id}


def test_a_correction_of_the_text(cast, article, claim):
    correct(cast, article, "bridges", "viaducts")
    assert found("viaducts") == [claim.pk]
    assert found("bridges") == []
    assert Event.objects.filter(table="claim", object_id=claim.pk).count() == 1  # That it was made.


def test_a_correction_while_the_words_were_chosen(cast, article):
    seen = place_of(article, WORDS)
    correct(cast, article, "bridges", "viaducts")
    claim = claims.create(actor=cast.reporter, **seen, statement="It crumbled.")
    assert found("viaducts") == [claim.pk]
    assert found("bridges") == []


def test_a_second_correction_and_back_again(cast, article, claim):
    correct(cast, article, "bridges", "viaducts")
    correct(cast, article, "viaducts", "tunnels")
    assert found("tunnels") == [claim.pk]
    correct(cast, article, "tunnels", "bridges")
    assert found("bridges") == [claim.pk]
    assert found("tunnels") == []


def test_a_correction_that_takes_the_words_away(cast, article, claim):
    correct(cast, article, "The report counted 41 bridges in need of repair. ", "")
    assert found("bridges") == [claim.pk]  # What it said last.
    changed_words.place_again(
        actor=cast.checker, claim_id=claim.pk, **place_of(article, "Oslo paid for it")
    )
    assert found("oslo") == [claim.pk]
    changed_words.reconsider(actor=cast.checker, claim_id=claim.pk)
    assert found("oslo") == []
    assert found("bridges") == [claim.pk]


def test_a_statement_that_is_edited_after_a_correction(cast, article, claim):
    correct(cast, article, "bridges", "viaducts")
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="It crumbles.")
    assert found("crumbles viaducts") == [claim.pk]
    changed_words.amend(actor=cast.checker, claim_id=claim.pk, statement="It holds.")
    assert found("holds viaducts") == [claim.pk]


def test_a_place_that_is_moved_and_moved_back_by_undo(cast, article, claim):
    anchor = claim.anchors.get()
    in_request(
        "moved", adjust.move, actor=cast.checker, claim_id=claim.pk, anchor_id=anchor.pk,
        **place_of(article, "Oslo paid for it"),
    )  # fmt: skip
    assert found("oslo") == [claim.pk]
    undo.undo(actor=cast.checker, request="moved")
    assert found("oslo") == []
    assert found("bridges") == [claim.pk]


def test_a_claim_that_was_deleted_comes_back_with_its_newest_words(cast, article):
    correct(cast, article, "bridges", "viaducts")
    claim = factory.make_claim(cast, article, words="41 viaducts", statement="It crumbled.")
    in_request("gone", claims.delete, actor=cast.editor, claim_id=claim.pk, seen_version=None)
    assert found("viaducts") == []
    undo.undo(actor=cast.editor, request="gone")
    assert found("viaducts") == [claim.pk]


def test_claims_that_are_merged_and_split(cast, article, claim):
    other = factory.make_claim(cast, article, words="Ilka Varn", statement="Somebody left.")
    joining.merge(actor=cast.checker, claim_id=claim.pk, other_id=other.pk)
    claim.refresh_from_db()
    here = claim.anchors.get(exact=WORDS)
    new = splitting.split(
        actor=cast.checker, claim_id=claim.pk, places=[here.pk], statement="Counted."
    )
    assert found("bridges") == [new.pk]
    assert claim.pk in found("ilka")


@pytest.mark.owner
def test_words_that_are_taken_down_after_a_correction(cast, article, claim):
    correct(cast, article, "bridges", "viaducts")
    take_down(cast, "span", article.current_revision_id, words="viaducts")
    assert found("viaducts") == []


def test_a_correction_asks_no_more_for_many_claims_than_for_one(cast, article, claim):
    def asked(new: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            correct(cast, article, "bridges", new)
        correct(cast, article, new, "bridges")
        return len(queries)

    one = asked("viaducts")
    for statement in ("First.", "Second.", "Third."):
        factory.make_claim(cast, article, words=WORDS, statement=statement)
    assert asked("viaducts") == one
    assert len(found("bridges")) == 4
