"""Names that a run found, as mentions of a revision."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from annotations.models import Mention, NamesReview, Revision
from annotations.models.base import BATCH
from annotations.tagging.engine import Found
from annotations.text.spans import quote

from ..existing import Taken, compared

Entities = Mapping[tuple[str, str], int]
COMPARED = ("start", "end", "label", "entity_id", "origin", "score")


def wanted(revision: Revision, found: Sequence[Found]) -> list[Found]:
    """What may be suggested beside people's decisions.

    Where a person accepted words, nothing else is; what was rejected is not again; of a text whose
    names somebody reviewed, nothing is.
    """
    if NamesReview.objects.filter(revision=revision).exists():
        return []
    decided = Mention.objects.filter(revision=revision, start__isnull=False)
    decided = decided.exclude(pk__in=_of_machine(revision).values("pk"))
    rows = list(decided.values_list("start", "end", "state"))
    rejected = {(start, end) for start, end, state in rows if state == Mention.State.REJECTED}
    taken = Taken((start, end) for start, end, state in rows if state != Mention.State.REJECTED)
    return [
        one
        for one in found
        if (one.start, one.end) not in rejected and not taken.meets(one.start, one.end)
    ]


def write(revision: Revision, names: Sequence[Found], entities: Entities, origin: str) -> None:
    """Make `names` the machine's undecided mentions of the revision; people's decisions stay.

    `entities` are ids by (label, name). A mention's origin is the step that made it, or this
    pipeline where the step did not say.
    """
    fresh = [
        (one.start, one.end, one.label, entities.get((one.label, one.text)), one.source or origin,
         one.score)
        for one in names
    ]  # fmt: skip
    rows = {tuple(key): pk for pk, *key in _of_machine(revision).values_list("pk", *COMPARED)}
    gone, missing = compared(rows, fresh)
    if gone:
        Mention.objects.filter(pk__in=gone).delete()
    Mention.objects.bulk_create(
        (
            Mention(
                article_id=revision.article_id,
                desk_id=revision.article.desk_id,
                revision=revision,
                **dict(zip(COMPARED, key, strict=True)),
            ).on(quote(revision.text, key[0], key[1]))
            for key in missing
        ),
        batch_size=BATCH,
    )


def _of_machine(revision: Revision) -> QuerySet[Mention]:
    suggested = Mention.objects.filter(revision=revision, state=Mention.State.SUGGESTED)
    return suggested.exclude(origin=Mention.PERSON_ORIGIN)
