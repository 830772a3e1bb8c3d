"""Claims that others checked: kept as theirs, and cited as evidence by one click."""

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.ingest.annotated.records import Review
from annotations.ingest.language import detect_all
from annotations.models import Claim, Evidence, ExternalCheck, Import, ImportedRecord, User
from annotations.models.imports.external import terms_of

from ..claims import evidence
from ..sources import sources
from ..transactions import acting, locked

Outcome = ImportedRecord.Outcome


def key_of(review: Review) -> str:
    """By which a desk knows a check."""
    return hashlib.sha256(f"{review.url}\n{review.claim}".encode()).hexdigest()


def bring(job: Import, records: Iterable[tuple[int, Review]]) -> list[ImportedRecord]:
    """Write a batch of a job that is held, inside `acting`; what became of each, not saved."""
    reviews = list(records)
    if not reviews:
        return []
    keys = [key_of(review) for _, review in reviews]
    own = ExternalCheck.objects.filter(desk=job.desk_id, key__in=keys)
    there = set(own.values_list("key", flat=True))
    fresh = {
        key: review for key, (_, review) in zip(keys, reviews, strict=True) if key not in there
    }
    _tell_languages(fresh.values())
    terms = terms_of((review.claim, review.language) for review in fresh.values())
    ExternalCheck.objects.bulk_create(
        (
            _check(job, key, review, found)
            for (key, review), found in zip(fresh.items(), terms, strict=True)
        ),
        ignore_conflicts=True,
    )
    told = []
    for key, (number, review) in zip(keys, reviews, strict=True):
        outcome = Outcome.THERE if key in there else Outcome.ADDED
        there.add(key)
        told.append(ImportedRecord(of=job, number=number, line=review.line, outcome=outcome))
    return told


def _tell_languages(reviews: Iterable[Review]) -> None:
    """Where the file does not say."""
    silent = [review for review in reviews if not review.language]
    for review, language in zip(silent, detect_all([one.claim for one in silent]), strict=True):
        review.language = language


def add_as_evidence(*, actor: User, claim_id: int, check_id: int) -> Evidence:
    """Cite a check by others on a claim of its desk, as context: what it says for the claim is for
    people to judge. Raises NotFound, NotAllowed, Invalid."""
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require(actor, "add evidence", claim.desk_id)
        check = ExternalCheck.objects.filter(pk=check_id, desk=claim.desk_id).first()
        if check is None:
            raise Invalid(_("There is no such check on this desk."), field="check")
        source, _is_new = sources.find_or_create(
            actor=actor,
            desk=claim.desk,
            url=check.url,
            title=check.title or check.claim_text[:500],
            publisher=check.publisher,
        )
        if Evidence.objects.filter(claim=claim, source=source).exists():
            raise Invalid(_("This claim cites that check already."), field="check")
        return evidence.add(
            actor=actor,
            claim_id=claim.pk,
            source_id=source.pk,
            stance=Evidence.Stance.CONTEXT,
            note=_note(check),
        )


def _check(job: Import, key: str, review: Review, terms: list[str]) -> ExternalCheck:
    return ExternalCheck(
        desk=job.desk,
        key=key,
        claim_text=review.claim,
        claimant=review.claimant,
        claimed_on=review.claimed_on,
        publisher=review.publisher or (urlsplit(review.url).hostname or "-")[:200],
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


def _note(check: ExternalCheck) -> str:
    """Whose word it is stands in the evidence, too."""
    told = _("Checked by %(who)s: “%(claim)s” was rated “%(rating)s”.")
    return told % {"who": check.publisher, "claim": check.claim_text, "rating": check.rating}
