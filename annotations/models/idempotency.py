"""Answers kept for requests that may come twice."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .accounts.people import User

if TYPE_CHECKING:
    from typing_extensions import Self


class AnswerQuerySet(models.QuerySet["Answer"]):
    def expired(self) -> "Self":
        """Older than a day, by the database's clock."""
        return self.filter(created_at__lt=Now() - Answer.KEPT)


class Answer(models.Model):
    """What one person's request with one `Idempotency-Key` was answered.

    `fingerprint` (SHA-256) tells the request from another one under the same key.
    """

    KEPT = timedelta(days=1)

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("kept answer"), _("kept answers")
        constraints = [models.UniqueConstraint(name="answer_once", fields=["user", "key"])]
        indexes = [models.Index(fields=["created_at"], name="answer_age")]

    def __str__(self) -> str:
        return self.key
