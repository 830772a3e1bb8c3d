"""Names that runs found, as mentions of their revisions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from annotations.models import Mention, NamesReview, Revision, rows
from annotations.tagging.found import Found
from annotations.text.spans import quote
from newsroom.database.locks import Lock

from ..existing import Taken, compared

Entities = Mapping[tuple[str, str], int]
COMPARED = ("start", "end", "label", "entity_id", "origin", "score")

HOLD = "SELECT pg_advisory_xact_lock(%s, number) FROM unnest(%s::int[]) number"


def hold(revisions: Iterable[int]) -> None:
    """Nobody else marks, decides or finds names of these texts until the end of the transaction.

    A person and a run that do not see what the other one writes would mark the same words twice.
    It comes before the rows of names and of runs, so that nobody waits for one who waits for them.
    """
    numbers = sorted({pk % 2**31 for pk in revisions})
    if not numbers:
        return
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [Lock.NAMES, numbers])


def wanted(found: Mapping[Revision, Sequence[Found]]) -> dict[Revision, list[Found]]:
    """What may be suggested in each text beside people's decisions.

    Where a person accepted words, nothing else is; what was rejected is not again; of a text whose
    names somebody reviewed, nothing is.
    """
    reviewed = set(
        NamesReview.objects.filter(revision__in=found).values_list("revision_id", flat=True)
    )
    decided = Mention.objects.filter(revision__in=found, start__isnull=False)
    decided = decided.exclude(pk__in=_of_machine(found).values("pk"))
    standing = defaultdict(list)
    for revision_id, *row in decided.values_list("revision_id", "start", "end", "state"):
        standing[revision_id].append(row)
    return {
        revision: [] if revision.pk in reviewed else _beside(standing[revision.pk], names)
        for revision, names in found.items()
    }


def _beside(decided: Iterable[Sequence[Any]], found: Sequence[Found]) -> list[Found]:
    """Those that may stand beside what was decided: rows of start, end and state."""
    rejected, taken = set(), []
    for start, end, state in decided:
        if state == Mention.State.REJECTED:
            rejected.add((start, end))
        else:
            taken.append((start, end))
    meets = Taken(taken).meets
    return [
        one
        for one in found
        if (one.start, one.end) not in rejected and not meets(one.start, one.end)
    ]


def write(
    names: Mapping[Revision, Sequence[Found]], entities: Mapping[Revision, Entities], origin: str
) -> None:
    """Make `names` the machine's undecided mentions of each revision; people's decisions stay.

    `entities` are ids by (label, name). A mention's origin is the step that made it, or this
    pipeline where the step did not say.
    """
    standing: defaultdict[int, dict[Any, int]] = defaultdict(dict)
    for pk, revision_id, *key in _of_machine(names).values_list("pk", "revision_id", *COMPARED):
        standing[revision_id][tuple(key)] = pk
    gone: list[int] = []
    made: list[dict[str, Any]] = []
    for revision, found in names.items():
        ids = entities[revision]
        fresh = [
            (one.start, one.end, one.label, ids.get((one.label, one.text)), one.source or origin,
             one.score)
            for one in found
        ]  # fmt: skip
        left, missing = compared(standing[revision.pk], fresh)
        gone += left
        made += [
            {
                "article_id": revision.article_id,
                "desk_id": revision.article.desk_id,
                "revision_id": revision.pk,
                **dict(zip(COMPARED, key, strict=True)),
                **quote(revision.text, key[0], key[1])._asdict(),
            }
            for key in missing
        ]
    if gone:
        _of_machine(names).filter(pk__in=gone).delete()
    rows.insert(Mention, made)


def give_way(revisions: Collection[int]) -> None:
    """Take what the machine suggests on these revisions (ids), which are held, from words that were
    accepted since: as the next run would."""
    accepted = Mention.objects.filter(
        state=Mention.State.ACCEPTED,
        revision=OuterRef("revision"),
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    if revisions:
        _of_machine(revisions).filter(Exists(accepted)).delete()


def _of_machine(revisions: Iterable[Revision | int]) -> QuerySet[Mention]:
    suggested = Mention.objects.filter(revision__in=revisions, state=Mention.State.SUGGESTED)
    return suggested.exclude(origin=Mention.PERSON_ORIGIN)
