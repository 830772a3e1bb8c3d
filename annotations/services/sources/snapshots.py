"""Archived copies of sources, and the excerpts that follow from one copy to the next."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, Unreadable
from annotations.messages import in_words
from annotations.models import Anchor, Claim, Evidence, Snapshot, Source, User
from annotations.text.anchoring import Carried, carry
from annotations.text.canonical import UnfitText, canonicalise
from annotations.text.spans import Span

from ..claim_state import touched
from ..transactions import acting, clean_line, locked, too_long
from .notify import notify_pages

LONGEST = 2_000_000  # Code points.
State = Anchor.State


def take(*, actor: User, source_id: int, text: str, media_type: str = "text/plain") -> Snapshot:
    """Keep `text` as what the source says now; excerpts follow from the copy before.

    An excerpt whose words changed or went makes the verdict of its claim need another look; its own
    words stay as they were quoted. Raises NotFound, NotAllowed, Unreadable, Invalid.
    """
    with acting(actor):
        source = locked(Source.objects.defer("search"), source_id)
        access.require(actor, "edit source", source.desk_id)
        if source.merged_into_id:  # Of its own address; the copy is one of what it is now.
            source = locked(Source.objects.defer("search"), source.merged_into_id)
        words = _clean(text)
        before = source.snapshots.order_by("-taken_at", "-pk").first()
        snapshot = Snapshot.objects.create(
            source=source,
            taken_at=timezone.now(),
            sha256=hashlib.sha256(words.encode()).hexdigest(),
            media_type=clean_line(media_type, "media_type", longest=100),
            text=words,
            created_by=actor,
        )
        for evidence, fate in _fates(source, before, words):
            _follow(evidence, fate, snapshot)
        notify_pages(source)
    return snapshot


def find(evidence: Evidence) -> None:
    """Put an excerpt where it stands in the newest copy, when it stands there just once.

    Sets the columns; the caller saves them.
    """
    snapshot = (
        Snapshot.objects.filter(source=evidence.source_id).order_by("-taken_at", "-pk").first()
    )
    evidence.snapshot = evidence.excerpt_start = evidence.excerpt_end = None
    evidence.excerpt_state = ""
    place = _only_place(snapshot.text, evidence.excerpt) if snapshot and evidence.excerpt else None
    if place:
        evidence.snapshot, evidence.excerpt_state = snapshot, State.EXACT
        evidence.excerpt_start, evidence.excerpt_end = place


def _clean(text: str) -> str:
    try:
        words = canonicalise(text).text
    except UnfitText as error:
        raise Unreadable(in_words(error.message), field="text") from error
    if not words.strip():
        raise Invalid(_("The text is empty."), field="text")
    if len(words) > LONGEST:
        raise Invalid(too_long(LONGEST, len(words)), field="text")
    return words


def _fates(source: Source, before: Snapshot | None, text: str) -> list[tuple[Evidence, Carried]]:
    """Of every excerpt of the source: carried from the copy before, or found for the first time."""
    # The claims first, as every verb of evidence locks them: what somebody edits now is not undone.
    claims = Claim.objects.filter(pk__in=source.evidence.exclude(excerpt="").values("claim"))
    list(claims.only("pk").select_for_update(no_key=True).order_by("pk"))
    rows = list(Evidence.objects.filter(source=source).exclude(excerpt="").order_by("claim", "pk"))
    found: list[tuple[Evidence, Carried]] = []
    if before:
        placed = [(row, row.excerpt_place) for row in rows if row.snapshot_id == before.pk]
        standing = [(row, place) for row, place in placed if place]
        fates = carry(before.text, text, [place for _, place in standing])
        found += [(row, fate) for (row, _), fate in zip(standing, fates, strict=True)]
    followed = {row.pk for row, _ in found}
    for row in rows:
        place = _only_place(text, row.excerpt) if row.pk not in followed else None
        if place:
            found.append((row, Carried(place, "unchanged", 1.0)))
    return found


def _only_place(text: str, words: str) -> Span | None:
    start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        return None
    return Span(start, start + len(words))


def _follow(evidence: Evidence, fate: Carried, snapshot: Snapshot) -> None:
    evidence.snapshot = snapshot
    evidence.excerpt_start, evidence.excerpt_end = fate.start, fate.end
    evidence.excerpt_state = _state(evidence, fate, snapshot.text)
    evidence.version += 1
    evidence.save()
    claim = locked(Claim.objects.defer("search"), evidence.claim_id)
    touched(claim)


def _state(evidence: Evidence, fate: Carried, text: str) -> str:
    if fate.span is None:
        return State.ORPHANED
    # Which of two copies was quoted makes no difference to the excerpt.
    is_changed = fate.outcome == "changed" and not fate.reason
    same = not is_changed and text[slice(*fate.span)].split() == evidence.excerpt.split()
    followed = not is_changed and evidence.excerpt_state != State.CHANGED
    return State.EXACT if same or followed else State.CHANGED
