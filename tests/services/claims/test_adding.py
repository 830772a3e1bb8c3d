"""A claim is added by one statement, which looks again whether the text stands as it was seen."""

import psycopg
import pytest
from django.db import connection

from annotations.errors import Invalid
from annotations.models import Article, Claim, Event
from annotations.services.articles import revisions
from annotations.services.claims import adding, claims
from tests.cast import make_cast
from tests.factory import TEXT, make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meanwhile(monkeypatch):
    """Something happens after the text was read and before the claim is added."""

    def at(happens):
        add_alone = adding.add_alone

        def late(*args, **given):
            happens()
            return add_alone(*args, **given)

        monkeypatch.setattr(claims, "add_alone", late)

    return at


def create(cast, article, **given):
    return claims.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=TEXT.index("41 bridges"),
        end=TEXT.index("41 bridges") + 10,
        **given,
    )


def test_it_takes_two_waits_and_is_in_the_trail_of_who_made_it(monkeypatch):
    cast = make_cast()
    article = make_article(cast)
    waits, wait = [], psycopg.Connection.wait
    cast.reporter.roles(), cast.reporter.hidden_articles()
    monkeypatch.setattr(psycopg.Connection, "wait", lambda *args: waits.append(1) or wait(*args))
    claim = create(cast, article)

    assert len(waits) == 2
    trail = Event.objects.filter(claim_id=claim.pk, action="I").values_list("table", "actor_id")
    assert sorted(trail) == [("anchor", cast.reporter.pk), ("claim", cast.reporter.pk)]


def test_on_a_text_that_is_corrected_meanwhile_it_follows_its_words(meanwhile):
    cast = make_cast()
    article = make_article(cast)
    meanwhile(
        lambda: revisions.revise(
            actor=cast.editor,
            article_id=article.pk,
            text="Corrected. " + TEXT,
            kind="correction",
            seen_version=None,
        )
    )
    claim = create(cast, article)

    article.refresh_from_db()
    anchor = claim.anchors.get()
    assert (anchor.revision_id, anchor.state) == (article.current_revision_id, "exact")
    assert anchor.start == TEXT.index("41 bridges") + len("Corrected. ")


def test_on_a_text_that_went_to_a_desk_of_others_meanwhile_nothing_is_added(meanwhile):
    cast = make_cast()
    article = make_article(cast)
    meanwhile(lambda: Article.objects.filter(pk=article.pk).update(desk=cast.other_desk))
    with pytest.raises(Invalid, match="no such revision"):
        create(cast, article)

    assert not Claim.objects.exists()


def test_on_words_that_were_taken_down_meanwhile_nothing_is_added():
    """A redaction changes a revision, and with it the digest of its text."""
    cast = make_cast()
    article = make_article(cast)
    seen = claims.seen_revision(cast.reporter, "add claim", article.current_revision_id)
    claim, anchor, words = claims._draft(
        cast.reporter, seen, span=(0, 8, ""), statement="", questions=("true",), external_id=""
    )
    seen.sha256 = "0" * 64

    given = {"seen": seen, "actor": cast.reporter, "words": words, "shown": True}
    assert not adding.add_alone(claim, anchor, **given)
    assert claim.pk is None
    assert not Claim.objects.exists()


def test_an_external_id_that_another_has_is_refused_as_in_a_transaction():
    cast = make_cast()
    article = make_article(cast)
    create(cast, article, external_id="one")
    with pytest.raises(Invalid) as refusal:
        create(cast, article, external_id="one")

    assert refusal.value.field == "external_id"
    assert Claim.objects.count() == 1
    assert not connection.in_atomic_block
