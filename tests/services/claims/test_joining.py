"""Claims merged and split: what moves, what stays, verdicts, and undo of the whole."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import (
    Anchor,
    Assessment,
    AttributionStep,
    Claim,
    ClaimLink,
    Evidence,
    ReplyRequest,
    Suggestion,
    request_id,
)
from annotations.services.articles import revisions
from annotations.services.claims import (
    assessments,
    claims,
    contacts,
    evidence,
    joining,
    labels,
    links,
    splitting,
    watching,
    workflow,
)
from annotations.services.comments import threads
from annotations.services.undo import undo
from tests.factory import make_article, make_claim, make_evidence, make_proposal
from tests.models.refused_by_database import refused


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def kept(cast, article) -> Claim:
    return make_claim(cast, article)


@pytest.fixture
def other(cast, article) -> Claim:
    return make_claim(cast, article, words="twice as many", claimant="Ilka Varn")


def approve(cast, claim: Claim) -> Assessment:
    row = make_proposal(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=row.pk, seen_version=row.version)
    return row


def as_request(name: str, call, **given):
    token = request_id.set(name)
    try:
        return call(**given)
    finally:
        request_id.reset(token)


def merged(cast, kept: Claim, other: Claim, name: str = "merging") -> Claim:
    given = {"actor": cast.checker, "claim_id": kept.pk, "other_id": other.pk}
    return as_request(name, joining.merge, **given)


def state(*rows):
    """What stands on claims, without versions."""
    for row in rows:
        row.refresh_from_db()
    return [
        (
            row.stage, row.merged_into_id, row.asks_said, row.sort_start,
            sorted(row.anchors.values_list("pk", flat=True)),
            sorted(row.evidence.values_list("pk", flat=True)),
            sorted(row.reply_requests.values_list("pk", flat=True)),
            sorted(row.attribution.values_list("name", "entity")),
            sorted(ClaimLink.objects.of(row).values_list("claim", "other", "kind")),
            sorted(row.labels.values_list("name", flat=True)),
            sorted(row.watches.values_list("person__username", flat=True)),
        )
        for row in rows
    ]  # fmt: skip


def test_what_stands_on_the_other_stands_on_the_claim(cast, article, kept, other):
    own, moving = make_evidence(cast, kept), make_evidence(cast, other, question="said")
    asked = ReplyRequest.objects.create(claim=other, asked="Ministry", asked_at=article.created_at)
    third = make_claim(cast, article, words="Ilka Varn")
    links.add(actor=cast.checker, claim_id=other.pk, other_id=third.pk, kind="follows")
    place = other.anchors.get()
    merged(cast, kept, other)

    kept.refresh_from_db()
    other.refresh_from_db()
    assert (other.stage, other.merged_into_id) == ("dismissed", kept.pk)
    assert set(kept.evidence.all()) == {own, moving}
    assert place in kept.anchors.all()
    assert kept.anchors.count() == 2
    assert kept.reply_requests.get() == asked
    assert (kept.asks_said, kept.asks_true) == (True, True)
    assert [step.speaker_name for step in kept.attribution.all()] == ["Ilka Varn"]
    assert ClaimLink.objects.filter(claim=kept, other=third, kind="follows").exists()


def mark(cast, kept: Claim, other: Claim) -> None:
    """Labels and watchers, of both and of the other alone."""
    for name in ("Budget", "Health"):
        labels.add(actor=cast.checker, desk_id=kept.desk_id, name=name)
    claims.edit(actor=cast.checker, claim_id=kept.pk, seen_version=None, labels=["Budget"])
    claims.edit(
        actor=cast.checker, claim_id=other.pk, seen_version=None, labels=["Budget", "Health"]
    )
    for person, claim in ((cast.viewer, kept), (cast.viewer, other), (cast.reporter, other)):
        watching.watch(actor=person, claim_id=claim.pk)


def test_labels_and_watchers_come_along_once(cast, kept, other):
    mark(cast, kept, other)
    merged(cast, kept, other)
    assert set(kept.labels.values_list("name", flat=True)) == {"Budget", "Health"}
    assert set(kept.watches.values_list("person__username", flat=True)) == {"viewer", "reporter"}


def test_a_suggestion_that_is_merged_was_a_good_one_until_undone(cast, kept, other):
    Claim.objects.filter(pk=other.pk).update(stage="suggested")
    Suggestion.objects.create(
        claim=other, desk=cast.desk, rule="number", reason="number", score=1, origin="t"
    )
    merged(cast, kept, other)
    assert Suggestion.objects.get().outcome == "accepted"
    undo.undo(actor=cast.checker, request="merging")
    assert Suggestion.objects.get().outcome == "waiting"


@pytest.mark.parametrize("is_written", [True, False])
def test_a_request_still_asks_about_the_words_of_the_claim_that_was_merged(
    cast, article, kept, other, is_written
):
    about = {"actor": cast.checker, "asked": "Gazette", "kind": "correction"}
    for claim in (kept, other):
        contacts.ask(claim_id=claim.pk, **about)
    if not is_written:
        ReplyRequest.objects.update(words=None)
    merged(cast, kept, other)
    article.refresh_from_db()
    text = article.current_revision.text.replace("twice as many", "half as many")
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, seen_version=article.version, text=text,
        kind="correction",
    )  # fmt: skip
    found = ReplyRequest.objects.order_by("pk").values_list("words", "outcome")
    assert list(found) == [(["41 bridges"], "unchanged"), (["twice as many"], "corrected")]


def test_a_merged_claim_is_talked_about_where_it_stands(cast, kept, other):
    said = threads.on_claim(actor=cast.reporter, claim_id=other.pk, body="Which year?")
    merged(cast, kept, other)
    with pytest.raises(WrongState, match="merged"):
        threads.on_claim(actor=cast.reporter, claim_id=other.pk, body="And now?")
    threads.reply(actor=cast.reporter, thread_id=said.comment.thread_id, body="2019.")


def test_undo_takes_all_of_it_back_and_does_it_again(cast, article, kept, other):
    make_evidence(cast, kept)
    make_evidence(cast, other)
    ReplyRequest.objects.create(claim=other, asked="Ministry", asked_at=article.created_at)
    third = make_claim(cast, article, words="Ilka Varn")
    links.add(actor=cast.checker, claim_id=third.pk, other_id=other.pk, kind="same")
    mark(cast, kept, other)
    before = state(kept, other)
    merged(cast, kept, other)
    after = state(kept, other)
    done = undo.undo(actor=cast.checker, request="merging")

    assert "merged into another" in done.words
    assert state(kept, other) == before
    undo.undo(actor=cast.checker, request=done.request)
    again = state(kept, other)
    assert [one[:8] for one in again] == [one[:8] for one in after]


def test_a_verdict_needs_another_look_and_stands_again_after_undo(cast, kept, other):
    make_evidence(cast, other)
    verdict = approve(cast, kept)
    merged(cast, kept, other)
    verdict.refresh_from_db()
    kept.refresh_from_db()
    assert (verdict.state, verdict.needs_another_look, kept.stage) == ("approved", True, "review")
    undo.undo(actor=cast.checker, request="merging")
    verdict.refresh_from_db()
    kept.refresh_from_db()
    assert (verdict.needs_another_look, kept.stage) == (False, "checked")


def test_who_merged_is_no_second_pair_of_eyes_for_what_is_proposed(cast, kept, other):
    make_evidence(cast, other)
    row = make_proposal(cast, kept)
    joining.merge(actor=cast.editor, claim_id=kept.pk, other_id=other.pk)
    row.refresh_from_db()
    assert cast.editor.pk in row.changers


def test_an_approved_verdict_is_never_merged_away(cast, kept, other):
    approve(cast, other)
    with pytest.raises(WrongState):
        merged(cast, kept, other)
    merged(cast, other, kept)
    kept.refresh_from_db()
    assert kept.merged_into_id == other.pk


def test_proposals_stay_with_the_merged_one_and_nobody_approves_them(cast, kept, other):
    row = make_proposal(cast, other)
    merged(cast, kept, other)
    row.refresh_from_db()
    with pytest.raises(WrongState):
        assessments.approve(actor=cast.editor, assessment_id=row.pk, seen_version=row.version)
    with refused("merged into another"):
        Assessment.objects.filter(pk=row.pk).update(state="approved", reviewer=cast.editor)


def test_a_merged_claim_is_changed_no_more(cast, kept, other):
    merged(cast, kept, other)
    for change in (
        lambda: make_evidence(cast, other),
        lambda: workflow.reopen(actor=cast.checker, claim_id=other.pk, note="?"),
        lambda: claims.edit(
            actor=cast.checker, claim_id=other.pk, seen_version=None, statement="Other"
        ),
        lambda: claims.delete(actor=cast.editor, claim_id=other.pk, seen_version=None),
        lambda: claims.delete(actor=cast.editor, claim_id=kept.pk, seen_version=None),
        lambda: merged(cast, kept, other),
    ):
        with pytest.raises(WrongState):
            change()


def test_a_chain_leads_on_in_one_step(cast, article, kept, other):
    third = make_claim(cast, article, words="Ilka Varn")
    merged(cast, kept, other, "first")
    merged(cast, third, kept, "second")
    other.refresh_from_db()
    assert other.merged_into_id == third.pk
    undo.undo(actor=cast.checker, request="second")
    other.refresh_from_db()
    assert other.merged_into_id == kept.pk


def test_places_on_the_same_words_stay_with_the_merged_one(cast, article, kept):
    twin = make_claim(cast, article, words="counted 41 bridges")
    merged(cast, kept, twin)
    assert kept.anchors.count() == twin.anchors.count() == 1


def test_what_was_added_or_edited_since_is_not_lost_by_undo(cast, kept, other):
    moving = make_evidence(cast, other)
    merged(cast, kept, other)
    later = make_evidence(cast, kept, note="later")
    evidence.edit(actor=cast.editor, evidence_id=moving.pk, seen_version=None, note="Mine.")
    undo.undo(actor=cast.checker, request="merging")
    moving.refresh_from_db()
    assert (later.claim_id, moving.claim_id, moving.note) == (kept.pk, other.pk, "Mine.")


def test_what_was_taken_away_since_is_said_instead_of_undone(cast, kept, other):
    moving = make_evidence(cast, other)
    merged(cast, kept, other)
    evidence.remove(actor=cast.editor, evidence_id=moving.pk, seen_version=None)
    with pytest.raises(WrongState, match="editor"):
        undo.undo(actor=cast.checker, request="merging")
    other.refresh_from_db()
    assert other.merged_into_id == kept.pk


def test_who_may_and_what_cannot(cast, article, kept, other):
    elsewhere = make_claim(cast)
    for actor, error in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            joining.merge(actor=actor, claim_id=kept.pk, other_id=other.pk)
        with pytest.raises(error):
            splitting.split(actor=actor, claim_id=kept.pk, places=[1])
    for pk in (kept.pk, elsewhere.pk, 0):
        with pytest.raises(Invalid):
            joining.merge(actor=cast.checker, claim_id=kept.pk, other_id=pk)
    with pytest.raises(Stale):
        joining.merge(actor=cast.checker, claim_id=kept.pk, other_id=other.pk, seen_version=9)


def test_the_database_holds_it_by_itself(cast, article, kept, other):
    elsewhere = make_claim(cast)
    change = Claim.objects.filter(pk=other.pk).update
    with refused("claim_merged_is_dismissed"):
        change(merged_into=kept)
    with refused("claim_not_merged_into_itself"):
        change(merged_into=other, stage="dismissed")
    with refused("merged into one of its article"):
        change(merged_into=elsewhere, stage="dismissed")
    change(merged_into=kept, stage="dismissed")
    third = make_claim(cast, article, words="Ilka Varn")
    with refused("merged into one of its article"):
        Claim.objects.filter(pk=third.pk).update(merged_into=other, stage="dismissed")


def test_evidence_that_is_moved_by_hand_is_weighed_where_it_was_too(cast, kept, other):
    item = make_evidence(cast, kept)
    verdict = approve(cast, kept)
    Evidence.objects.filter(pk=item.pk).update(claim=other)
    verdict.refresh_from_db()
    assert verdict.needs_another_look


def split(cast, claim: Claim, **given) -> Claim:
    return as_request("splitting", splitting.split, actor=cast.checker, claim_id=claim.pk, **given)


def test_chosen_places_and_evidence_become_a_claim_of_their_own(cast, kept, other):
    stays, goes = make_evidence(cast, other), make_evidence(cast, other, note="goes")
    merged(cast, other, kept)
    place = kept_place = Anchor.objects.get(exact="41 bridges")
    before = state(other)
    new = split(cast, other, places=[place.pk], evidence=[goes.pk], statement="There are 41.")

    assert (new.statement, new.stage, new.created_by) == ("There are 41.", "open", cast.checker)
    assert list(new.anchors.all()) == [kept_place]
    assert list(new.evidence.all()) == [goes]
    assert list(other.evidence.all()) == [stays]
    assert [step.speaker_name for step in new.attribution.all()] == ["Ilka Varn"]
    undo.undo(actor=cast.checker, request="splitting")
    assert not Claim.objects.filter(pk=new.pk).exists()
    assert state(other) == before


def test_evidence_alone_leaves_the_new_claim_on_the_same_words(cast, kept):
    item = make_evidence(cast, kept)
    new = split(cast, kept, evidence=[item.pk])
    assert [one.exact for one in new.anchors.all()] == ["41 bridges"]
    assert kept.anchors.count() == 1
    assert AttributionStep.objects.count() == 0
    undo.undo(actor=cast.checker, request="splitting")
    item.refresh_from_db()
    assert item.claim_id == kept.pk


def test_a_verdict_on_what_was_split_off_needs_another_look(cast, kept):
    item = make_evidence(cast, kept)
    verdict = approve(cast, kept)
    split(cast, kept, evidence=[item.pk])
    verdict.refresh_from_db()
    assert verdict.needs_another_look
    undo.undo(actor=cast.checker, request="splitting")
    verdict.refresh_from_db()
    assert not verdict.needs_another_look


def test_a_split_on_which_somebody_worked_since_is_not_undone(cast, kept):
    item = make_evidence(cast, kept)
    new = split(cast, kept, evidence=[item.pk])
    make_evidence(cast, new, actor=cast.editor)
    with pytest.raises(WrongState):
        undo.undo(actor=cast.checker, request="splitting")
    assert Evidence.objects.filter(claim=new).count() == 2


def test_what_cannot_be_split(cast, kept, other):
    foreign = make_evidence(cast, other)
    for given, error in (
        ({}, Invalid),
        ({"places": [kept.anchors.get().pk]}, Invalid),
        ({"evidence": [foreign.pk]}, WrongState),
        ({"evidence": [1], "seen_version": 9}, Stale),
    ):
        with pytest.raises(error):
            splitting.split(actor=cast.checker, claim_id=kept.pk, **given)
