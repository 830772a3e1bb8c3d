"""What people are told: in the page by the bell, and by mail as each of them wishes."""

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.handovers import Handover
from ..accounts.people import NOWHERE, Desk, Membership, OfDesks, User, hidden_from
from ..articles.articles import Article
from ..claims.claims import Claim
from ..claims.verdicts import Assessment
from ..comments.comments import Comment, Thread
from ..guests.guests import GuestLink
from ..transfers.transfers import Transfer
from ..webhooks.webhooks import Webhook

if TYPE_CHECKING:
    from typing_extensions import Self


def _of_desks(desks: object) -> Q:
    return Q(article__desk__in=desks) | Q(article=None, desk__in=desks)


class NotificationQuerySet(OfDesks["Notification"]):
    desk, article = "article__desk", "article"
    newest_first = True

    def read(self) -> "Self":
        return self.exclude(read_at=None)

    def visible_to(self, user: User) -> "Self":
        """What this person was told and may still see; an administrator sees no more."""
        seen = _of_desks(list(user.roles()) or [NOWHERE])
        rows = self.filter(Q() if user.is_superuser else seen, person=user)
        return rows.not_hidden_from(user)

    def of_member(self, user: User) -> "Self":
        seen = _of_desks(Membership.objects.filter(user=user).values("desk"))
        if user.is_superuser:
            return self.filter(person=user)
        return self.filter(seen, person=user).outside(hidden_from(user))

    def unread(self) -> "Self":
        return self.filter(read_at=None)

    def mentions(self) -> "Self":
        """Of somebody who was named in a comment that still stands."""
        return self.filter(kind=Notification.Kind.MENTION, comment__deleted_at=None)

    def waiting_mentions(self, user: User) -> "Self":
        """Mentions of this person that nobody dealt with: unread, in a thread that is open."""
        return self.visible_to(user).mentions().unread().filter(thread__resolved_at=None)

    def open_mentions(self, desk: int) -> "Self":
        """The same of everybody on a desk."""
        open_ones = self.filter(article__desk=desk).mentions().unread()
        return open_ones.filter(thread__resolved_at=None)

    def waiting_reviews(self, desk: int) -> "Self":
        """Of those who were asked on a desk to decide on what nobody has decided on yet."""
        pending = Assessment.objects.pending().filter(claim=OuterRef("claim"))
        return self.filter(Exists(pending), kind=Notification.Kind.REVIEW, article__desk=desk)

    def to_mail(self) -> "Self":
        """What a mail is due for: wished for by now, neither read nor mailed."""
        return self.unread().filter(mailed_at=None, mail_at__lte=Now())

    def with_all(self) -> "Self":
        """Each with what its sentence and its link need."""
        rows = self.select_related(
            "article__desk", "claim", "thread", "comment", "actor", "instead_of", "desk",
            "handover__person", "handover__receiver", "transfer__other_desk", "guest_link",
            "webhook",
        )  # fmt: skip
        return rows.defer(
            "article__search", "claim__search", "transfer__moved", "guest_link__claims"
        )


class Notification(models.Model):
    """One person is told of one thing; whether they may still see it is asked when it is shown."""

    class Kind(models.TextChoices):
        MENTION = "mention", _("Mention")
        REPLY = "reply", _("Reply")
        ASSIGNED = "assigned", _("Assigned to me")
        REVIEW = "review", _("Review asked for")
        APPROVED = "approved", _("My verdict approved")
        RETURNED = "returned", _("My verdict returned")
        WATCHED = "watched", _("Watched claim changed")
        HANDOVER = "handover", _("Work handed over")
        GUEST = "guest", _("A guest answered")
        WEBHOOK = "webhook", _("A webhook was paused")
        MOVED = "moved", _("Article moved between desks")
        REPEATED = "repeated", _("Checked claim repeated")
        READER = "reader", _("Reader’s request")

    person = models.ForeignKey(User, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=10, choices=Kind)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # Of whom a comment spoke, before their work was handed over.
    instead_of = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="notifications")
    # Of what stands on no article.
    desk = models.ForeignKey(Desk, models.CASCADE, null=True, related_name="+")
    handover = models.ForeignKey(Handover, models.CASCADE, null=True, related_name="+")
    transfer = models.ForeignKey(Transfer, models.CASCADE, null=True, related_name="+")
    guest_link = models.ForeignKey(GuestLink, models.CASCADE, null=True, related_name="+")
    webhook = models.ForeignKey(Webhook, models.CASCADE, null=True, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    assessment = models.ForeignKey(Assessment, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True, help_text=_("When a mail is due; none without."))
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("notification"), _("notifications")
        constraints = [
            models.CheckConstraint(
                name="notification_kind_known",
                condition=Q(
                    kind__in=[
                        "mention", "reply", "assigned", "review", "approved", "returned", "watched",
                        "handover", "guest", "webhook", "moved", "repeated", "reader",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="notification_of_a_desk",
                condition=Q(article__isnull=False, desk=None) | Q(article=None, desk__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_of_handover",
                condition=Q(kind="handover", handover__isnull=False)
                | (~Q(kind="handover") & Q(handover=None)),
            ),
            models.CheckConstraint(
                name="notification_of_transfer",
                condition=Q(kind="moved", transfer__isnull=False)
                | (~Q(kind="moved") & Q(transfer=None)),
            ),
            # Those that were told before these columns were there have none.
            models.CheckConstraint(
                name="notification_of_guest_link", condition=Q(kind="guest") | Q(guest_link=None)
            ),
            models.CheckConstraint(
                name="notification_of_webhook", condition=Q(kind="webhook") | Q(webhook=None)
            ),
            models.UniqueConstraint(
                name="notification_of_repeats_once",
                fields=["person", "article"],
                condition=Q(kind="repeated"),
            ),
            models.UniqueConstraint(
                name="notification_once_a_comment",
                fields=["person", "comment"],
                condition=Q(comment__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person", "id"], name="notification_of_person"),
            models.Index(
                fields=["person", "id"], name="notification_unread", condition=Q(read_at=None)
            ),
            models.Index(
                fields=["mail_at", "person"],
                name="notification_to_mail",
                condition=Q(mail_at__isnull=False, mailed_at=None, read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class MailSettingsQuerySet(models.QuerySet["MailSettings"]):
    def due(self) -> "Self":
        """Of people a mail is due for, and that no worker has."""
        waiting = Notification.objects.to_mail().filter(person=OuterRef("person"))
        free = self.filter(Q(lease_until=None) | Q(lease_until__lt=Now()))
        return free.filter(Exists(waiting), person__is_active=True).order_by("person")


class MailSettings(models.Model):
    """When one person is mailed what they are told; who sends it just now (work/leases.py)."""

    class When(models.TextChoices):
        OFF = "off", pgettext_lazy("when mail is sent", "Never")
        NOW = "now", pgettext_lazy("when mail is sent", "At once")
        HOURLY = "hourly", pgettext_lazy("when mail is sent", "Every hour")
        DAILY = "daily", pgettext_lazy("when mail is sent", "Once a day")

    person = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="mail_settings"
    )
    conversation = models.CharField(max_length=6, choices=When, default=When.HOURLY)
    work = models.CharField(max_length=6, choices=When, default=When.DAILY)
    watched = models.CharField(max_length=6, choices=When, default=When.DAILY)
    hour = models.PositiveSmallIntegerField(default=8)
    time_zone = models.CharField(max_length=64, default="UTC")
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)

    objects = MailSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("mail settings")
        constraints = [
            models.CheckConstraint(
                name="mail_settings_known",
                condition=Q(
                    conversation__in=["off", "now", "hourly", "daily"],
                    work__in=["off", "now", "hourly", "daily"],
                    watched__in=["off", "now", "hourly", "daily"],
                    hour__lte=23,
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def when(self, kind: str) -> str:
        """What the person wishes for notifications of this kind."""
        return str(getattr(self, GROUP_OF[Notification.Kind(kind)]))

    def mail_at(self, kind: str, moment: datetime) -> datetime | None:
        """When what is told at `moment` is to be mailed; None for never."""
        wish = self.when(kind)
        if wish == self.When.OFF:
            return None
        if wish == self.When.NOW:
            return moment
        if wish == self.When.HOURLY:
            return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        local = moment.astimezone(self._zone)
        due = local.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        if due <= local:
            due += timedelta(days=1)
        return due.astimezone(timezone.utc)

    @property
    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


# Which of a person's settings each kind follows.
GROUP_OF = {
    Notification.Kind.MENTION: "conversation",
    Notification.Kind.REPLY: "conversation",
    Notification.Kind.ASSIGNED: "work",
    Notification.Kind.REVIEW: "work",
    Notification.Kind.APPROVED: "work",
    Notification.Kind.RETURNED: "work",
    Notification.Kind.WATCHED: "watched",
    Notification.Kind.HANDOVER: "work",
    Notification.Kind.GUEST: "work",
    Notification.Kind.WEBHOOK: "work",
    Notification.Kind.MOVED: "work",
    Notification.Kind.REPEATED: "work",
    Notification.Kind.READER: "work",
}
