"""What readers of public pages want corrected."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import NOWHERE, OfDesks, Role, User
from ..articles.articles import Article
from ..base import Versioned
from ..claims import queues
from ..claims.claims import Claim
from .publications import Publication

if TYPE_CHECKING:
    from typing_extensions import Self


NAMED = ~Q(name="") | ~Q(email="")


class CorrectionRequestQuerySet(OfDesks["CorrectionRequest"]):
    desk, article = "publication__desk", "article"
    keyset = ("created_at", "id")

    def open(self) -> "Self":
        return self.filter(state=CorrectionRequest.State.OPEN)

    def decided(self) -> "Self":
        return self.filter(decided_at__isnull=False)

    def named(self) -> "Self":
        """Those that still say who wrote."""
        return self.filter(NAMED)

    def waiting_for(self, user: User, desk: int | None = None) -> "Self":
        """Open ones on the desks that this person edits, or on the one (id) of them."""
        rows = self.open().not_hidden_from(user)
        if not user.is_superuser:
            desks = [pk for pk, role in user.roles().items() if role == Role.EDITOR]
            rows = rows.filter(publication__desk__in=desks or [NOWHERE])
        return rows if desk is None else rows.filter(publication__desk=desk)


class CorrectionRequest(Versioned):
    """A reader says that something on a public page is wrong; an editor decides about it."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a reader's request", "Open")
        ACCEPTED = "accepted", pgettext_lazy("state of a reader's request", "Accepted")
        DECLINED = "declined", pgettext_lazy("state of a reader's request", "Declined")

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="requests")
    # They go with what they are about, which the page's address outlives.
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="+")
    words = models.TextField()
    source_url = models.URLField(max_length=2000, blank=True)
    # Who wrote; the trail keeps neither, and some time after the decision nobody does.
    name = models.CharField(max_length=200, blank=True, db_column="reader_name")
    email = models.EmailField(max_length=254, blank=True, db_column="reader_email")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    note = models.TextField(blank=True, help_text=_("Why; for the desk alone."))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("reader’s request"), _("readers’ requests")
        constraints = [
            models.CheckConstraint(
                name="correction_request_decided_by_somebody",
                condition=Q(state="open", decided_by=None, decided_at=None)
                | Q(
                    state__in=["accepted", "declined"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(name="correction_request_says_what", condition=~Q(words="")),
        ]
        indexes = [
            models.Index(fields=["created_at", "id"], name="correction_request_order"),
            models.Index(
                fields=["created_at", "id"],
                name="correction_request_open",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["decided_at"],
                name="correction_request_named",
                condition=NAMED & Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return gettext("A reader’s request of %(day)s") % {"day": self.created_at.date()}


queues.BESIDE.append(lambda user, desk: CorrectionRequest.objects.waiting_for(user, desk))
