"""What was found on a question of a check, and the evidence that each answer rests on."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..accounts.people import OfDesks, User
from ..base import Versioned, rows_of
from ..claims.claims import Claim
from ..sources.sources import Evidence
from .questions import CheckQuestion

if TYPE_CHECKING:
    from typing_extensions import Self


class CheckAnswerQuerySet(OfDesks["CheckAnswer"]):
    desk, article = "claim__desk", "claim__article"

    def with_evidence(self) -> "Self":
        """Each with who looked, and its `rests_on` with evidence and source."""
        rests = rows_of(CheckAnswer, "rests_on").select_related("evidence__source").order_by("pk")
        rests = rests.defer("evidence__source__search")
        people = self.select_related("looked_by", "created_by")
        return people.prefetch_related(Prefetch("rests_on", rests))


class CheckAnswer(Versioned):
    """One answer; `unanswerable` says that somebody looked or asked and found none."""

    class Kind(models.TextChoices):
        EXTRACTIVE = "extractive", pgettext_lazy("kind of an answer", "In the source’s words")
        ABSTRACTIVE = "abstractive", pgettext_lazy("kind of an answer", "In our words")
        YES_NO = "yes_no", pgettext_lazy("kind of an answer", "Yes or no")
        UNANSWERABLE = "unanswerable", pgettext_lazy("kind of an answer", "No answer found")

    YES, NO = "yes", "no"
    SAYS = {YES: _("Yes"), NO: _("No")}

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="check_answers")
    check_question = models.ForeignKey(CheckQuestion, models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=12, choices=Kind)
    answer = models.TextField(blank=True, help_text=_("“yes” or “no” where that is the kind."))
    explanation = models.TextField(blank=True)
    # Of one that was looked for in vain: where, when, and by whom.
    place = models.TextField(blank=True)
    day = models.DateField(null=True, blank=True)
    looked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CheckAnswerQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("answer of a check"), _("answers of checks")
        constraints = [
            models.CheckConstraint(
                name="check_answer_kind_known",
                condition=Q(kind__in=["extractive", "abstractive", "yes_no", "unanswerable"]),
            ),
            models.CheckConstraint(
                name="check_answer_says_something",
                condition=Q(kind="unanswerable") | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="check_answer_yes_or_no",
                condition=~Q(kind="yes_no") | Q(answer__in=["yes", "no"]),
            ),
            models.CheckConstraint(
                name="check_answer_looked_in_vain",
                condition=Q(kind="unanswerable") | Q(place="", day=None, looked_by=None),
            ),
            models.UniqueConstraint(name="check_answer_of_claim", fields=["id", "claim"]),
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def is_unanswerable(self) -> bool:
        return self.kind == self.Kind.UNANSWERABLE

    @property
    def says(self) -> str:
        """The answer as people read it."""
        if self.is_unanswerable:
            return self.answer or str(_("No answer was found."))
        return str(self.SAYS[self.answer]) if self.kind == self.Kind.YES_NO else self.answer


class AnswerEvidenceQuerySet(OfDesks["AnswerEvidence"]):
    desk, article = "claim__desk", "claim__article"


class AnswerEvidence(models.Model):
    """An answer rests on a piece of evidence of the same claim."""

    class Medium(models.TextChoices):
        TEXT = "text", pgettext_lazy("medium of a source", "Web text")
        TABLE = "table", pgettext_lazy("medium of a source", "Web table")
        PDF = "pdf", pgettext_lazy("medium of a source", "PDF")
        METADATA = "metadata", pgettext_lazy("medium of a source", "Metadata")
        IMAGE = "image", pgettext_lazy("medium of a source", "Image or graphic")
        AUDIO = "audio", pgettext_lazy("medium of a source", "Audio")
        VIDEO = "video", pgettext_lazy("medium of a source", "Video")
        OTHER = "other", pgettext_lazy("medium of a source", "Other")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="answer_evidence")
    answer = models.ForeignKey(CheckAnswer, models.CASCADE, related_name="rests_on")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="rests_under")
    # As AVeriTeC has them; empty where nobody said.
    medium = models.CharField(max_length=8, choices=Medium, blank=True, default="", db_default="")
    cached_url = models.TextField(blank=True, default="", db_default="")

    objects = AnswerEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("evidence of an answer"), _("evidence of answers")
        constraints = [
            models.UniqueConstraint(name="answer_evidence_once", fields=["answer", "evidence"]),
            models.CheckConstraint(
                name="answer_evidence_medium_known",
                condition=Q(
                    medium__in=[
                        "", "text", "table", "pdf", "metadata", "image", "audio", "video", "other",
                    ]
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.answer} – {self.evidence}"
