"""Claims that others checked: kept as theirs."""

from collections.abc import Iterable

from annotations.ingest.annotated.records import Review
from annotations.ingest.language import detect_all
from annotations.models import ExternalCheck, Import, ImportedRecord
from annotations.models.checks.external import terms_of

from ..claims.external_checks import host_of, key_of

Outcome = ImportedRecord.Outcome


def bring(job: Import, records: Iterable[tuple[int, Review]]) -> list[ImportedRecord]:
    """Write a batch of a job that is held, inside `acting`; what became of each, not saved."""
    reviews = list(records)
    if not reviews:
        return []
    keys = [key_of(review.url, review.claim) for _, review in reviews]
    own = ExternalCheck.objects.filter(desk=job.desk_id, key__in=keys)
    there = set(own.values_list("key", flat=True))
    fresh = {
        key: review for key, (_, review) in zip(keys, reviews, strict=True) if key not in there
    }
    _detect_languages(fresh.values())
    terms = terms_of((review.claim, review.language) for review in fresh.values())
    ExternalCheck.objects.bulk_create(
        (
            _check(job, key, review, found)
            for (key, review), found in zip(fresh.items(), terms, strict=True)
        ),
        ignore_conflicts=True,
    )
    records_ = []
    for key, (number, review) in zip(keys, reviews, strict=True):
        outcome = Outcome.THERE if key in there else Outcome.ADDED
        there.add(key)
        records_.append(ImportedRecord(of=job, number=number, line=review.line, outcome=outcome))
    return records_


def _detect_languages(reviews: Iterable[Review]) -> None:
    """Where the file does not say."""
    silent = [review for review in reviews if not review.language]
    for review, language in zip(silent, detect_all([one.claim for one in silent]), strict=True):
        review.language = language


def _check(job: Import, key: str, review: Review, terms: list[str]) -> ExternalCheck:
    return ExternalCheck(
        desk=job.desk,
        key=key,
        claim_text=review.claim,
        claimant=review.claimant,
        claimed_on=review.claimed_on,
        publisher=review.publisher or host_of(review.url) or "-",
        publisher_url=review.publisher_url,
        url=review.url,
        title=review.headline,
        rating=review.rating,
        value=review.value,
        best=review.best,
        worst=review.worst,
        reviewed_on=review.reviewed_on,
        language=review.language,
        licence=review.licence,
        appearances=review.appearances,
        terms=terms,
        created_by=job.created_by,
    )
