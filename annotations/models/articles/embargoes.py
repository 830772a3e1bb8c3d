"""Articles that not everybody on their desk may see yet."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..accounts.people import HiddenFrom, OfDesks, User
from ..base import Stamped
from .articles import Article

if TYPE_CHECKING:
    from typing_extensions import Self


MOST_PEOPLE = 100


class EmbargoQuerySet(OfDesks["Embargo"]):
    desk, article = "article__desk", "article"

    def in_force(self) -> "Self":
        """Those that hide something now, by the database's clock."""
        return self.filter(Q(until=None) | Q(until__gt=Now()))

    def ended_untold(self) -> "Self":
        """Those that ended by their time, of which nobody was told yet."""
        return self.filter(until__lte=Now(), end_told_at=None)

    def changed_since(self, moment: datetime) -> "Self":
        """Those that ended since, or that name other people: somebody may see more than before."""
        return self.filter(Q(updated_at__gte=moment) | Q(until__gte=moment, until__lte=Now()))


def who_sees(article_id: int, people: "models.QuerySet[User]") -> "models.QuerySet[User]":
    """Of these people those from whom no embargo hides the article."""
    is_hidden = models.Func(
        models.Value(article_id), HiddenFrom("pk"),
        template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=models.BooleanField(),
    )  # fmt: skip
    return people.exclude(is_hidden)


class Embargo(Stamped):
    """An article that only the desk's editors and the people named here see.

    It ends by itself when `until` has passed; the next sweep tells of that (work/articles/).
    Lifting it sets that to now; the row stays for the next one. What it hides from whom says one
    function of the database, `newsroom_hidden` (accounts.people.HiddenFrom). Its version is the
    article's.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="embargo")
    until = models.DateTimeField(null=True, help_text=_("When it ends; empty: when lifted."))
    end_told_at = models.DateTimeField(null=True, editable=False)
    # Ids: a person who is gone from the desk sees nothing of it anyhow.
    people = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    reason = models.CharField(max_length=300, blank=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = EmbargoQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("embargo"), _("embargoes")
        constraints = [
            models.CheckConstraint(
                name="embargo_people_in_reason", condition=Q(people__len__lte=MOST_PEOPLE)
            ),
            models.CheckConstraint(
                name="embargo_told_has_ended",
                condition=Q(end_told_at=None) | Q(until__isnull=False),
            ),
        ]
        # What is in force is looked for at every request.
        indexes = [
            models.Index(fields=["until"], name="embargo_until"),
            models.Index(
                fields=["until"], name="embargo_untold", condition=Q(end_told_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return gettext("Embargo on article %(number)s") % {"number": self.article_id}

    @property
    def is_in_force(self) -> bool:
        return self.until is None or self.until > timezone.now()
