"""Corrections of a text: a new revision, onto which every span is carried or listed as orphaned."""

from dataclasses import asdict, dataclass

from django.db.models import F, Q

from annotations import access
from annotations.errors import Invalid, Unreadable
from annotations.ingest.reader import read_text
from annotations.models import (
    Anchor,
    Article,
    Assessment,
    Claim,
    Mention,
    Revision,
    Stage,
    TaggingRun,
    User,
)
from annotations.models.base import BATCH
from annotations.models.notice import notify
from annotations.models.searching import vector
from annotations.models.spans import Span
from annotations.text.canonical import UnfitText
from annotations.text.carry import carry
from annotations.text.spans import quote
from annotations.text.structure import carry_structure
from annotations.work import bell

from . import articles, intake
from .acting import acting, check_version, chosen, locked
from .runs import cancel_active


@dataclass
class Carried:
    """What became of the spans: the same offsets, other offsets, other words, no words."""

    unchanged: int = 0
    moved: int = 0
    changed: int = 0
    orphaned: int = 0

    as_dict = asdict


def revise(
    *, actor: User, article_id: int, text: str, kind: str, note: str = "", seen_version: int | None
) -> tuple[Revision, Carried]:
    """Make `text` the article's current revision.

    Machine mentions nobody decided on stay behind; a new tagging run finds them anew. Raises
    NotFound, NotAllowed, Stale, Unreadable, Invalid (empty, or the same text).
    """
    with acting(actor):
        article = locked(Article.objects.select_related("current_revision"), article_id)
        access.require(actor, "revise article", article.desk_id)
        check_version(article, seen_version)
        old = article.current_revision
        new = _next(article, old, text, kind, note, actor)
        carried = Carried()
        _carry_anchors(old, new, carried)
        _carry_mentions(old, new, carried)
        article.current_revision = new
        article.version += 1
        article.search = vector(article.headline, new.text)
        article.save(update_fields=["current_revision", "version", "search", "updated_at"])
        cancel_active(old)
        TaggingRun.objects.create(revision=new, article=article, desk_id=article.desk_id)
        bell.ring()
        notify("article", desk=article.desk_id, article=article.pk, pk=article.pk)
    return new, carried


def _next(
    article: Article, old: Revision, text: str, kind: str, note: str, actor: User
) -> Revision:
    try:
        document = read_text(text)
    except UnfitText as error:
        raise Unreadable(str(error), field="text") from error
    if not document.text.strip():
        raise Invalid("There is no text in it.", field="text")
    if document.text == old.text:
        raise Invalid("The text is the same as before.", field="text")
    if len(document.text) > articles.LONGEST_TEXT:
        raise Invalid(f"The text has more than {articles.LONGEST_TEXT:,} characters.", field="text")
    if chosen(Revision.Kind, kind, "kind") == Revision.Kind.ORIGINAL:
        raise Invalid("Only the first revision is the original.", field="kind")
    blocks, links = carry_structure(old.text, old.blocks, old.links, document.text)
    return Revision.objects.create(
        article=article,
        number=old.number + 1,
        text=document.text,
        sha256=intake.sha256(document.text),
        length=len(document.text),
        blocks=blocks,
        links=links,
        kind=kind,
        note=note.strip(),
        created_by=actor,
    )


def _carry_anchors(old: Revision, new: Revision, carried: Carried) -> None:
    anchors = list(Anchor.objects.filter(revision=old).select_related("claim").order_by("id"))
    fates = _follow(old, new, anchors, carried)
    Anchor.objects.bulk_create(
        (
            Anchor(
                claim_id=anchor.claim_id,
                state=anchor.state
                if fate and anchor.state == "changed"
                else (Anchor.State.EXACT if fate else Anchor.State.ORPHANED),
                **_columns(anchor, new, fate),
            )
            for anchor, fate in zip(anchors, fates, strict=True)
        ),
        batch_size=BATCH,
    )
    _reorder(anchors, fates)
    lost = [
        anchor.claim_id
        for anchor, fate in zip(anchors, fates, strict=True)
        if fate is None and anchor.start is not None
    ]
    Assessment.objects.approved().filter(claim__in=lost, needs_another_look=False).update(
        needs_another_look=True, version=F("version") + 1
    )
    claims = Claim.objects.filter(pk__in={anchor.claim_id for anchor in anchors})
    claims.filter(pk__in=lost, stage=Stage.CHECKED).update(stage=Stage.REVIEW)
    claims.update(version=F("version") + 1)


def _carry_mentions(old: Revision, new: Revision, carried: Carried) -> None:
    """Carry what a person decided; a rejected mention whose words are gone has no more to say."""
    decided = Mention.objects.filter(revision=old).filter(
        Q(origin=Mention.PERSON_ORIGIN) | ~Q(state=Mention.State.SUGGESTED)
    )
    mentions = list(decided.order_by("id"))
    fates = _follow(old, new, mentions, carried)
    Mention.objects.bulk_create(
        (
            Mention(
                article_id=mention.article_id,
                desk_id=mention.desk_id,
                label=mention.label,
                entity_id=mention.entity_id,
                origin=mention.origin,
                score=mention.score,
                state=mention.state,
                created_by_id=mention.created_by_id,
                **_columns(mention, new, fate),
            )
            for mention, fate in zip(mentions, fates, strict=True)
            if fate or mention.state != Mention.State.REJECTED
        ),
        batch_size=BATCH,
    )


def _follow(
    old: Revision, new: Revision, spans: list[Span], carried: Carried
) -> list[tuple[int, int] | None]:
    """Where each span stands in the new text; None when it does not, or did not before.

    Of two spans of one thing that would meet at one place the first has it, the other is gone.
    """
    taken = set()
    placed = [span for span in spans if span.start is not None]
    fates = iter(carry(old.text, new.text, [(span.start, span.end) for span in placed]))
    places: list[tuple[int, int] | None] = []
    for span in spans:
        fate = next(fates) if span.start is not None else None
        place = (fate and fate.start, *_thing(span))
        if fate is None or fate.start is None or place in taken:
            places.append(None)
            carried.orphaned += 1
            continue
        taken.add(place)
        places.append((fate.start, fate.end))
        if fate.start == span.start:
            carried.unchanged += 1
        else:
            carried.moved += 1
    return places


def _thing(span: Span) -> tuple[object, ...]:
    """What may stand only once at a place."""
    if isinstance(span, Anchor):
        return span.exact, span.claim_id
    return span.exact, span.label, span.origin


def _columns(span: Span, new: Revision, fate: tuple[int, int] | None) -> dict[str, object]:
    if fate is None:
        words = {"exact": span.exact, "prefix": span.prefix, "suffix": span.suffix}
        return {"revision": new, "start": None, "end": None, **words}
    start, end = fate
    return {"revision": new, "start": start, "end": end, **vars(quote(new.text, start, end))}


def _reorder(anchors: list[Anchor], fates: list[tuple[int, int] | None]) -> None:
    """A claim sorts by its first anchor; one whose words are gone keeps its last place."""
    first: dict[int, tuple[Claim, tuple[int, int]]] = {}
    for anchor, fate in zip(anchors, fates, strict=True):
        if fate and (anchor.claim_id not in first or fate < first[anchor.claim_id][1]):
            first[anchor.claim_id] = (anchor.claim, fate)
    moved = []
    for claim, (start, end) in first.values():
        if (claim.sort_start, claim.sort_end) != (start, end):
            claim.sort_start, claim.sort_end = start, end
            moved.append(claim)
    Claim.objects.bulk_update(moved, ["sort_start", "sort_end"], batch_size=500)
