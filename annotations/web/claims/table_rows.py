"""Claims as rows of the list, with what its columns show."""

from collections.abc import Collection

from annotations.models import AttributionStep, Labelling, User, Watch

from ..shell.drawn import Drawn
from .rows import describe as describe_verdicts


def describe(user: User, claims: list[Drawn], columns: Collection[str]) -> None:
    """Gives each `verdict` and the like (rows.py), `speaker`, `marked` (labels), `is_watched`.

    One query for each column that asks for one, however many claims there are.
    """
    describe_verdicts(claims)
    ids = [claim.pk for claim in claims]
    watched = set(Watch.objects.filter(person=user, claim__in=ids).values_list("claim", flat=True))
    speakers = _speakers(ids) if "claimant" in columns else {}
    marked: dict[int, list] = {}
    if "labels" in columns:
        rows = Labelling.objects.filter(claim__in=ids).select_related("label")
        for row in rows.order_by("label__key", "pk"):
            marked.setdefault(row.claim_id, []).append(row.label)
    for claim in claims:
        claim.speaker = speakers.get(claim.pk, "")
        claim.marked = marked.get(claim.pk, [])
        claim.is_watched = claim.pk in watched
        claim.article_day = claim.article.published_at or claim.article.created_at


def _speakers(ids: list[int]) -> dict[int, str]:
    steps = AttributionStep.objects.filter(claim__in=ids, position=0).select_related("entity")
    return {step.claim_id: step.speaker_name for step in steps.defer("entity__search")}
