"""Addresses to which a desk's changes are sent, and each message that was."""

import base64
import secrets
import uuid
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User
from ..base import Versioned

if TYPE_CHECKING:
    from typing_extensions import Self


class Kind(models.TextChoices):
    """What can happen, as the message calls it (`type`)."""

    ARTICLE_CREATED = "article.created", _("Article added")
    ARTICLE_CHANGED = "article.changed", _("Article details changed")
    ARTICLE_REVISED = "article.revised", _("Article text corrected")
    ARTICLE_DELETED = "article.deleted", _("Article deleted")
    CLAIM_CREATED = "claim.created", _("Claim added")
    CLAIM_CHANGED = "claim.changed", _("Claim changed")
    CLAIM_CHECKED = "claim.checked", _("Claim checked: every verdict approved")
    CLAIM_DELETED = "claim.deleted", _("Claim deleted")
    PUBLICATION_PUBLISHED = "publication.published", _("Fact-check published")
    PUBLICATION_CHANGED = "publication.changed", _("Published fact-check changed")
    PUBLICATION_UNPUBLISHED = "publication.unpublished", _("Fact-check taken down")
    TEST = "test", _("Test")


# What a receiver can be told of, beside tests.
CHANGES = [(kind.value, kind.label) for kind in Kind if kind != Kind.TEST]


def new_secret() -> str:
    """As Standard Webhooks writes one: `whsec_` and 24 random bytes in base64."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


def new_message_id() -> str:
    return f"msg_{uuid.uuid4().hex}"


class WebhookQuerySet(OfDesks["Webhook"]):
    keyset = ("created_at", "id")
    newest_first = True

    def active(self) -> "Self":
        """Those that are sent to."""
        return self.filter(is_paused=False)

    def failing(self) -> "Self":
        """Those that were paused because they are gone, or whose last message did not arrive, the
        longest waiting first; with when that was tried last, as `failed_at`, and `said`, why."""
        ended = Delivery.objects.filter(webhook=OuterRef("pk"), due_at=None).order_by("-id")
        rows = self.annotate(
            failed_at=Subquery(ended.values("tried_at")[:1]),
            said=Subquery(ended.values("problem")[:1]),
            arrived=Subquery(ended.values("delivered_at")[:1]),
        ).order_by("failed_at", "pk")
        is_lost = Q(is_paused=False, failed_at__isnull=False, arrived=None)
        return rows.filter(~Q(problem="") | is_lost)


class Webhook(Versioned):
    """A receiver of a desk's changes. It begins with what happens after it was added."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="webhooks")
    address = models.CharField(max_length=500)
    # Signs every message, so it is kept as it is. By this column's name the trail leaves it out.
    secret = models.CharField(max_length=80, db_column="hidden", editable=False)
    # Rotating it is a change that the trail tells.
    secret_since = models.DateTimeField(db_default=Now(), editable=False)
    kinds = ArrayField(
        models.CharField(max_length=40, choices=Kind),
        default=list,
        blank=True,
        help_text=_("Which changes are sent; none: all of them."),
    )
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # Who hears of its trouble: whoever added it, until it is handed over.
    assignee = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    is_paused = models.BooleanField(default=False)
    problem = models.CharField(max_length=500, blank=True, help_text=_("Why it was paused."))
    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("webhook"), _("webhooks")
        constraints = [models.UniqueConstraint(name="webhook_once", fields=["desk", "address"])]

    def __str__(self) -> str:
        return self.address

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


class Outbox(models.Model):
    """How far the trail has been made into messages for a receiver."""

    webhook = models.OneToOneField(Webhook, models.CASCADE, primary_key=True, related_name="outbox")
    made_until = models.BigIntegerField(help_text=_("The last event that is made into messages."))
    # The event up to which they are made next, once every transaction older than this one is over.
    next_event = models.BigIntegerField(null=True)
    next_after = models.BigIntegerField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("outbox"), _("outboxes")

    def __str__(self) -> str:
        return f"{self.webhook_id}: {self.made_until}"


class DeliveryQuerySet(OfDesks["Delivery"]):
    desk = "webhook__desk"
    keyset = ("id",)
    newest_first = True

    def due(self) -> "Self":
        """Those to be sent now, the longest waiting first; a paused receiver's wait."""
        waiting = self.filter(due_at__lte=Now(), webhook__is_paused=False)
        return waiting.order_by("due_at", "id")

    def waiting(self) -> "Self":
        """Those that are sent sooner or later."""
        return self.filter(due_at__isnull=False)

    def delivered(self) -> "Self":
        return self.filter(due_at=None, delivered_at__isnull=False)

    def given_up(self) -> "Self":
        return self.filter(due_at=None, delivered_at=None)


class Delivery(models.Model):
    """One message to one receiver. Waiting: `due_at` is set; else it arrived or was given up."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, choices=Kind)
    body = models.TextField(help_text=_("As it is sent: what is signed is these bytes."))
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(null=True, db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True, help_text=_("Of the last answer."))
    problem = models.CharField(max_length=500, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("delivery"), _("deliveries")
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="delivery_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(fields=["webhook", "id"], name="delivery_of_webhook"),
            models.Index(fields=["created_at"], name="delivery_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"

    @property
    def is_given_up(self) -> bool:
        return self.due_at is None and self.delivered_at is None
