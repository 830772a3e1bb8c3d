"""Articles that went to another desk, or were copied to one: each of the two desks has its row."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User
from ..articles.articles import Article

if TYPE_CHECKING:
    from typing_extensions import Self


class TransferQuerySet(OfDesks["Transfer"]):
    article = "article"
    newest_first = True

    def standing(self) -> "Self":
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def moves(self) -> "Self":
        return self.filter(kind=Transfer.Kind.MOVE)

    def gone(self, article_id: int) -> "Self":
        """The last move that took this article away from a desk, of each that it was on."""
        left = self.moves().standing().filter(way=Transfer.Way.OUT, article=article_id)
        return left.exclude(article__desk=F("desk")).order_by("-pk")

    def of_article(self, article_id: int) -> "Self":
        """All that happened to it, the newest first."""
        return self.filter(article=article_id).order_by("-pk")

    def since(self, moment: datetime) -> "Self":
        """Those that were made or undone then or later."""
        return self.filter(Q(made_at__gte=moment) | Q(undone_at__gte=moment))

    def once_each(self) -> "Self":
        """Of what went between two of these desks only what the one that it came to reads."""
        came = self.filter(way=Transfer.Way.IN)
        return self.filter(
            Q(way=Transfer.Way.IN) | ~Exists(came.filter(key=OuterRef("key")).order_by())
        )

    def with_all(self) -> "Self":
        """Each with what its sentence needs."""
        rows = self.select_related("desk", "other_desk", "made_by", "undone_by")
        return rows.defer("moved")


class Transfer(models.Model):
    """One article went from one desk to another, as one of the two sees it.

    A row for each desk, with one `key`: so both read it, and it is in both trees of the trail.
    """

    class Kind(models.TextChoices):
        MOVE = "move", pgettext_lazy("how an article goes to another desk", "Moved")
        COPY = "copy", pgettext_lazy("how an article goes to another desk", "Copied")

    class Way(models.TextChoices):
        OUT = "out", pgettext_lazy("which way an article goes", "To another desk")
        IN = "in", pgettext_lazy("which way an article goes", "From another desk")

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="transfers")
    other_desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    way = models.CharField(max_length=3, choices=Way)
    key = models.UUIDField()
    # That of this desk: of a copy the original on the one side, the copy on the other.
    article = models.ForeignKey(Article, models.CASCADE, related_name="transfers")
    # Of a copy the one on the other side.
    other_article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    # As it was called then: the desk that it left does not read what it is called later.
    headline = models.CharField(max_length=500)
    # Of the row of the desk it came to: what was what before (services/transfers/change_desk.py).
    moved = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("move to another desk"), _("moves to other desks")
        constraints = [
            models.CheckConstraint(
                name="transfer_kind_known", condition=Q(kind__in=["move", "copy"])
            ),
            models.CheckConstraint(name="transfer_way_known", condition=Q(way__in=["out", "in"])),
            models.CheckConstraint(name="transfer_between_two", condition=~Q(desk=F("other_desk"))),
            models.CheckConstraint(
                name="transfer_undone_by_somebody",
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False),
            ),
            models.UniqueConstraint(name="transfer_row_of_each_desk", fields=["key", "way"]),
        ]
        indexes = [
            models.Index(fields=["desk", "id"], name="transfer_of_desk"),
            models.Index(fields=["made_at"], name="transfer_made"),
            models.Index(
                fields=["undone_at"], name="transfer_undone", condition=Q(undone_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def is_move(self) -> bool:
        return self.kind == self.Kind.MOVE

    @property
    def desks(self) -> tuple[int, int]:
        """Ids of the desk it left and of the one it came to."""
        both = self.desk_id, self.other_desk_id
        return both if self.way == self.Way.OUT else both[::-1]

    def sentence(self) -> str:
        """Where the article is now, for who sees it there no more."""
        words = gettext(
            "This article was moved to the desk “%(desk)s”, of which you are not a member."
        )
        return words % {"desk": self.other_desk}
