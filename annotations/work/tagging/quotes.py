"""Quotations that a run found, with their speakers."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from annotations.models import Quotation, Revision
from annotations.models.base import BATCH
from annotations.text.spans import quote

from ..existing import compared

Entities = Mapping[tuple[str, str], int]
LONGEST_CUE, LONGEST_SPEAKER = 60, 300
COMPARED = (
    "start", "end", "kind", "form", "parts", "speaker", "speaker_start", "speaker_end",
    "entity_id", "cue", "rule", "origin",
)  # fmt: skip


class Speaker(Protocol):
    """Who says it, and where the text names them for it."""

    name: str
    label: str
    start: int
    end: int


class Quote(Protocol):
    """An utterance with its marks; `parts` are its stretches."""

    start: int
    end: int
    kind: str
    form: str
    parts: Sequence[tuple[int, int]]
    speaker: Speaker | None
    cue: str
    rule: str


def write(revision: Revision, quotes: Sequence[Quote], entities: Entities, origin: str) -> None:
    """Make `quotes` the quotations of the revision; nobody decides on them, so each run may."""
    standing = Quotation.objects.filter(revision=revision)
    rows = {_key(*values): pk for pk, *values in standing.values_list("pk", *COMPARED)}
    gone, missing = compared(rows, [_found(one, entities, origin) for one in quotes])
    if gone:
        standing.filter(pk__in=gone).delete()
    Quotation.objects.bulk_create(
        (
            Quotation(
                article_id=revision.article_id,
                desk_id=revision.article.desk_id,
                revision=revision,
                **dict(zip(COMPARED, key, strict=True)),
            ).on(quote(revision.text, key[0], key[1]))
            for key in missing
        ),
        batch_size=BATCH,
    )


def _key(start, end, kind, form, parts, *more) -> tuple:
    return start, end, kind, form, tuple((first, last) for first, last in parts), *more


def _found(one: Quote, entities: Entities, origin: str) -> tuple:
    speaker = one.speaker
    named = (
        (speaker.name[:LONGEST_SPEAKER], speaker.start, speaker.end)
        if speaker
        else ("", None, None)
    )
    entity = entities.get((speaker.label, speaker.name)) if speaker else None
    parts = tuple(one.parts)
    cue = one.cue[:LONGEST_CUE]
    return one.start, one.end, one.kind, one.form, parts, *named, entity, cue, one.rule, origin
