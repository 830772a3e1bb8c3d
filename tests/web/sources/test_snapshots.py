"""Copies of sources: asked for on the evidence card, and read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import SnapshotRequest
from annotations.services.sources import snapshots
from annotations.web.sources.snapshots import passages
from tests import factory
from tests.web.scene import ask, send, words

TEXT = "The board paid 12 million crowns & more.\nIt leaks."


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


@pytest.fixture
def evidence(cast):
    return factory.make_evidence(cast, factory.make_claim(cast), excerpt="12 million crowns")


def card(client, evidence) -> str:
    page = words(ask(client, f"/claims/{evidence.claim_id}/?question=true"))
    return page[page.index('class="evidence ') : page.index("</article>")]


def test_a_copy_is_asked_for_on_the_card(cast, evidence, checker):
    assert "Fetch a copy" in card(checker, evidence)
    panel = words(send(checker, f"/evidence/{evidence.pk}/copy/"))
    assert "Being fetched" in panel
    assert "Fetch a copy" not in panel
    assert SnapshotRequest.objects.get().wanted_by == cast.checker


def test_why_there_is_none_is_shown_and_it_can_be_asked_for_again(cast, evidence, checker):
    send(checker, f"/evidence/{evidence.pk}/copy/")
    SnapshotRequest.objects.update(
        due_at=None, failed_at=timezone.now(), problem="The server answered 404 <b>."
    )
    shown = card(checker, evidence)
    assert "The server answered 404 &lt;b&gt;." in shown
    assert "Fetch again" in shown


def test_a_copy_is_linked_and_shows_the_excerpt_in_its_place(cast, evidence, checker, sign_in):
    copy = snapshots.take(actor=cast.checker, source_id=evidence.source_id, text=TEXT)
    assert f'href="/copies/{copy.pk}/"' in card(checker, evidence)
    page = words(sign_in(cast.viewer).get(f"/copies/{copy.pk}/"))
    assert "The board paid <mark\n        >12 million crowns</mark> &amp; more.\nIt leaks." in page
    assert f"?claim={evidence.claim_id}&amp;question=true" in page
    assert copy.sha256 in page


def test_viewers_and_reporters_are_not_offered_to_fetch(cast, evidence, sign_in):
    assert "Fetch" not in card(sign_in(cast.reporter), evidence)
    assert sign_in(cast.reporter).post(f"/evidence/{evidence.pk}/copy/").status_code == 403


def test_more_evidence_costs_no_more_queries(cast, evidence, checker):
    def queries() -> int:
        with CaptureQueriesContext(connection) as taken:
            card(checker, evidence)
        return len(taken)

    card(checker, evidence)
    few = queries()
    for i in range(5):
        source = factory.make_source(cast, f"https://example.org/{i}")
        snapshots.take(actor=cast.checker, source_id=source.pk, text=TEXT)
        factory.make_evidence(cast, evidence.claim, source=source)
    assert queries() == few


@pytest.mark.parametrize(
    ("spans", "cut"),
    [
        ([], ["abcdef"]),
        ([(0, 2)], ["[ab]", "cdef"]),
        ([(2, 4), (3, 5)], ["ab", "[cd]", "[e]", "f"]),
        ([(1, 6), (2, 3)], ["a", "[bcdef]"]),
    ],
)
def test_words_are_cut_where_citations_begin_and_end(spans, cut):
    found = [f"[{one.text}]" if one.is_cited else one.text for one in passages("abcdef", spans)]
    assert found == cut
