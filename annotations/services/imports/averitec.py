"""Claims that others checked, in AVeriTeC's schema, brought to a desk: each record whole or not."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.db import transaction

from annotations.errors import DomainError, Invalid
from annotations.exchange.averitec import reading
from annotations.exchange.averitec.reading import Asked, Record
from annotations.ingest.annotated.records import Checked
from annotations.ingest.annotated.values import words
from annotations.models import (
    AnswerEvidence,
    Article,
    Claim,
    Desk,
    Evidence,
    ExternalCheck,
    Import,
    ImportedRecord,
    User,
)
from annotations.models.base import longest
from annotations.models.checks.external import terms_of

from ..articles import articles
from ..checks import answers, questions
from ..claims import claims, evidence
from ..claims.external_checks import host_of, key_of
from ..sources import sources
from ..transactions import acting, too_long

Outcome = ImportedRecord.Outcome
LONGEST_HEADLINE = 200
LONGEST_SHOWN = 300
NAMELESS = "AVeriTeC"  # Who checked, where a record does not say.


def bring(job: Import, records: Iterable[tuple[int, Checked]]) -> list[ImportedRecord]:
    """Write a batch of a job that is held, inside `acting`; what became of each, not saved.

    Each record is an article of its statement with one open claim, its questions and answers. What
    its authors found is kept as theirs (ExternalCheck): it is no verdict of the desk. A record with
    a problem brings nothing; one that is there already is left alone.
    """
    return [_record(job, number, record) for number, record in records]


def _record(job: Import, number: int, checked: Checked) -> ImportedRecord:
    row = ImportedRecord(of=job, number=number, line=checked.line, outcome=Outcome.LEFT)
    try:
        record = reading.record(checked.row)
        there = is_there(job.desk, record)
        if there:
            row.outcome = Outcome.THERE
            return row
        with transaction.atomic():
            claim = _bring(job.created_by, job.desk, record)
        row.outcome, row.article_id = Outcome.ADDED, claim.article_id
    except DomainError as error:
        row.problem = in_words(error)
        row.left = [{"words": words_of(checked.row), "problem": row.problem}]
    return row


def in_words(error: DomainError) -> str:
    """Which field of a record is wrong, and why."""
    return f"{error.field}: {error}" if error.field else str(error)


def words_of(row: Any) -> str:
    """By which a person knows a record."""
    claim = row.get("claim") if isinstance(row, dict) else row
    return words(claim, LONGEST_SHOWN)


def is_there(desk: Desk, record: Record) -> bool:
    """Whether the desk has the claim with this check."""
    key = key_of(record.article_url, record.claim)
    same = ExternalCheck.objects.filter(desk=desk, key=key, rating=record.label)
    return same.filter(claim__statement=record.claim).exists()


def _bring(actor: User, desk: Desk, record: Record) -> Claim:
    with acting(actor):
        article = _article(actor, desk, record)
        text = article.current_revision
        claim = claims.create(
            actor=actor,
            revision_id=text.pk,
            start=0,
            end=len(text.text),
            statement=record.claim,
        )
        changes: dict[str, Any] = {"date": record.day} if record.day else {}
        if record.speaker:
            channel = str(record.about.get("reporting_source", ""))[:200]
            changes["attribution"] = [{"speaker": record.speaker, "channel": channel}]
        if changes:
            claims.edit(actor=actor, claim_id=claim.pk, seen_version=None, **changes)
        _keep_check(actor, claim, record)
        cited: dict[str, Evidence] = {}
        for asked in record.questions:
            _ask(actor, desk, claim, asked, cited)
    return claim


def _keep_check(actor: User, claim: Claim, record: Record) -> None:
    url, most = record.article_url, longest(ExternalCheck, "url")
    if len(url) > most:
        raise Invalid(too_long(most, len(url)), field="fact_checking_article")
    language = claim.article.language
    [terms] = terms_of([(record.claim, language)])
    ExternalCheck.objects.create(
        desk_id=claim.desk_id,
        claim=claim,
        key=key_of(url, record.claim),
        claim_text=record.claim,
        claimant=record.speaker[: longest(ExternalCheck, "claimant")],
        claimed_on=str(record.day or ""),
        publisher=host_of(url) or NAMELESS,
        url=url,
        rating=record.label,
        justification=record.justification,
        language=language,
        about=record.about,
        terms=terms,
        created_by=actor,
    )


def _article(actor: User, desk: Desk, record: Record) -> Article:
    moment = datetime.combine(record.day, time(), UTC) if record.day else None
    return articles.create(
        actor=actor,
        desk=desk,
        headline=record.claim[:LONGEST_HEADLINE],
        text=record.claim,
        source_url=record.url,
        published_at=moment,
    )


def _ask(actor: User, desk: Desk, claim: Claim, asked: Asked, cited: dict[str, Evidence]) -> None:
    question = questions.ask(actor=actor, claim_id=claim.pk, wording=asked.wording)
    for one in asked.answers:
        rests = {rest.url: rest for rest in one.cited}
        for url in rests.keys() - cited.keys():
            cited[url] = _cite(actor, desk, claim, url)
        answer = answers.answer(
            actor=actor,
            question_id=question.pk,
            kind=one.kind,
            answer=one.answer,
            explanation=one.explanation,
            evidence=[cited[url].pk for url in rests],
            is_ours=False,
        )
        for url, rest in rests.items():
            AnswerEvidence.objects.filter(answer=answer, evidence=cited[url]).update(
                medium=rest.medium, cached_url=rest.cached
            )


def _cite(actor: User, desk: Desk, claim: Claim, url: str) -> Evidence:
    """A page by its address; what has none, and what no browser opens, by its name."""
    about: dict[str, Any] = (
        {"url": url} if url.startswith(("http://", "https://")) else {"title": url}
    )
    source = sources.find_or_create(actor=actor, desk=desk, **about)[0]
    return evidence.add(
        actor=actor, claim_id=claim.pk, source_id=source.pk, stance=Evidence.Stance.CONTEXT
    )
