"""What somebody asked to find out whether a claim holds. Not *said* and *true*: those are what a
claim is rated on, each by its own questions of this kind."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from ..accounts.people import OfDesks, User
from ..base import Versioned, rows_of
from ..claims.claims import Claim
from ..claims.stages import Question

if TYPE_CHECKING:
    from typing_extensions import Self


class CheckQuestionQuerySet(OfDesks["CheckQuestion"]):
    desk, article = "claim__desk", "claim__article"

    def with_answers(self) -> "Self":
        """In the order in which they were asked, each with its answers and what those rest on."""
        answers = rows_of(CheckQuestion, "answers").with_evidence().order_by("pk")
        people = self.select_related("created_by")
        return people.prefetch_related(Prefetch("answers", answers)).order_by("pk")


class CheckQuestion(Versioned):
    """One question that was asked to check a claim: on `said` or on `true`."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="check_questions")
    question = models.CharField(max_length=4, choices=Question, default=Question.TRUE)
    wording = models.TextField()
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CheckQuestionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("question of a check"), _("questions of checks")
        constraints = [
            models.CheckConstraint(
                name="check_question_known", condition=Q(question__in=Question.values)
            ),
            models.CheckConstraint(name="check_question_worded", condition=~Q(wording="")),
            # What an answer points at: the question together with its claim.
            models.UniqueConstraint(name="check_question_of_claim", fields=["id", "claim"]),
        ]

    def __str__(self) -> str:
        return self.wording
