"""What is known of an entity through texts and claims: who says what of it, and beside whom."""

from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from annotations.text.spans import Span

from ..accounts.people import User
from ..entities.entities import Entity, Mention, MentionQuerySet
from .anchors import Anchor
from .attribution import AttributionStep
from .claims import Claim
from .stages import Stage

# Of somebody in every article the newest ones say beside whom they stand now.
MOST_ARTICLES, MOST_PLACES = 500, 2_000
MOST_NAMES = 500  # Among which those of as many articles are put in order.


Texts = dict[int, list[Span]]  # By the revision (id) of an article that stands where it is named.


class Companion(NamedTuple):
    """An entity (id) and in how many articles it is named together with another one."""

    entity: int
    name: str
    together: int


def places(entity: Entity, user: User) -> MentionQuerySet:
    """Where the articles that stand, and that this person may see, name the entity."""
    named = Mention.objects.not_hidden_from(user).current_by_row().placed().not_rejected()
    return named.filter(entity=entity)


def newest_texts(entity: Entity, user: User) -> Texts:
    """Of the articles in which it is named those that came last, as many as are read."""
    named = places(entity, user).order_by("-article", "-revision")
    rows: Any = named.values_list("revision", "start", "end")  # Placed: both are there.
    found: Texts = {}
    for revision, start, end in rows[:MOST_PLACES]:
        if revision not in found and len(found) == MOST_ARTICLES:
            break
        found.setdefault(revision, []).append(Span(start, end))
    return found


def claims_by(entity: Entity, user: User, most: int) -> QuerySet:
    """Claims that the entity says, or through which somebody says them; the newest first."""
    steps = AttributionStep.objects.filter(entity=entity)
    if hidden := user.hidden_articles():
        steps = steps.exclude(claim__article__in=hidden)
    newest = steps.order_by("-claim").values("claim").distinct()[:most]
    return Claim.objects.filter(pk__in=newest).order_by("-pk")


def claims_about(texts: Texts) -> QuerySet:
    """Claims that somebody took or made whose words in these texts name it; newest first."""
    anchors = Anchor.objects.filter(revision__in=texts, start__isnull=False)
    rows: Any = anchors.values_list("claim", "revision", "start", "end")
    about = {
        claim
        for claim, revision, start, end in rows
        if any(one.start < end and start < one.end for one in texts[revision])
    }
    return Claim.objects.filter(pk__in=about).exclude(stage=Stage.SUGGESTED).order_by("-pk")


def companions(entity: Entity, texts: Texts, most: int) -> list[Companion]:
    """Who is named in the same ones of these texts, most first."""
    beside = Mention.objects.filter(revision__in=texts, entity__isnull=False)
    often: Any = beside.placed().not_rejected().exclude(entity=entity).values_list("entity")
    often = often.annotate(together=Count("article", distinct=True))
    numbers: dict[int, int] = dict(often.order_by("-together", "entity")[:MOST_NAMES])
    names = Entity.objects.filter(pk__in=numbers).values_list("pk", "name")
    found = [Companion(pk, name, numbers[pk]) for pk, name in names]
    return sorted(found, key=lambda one: (-one.together, one.name))[:most]
