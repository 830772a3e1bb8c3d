"""The history of a claim in words, and whose they are."""

import pytest

from annotations.models import Claim
from annotations.services.articles import revisions
from annotations.services.claims import assessments, changed_words, claims, workflow
from annotations.services.undo import history
from tests import factory
from tests.factory import TEXT
from tests.services.undo.test_undo import VERBS, Requests

# Newest first.
TOLD = {
    "claim made": ["editor edited the attribution", "editor added this claim"],
    "statement": ["editor edited the statement"],
    "dates": ["editor changed the deadline", "editor changed the date"],
    "claim placed again": ["editor moved the claim to “twice as many”"],
    "take": ["editor changed the assignee", "editor changed the stage to “Checking”"],
    "hand back": ["editor changed the assignee", "editor changed the stage to “Open”"],
    "assign": ["editor changed the assignee"],
    "dismiss": ["editor changed the stage to “Dismissed”"],
    "accept": ["editor changed the stage to “Open”"],
    "review": ["editor changed the stage to “In review”"],
    "proposal on another question": [
        "editor changed the questions",
        "editor proposed the verdict “Not said”",
    ],
    "proposal instead of one's own": ["editor proposed the verdict “Mixed”"],
    "reply": ["editor recorded a request"],
}


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


def lines(claim: Claim) -> list[str]:
    return [line["text"] for line in history.lines(claim)]


@pytest.mark.parametrize("name", TOLD)
def test_a_step_stands_first_in_the_history(name, cast, article):
    verb, given = VERBS[name](cast, article)
    before = {claim.pk: lines(claim) for claim in Claim.objects.all()}
    Requests()(verb, actor=cast.editor, **given)
    claim = Claim.objects.latest("version")
    now = lines(claim)
    kept = before.get(claim.pk, [])
    assert now[len(now) - len(kept) :] == kept
    assert now[: len(now) - len(kept)] == TOLD[name]


def test_a_verdict_that_is_decided_is_told_with_who_did_it(cast, article):
    claim = factory.make_claim(cast, article)
    first = factory.make_proposal(cast, claim)
    assessments.return_(
        actor=cast.editor, assessment_id=first.pk, note="Which page?", seen_version=1
    )
    assert "editor returned a verdict" in lines(claim)[:2]
    second = factory.make_proposal(cast, claim)
    assessments.approve(actor=cast.second_editor, assessment_id=second.pk, seen_version=1)
    assert "second_editor approved a verdict" in lines(claim)[:2]


def test_what_is_said_twice_in_a_row_by_one_person_is_told_once(cast, article):
    claim = factory.make_claim(cast, article)
    given = {"claim_id": claim.pk, "seen_version": None}
    for statement in ("One", "Two"):
        claims.edit(actor=cast.checker, statement=statement, **given)
    claims.edit(actor=cast.editor, statement="Three", **given)

    assert lines(claim)[:2] == ["editor edited the statement", "checker edited the statement"]
    assert len(lines(claim)) == 3


def test_what_a_correction_did_and_what_was_decided_are_told(cast, article):
    claim = factory.make_claim(cast, article)
    text = TEXT.replace("41 bridges", "43 bridges")
    revisions.revise(
        actor=cast.reporter, article_id=article.pk, text=text, kind="typo", seen_version=None
    )
    assert "reporter corrected the article: “41 bridges” became “43 bridges”" in lines(claim)
    changed_words.keep(actor=cast.checker, claim_id=claim.pk)
    assert lines(claim)[0] == "checker confirmed that the new words still make the same claim"
    changed_words.reconsider(actor=cast.editor, claim_id=claim.pk)
    assert lines(claim)[0] == "editor undid the decision about its words"


def test_long_histories_and_words_are_cut(cast, article):
    claim = factory.make_claim(cast, article)
    for n in range(history.LONGEST + 5):
        actor = (cast.checker, cast.editor)[n % 2]
        claims.edit(actor=actor, claim_id=claim.pk, statement=f"No. {n}", seen_version=None)
    assert len(lines(claim)) == history.LONGEST
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    assert lines(claim)[0].startswith("checker ")
