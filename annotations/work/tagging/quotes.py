"""Quotations that runs found, with their speakers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from annotations.models import Quotation, Revision, rows
from annotations.tagging.quotes.model import Quote
from annotations.text.spans import quote

from ..existing import compared

Entities = Mapping[tuple[str, str], int]
LONGEST_CUE, LONGEST_SPEAKER = 60, 300


class Compared(NamedTuple):
    """The columns by which a quotation is the same as one that stands."""

    start: int
    end: int
    kind: str
    form: str
    parts: tuple[tuple[int, int], ...]
    speaker: str
    speaker_start: int | None
    speaker_end: int | None
    entity_id: int | None
    cue: str
    rule: str
    origin: str


def write(
    quotes: Mapping[Revision, Sequence[Quote]], entities: Mapping[Revision, Entities], origin: str
) -> None:
    """Make `quotes` the quotations of each revision; nobody decides on them, so each run may."""
    found = Quotation.objects.filter(revision__in=quotes)
    standing: defaultdict[int, dict[Compared, int]] = defaultdict(dict)
    for pk, revision_id, *values in found.values_list("pk", "revision_id", *Compared._fields):
        standing[revision_id][_row(*values)] = pk
    gone: list[int] = []
    made: list[dict[str, Any]] = []
    for revision, said in quotes.items():
        fresh = [_found(one, entities[revision], origin) for one in said]
        left, missing = compared(standing[revision.pk], fresh)
        gone += left
        made += [
            {
                "article_id": revision.article_id,
                "desk_id": revision.article.desk_id,
                "revision_id": revision.pk,
                **one._asdict(),
                **quote(revision.text, one.start, one.end)._asdict(),
            }
            for one in missing
        ]
    if gone:
        Quotation.objects.filter(pk__in=gone).delete()
    rows.insert(Quotation, made)


def _row(*values: Any) -> Compared:
    row = Compared(*values)
    return row._replace(parts=tuple((first, last) for first, last in row.parts))


def _found(one: Quote, entities: Entities, origin: str) -> Compared:
    speaker = one.speaker
    return Compared(
        one.start,
        one.end,
        one.kind,
        one.form,
        tuple(one.parts),
        speaker.name[:LONGEST_SPEAKER] if speaker else "",
        speaker.start if speaker else None,
        speaker.end if speaker else None,
        entities.get((speaker.label, speaker.name)) if speaker else None,
        one.cue[:LONGEST_CUE],
        one.rule,
        origin,
    )
