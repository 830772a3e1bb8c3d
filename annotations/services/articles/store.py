"""How articles come in: one or a thousand, each with its revision, spans and tagging run."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from annotations.models import (
    Anchor,
    Article,
    Claim,
    Desk,
    Mention,
    Original,
    Revision,
    TaggingRun,
    User,
    rows,
)
from annotations.models.base import BATCH
from annotations.models.notice import notify
from annotations.models.searching import indexed
from annotations.text.blocks import Block, Link
from annotations.text.spans import quote
from annotations.work import wakeup


@dataclass
class Draft:
    """An article that is ready to be written: canonical text, checked spans in its code points."""

    headline: str
    text: str
    blocks: list[Block]
    links: list[Link] = field(default_factory=list)
    language: str = "und"
    outlet: str = ""
    byline: str = ""
    source_url: str = ""
    published_at: datetime | None = None
    external_id: str = ""
    original: Original | None = None
    hidden: bytes = b""
    left_out: list[str] = field(default_factory=list)  # Parts of a page, by name.
    # (start, end, statement, external id) and (start, end, label)
    claims: list[tuple[int, int, str, str]] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)

    @cached_property
    def sha256(self) -> str:
        return sha256(self.text)


Pair = tuple[Article, Draft]
PlacedClaim = tuple[Article, str, int, int, str, str]
# What differs in rows of articles.
OF_ARTICLE = (
    "id headline language outlet byline source_url published_at external_id current_revision_id"
).split()


def sha256(content: str | bytes) -> str:
    """Of the bytes, or of the text in UTF-8; in hex."""
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def store(desk: Desk, actor: User | None, drafts: list[Draft], *, priority: int) -> list[Article]:
    """Write the drafts in a number of statements that does not grow with them.

    Call it inside `acting`. The articles come back in the order of the drafts.
    """
    articles = _articles(desk, actor, drafts)
    both = list(zip(articles, drafts, strict=True))
    _revisions(actor, both)
    originals = []
    for article, draft in both:
        if draft.original:
            draft.original.article = article
            originals.append(draft.original)
    Original.objects.bulk_create(originals, batch_size=BATCH)
    _claims(desk, actor, both)
    _mentions(desk, actor, both)
    rows.insert(
        TaggingRun,
        [
            {"revision_id": article.current_revision_id, "article_id": article.pk}
            for article in articles
        ],
        desk_id=desk.pk,
        priority=priority,
    )
    for article in articles[:1]:
        notify("article", desk=desk.pk, article=article.pk, pk=article.pk)
    wakeup.ring(len(articles))
    return articles


def _articles(desk: Desk, actor: User | None, drafts: list[Draft]) -> list[Article]:
    # Taken before, because article and revision point at each other.
    now = timezone.now()
    ids = zip(rows.reserve(Article, len(drafts)), rows.reserve(Revision, len(drafts)), strict=True)
    articles = [
        Article(
            id=pk,
            desk=desk,
            headline=draft.headline,
            language=draft.language,
            outlet=draft.outlet,
            byline=draft.byline,
            source_url=draft.source_url,
            published_at=draft.published_at,
            external_id=draft.external_id,
            created_by=actor,
            created_at=now,
            updated_at=now,
            current_revision_id=revision,
        )
        for draft, (pk, revision) in zip(drafts, ids, strict=True)
    ]
    rows.insert(
        Article,
        [
            {name: getattr(article, name) for name in OF_ARTICLE}
            | {"search": indexed(draft.headline, draft.text)}
            for article, draft in zip(articles, drafts, strict=True)
        ],
        desk_id=desk.pk,
        created_by_id=actor and actor.pk,
        created_at=now,
        updated_at=now,
    )
    return articles


def _revisions(actor: User | None, both: list[Pair]) -> None:
    rows.insert(
        Revision,
        [
            {
                "id": article.current_revision_id,
                "article_id": article.pk,
                "text": draft.text,
                "sha256": draft.sha256,
                "length": len(draft.text),
                "blocks": draft.blocks,
                "links": draft.links,
                "hidden": draft.hidden or None,
            }
            for article, draft in both
        ],
        number=1,
        created_by_id=actor and actor.pk,
    )


def _claims(desk: Desk, actor: User | None, both: list[Pair]) -> None:
    spans = [(article, draft.text, *claim) for article, draft in both for claim in draft.claims]
    add_claims(desk, actor, spans)


def add_claims(desk: Desk, actor: User | None, spans: list[PlacedClaim]) -> list[int]:
    """Claims on places of the articles' current revisions: their ids, in order.

    Each is the article, the revision's text, start, end, statement and the caller's own id. Call it
    inside `acting`.
    """
    if not spans:
        return []
    ids = rows.reserve(Claim, len(spans))
    rows.insert(
        Claim,
        [
            {
                "id": pk,
                "article_id": article.pk,
                "statement": statement,
                "external_id": external_id,
                "sort_start": start,
                "sort_end": end,
                "search": indexed(statement, text[start:end]),
            }
            for pk, (article, text, start, end, statement, external_id) in zip(
                ids, spans, strict=True
            )
        ],
        desk_id=desk.pk,
        created_by_id=actor and actor.pk,
    )
    rows.insert(
        Anchor,
        [
            {
                "claim_id": pk,
                "revision_id": article.current_revision_id,
                **quote(text, start, end)._asdict(),
            }
            for pk, (article, text, start, end, *_) in zip(ids, spans, strict=True)
        ],
    )
    return ids


def _mentions(desk: Desk, actor: User | None, both: list[Pair]) -> None:
    rows.insert(
        Mention,
        [
            {
                "article_id": article.pk,
                "revision_id": article.current_revision_id,
                "label": label,
                **quote(draft.text, start, end)._asdict(),
            }
            for article, draft in both
            for start, end, label in draft.mentions
        ],
        may_be_there=True,
        desk_id=desk.pk,
        origin=Mention.PERSON_ORIGIN,
        state=Mention.State.ACCEPTED,
        created_by_id=actor and actor.pk,
    )
