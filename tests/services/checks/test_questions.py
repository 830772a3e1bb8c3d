"""Questions of a check: who asks, rewords and removes them, and what follows for the claim."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import CheckAnswer, CheckQuestion, Stage
from annotations.services.checks import questions
from tests.factory import (
    make_check_answer,
    make_check_question,
    make_checked_claim,
    make_claim,
    make_evidence,
)


@pytest.fixture
def claim(cast):
    return make_claim(cast)


def test_a_checker_asks_and_the_claim_has_its_next_version(cast, claim):
    row = make_check_question(cast, claim, "  Who   counted?\u202e ")
    version = claim.version
    claim.refresh_from_db()

    assert (row.wording, row.question, row.created_by) == ("Who counted?", "true", cast.checker)
    assert claim.version == version + 1


def test_a_question_on_what_the_claim_did_not_ask_makes_it_ask(cast, claim):
    make_check_question(cast, claim, question="said")
    claim.refresh_from_db()

    assert claim.questions == ["said", "true"]


@pytest.mark.parametrize("person", ["viewer", "reporter"])
def test_who_may_not_check_asks_nothing(cast, claim, person):
    with pytest.raises(NotAllowed):
        make_check_question(cast, claim, actor=cast.by_role(person))
    with pytest.raises(NotFound):
        make_check_question(cast, claim, actor=cast.stranger)
    assert not CheckQuestion.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"wording": " \n"}, "wording"),
        ({"wording": "x" * 1001}, "wording"),
        ({"question": "why"}, "question"),
    ],
)
def test_a_bad_question_is_refused_beside_its_field(cast, claim, given, field):
    with pytest.raises(Invalid) as refusal:
        questions.ask(actor=cast.checker, claim_id=claim.pk, **{"wording": "Who?"} | given)
    assert refusal.value.field == field


def test_two_people_do_not_overwrite_each_other(cast, claim):
    row = make_check_question(cast, claim)
    questions.edit(actor=cast.editor, question_id=row.pk, seen_version=1, wording="Who was it?")

    with pytest.raises(Stale):
        questions.edit(actor=cast.checker, question_id=row.pk, seen_version=1, wording="Which?")
    row.refresh_from_db()
    assert (row.wording, row.version) == ("Who was it?", 2)


def test_the_same_words_change_nothing(cast, claim):
    row = make_check_question(cast, claim)
    same = questions.edit(
        actor=cast.checker, question_id=row.pk, seen_version=1, wording=row.wording
    )

    assert same.version == 1


def test_a_question_goes_with_its_answers_but_not_with_those_of_colleagues(cast, claim):
    row = make_check_question(cast, claim)
    make_check_answer(make_evidence(cast, claim, actor=cast.editor), row)

    with pytest.raises(NotAllowed):
        questions.remove(actor=cast.checker, question_id=row.pk, seen_version=1)
    questions.remove(actor=cast.editor, question_id=row.pk, seen_version=1)
    assert not CheckAnswer.objects.exists()


def test_a_claim_has_a_bounded_number_of_questions(cast, claim, monkeypatch):
    monkeypatch.setattr(questions, "MOST", 1)
    make_check_question(cast, claim)

    with pytest.raises(WrongState):
        make_check_question(cast, claim)


def test_asking_reopens_the_review_of_an_approved_claim(cast):
    claim = make_checked_claim(cast)
    make_check_question(cast, claim)
    claim.refresh_from_db()

    assert claim.stage == Stage.REVIEW
    assert claim.assessments.get().needs_another_look


def test_taking_the_question_back_settles_the_claim_again(cast):
    claim = make_checked_claim(cast)
    row = make_check_question(cast, claim)
    questions.remove(actor=cast.checker, question_id=row.pk, seen_version=1)
    claim.refresh_from_db()

    assert claim.stage == Stage.CHECKED
    assert not claim.assessments.get().needs_another_look
