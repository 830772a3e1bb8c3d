"""What people decide about claims whose words a correction changed or took away."""

import pytest

from annotations.errors import FourEyes, Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Anchor, Claim
from annotations.services.articles import revisions
from annotations.services.claims import assessments, changed_words, workflow
from tests.factory import (
    TEXT,
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
)

CHANGED = TEXT.replace("41 bridges", "43 bridges")
WITHOUT = TEXT[: TEXT.rindex("\n\n")]


def correct(cast, article, text):
    given = {"actor": cast.editor, "kind": "correction", "seen_version": None}
    revision, _ = revisions.revise(article_id=article.pk, text=text, **given)
    return revision


def waiting(claim):
    return Anchor.objects.undecided().current().filter(claim=claim)


def now(claim):
    return Anchor.objects.current().get(claim=claim)


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def changed(cast, article):
    """A checked claim whose words changed."""
    claim = make_checked_claim(cast, article)
    correct(cast, article, CHANGED)
    claim.refresh_from_db()
    return claim


@pytest.fixture
def gone(cast, article):
    claim = make_checked_claim(cast, article)
    correct(cast, article, WITHOUT)
    claim.refresh_from_db()
    return claim


def test_kept_the_claim_stands_on_the_new_words_and_its_verdict_waits_for_a_look(cast, changed):
    version = changed.version
    kept = changed_words.keep(actor=cast.checker, claim_id=changed.pk)

    anchor = now(changed)
    assert (anchor.state, anchor.decision, anchor.decided_by) == ("exact", "same", cast.checker)
    assert (anchor.before, anchor.exact) == ("41 bridges", "43 bridges")
    assert (kept.stage, kept.version) == ("review", version + 1)
    assert not waiting(changed).exists()


def doubted(claim):
    return dict(claim.assessments.doubted().values_list("pk", "version"))


def test_a_claim_is_kept_and_its_verdict_proposed_again_at_once(cast, changed):
    Claim.objects.filter(pk=changed.pk).update(statement="Bridges need repair.")
    old = changed.assessments.get()
    kept = changed_words.keep(actor=cast.editor, claim_id=changed.pk, verdicts=doubted(changed))

    anew = kept.assessments.pending().get()
    assert (kept.stage, anew.author, anew.rating) == ("review", cast.editor, old.rating)
    seen = {"assessment_id": anew.pk, "seen_version": anew.version}
    with pytest.raises(FourEyes):
        assessments.approve(actor=cast.editor, **seen)
    assessments.approve(actor=cast.second_editor, **seen)
    kept.refresh_from_db()
    assert kept.stage == "checked"


def test_verdicts_that_were_not_seen_are_not_proposed_again(cast, changed):
    Claim.objects.filter(pk=changed.pk).update(statement="Bridges need repair.")
    [(pk, version)] = doubted(changed).items()
    for seen in ({}, {pk: version - 1}, {pk: version, pk + 1: 1}):
        with pytest.raises(Stale):
            changed_words.keep(actor=cast.checker, claim_id=changed.pk, verdicts=seen)
    assert waiting(changed).exists(), "nothing is decided by half"


def test_a_verdict_is_not_kept_on_a_number_that_the_words_no_longer_have(cast, changed):
    with pytest.raises(Invalid, match="still says 41"):
        changed_words.keep(actor=cast.editor, claim_id=changed.pk, verdicts=doubted(changed))
    assert waiting(changed).exists(), "nothing is decided by half"
    assert changed_words.keep(actor=cast.editor, claim_id=changed.pk).stage == "review"


def test_a_proposal_whose_words_changed_is_another_version(cast, article):
    claim = make_claim(cast, article)
    proposal = make_proposal(cast, claim)
    correct(cast, article, CHANGED)

    with pytest.raises(Stale):
        assessments.approve(
            actor=cast.second_editor, assessment_id=proposal.pk, seen_version=proposal.version
        )


def test_a_proposal_whose_words_only_moved_is_the_same_version(cast, article):
    claim = make_claim(cast, article)
    proposal = make_proposal(cast, claim)
    correct(cast, article, "Before all.\n\n" + TEXT)

    proposal.refresh_from_db()
    assert proposal.version == 1


def test_words_that_come_back_bring_the_verdict_back(cast, article):
    claim = make_checked_claim(cast, article)
    for text, stage in ((CHANGED, "review"), (TEXT, "checked"), (WITHOUT, "review")):
        correct(cast, article, text)
        claim.refresh_from_db()
        assert claim.stage == stage


def test_amended_the_statement_follows_the_words(cast, changed):
    changed_words.amend(actor=cast.checker, claim_id=changed.pk, statement="43 bridges need repair")

    changed.refresh_from_db()
    assert changed.statement == "43 bridges need repair"
    assert now(changed).decision == "edited"
    assert Claim.objects.matching("43").get() == changed


def test_renewed_the_words_are_a_claim_of_their_own_and_the_old_one_is_kept_dismissed(
    cast, article
):
    claim = make_claim(cast, article, claimant="The ministry")
    correct(cast, article, CHANGED)
    new = changed_words.renew(actor=cast.checker, claim_id=claim.pk)

    claim.refresh_from_db()
    assert (new.stage, new.statement) == ("open", "43 bridges")
    assert [step.name for step in new.attribution.all()] == ["The ministry"]
    assert (claim.stage, now(claim).decision) == ("dismissed", "new")
    assert str(new.pk) in claim.stage_note
    assert not Anchor.objects.undecided().exists()


def test_withdrawn_the_claim_is_dismissed_with_its_reason(cast, gone):
    changed_words.withdraw(actor=cast.editor, claim_id=gone.pk, note=" Cut by the outlet. ")

    gone.refresh_from_db()
    assert (gone.stage, gone.stage_note) == ("dismissed", "Cut by the outlet.")
    assert now(gone).decision == "withdrawn"


def test_placed_again_the_claim_stands_on_words_a_person_chose(cast, article, gone):
    article.refresh_from_db()
    start = WITHOUT.index("resigned on Tuesday")
    where = {"revision_id": article.current_revision_id, "start": start, "end": start + 19}
    changed_words.place_again(actor=cast.checker, claim_id=gone.pk, **where)

    anchor = now(gone)
    assert (anchor.state, anchor.exact) == ("exact", "resigned on Tuesday")
    assert (anchor.before, anchor.decision) == ("41 bridges", "placed")
    gone.refresh_from_db()
    assert gone.sort_start == start
    with pytest.raises(WrongState):
        changed_words.place_again(actor=cast.checker, claim_id=gone.pk, **where)


def test_changed_words_can_be_left_for_others(cast, article, changed):
    article.refresh_from_db()
    start = CHANGED.index("in need of repair")
    changed_words.place_again(
        actor=cast.checker,
        claim_id=changed.pk,
        revision_id=article.current_revision_id,
        start=start,
        end=start + 17,
    )

    assert now(changed).exact == "in need of repair"


@pytest.mark.parametrize(
    ("verb", "given"),
    [("keep", {}), ("amend", {"statement": "Another"}), ("renew", {}), ("withdraw", {})],
)
def test_a_decision_can_be_taken_back(cast, changed, verb, given):
    getattr(changed_words, verb)(actor=cast.editor, claim_id=changed.pk, **given)
    changed_words.reconsider(actor=cast.editor, claim_id=changed.pk)

    changed.refresh_from_db()
    anchor = waiting(changed).get()
    assert (anchor.state, anchor.before, anchor.exact) == ("changed", "41 bridges", "43 bridges")
    assert (changed.stage, changed.stage_note) == ("review", "")


@pytest.mark.parametrize(("is_held", "stage"), [(True, "checking"), (False, "open")])
def test_a_claim_that_comes_back_is_with_who_had_it(cast, article, is_held, stage):
    claim = make_claim(cast, article)
    if is_held:
        workflow.take(actor=cast.checker, claim_id=claim.pk)
    correct(cast, article, CHANGED)
    changed_words.withdraw(actor=cast.editor, claim_id=claim.pk)
    changed_words.reconsider(actor=cast.editor, claim_id=claim.pk)

    claim.refresh_from_db()
    assert claim.stage == stage


@pytest.mark.parametrize("text", [CHANGED, WITHOUT])
def test_a_suggestion_goes_with_its_words_unless_somebody_added_to_it(cast, article, text):
    bare = make_claim(cast, article, actor=None)
    used = make_claim(cast, article, actor=None)
    proof = make_evidence(cast, used)
    assert (bare.stage, used.stage) == ("suggested", "suggested")
    correct(cast, article, text)

    assert Claim.objects.get() == used
    assert used.evidence.get() == proof


def test_a_place_that_was_chosen_can_be_taken_back(cast, article, gone):
    article.refresh_from_db()
    where = {"revision_id": article.current_revision_id, "start": 0, "end": 8}
    changed_words.place_again(actor=cast.checker, claim_id=gone.pk, **where)
    changed_words.reconsider(actor=cast.checker, claim_id=gone.pk)

    anchor = waiting(gone).get()
    assert (anchor.state, anchor.exact, anchor.before) == ("orphaned", "41 bridges", "")
    assert "The report counted" in anchor.prefix, "its own neighbourhood, not that of the place"


def test_changed_words_that_were_left_for_others_wait_again_as_they_were(cast, article, changed):
    article.refresh_from_db()
    before = waiting(changed).values().get()
    where = {"revision_id": article.current_revision_id, "start": 0, "end": 8}
    changed_words.place_again(actor=cast.checker, claim_id=changed.pk, **where)
    changed_words.reconsider(actor=cast.checker, claim_id=changed.pk)

    after = waiting(changed).values().get()
    assert {**after, "id": 0} == {**before, "id": 0}


def test_a_claim_put_where_it_stands_already_is_decided_as_well(cast, article):
    claim = make_claim(cast, article)
    first = claim.anchors.get()
    start = TEXT.index("resigned on Tuesday")
    Anchor.objects.create(
        claim=claim,
        revision=first.revision,
        start=start,
        end=start + 19,
        exact="resigned on Tuesday",
    )
    revision = correct(cast, article, WITHOUT)
    where = {"revision_id": revision.pk, "start": start, "end": start + 19}
    changed_words.place_again(actor=cast.checker, claim_id=claim.pk, **where)

    assert now(claim).decision == "placed"
    changed_words.reconsider(actor=cast.checker, claim_id=claim.pk)
    assert sorted(one.state for one in claim.anchors.current()) == ["exact", "orphaned"]


def test_only_what_was_decided_is_taken_back(cast, changed):
    with pytest.raises(WrongState):
        changed_words.reconsider(actor=cast.checker, claim_id=changed.pk)
    with pytest.raises(NotAllowed):
        changed_words.reconsider(actor=cast.viewer, claim_id=changed.pk)


@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("keep", {}),
        ("amend", {"statement": "Another"}),
        ("renew", {}),
        ("withdraw", {}),
    ],
)
class TestEveryVerb:
    def test_asks_for_words_that_wait(self, cast, article, verb, given):
        claim = make_claim(cast, article)
        with pytest.raises(WrongState):
            getattr(changed_words, verb)(actor=cast.editor, claim_id=claim.pk, **given)

    def test_decides_once(self, cast, changed, verb, given):
        getattr(changed_words, verb)(actor=cast.editor, claim_id=changed.pk, **given)
        with pytest.raises(WrongState):
            getattr(changed_words, verb)(actor=cast.editor, claim_id=changed.pk, **given)

    def test_is_for_members_who_may_change_the_claim(self, cast, changed, verb, given):
        with pytest.raises(NotAllowed):
            getattr(changed_words, verb)(actor=cast.viewer, claim_id=changed.pk, **given)
        with pytest.raises(NotFound):
            getattr(changed_words, verb)(actor=cast.stranger, claim_id=changed.pk, **given)

    def test_does_not_overwrite_a_colleague(self, cast, changed, verb, given):
        with pytest.raises(Stale):
            getattr(changed_words, verb)(
                actor=cast.editor, claim_id=changed.pk, seen_version=1, **given
            )
        assert waiting(changed).exists()


@pytest.mark.parametrize("verb", ["keep", "renew"])
def test_words_that_are_gone_are_not_kept(cast, gone, verb):
    with pytest.raises(WrongState):
        getattr(changed_words, verb)(actor=cast.editor, claim_id=gone.pk)


def test_an_empty_statement_amends_nothing(cast, changed):
    with pytest.raises(Invalid):
        changed_words.amend(actor=cast.checker, claim_id=changed.pk, statement=" ")
    assert waiting(changed).exists()


def test_dismissed_claims_do_not_wait(cast, gone):
    claims_waiting = waiting(gone)
    assert claims_waiting.exists()
    changed_words.withdraw(actor=cast.editor, claim_id=gone.pk)
    assert not claims_waiting.all().exists()


def own_claim_with_other_words(cast, article):
    claim = make_claim(cast, article, actor=cast.reporter)
    correct(cast, article, CHANGED)
    return claim


def test_who_may_not_dismiss_makes_no_new_claim_of_changed_words(cast, article):
    claim = own_claim_with_other_words(cast, article)
    with pytest.raises(NotAllowed):
        changed_words.renew(actor=cast.reporter, claim_id=claim.pk)
    with pytest.raises(NotAllowed):
        changed_words.withdraw(actor=cast.reporter, claim_id=claim.pk)
    assert Claim.objects.get().stage == "open"


@pytest.mark.parametrize("verb", ["renew", "withdraw"])
def test_who_may_not_reopen_takes_no_dismissal_back(cast, article, verb):
    claim = own_claim_with_other_words(cast, article)
    getattr(changed_words, verb)(actor=cast.checker, claim_id=claim.pk)
    with pytest.raises(NotAllowed):
        changed_words.reconsider(actor=cast.reporter, claim_id=claim.pk)
    claim.refresh_from_db()
    assert claim.stage == "dismissed"
