"""Questions and answers go where their claim goes: undone, merged, split, copied, taken down."""

from datetime import date

import pytest
from django.db import connection

from annotations.errors import NotAllowed, WrongState
from annotations.models import (
    AnswerEvidence,
    CheckAnswer,
    CheckQuestion,
    Claim,
    Role,
    User,
    request_id,
)
from annotations.services.accounts import desks
from annotations.services.checks import answers, questions
from annotations.services.claims import claims, evidence, joining, splitting
from annotations.services.transfers import copying
from annotations.services.undo import history, undo
from tests.factory import (
    make_article,
    make_check_answer,
    make_check_question,
    make_claim,
    make_evidence,
)


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def claim(cast, article):
    return make_claim(cast, article)


@pytest.fixture
def row(cast, claim) -> CheckAnswer:
    return make_check_answer(make_evidence(cast, claim))


def as_request(name: str, call, **given):
    token = request_id.set(name)
    try:
        return call(**given)
    finally:
        request_id.reset(token)


def shown(claim: Claim) -> list:
    """What is asked, answered, and on which claim's evidence that rests."""
    connection.check_constraints()
    return [
        (one.wording, a.claim_id, a.answer, [rest.evidence.claim_id for rest in a.rests_on.all()])
        for one in CheckQuestion.objects.filter(claim=claim).with_answers()
        for a in one.answers.all()
    ]


@pytest.mark.parametrize("verb", ["asked", "reworded", "answered", "edited", "removed", "emptied"])
def test_what_was_done_to_a_check_is_undone_and_done_again(cast, claim, row, verb):
    asked = row.check_question
    by, seen = {"actor": cast.checker}, {"seen_version": 1}
    call, given = {
        "asked": (questions.ask, {"claim_id": claim.pk, "wording": "When?"}),
        "reworded": (questions.edit, {"question_id": asked.pk, "wording": "Why?"} | seen),
        "answered": (
            answers.answer,
            {
                "question_id": asked.pk, "kind": "unanswerable", "place": "Archive",
                "day": date(2026, 3, 1),
            },
        ),
        "edited": (answers.edit, {"answer_id": row.pk, "answer": "40", "evidence": []} | seen),
        "removed": (questions.remove, {"question_id": asked.pk} | seen),
        "emptied": (
            evidence.remove,
            {"evidence_id": row.rests_on.get().evidence_id, "seen_version": None},
        ),
    }[verb]  # fmt: skip
    before = shown(claim)
    as_request("it", call, **by, **given)
    after = shown(claim)
    done = undo.undo(actor=cast.checker, request="it")
    assert shown(claim) == before
    assert verb == "asked" or before != after

    undo.undo(actor=cast.checker, request=done.request)
    assert shown(claim) == after


def test_who_may_check_no_more_undoes_nothing(cast, claim, row):
    as_request("it", questions.ask, actor=cast.checker, claim_id=claim.pk, wording="When?")
    desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.checker, role=Role.REPORTER)

    with pytest.raises(NotAllowed):
        undo.undo(actor=User.objects.get(pk=cast.checker.pk), request="it")


def test_a_question_that_a_colleague_answered_is_not_undone(cast, claim):
    asked = as_request("it", questions.ask, actor=cast.checker, claim_id=claim.pk, wording="When?")
    answers.answer(actor=cast.editor, question_id=asked.pk, kind="abstractive", answer="Then.")

    with pytest.raises(WrongState):
        undo.undo(actor=cast.checker, request="it")


def test_the_history_of_the_claim_tells_it(cast, claim):
    asked = as_request("1", questions.ask, actor=cast.checker, claim_id=claim.pk, wording="When?")
    as_request(
        "2", answers.answer, actor=cast.editor, question_id=asked.pk, kind="yes_no", answer="no"
    )
    told = [line["text"] for line in history.lines(claim)]

    assert told[:2] == ["editor answered a question of the check", "checker asked “When?”"]


def test_merged_claims_have_all_that_was_asked(cast, article, claim, row):
    kept = make_claim(cast, article, words="2019")
    make_check_answer(make_evidence(cast, kept), make_check_question(cast, kept))
    given = {"actor": cast.checker, "claim_id": kept.pk, "other_id": claim.pk}
    before = shown(kept), shown(claim)
    as_request("it", joining.merge, **given)

    assert sorted(one[0] for one in shown(kept)) == [
        "How many bridges need repair?", "Who counted?",
    ]  # fmt: skip
    assert {(one[1], *one[3]) for one in shown(kept)} == {(kept.pk, kept.pk)}
    assert shown(claim) == []
    undo.undo(actor=cast.checker, request="it")
    assert (shown(kept), shown(claim)) == before


def test_a_split_takes_chosen_questions_and_parts_answers_from_evidence(cast, claim, row):
    rest = row.rests_on.get().evidence_id
    staying = make_check_answer(
        make_evidence(cast, claim, note="2"), make_check_question(cast, claim)
    )
    new = splitting.split(
        actor=cast.checker,
        claim_id=claim.pk,
        evidence=[rest, staying.rests_on.get().evidence_id],
        check_questions=[row.check_question_id],
        statement="New",
    )

    assert shown(new) == [("How many bridges need repair?", new.pk, "41 bridges", [new.pk])]
    assert shown(claim) == [("Who counted?", claim.pk, "41 bridges", [])]


def test_a_split_refuses_questions_of_another_claim(cast, article, claim, row):
    other = make_claim(cast, article, words="2019")

    with pytest.raises(WrongState):
        splitting.split(
            actor=cast.checker, claim_id=other.pk, check_questions=[row.check_question_id]
        )


def test_a_copied_article_has_its_checks(cast, article, claim, row):
    before = shown(claim)
    went = copying.copy(actor=cast.admin, article_id=article.pk, desk_id=cast.other_desk.pk)
    there = Claim.objects.get(article=went.article)

    assert shown(there) == [(one[0], there.pk, one[2], [there.pk]) for one in before]
    assert shown(claim) == before


def test_a_deleted_claim_takes_its_checks_along_and_comes_back_with_them(cast, claim, row):
    before = shown(claim)
    as_request("it", claims.delete, actor=cast.editor, claim_id=claim.pk, seen_version=None)
    assert not CheckQuestion.objects.exists()
    assert not AnswerEvidence.objects.exists()

    undo.undo(actor=cast.editor, request="it")
    assert shown(claim) == before


def test_a_reporter_deletes_no_claim_that_a_colleague_checked(cast, claim):
    make_check_question(cast, claim)

    with pytest.raises(NotAllowed):
        claims.delete(actor=cast.reporter, claim_id=claim.pk, seen_version=None)
