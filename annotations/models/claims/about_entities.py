"""What is known of an entity through texts and claims: who says what of it, and beside whom."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from ..accounts.people import User
from ..entities.entities import Entity, Mention, MentionQuerySet
from .anchors import Anchor
from .attribution import AttributionStep
from .claims import Claim
from .stages import Stage

# Of somebody in every article the newest ones say beside whom they stand now.
MOST_ARTICLES = 500


def places(entity: Entity, user: User) -> MentionQuerySet:
    """Where the articles that stand, and that this person may see, name the entity."""
    named = Mention.objects.not_hidden_from(user).current_by_row().placed().not_rejected()
    return named.filter(entity=entity)


def newest_texts(entity: Entity, user: User) -> list[int]:
    """The revisions that stand of those of these articles that came last, as many as are read."""
    named = places(entity, user).order_by("-article", "-revision")
    newest = named.values_list("article", "revision").distinct()[:MOST_ARTICLES]
    return [revision for _article, revision in newest]


def claims_by(entity: Entity, user: User, most: int) -> QuerySet:
    """Claims that the entity says, or through which somebody says them; the newest first."""
    steps = AttributionStep.objects.filter(entity=entity)
    if hidden := user.hidden_articles():
        steps = steps.exclude(claim__article__in=hidden)
    newest = steps.order_by("-claim").values("claim").distinct()[:most]
    return Claim.objects.filter(pk__in=newest).order_by("-pk")


def claims_about(entity: Entity, texts: list[int]) -> QuerySet:
    """Claims that somebody took or made of whose words in these texts some name the entity; newest
    first."""
    named = Mention.objects.placed().not_rejected().filter(
        entity=entity, revision=OuterRef("revision"),
        start__lt=OuterRef("end"), end__gt=OuterRef("start"),
    )  # fmt: skip
    anchors = Anchor.objects.filter(Exists(named), revision__in=texts)
    claims = Claim.objects.filter(pk__in=anchors.values("claim"))
    return claims.exclude(stage=Stage.SUGGESTED).order_by("-pk")


def companions(entity: Entity, texts: list[int]) -> QuerySet:
    """Who is named in these texts: rows of entity, its name and `together`, most first."""
    beside = Mention.objects.filter(revision__in=texts, entity__isnull=False)
    beside = beside.placed().not_rejected().exclude(entity=entity)
    rows = beside.values("entity", "entity__name")
    rows = rows.annotate(together=Count("article", distinct=True))
    return rows.order_by("-together", "entity__name")
