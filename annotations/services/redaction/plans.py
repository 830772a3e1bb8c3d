"""What goes by a redaction: rows as a whole, the text of revisions, words wherever they stand."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from annotations.errors import Invalid, NotFound
from annotations.models import (
    Alias,
    Anchor,
    Article,
    Claim,
    Entity,
    Event,
    GuestLink,
    Mention,
    Redaction,
    Revision,
    Thread,
)
from annotations.text.redacting import SHORTEST, Words

from . import columns

Kind = Redaction.Kind


@dataclass
class Search:
    """Words that are looked for in these articles (None: in all), and beside all articles."""

    words: Words
    articles: frozenset[int] | None = None
    beside: bool = True


@dataclass
class Plan:
    desk: int | None = None
    # Rows that go with all that belongs to them, by model.
    gone: dict[columns.Model, set[int]] = field(default_factory=dict)
    revisions: set[int] = field(default_factory=set)  # Whose text is filled.
    entities: set[int] = field(default_factory=set)  # That lose all their names.
    readers: bool = False  # Whether the trail loses who wrote readers' requests.
    searches: list[Search] = field(default_factory=list)


def plan(redaction: Redaction) -> Plan:
    """Raises NotFound for what is not there, Invalid for words that cannot be looked for."""
    return PLANS[Kind(redaction.kind)](redaction)


def _article(redaction: Redaction) -> Plan:
    """Also one that was deleted before: the trail has its words."""
    pk = redaction.object_id or 0
    article = Article.objects.filter(pk=pk).first()
    lines = Event.objects.of_row("article", pk)
    if article is None and (not lines.exists() or Redaction.objects.of_article(pk).exists()):
        found(Article, pk)
    desk = article.desk_id if article else lines.values_list("desk_id", flat=True).first()
    return Plan(desk=desk, gone={Article: {pk}, Claim: claims_once_on([pk])})


def claims_once_on(articles: Iterable[int]) -> set[int]:
    """Numbers of all claims that the trail knows of these articles."""
    lines = Event.objects.filter(table="claim", article_id__in=articles)
    return set(lines.order_by().values_list("object_id", flat=True).distinct())


def _claim(redaction: Redaction) -> Plan:
    """What was said about it in conversations and what guests were shown of it go along: they
    repeat the claim."""
    claim = found(Claim, redaction.object_id)
    gone: columns.Rows = {
        Claim: {claim.pk},
        Thread: _talk_of({claim.pk}),
        GuestLink: _shown_of({claim.pk}),
    }
    return Plan(desk=claim.desk_id, gone=gone)


def _revision(redaction: Redaction) -> Plan:
    """Claims on words that no other revision has go along, and what guests were shown of it: they
    repeat what is taken down."""
    revision = found(Revision, redaction.object_id)
    others = list(
        Revision.objects.filter(article=revision.article_id)
        .exclude(pk=revision.pk)
        .values_list("text", flat=True)
    )
    alone = set()
    for claim, exact in Anchor.objects.filter(revision=revision).values_list("claim", "exact"):
        if not any(exact in text for text in others):
            alone.add(claim)
    links = set(GuestLink.objects.filter(revision=revision).values_list("pk", flat=True))
    links |= _shown_of(alone)
    gone: columns.Rows = {Claim: alone, Thread: _talk_of(alone), GuestLink: links}
    return Plan(desk=revision.article.desk_id, gone=gone, revisions={revision.pk})


def _span(redaction: Redaction) -> Plan:
    revision = found(Revision, redaction.object_id)
    start, end = redaction.start or 0, redaction.end or 0
    words = revision.text[start:end]
    if not words.strip() or end > len(revision.text):
        raise Invalid(_("There are no words at this place."), field="words")
    around = revision.text[max(0, start - 1) : start], revision.text[end : end + 1]
    whole = not any(char.isalnum() for char in around)
    return Plan(
        desk=revision.article.desk_id,
        searches=[Search(_words([words], whole=whole), frozenset([revision.article_id]))],
    )


def _name(redaction: Redaction) -> Plan:
    return Plan(desk=redaction.desk_id, searches=[Search(_words(redaction.text.splitlines()))])


def _entity(redaction: Redaction) -> Plan:
    """Its full names wherever they stand; a part of one (a family name) where it is named."""
    entity = found(Entity, redaction.object_id)
    ids = _with_merged(entity.pk)
    names = set(Entity.objects.filter(pk__in=ids).values_list("name", flat=True))
    others = set(Alias.objects.filter(entity__in=ids).values_list("name", flat=True))
    mentions = Mention.objects.filter(entity__in=ids).order_by()
    others |= set(mentions.values_list("exact", flat=True).distinct())
    parts = {part for name in names for part in name.split()}
    searches = [Search(_words(names | {one for one in others if one not in parts}))]
    if short := others & parts - names:
        where = frozenset(mentions.values_list("article_id", flat=True).distinct())
        searches.append(Search(_words(short), where, beside=False))
    return Plan(desk=entity.desk_id, entities=ids, searches=searches)


def _talk_of(claims: set[int]) -> set[int]:
    return set(Thread.objects.filter(claim__in=claims).values_list("pk", flat=True))


def _shown_of(claims: set[int]) -> set[int]:
    """Links by which guests are shown any of these: frozen words, with no key that leads back."""
    shown = Q(pk__in=())
    for pk in claims:
        shown |= Q(claims__contains=[{"claim": pk}])
    return set(GuestLink.objects.filter(shown).values_list("pk", flat=True))


def _with_merged(pk: int) -> set[int]:
    """The entity, what was merged into it, and what into that."""
    found, new = set(), {pk}
    while new:
        found |= new
        merged = Entity.objects.filter(merged_into__in=new).exclude(pk__in=found)
        new = set(merged.values_list("pk", flat=True))
    return found


def _words(words, *, whole: bool = True) -> Words:
    given = [unicodedata.normalize("NFC", one).strip() for one in words]
    kept = [one for one in given if len(one) >= SHORTEST and any(map(str.isalnum, one))]
    if not kept:
        raise Invalid(_("Say which words are to go: two letters or more."), field="words")
    return Words(kept, whole=whole)


def found(model, pk):
    """The row; raises NotFound."""
    row = model.objects.filter(Q(pk=pk)).first()
    if row is None:
        raise NotFound(_("There is no such thing, or it was taken down already."))
    return row


def _readers(redaction: Redaction) -> Plan:
    return Plan(readers=True)


PLANS = {
    Kind.ARTICLE: _article,
    Kind.CLAIM: _claim,
    Kind.REVISION: _revision,
    Kind.SPAN: _span,
    Kind.NAME: _name,
    Kind.ENTITY: _entity,
    Kind.READERS: _readers,
}
