"""How articles come in: one or a thousand, each with its revision, spans and tagging run."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

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
)
from annotations.models.base import BATCH
from annotations.models.notice import notify
from annotations.models.searching import vector
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
    original: Original | None = None
    hidden: bytes = b""
    left_out: list[str] = field(default_factory=list)  # Parts of a page, by name.
    # (start, end, statement) and (start, end, label)
    claims: list[tuple[int, int, str]] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        return sha256(self.text)


def sha256(text: str) -> str:
    """Of the text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def store(desk: Desk, actor: User | None, drafts: list[Draft], *, priority: int) -> list[Article]:
    """Write the drafts in a number of statements that does not grow with them.

    Call it inside `acting`. The articles come back in the order of the drafts.
    """
    articles = _articles(desk, actor, drafts)
    Revision.objects.bulk_create(
        (
            Revision(
                id=article.current_revision_id,
                article=article,
                number=1,
                text=draft.text,
                sha256=draft.sha256,
                length=len(draft.text),
                blocks=draft.blocks,
                links=draft.links,
                hidden=draft.hidden or None,
                created_by=actor,
            )
            for article, draft in zip(articles, drafts, strict=True)
        ),
        batch_size=BATCH,
    )
    originals = []
    for article, draft in zip(articles, drafts, strict=True):
        if draft.original:
            draft.original.article = article
            originals.append(draft.original)
    Original.objects.bulk_create(originals, batch_size=BATCH)
    _claims(actor, articles, drafts)
    _mentions(actor, articles, drafts)
    TaggingRun.objects.bulk_create(
        (
            TaggingRun(
                revision_id=article.current_revision_id,
                article=article,
                desk=desk,
                priority=priority,
            )
            for article in articles
        ),
        batch_size=BATCH,
    )
    for article in articles[:1]:
        notify("article", desk=desk.pk, article=article.pk, pk=article.pk)
    wakeup.ring(len(articles))
    return articles


def _articles(desk: Desk, actor: User | None, drafts: list[Draft]) -> list[Article]:
    # Taken before, because article and revision point at each other.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('annotations_revision', 'id')) "
            "FROM generate_series(1, %s)",
            [len(drafts)],
        )
        revisions = [row[0] for row in cursor.fetchall()]
    return Article.objects.bulk_create(
        (
            Article(
                desk=desk,
                headline=draft.headline,
                language=draft.language,
                outlet=draft.outlet,
                byline=draft.byline,
                source_url=draft.source_url,
                published_at=draft.published_at,
                created_by=actor,
                current_revision_id=revision,
                search=vector(draft.headline, draft.text),
            )
            for draft, revision in zip(drafts, revisions, strict=True)
        ),
        batch_size=BATCH,
    )


def _claims(actor: User | None, articles: list[Article], drafts: list[Draft]) -> None:
    spans = [
        (article, draft.text, *claim)
        for article, draft in zip(articles, drafts, strict=True)
        for claim in draft.claims
    ]
    claims = Claim.objects.bulk_create(
        (
            Claim(
                article=article,
                desk_id=article.desk_id,
                statement=statement,
                created_by=actor,
                sort_start=start,
                sort_end=end,
                search=vector(statement, text[start:end]),
            )
            for article, text, start, end, statement in spans
        ),
        batch_size=BATCH,
    )
    Anchor.objects.bulk_create(
        (
            Anchor(claim=claim, revision_id=article.current_revision_id).on(quote(text, start, end))
            for claim, (article, text, start, end, _) in zip(claims, spans, strict=True)
        ),
        batch_size=BATCH,
    )


def _mentions(actor: User | None, articles: list[Article], drafts: list[Draft]) -> None:
    Mention.objects.bulk_create(
        (
            Mention(
                article=article,
                desk_id=article.desk_id,
                revision_id=article.current_revision_id,
                label=label,
                origin=Mention.PERSON_ORIGIN,
                state=Mention.State.ACCEPTED,
                created_by=actor,
            ).on(quote(draft.text, start, end))
            for article, draft in zip(articles, drafts, strict=True)
            for start, end, label in draft.mentions
        ),
        ignore_conflicts=True,
        batch_size=BATCH,
    )
