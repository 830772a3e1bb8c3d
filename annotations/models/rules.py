"""What a desk teaches its tagger, and the words it watches."""

from django.db import models
from django.db.models import Q

from .base import Versioned
from .entities import Label
from .keyset import KeysetQuerySet
from .people import Desk, Membership, User


class RuleQuerySet(KeysetQuerySet):
    def visible_to(self, user):
        """Rules of the desks this person is a member of."""
        if user.is_superuser:
            return self
        return self.filter(desk__in=Membership.objects.filter(user=user).values("desk"))


class TaggingRule(Versioned):
    """One name that a desk always tags with one label, or never tags."""

    class Kind(models.TextChoices):
        ALWAYS = "always", "Always tag"
        NEVER = "never", "Never tag"

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="tagging_rules")
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(max_length=300, help_text="As it stands in texts.")
    # The folded name: one rule a desk and name.
    key = models.CharField(max_length=300, editable=False)
    label = models.CharField(max_length=10, choices=Label, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="tagging_rule_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="tagging_rule_label",
                condition=Q(kind="always", label__in=Label.values) | Q(kind="never", label=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"


class StyleWord(Versioned):
    """A loaded word that the outlet's own voice should not use unseen."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="style_words")
    word = models.CharField(max_length=100)
    key = models.CharField(max_length=100, editable=False)
    advice = models.CharField(max_length=200, blank=True, help_text="What to write instead.")

    objects = RuleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="style_word_once", fields=["desk", "key"])]

    def __str__(self) -> str:
        return self.word
