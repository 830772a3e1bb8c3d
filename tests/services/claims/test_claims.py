"""Claims: made from words, changed by those who may, deleted until something was approved."""

import contextlib

import pytest
from django.utils import timezone

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Claim, Entity
from annotations.services.articles import revisions
from annotations.services.claims import assessments, changed_words, claims, contacts
from tests.cast import make_cast
from tests.factory import (
    TEXT,
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
)
from tests.work.together import together


@pytest.fixture
def article(cast):
    return make_article(cast)


def create(cast, article, start, end, **given):
    given.setdefault("actor", cast.reporter)
    revision = given.pop("revision_id", article.current_revision_id)
    return claims.create(revision_id=revision, start=start, end=end, **given)


def edit(claim, actor, **changes):
    return claims.edit(actor=actor, claim_id=claim.pk, seen_version=None, **changes)


def test_the_words_are_the_statement_of_a_claim_without_one(cast, article):
    claim = make_claim(cast, article, words="resigns over report\n\nIlka")

    assert claim.statement == "resigns over report Ilka"
    assert claim.questions == ["true"]
    assert claim.stage == "open"
    anchor = claim.anchors.get()
    assert anchor.exact == "resigns over report\n\nIlka"
    assert (claim.sort_start, claim.sort_end) == (anchor.start, anchor.end)
    assert anchor.prefix == "Minister "


def test_a_claim_is_found_by_its_statement_and_its_words(cast, article):
    claim = make_claim(cast, article, statement="Many bridges need repair.")

    assert Claim.objects.matching("repair").get() == claim
    assert Claim.objects.matching("41").get() == claim


def test_a_span_that_cuts_a_character_is_widened_to_all_of_it(cast):
    article = make_article(cast, text="Family 👨‍👩‍👧 here")
    claim = create(cast, article, 8, 9)

    assert claim.anchors.get().exact == "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [(-1, 3, "start"), (3, 3, "start"), (5, 3, "start"), (0, 10**6, "end"), (28, 30, "start")],
    ids=["before", "empty", "backwards", "outside", "blank"],
)
def test_a_span_without_words_is_refused(cast, article, start, end, field):
    with pytest.raises(Invalid) as refusal:
        create(cast, article, start, end)
    assert refusal.value.field == field


def test_words_that_are_not_there_are_refused(cast, article):
    with pytest.raises(Invalid) as refusal:
        create(cast, article, 0, 8, exact="Ministry")
    assert refusal.value.field == "exact"
    assert create(cast, article, 0, 8, exact="Minister").pk


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"questions": []}, "questions"),
        ({"questions": ["why"]}, "questions"),
        ({"statement": "x" * 5001}, "statement"),
        ({"claimant": 10**9}, "claimant"),
        ({"claimant": "x" * 301}, "claimant"),
    ],
    ids=["none", "unknown", "long", "no-entity", "long-name"],
)
def test_what_a_claim_cannot_be_is_refused_and_nothing_is_left(cast, article, given, field):
    with pytest.raises(Invalid) as refusal:
        create(cast, article, 0, 8, **given)
    assert refusal.value.field == field
    assert not Claim.objects.exists()


def test_viewers_make_no_claims_and_strangers_find_no_revision(cast, article):
    with pytest.raises(NotAllowed):
        create(cast, article, 0, 8, actor=cast.viewer)
    for actor, revision in ((cast.stranger, article.current_revision_id), (cast.editor, 10**9)):
        with pytest.raises(Invalid, match="no such revision"):
            create(cast, article, 0, 8, actor=actor, revision_id=revision)


def test_a_claimant_is_a_name_or_an_entity_of_the_desk(cast, article):
    entity = Entity.objects.create(desk=cast.desk, name="Ilka Varn", label="PERSON")
    other = Entity.objects.create(desk=cast.other_desk, name="Ilka Varn", label="PERSON")

    assert make_claim(cast, article, claimant="She").attribution.get().name == "She"
    step = make_claim(cast, article, claimant=entity.pk).attribution.get()
    assert (step.entity, step.speaker_name) == (entity, "Ilka Varn")
    with pytest.raises(Invalid):
        make_claim(cast, article, claimant=other.pk)


def test_an_attribution_is_replaced_as_a_whole(cast, article):
    claim = make_claim(cast, article, claimant="She")
    edit(
        claim,
        cast.checker,
        attribution=[
            {"speaker": "Ilka Varn", "verb": "said", "form": "quote"},
            {"speaker": {"name": "The Gazette"}, "channel": "print"},
        ],
    )

    steps = claim.attribution.order_by("position").values_list("position", "name", "form")
    assert list(steps) == [(0, "Ilka Varn", "quote"), (1, "The Gazette", "")]
    for wrong in ([{"speaker": " "}], [{"speaker": "A", "form": "song"}]):
        with pytest.raises(Invalid):
            edit(claim, cast.checker, attribution=wrong)
    assert claim.attribution.count() == 2


def test_people_edit_their_own_claims_and_checkers_all(cast, article):
    mine = make_claim(cast, article)
    other = make_claim(cast, article, words="resigned", actor=cast.checker)

    assert edit(mine, cast.reporter, statement="A").version == 2
    assert edit(mine, cast.checker, statement="B").version == 3
    for claim, actor in ((other, cast.reporter), (mine, cast.viewer)):
        with pytest.raises(NotAllowed):
            edit(claim, actor, statement="C")
    with pytest.raises(NotFound):
        edit(mine, cast.stranger, statement="C")


def test_an_edit_that_changes_the_substance_asks_for_another_look(cast, article):
    claim = make_checked_claim(cast, article)

    assert edit(claim, cast.checker, due="2030-01-01").stage == "checked"
    assert edit(claim, cast.checker, statement="41 bridges").stage == "checked"
    assert edit(claim, cast.checker, statement="42 bridges").stage == "review"
    assert claim.assessments.get().needs_another_look


def test_the_second_editor_of_one_version_is_told_so(cast, article):
    claim = make_claim(cast, article)
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=1, statement="A")
    with pytest.raises(Stale) as refusal:
        claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=1, statement="B")
    assert (refusal.value.current.statement, refusal.value.current.version) == ("A", 2)


def test_claims_are_deleted_by_their_author_or_an_editor(cast, article):
    def delete(claim, actor):
        claims.delete(actor=actor, claim_id=claim.pk, seen_version=None)

    mine = make_claim(cast, article)
    other = make_claim(cast, article, words="resigned")
    for actor in (cast.checker, cast.viewer):
        with pytest.raises(NotAllowed):
            delete(mine, actor)
    with pytest.raises(NotFound):
        delete(mine, cast.stranger)
    delete(mine, cast.reporter)
    delete(other, cast.editor)
    assert not Claim.objects.exists()


def test_a_claim_with_a_verdict_is_dismissed_instead_of_deleted(cast, article):
    claim = make_checked_claim(cast, article)
    with pytest.raises(WrongState):
        claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)


def test_a_claim_whose_proposal_was_returned_may_be_deleted(cast, article):
    claim = make_claim(cast, article)
    proposal = make_proposal(cast, claim)
    assessments.return_(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version, note="No"
    )
    claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)

    assert not Claim.objects.exists()


def test_a_claim_whose_words_stand_is_not_placed_again(cast, article):
    claim = make_claim(cast, article)
    at = TEXT.index("resigned")
    with pytest.raises(WrongState):
        changed_words.place_again(
            actor=cast.checker,
            claim_id=claim.pk,
            revision_id=article.current_revision_id,
            start=at,
            end=at + 8,
        )
    assert claim.anchors.get().exact == "41 bridges"


def test_the_same_attribution_changes_nothing(cast, article):
    claim = make_checked_claim(cast, article)
    for steps in ([], []):
        edited = claims.edit(
            actor=cast.checker, claim_id=claim.pk, seen_version=None, attribution=steps
        )

    assert edited.version == claim.version
    assert edited.stage == "checked"


def test_without_an_actor_the_product_suggests(cast, article):
    claim = claims.create(actor=None, revision_id=article.current_revision_id, start=0, end=8)

    assert (claim.stage, claim.created_by) == ("suggested", None)


@pytest.mark.django_db(transaction=True)
def test_placing_again_and_correcting_at_once_never_wait_for_one_another():
    cast = make_cast()
    article = make_article(cast)
    made = [make_claim(cast, article) for _ in range(6)]
    gone, back = "Nothing of it is left.", f"Back again. {TEXT}"
    revisions.revise(
        actor=cast.editor, article_id=article.pk, text=gone, kind="update", seen_version=None
    )
    article.refresh_from_db()
    seen = article.current_revision_id

    def place_all():
        for claim in made:
            with contextlib.suppress(WrongState):
                changed_words.place_again(
                    actor=cast.editor, claim_id=claim.pk, revision_id=seen, start=0, end=7
                )

    def correct() -> None:
        revisions.revise(
            actor=cast.editor, article_id=article.pk, text=back, kind="update", seen_version=None
        )

    answers = together(place_all, correct, place_all)

    assert answers == [None, None, None]
    article.refresh_from_db()
    assert article.current_revision.number == 3


@pytest.mark.parametrize("work", ["somebody was asked", "a colleague decided"])
def test_a_reporter_deletes_no_record_with_the_own_claim(cast, article, work):
    claim = make_claim(cast, article)
    if work == "somebody was asked":
        contacts.ask(
            actor=cast.checker, claim_id=claim.pk, asked="The ministry", asked_at=timezone.now()
        )
    else:
        text = TEXT.replace("41 bridges", "43 bridges")
        revisions.revise(
            actor=cast.reporter, article_id=article.pk, text=text, kind="correction",
            seen_version=None,
        )  # fmt: skip
        changed_words.keep(actor=cast.checker, claim_id=claim.pk)
    with pytest.raises(NotAllowed, match="Colleagues worked"):
        claims.delete(actor=cast.reporter, claim_id=claim.pk, seen_version=None)

    claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)


def test_a_reporter_deletes_no_work_of_colleagues_with_the_own_claim(cast, article):
    def delete(claim, actor):
        claims.delete(actor=actor, claim_id=claim.pk, seen_version=None)

    for on_it in (make_evidence, make_proposal):
        claim = make_claim(cast, article)
        on_it(cast, claim)
        with pytest.raises(NotAllowed, match="Colleagues"):
            delete(claim, cast.reporter)
        delete(claim, cast.editor)


@pytest.mark.parametrize("trailing", ["\u202c", "\u200f\u2069"])
def test_a_claim_ends_before_a_direction_and_its_statement_holds_none(cast, trailing):
    article = make_article(cast, text=f"She said 41 bridges{trailing} were closed.")
    text = article.current_revision.text
    start = text.index("41")
    end = text.index(" were")
    claim = claims.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=end,
        exact=text[start:end],
        statement=f"41 bridges\x07{trailing}",
    )
    assert claim.anchors.get().exact == "41 bridges"
    assert claim.statement == "41 bridges"
