"""Two sources are one, and two again: evidence, copies, addresses, verdicts, and who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Assessment, Claim, Event, Evidence, Source, SourceMerge, request_id
from annotations.services.claims import assessments, evidence
from annotations.services.sources import merge, revert, snapshots, sources
from annotations.services.undo import undo
from tests.factory import make_article, make_claim, make_evidence, make_proposal, make_source

OLD, NEW = "https://example.org/old", "https://example.org/new"


@pytest.fixture
def old(cast) -> Source:
    return make_source(cast, OLD, title="Bridge report", publisher="Audit office")


@pytest.fixture
def new(cast) -> Source:
    return make_source(cast, NEW, title="Report on bridges")


@pytest.fixture
def claim(cast) -> Claim:
    return make_claim(cast)


def merged(cast, old: Source, new: Source) -> SourceMerge:
    return merge.merge(actor=cast.checker, source_id=old.pk, target_id=new.pk)


def test_evidence_and_copies_move_and_both_addresses_stay_findable(cast, old, new, claim):
    item = make_evidence(cast, claim, source=old, excerpt="41 bridges")
    copy = snapshots.take(actor=cast.checker, source_id=old.pk, text="We counted 41 bridges.")
    merged(cast, old, new)

    item.refresh_from_db()
    copy.refresh_from_db()
    assert (item.source_id, item.cited_id, copy.source_id) == (new.pk, old.pk, new.pk)
    for url in (OLD, NEW, "http://www.example.org/old/?utm_source=x"):
        found, is_new = sources.find_or_create(actor=cast.checker, desk=cast.desk, url=url)
        assert (found.pk, is_new) == (new.pk, False)
    assert list(Source.objects.standing().completing("bridge report old")) == [new]
    new.refresh_from_db()
    assert new.publisher == "Audit office"


def test_an_approved_verdict_stands_and_undo_leaves_it_standing(cast, old, new, claim):
    make_evidence(cast, claim, source=old)
    proposal = make_proposal(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    for change in (
        lambda: merged(cast, old, new),
        lambda: revert.undo(actor=cast.checker, merge_id=SourceMerge.objects.get().pk),
    ):
        change()
        row = Assessment.objects.get()
        claim.refresh_from_db()
        assert (row.state, row.needs_another_look, claim.stage) == ("approved", False, "checked")


def test_evidence_that_comes_to_the_merged_one_rests_on_what_it_is_now(cast, old, new, claim):
    merged(cast, old, new)
    by_service = make_evidence(cast, claim, source=old)
    by_hand = Evidence.objects.create(claim=claim, source=old, stance="context")

    for item in (by_service, by_hand):
        item.refresh_from_db()
        assert (item.source_id, item.cited_id) == (new.pk, old.pk)


def test_undo_gives_back_what_moved_and_keeps_what_was_added_since(cast, old, new, claim):
    own = make_evidence(cast, claim, source=new, note="own")
    item = make_evidence(cast, claim, source=old, note="moved")
    row = merged(cast, old, new)
    later = make_evidence(cast, claim, source=new, note="later")
    copy = snapshots.take(actor=cast.checker, source_id=old.pk, text="Later copy.")
    revert.undo(actor=cast.checker, merge_id=row.pk)

    for one, source in ((own, new), (item, old), (later, new)):
        one.refresh_from_db()
        assert (one.source_id, one.cited_id) == (source.pk, None)
    copy.refresh_from_db()
    old.refresh_from_db()
    new.refresh_from_db()
    assert (copy.source_id, old.merged_into_id, new.publisher) == (new.pk, None, "")
    assert list(Source.objects.completing("audit office")) == [old]


def test_an_excerpt_that_followed_into_a_newer_copy_is_found_in_its_own_again(
    cast, old, new, claim
):
    snapshots.take(actor=cast.checker, source_id=old.pk, text="We counted 41 bridges.")
    item = make_evidence(cast, claim, source=old, excerpt="41 bridges")
    row = merged(cast, old, new)
    snapshots.take(actor=cast.checker, source_id=new.pk, text="They counted 41 bridges, too.")
    revert.undo(actor=cast.checker, merge_id=row.pk)

    item.refresh_from_db()
    assert (item.snapshot.source_id, item.excerpt_state) == (old.pk, "exact")
    assert item.snapshot.text[item.excerpt_start : item.excerpt_end] == "41 bridges"


def test_a_chain_of_merges_leads_on_in_one_step_and_is_undone_in_turn(cast, old, new, claim):
    third = make_source(cast, "https://example.org/third")
    item = make_evidence(cast, claim, source=old)
    first = merged(cast, old, new)
    second = merged(cast, new, third)

    old.refresh_from_db()
    assert old.merged_into_id == third.pk
    with pytest.raises(WrongState):
        revert.undo(actor=cast.checker, merge_id=first.pk)
    revert.undo(actor=cast.checker, merge_id=second.pk)
    item.refresh_from_db()
    assert (item.source_id, item.cited_id) == (new.pk, old.pk)
    revert.undo(actor=cast.checker, merge_id=first.pk)
    item.refresh_from_db()
    assert (item.source_id, item.cited_id) == (old.pk, None)
    with pytest.raises(WrongState):
        revert.undo(actor=cast.checker, merge_id=first.pk)


def test_a_note_that_was_changed_since_is_not_taken_away_by_undo(cast, old, new):
    row = merged(cast, old, new)
    new.refresh_from_db()
    sources.edit(
        actor=cast.checker, source_id=new.pk, seen_version=new.version, publisher="Ministry"
    )
    revert.undo(actor=cast.checker, merge_id=row.pk)
    new.refresh_from_db()
    assert new.publisher == "Ministry"


def test_who_may(cast, old, new):
    for actor, error in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            merge.merge(actor=actor, source_id=old.pk, target_id=new.pk)
    row = merged(cast, old, new)
    for actor, error in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            revert.undo(actor=actor, merge_id=row.pk)


def test_what_cannot_be_merged(cast, old, new):
    foreign = sources.find_or_create(actor=cast.stranger, desk=cast.other_desk, url=OLD)[0]
    for source, target, error in (
        (old.pk, old.pk, Invalid),
        (old.pk, foreign.pk, NotFound),
        (old.pk, 0, NotFound),
    ):
        with pytest.raises(error):
            merge.merge(actor=cast.checker, source_id=source, target_id=target)
    with pytest.raises(Stale):
        merge.merge(actor=cast.checker, source_id=old.pk, target_id=new.pk, seen_target=9)
    merged(cast, old, new)
    with pytest.raises(WrongState):
        merged(cast, old, new)
    with pytest.raises(WrongState):
        sources.edit(actor=cast.checker, source_id=old.pk, seen_version=None, title="Other")


def test_the_key_that_undoes_leaves_a_merge_to_its_own_undo(cast, old, new):
    token = request_id.set("merging")
    merged(cast, old, new)
    request_id.reset(token)
    with pytest.raises(WrongState):
        undo.undo(actor=cast.checker, request="merging")


def test_a_removal_from_before_the_merge_is_undone_to_the_source_it_is_now(cast, old, new, claim):
    item = make_evidence(cast, claim, source=old)
    token = request_id.set("removing")
    evidence.remove(actor=cast.checker, evidence_id=item.pk, seen_version=None)
    request_id.reset(token)
    merged(cast, old, new)
    undo.undo(actor=cast.checker, request="removing")
    item = Evidence.objects.get()
    assert (item.source_id, item.cited_id) == (new.pk, old.pk)


def test_the_trail_tells_of_it(cast, old, new, claim):
    make_evidence(cast, claim, source=old)
    row = merged(cast, old, new)
    revert.undo(actor=cast.checker, merge_id=row.pk)
    told = Event.objects.filter(table="sourcemerge").order_by("pk")
    assert [(one.action, one.actor_id) for one in told] == [
        ("I", cast.checker.pk),
        ("U", cast.checker.pk),
    ]


def test_many_uses_take_as_many_queries_as_few(cast, old, new):
    article = make_article(cast)
    counts = []
    for number in (1, 7):
        source = make_source(cast, f"https://example.org/{number}")
        for _ in range(number):
            make_evidence(cast, make_claim(cast, article), source=source)
        with CaptureQueriesContext(connection) as asked:
            merged(cast, source, new)
        counts.append(len(asked))
    assert counts[0] == counts[1]
