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
    return _standing(user).filter(entity=entity)


def _standing(user: User) -> MentionQuerySet:
    return Mention.objects.not_hidden_from(user).current().placed().not_rejected()


def claims_by(entity: Entity, user: User) -> QuerySet:
    """Claims that the entity says, or through which somebody says them; newest first."""
    steps = AttributionStep.objects.filter(claim=OuterRef("pk"), entity=entity)
    return Claim.objects.not_hidden_from(user).filter(Exists(steps)).order_by("-pk")


def claims_about(entity: Entity, user: User) -> QuerySet:
    """Claims that somebody took or made whose words name the entity; newest first."""
    named = places(entity, user).filter(
        revision=OuterRef("revision"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
    )
    anchors = Anchor.objects.filter(Exists(named), claim=OuterRef("pk"))
    claims = Claim.objects.filter(article__in=places(entity, user).values("article"))
    return claims.filter(Exists(anchors)).exclude(stage=Stage.SUGGESTED).order_by("-pk")


def companions(entity: Entity, user: User) -> QuerySet:
    """Who is named in the same articles: rows of entity, its name and `together`, most first."""
    articles = places(entity, user).order_by("-article").values("article")
    beside = _standing(user).filter(article__in=articles.distinct()[:MOST_ARTICLES])
    beside = beside.filter(desk=entity.desk_id, entity__isnull=False).exclude(entity=entity)
    rows = beside.values("entity", "entity__name")
    rows = rows.annotate(together=Count("article", distinct=True))
    return rows.order_by("-together", "entity__name")
