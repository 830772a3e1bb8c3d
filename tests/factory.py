"""Rows for tests, made through the services, as the product makes them."""

from annotations.models import (
    Article,
    Assessment,
    CheckAnswer,
    CheckQuestion,
    Claim,
    Evidence,
    Source,
)
from annotations.services.articles import articles
from annotations.services.checks import answers, questions
from annotations.services.claims import assessments, claims, evidence
from annotations.services.sources import sources

TEXT = (
    "Minister resigns over report\n\n"
    "Ilka Varn, the transport minister, resigned on Tuesday. “I was never told,” she said.\n\n"
    "The report counted 41 bridges in need of repair – twice as many as in 2019."
)


def make_article(cast, *, text: str = TEXT, headline: str = "Minister resigns", **about) -> Article:
    actor = about.pop("actor", cast.reporter)
    desk = about.pop("desk", cast.desk)
    return articles.create(actor=actor, desk=desk, headline=headline, text=text, **about)


def make_claim(
    cast, article: Article | None = None, *, words: str = "41 bridges", **given
) -> Claim:
    """A claim on `words` of the article."""
    article = article or make_article(cast)
    text = article.current_revision.text
    start = text.index(words)
    return claims.create(
        actor=given.pop("actor", cast.reporter),
        revision_id=article.current_revision_id,
        start=start,
        end=start + len(words),
        **given,
    )


def make_source(cast, url: str = "https://example.org/report", **given) -> Source:
    actor = given.pop("actor", cast.checker)
    return sources.find_or_create(actor=actor, desk=cast.desk, url=url, **given)[0]


def make_evidence(cast, claim: Claim, **given) -> Evidence:
    given.setdefault("stance", "supports")
    source = given.pop("source", None) or make_source(cast)
    actor = given.pop("actor", cast.checker)
    return evidence.add(actor=actor, claim_id=claim.pk, source_id=source.pk, **given)


def make_proposal(cast, claim: Claim, **given) -> Assessment:
    given = {"question": "true", "rating": "supported", "rationale": "Page 4 says so."} | given
    actor = given.pop("actor", cast.checker)
    return assessments.propose(actor=actor, claim_id=claim.pk, **given)


def make_check_question(
    cast, claim: Claim, wording: str = "Who counted?", **given
) -> CheckQuestion:
    actor = given.pop("actor", cast.checker)
    return questions.ask(actor=actor, claim_id=claim.pk, wording=wording, **given)


def make_check_answer(
    evidence: Evidence, question: CheckQuestion | None = None, **given
) -> CheckAnswer:
    """An answer by who found the evidence, resting on it."""
    actor = given.pop("actor", evidence.created_by)
    question = question or questions.ask(
        actor=actor, claim_id=evidence.claim_id, wording="How many bridges need repair?"
    )
    given = {"kind": "extractive", "answer": "41 bridges", "evidence": [evidence.pk]} | given
    return answers.answer(actor=actor, question_id=question.pk, **given)


def make_checked_claim(cast, article: Article | None = None, **given) -> Claim:
    """A claim with an approved verdict."""
    claim = make_claim(cast, article, **given)
    proposal = make_proposal(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    claim.refresh_from_db()
    return claim
