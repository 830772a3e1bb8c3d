"""Which entities are the same: what similarity suggests, what people decided, how to undo it."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, Hidden, OfDesks, User
from ..base import Versioned
from .entities import Entity

if TYPE_CHECKING:
    from typing_extensions import Self


class EntityPairQuerySet(OfDesks["EntityPair"]):
    def outside(self, hidden: Hidden) -> "Self":
        """Without those of an entity that is named in these articles and nowhere else."""
        seen = Entity.objects.all().outside(hidden)
        return self.filter(first__in=seen, second__in=seen)

    def waiting(self) -> "Self":
        """Pairs that nobody has decided, of entities that both stand."""
        standing = {"first__merged_into": None, "second__merged_into": None}
        return self.filter(state=EntityPair.State.SUGGESTED, **standing)

    def in_doubt(self, most: int) -> list[int] | None:
        """The entities (ids) of those that wait; None if more than `most` may."""
        undecided = self.filter(state=EntityPair.State.SUGGESTED).order_by()
        pairs = list(undecided.values_list("first", "second")[: most + 1])
        if len(pairs) > most:
            return None
        known = Entity.objects.filter(pk__in={pk for pair in pairs for pk in pair})
        standing = set(known.standing().values_list("pk", flat=True))
        return [pk for pair in pairs if standing.issuperset(pair) for pk in pair]

    def of(self, entity) -> "Self":
        """Pairs that the entity is one of; also in a subquery (`OuterRef`)."""
        return self.filter(Q(first=entity) | Q(second=entity))


class EntityPair(Versioned):
    """Two entities of one desk that may be one; a person's answer is remembered."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", pgettext_lazy("answer about two entities", "Suggested")
        SAME = "same", pgettext_lazy("answer about two entities", "The same")
        DIFFERENT = "different", pgettext_lazy("answer about two entities", "Different")

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    first = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    second = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    score = models.FloatField(help_text=_("0 to 1."))
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = EntityPairQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("possible pair"), _("possible pairs")
        constraints = [
            models.UniqueConstraint(name="entity_pair_once", fields=["first", "second"]),
            models.CheckConstraint(name="entity_pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="entity_pair_state_known",
                condition=Q(state__in=["suggested", "same", "different"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["desk", "-score", "id"],
                name="entity_pair_waiting",
                condition=Q(state="suggested"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class EntityMoveQuerySet(OfDesks["EntityMove"]):
    newest_first = True

    def outside(self, hidden: Hidden) -> "Self":
        seen = Entity.objects.all().outside(hidden)
        return self.filter(source__in=seen, target__in=seen)

    def standing(self) -> "Self":
        """Moves that were not undone."""
        return self.filter(undone_at=None)

    def of(self, *entities) -> "Self":
        """Moves from or to one of the entities; also in a subquery (`OuterRef`)."""
        either = Q()
        for entity in entities:
            either |= Q(source=entity) | Q(target=entity)
        return self.filter(either)


class EntityMove(models.Model):
    """Names and mentions that went from one entity to another, so that it can be undone."""

    class Kind(models.TextChoices):
        MERGE = "merge", pgettext_lazy("kind of a change to entities", "Merged")
        SPLIT = "split", pgettext_lazy("kind of a change to entities", "Split off")

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    source = models.ForeignKey(Entity, models.CASCADE, related_name="moves_out")
    target = models.ForeignKey(Entity, models.CASCADE, related_name="moves_in")
    # {"aliases": [ids], "mentions": [ids], "steps": [ids], "quotations": [ids]}
    moved = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = EntityMoveQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("merge or split"), _("merges and splits")
        constraints = [
            models.CheckConstraint(
                name="entity_move_kind_known", condition=Q(kind__in=["merge", "split"])
            ),
            models.CheckConstraint(
                name="entity_move_between_two", condition=~Q(source=F("target"))
            ),
        ]

    def __str__(self) -> str:
        names = {"source": self.source, "target": self.target}
        if self.kind == self.Kind.MERGE:
            return gettext("%(source)s merged into %(target)s") % names
        return gettext("%(target)s split off from %(source)s") % names
