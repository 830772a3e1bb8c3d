"""Answers of a check: their kinds, what they rest on, and the gaps that they leave."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import AnswerEvidence, CheckAnswer, CheckQuestion, Stage
from annotations.models.checks import gaps
from annotations.models.checks.gaps import Gap
from annotations.services.checks import answers
from annotations.services.claims import assessments, evidence
from tests.factory import (
    make_check_answer,
    make_check_question,
    make_claim,
    make_evidence,
    make_proposal,
    make_source,
)

DAY = date(2026, 3, 1)


@pytest.fixture
def claim(cast):
    return make_claim(cast)


@pytest.fixture
def cited(cast, claim):
    return make_evidence(cast, claim)


@pytest.fixture
def asked(cast, claim):
    return make_check_question(cast, claim)


def answer(cast, asked, **given) -> CheckAnswer:
    given = {"actor": cast.checker, "kind": "abstractive", "answer": "The office."} | given
    return answers.answer(question_id=asked.pk, **given)


def shown(claim):
    return list(CheckQuestion.objects.filter(claim=claim).with_answers())


def test_a_question_has_several_answers_each_on_its_evidence(cast, asked, cited):
    answer(cast, asked, evidence=[cited.pk])
    answer(cast, asked, kind="yes_no", answer="No", explanation="The office denies it.")

    first, second = shown(asked.claim)[0].answers.all()
    assert [one.evidence_id for one in first.rests_on.all()] == [cited.pk]
    assert (second.answer, str(second.says)) == ("no", "No")


def test_what_was_not_found_says_where_when_and_by_whom(cast, asked):
    row = answer(cast, asked, kind="unanswerable", answer="", place="The archive", day=DAY)

    assert (row.place, row.day, row.looked_by) == ("The archive", DAY, cast.checker)
    row = answers.edit(
        actor=cast.editor, answer_id=row.pk, seen_version=1, kind="abstractive", answer="Found."
    )
    assert (row.place, row.day, row.looked_by, row.version) == ("", None, None, 2)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "boolean"}, "kind"),
        ({"answer": " "}, "answer"),
        ({"kind": "yes_no", "answer": "perhaps"}, "answer"),
        ({"kind": "unanswerable", "place": "", "day": DAY}, "place"),
        ({"kind": "unanswerable", "place": "The archive"}, "day"),
        ({"answer": "x" * 20_001}, "answer"),
        ({"evidence": [999_999]}, "evidence"),
    ],
)
def test_a_bad_answer_is_refused_beside_its_field(cast, asked, given, field):
    with pytest.raises(Invalid) as refusal:
        answer(cast, asked, **given)
    assert refusal.value.field == field
    assert not CheckAnswer.objects.exists()


def test_an_answer_rests_on_evidence_of_its_own_claim_only(cast, asked, claim):
    other = make_claim(cast, claim.article, words="2019")
    foreign = make_evidence(cast, other)

    with pytest.raises(Invalid):
        answer(cast, asked, evidence=[foreign.pk])
    row = answer(cast, asked)
    with pytest.raises(IntegrityError), connection.cursor():
        AnswerEvidence.objects.create(claim=claim, answer=row, evidence=foreign)
        connection.check_constraints()


def test_who_may_not_check_answers_nothing(cast, asked):
    with pytest.raises(NotAllowed):
        answer(cast, asked, actor=cast.reporter)
    with pytest.raises(NotFound):
        answer(cast, asked, actor=cast.stranger)


def test_two_people_do_not_overwrite_each_other(cast, asked):
    row = answer(cast, asked)
    answers.edit(actor=cast.editor, answer_id=row.pk, seen_version=1, answer="The ministry.")

    with pytest.raises(Stale):
        answers.edit(actor=cast.checker, answer_id=row.pk, seen_version=1, answer="Nobody.")
    with pytest.raises(Stale):
        answers.remove(actor=cast.checker, answer_id=row.pk, seen_version=1)


def test_only_an_editor_removes_an_answer_of_a_colleague(cast, asked):
    row = answer(cast, asked, actor=cast.editor)

    with pytest.raises(NotAllowed):
        answers.remove(actor=cast.checker, answer_id=row.pk, seen_version=1)
    answers.remove(actor=cast.editor, answer_id=row.pk, seen_version=1)


def test_a_question_has_a_bounded_number_of_answers(cast, asked, monkeypatch):
    monkeypatch.setattr(answers, "MOST", 1)
    answer(cast, asked)

    with pytest.raises(WrongState):
        answer(cast, asked)


def test_gaps_are_what_is_not_answered_not_found_or_rests_on_nothing(cast, asked, claim, cited):
    make_check_answer(cited)
    silent = make_check_question(cast, claim, "When?")
    vain = make_check_question(cast, claim, "Where?")
    answer(cast, vain, kind="unanswerable", answer="", place="The archive", day=DAY)
    answer(cast, asked)

    rows = {one.pk: one for one in shown(claim)}
    assert gaps.of_question(rows[silent.pk]) == Gap.UNANSWERED
    assert gaps.of_question(rows[vain.pk]) == Gap.NOT_FOUND
    assert gaps.of_question(rows[asked.pk]) is None
    assert gaps.of_answer(rows[asked.pk].answers.all()[0]) == Gap.NO_EVIDENCE
    assert gaps.of_answer(rows[vain.pk].answers.all()[0]) is None
    assert gaps.count(rows.values()) == 3


def test_questions_with_their_answers_take_the_same_few_queries(
    cast, claim, cited, django_assert_num_queries
):
    for number in range(3):
        make_check_answer(cited, make_check_question(cast, claim, f"Question {number}?"))
    with django_assert_num_queries(3):
        for one in shown(claim):
            gaps.of_question(one)
            [str(rest.evidence.source) for a in one.answers.all() for rest in a.rests_on.all()]


@pytest.mark.parametrize("what", ["answer", "evidence of the answer", "removal"])
def test_a_changed_answer_sends_an_approved_claim_back_to_review(cast, claim, cited, what):
    row = make_check_answer(cited)
    proposal = make_proposal(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    claim.refresh_from_db()
    assert claim.stage == Stage.CHECKED

    given = {"actor": cast.checker, "answer_id": row.pk, "seen_version": 1}
    if what == "answer":
        answers.edit(**given, answer="40 bridges")
    elif what == "removal":
        answers.remove(**given)
    else:
        answers.edit(**given, evidence=[])
    claim.refresh_from_db()
    assert claim.stage == Stage.REVIEW
    assert claim.assessments.get().needs_another_look


def test_what_was_approved_is_kept_with_its_questions(cast, claim, cited):
    make_check_answer(cited)
    proposal = make_proposal(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    proposal.refresh_from_db()

    [asked] = proposal.kept["checks"]
    assert asked["asked"] == "How many bridges need repair?"
    assert asked["answers"][0]["evidence"] == [{"source": cited.source_id, "excerpt": ""}]


def test_removed_evidence_leaves_its_answer_with_a_gap(cast, cited):
    row = make_check_answer(cited)
    make_source(cast)
    evidence.remove(actor=cast.checker, evidence_id=cited.pk, seen_version=cited.version)
    row.refresh_from_db()

    assert row.version == 2
    assert gaps.of_answer(row) == Gap.NO_EVIDENCE
