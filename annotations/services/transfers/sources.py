"""The sources that an article's claims rest on, as another desk has them."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import Q

from annotations.ingest.addresses import page_keys
from annotations.models import Evidence, Snapshot, Source, User
from annotations.models.base import BATCH
from annotations.models.searching import vector

from ..sources.merge import update_search
from ..sources.sources import search_words

TAKEN_ALONG = ("kind", "title", "url", "url_key", "publisher", "published_on", "reliability_note")
REPOINT = """
UPDATE annotations_evidence e
SET source_id = n.source, cited_id = n.cited, snapshot_id = n.snapshot, version = version + 1
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[]) n(id, source, cited, snapshot)
WHERE e.id = n.id
"""


def used(article_id: int) -> list[Source]:
    """Those that its evidence rests on or was cited as, and what was merged into them."""
    evidence = Evidence.objects.filter(claim__article=article_id).order_by()
    ids = {pk for row in evidence.values_list("source", "cited") for pk in row if pk}
    led = Source.objects.filter(pk__in=ids, merged_into__isnull=False).values("merged_into")
    rows = Source.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids) | Q(pk__in=led))
    return list(rows.defer("search").order_by("pk"))


def known(sources: Iterable[Source], desk_id: int) -> dict[int, int]:
    """By id, which source of the desk has the same address or, without one, the same title.

    In one query; each of the desk's stands for one at most.
    """
    sources = list(sources)
    keys = {one.pk: page_keys(one.url) if one.url else [] for one in sources}
    every = {key for some in keys.values() for key in some}
    titles = {one.title for one in sources if not one.url}
    rows = Source.objects.filter(desk=desk_id).defer("search").order_by("pk")
    there = list(
        rows.filter(
            Q(url_key__in=every) | Q(url_key="", title__in=titles, merged_into__isnull=True)
        )
    )
    found: dict[int, int] = {}
    for one in sources:
        free = [row for row in there if row.pk not in found.values() and _is_same(one, row, keys)]
        best = min(free, key=lambda row: _nearness(row, keys[one.pk]), default=None)
        if best:
            found[one.pk] = best.pk
    return found


def _is_same(one: Source, row: Source, keys: Mapping[int, list[str]]) -> bool:
    if keys[one.pk]:
        return row.url_key in keys[one.pk]
    said = ("url_key", "title", "publisher", "kind")
    return all(getattr(row, name) == getattr(one, name) for name in said)


def _nearness(row: Source, keys: list[str]) -> int:
    return keys.index(row.url_key) if row.url_key in keys else 0


def led(
    sources: list[Source], desk_id: int, actor: User, back: Mapping[int, int]
) -> dict[int, int]:
    """By id, the source of the desk that stands for each; what it does not have is made.

    `back` are those that went the other way before, where they are still the desk's.
    """
    there = set(
        Source.objects.filter(desk=desk_id, pk__in=set(back.values())).values_list("pk", flat=True)
    )
    found = {one.pk: back[one.pk] for one in sources if back.get(one.pk) in there}
    found |= known((one for one in sources if one.pk not in found), desk_id)
    rest = [one for one in sources if one.pk not in found]
    found |= _made([one for one in rest if not one.merged_into_id], desk_id, actor, {})
    merged = [one for one in rest if one.merged_into_id]
    if merged:
        into = _standing({pk: found[pk] for one in merged if (pk := one.merged_into_id)})
        found |= _made(merged, desk_id, actor, into)
        for target in Source.objects.filter(pk__in=set(into.values())).defer("search"):
            update_search(target)
    return found


def _standing(led_to: Mapping[int, int]) -> dict[int, int]:
    """The same, each as what it is now."""
    rows = Source.objects.filter(pk__in=set(led_to.values()))
    now = {pk: into or pk for pk, into in rows.values_list("pk", "merged_into")}
    return {old: now[new] for old, new in led_to.items()}


def _made(
    sources: list[Source], desk_id: int, actor: User, into: Mapping[int, int]
) -> dict[int, int]:
    """New ones of the desk; `into` says by the old one's what a merged one is merged into."""
    fresh = [
        Source(
            desk_id=desk_id,
            created_by=actor,
            merged_into_id=into.get(one.merged_into_id or 0),
            **{name: getattr(one, name) for name in TAKEN_ALONG},
        )
        for one in sources
    ]
    for one in fresh:
        one.search = vector(*search_words(one))
    Source.objects.bulk_create(fresh, batch_size=BATCH)
    return {old.pk: new.pk for old, new in zip(sources, fresh, strict=True)}


class Places:
    """Where evidence rests on the other desk: its source, what it was cited as, its copy."""

    def __init__(self, rows: Iterable[Evidence], led_to: Mapping[int, int]):
        self.rows = list(rows)
        self._led = led_to
        targets = Source.objects.filter(pk__in=set(led_to.values()))
        self._into = dict(targets.values_list("pk", "merged_into"))
        self._copies = self._copied()

    def of(self, row: Evidence) -> tuple[int, int | None, int | None]:
        """(source, cited, snapshot) of one evidence there."""
        led = self._led[row.cited_id or row.source_id]
        into = self._into[led]
        return into or led, led if into else None, self._copies.get(row.snapshot_id or 0)

    def _copied(self) -> dict[int, int]:
        """By id, the archived copy there of the same words and moment; made where there is none."""
        wanted = {row.snapshot_id: self.of_source(row) for row in self.rows if row.snapshot_id}
        if not wanted:
            return {}
        copies = list(Snapshot.objects.filter(pk__in=wanted).order_by("pk"))
        there = {
            (one.source_id, one.sha256, one.taken_at): one.pk
            for one in Snapshot.objects.filter(source__in=set(wanted.values())).defer("text")
        }
        found, fresh = {}, []
        for one in copies:
            key = wanted[one.pk], one.sha256, one.taken_at
            if key in there:
                found[one.pk] = there[key]
            else:
                fresh.append((one.pk, _copy_of(one, wanted[one.pk])))
        Snapshot.objects.bulk_create([copy for _, copy in fresh], batch_size=BATCH)
        return found | {old: copy.pk for old, copy in fresh}

    def of_source(self, row: Evidence) -> int:
        led = self._led[row.cited_id or row.source_id]
        return self._into[led] or led


def _copy_of(one: Snapshot, source_id: int) -> Snapshot:
    return Snapshot(
        source_id=source_id,
        taken_at=one.taken_at,
        sha256=one.sha256,
        media_type=one.media_type,
        text=one.text,
        created_by_id=one.created_by_id,
    )


def repoint(article_id: int, led_to: Mapping[int, int]) -> None:
    """Let the article's evidence rest on the sources of the other desk."""
    rows = Evidence.objects.filter(claim__article=article_id).order_by("pk")
    places = Places(rows.only("pk", "source_id", "cited_id", "snapshot_id"), led_to)
    if not places.rows:
        return
    columns = zip(*((row.pk, *places.of(row)) for row in places.rows), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(REPOINT, [list(column) for column in columns])
