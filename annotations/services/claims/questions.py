"""Which questions a claim asks: one that is answered is not dropped without a word."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.errors import WrongState
from annotations.models import Assessment, Claim, Question

STATE = Assessment.State


def drop(claim: Claim, question: str, *, set_aside: bool) -> None:
    """Prepare a locked claim to ask `question` no more; the caller changes the claim.

    `set_aside` says that its answers may go: evidence stays on record, for when the question is
    asked again; what is proposed is superseded. Raises WrongState for an approved verdict, for what
    two people rate unseen, and for any other answer without it.
    """
    label = Question(question).label
    on_question = claim.assessments.filter(question=question)
    if on_question.approved().exists():
        raise WrongState(
            _("A verdict on “%(question)s” was approved, so it stays asked.") % {"question": label}
        )
    if claim.double_checks.filter(question=question).begun().exists():
        raise WrongState(
            _("Two people rate “%(question)s” unseen by each other, so it stays asked.")
            % {"question": label}
        )
    pending = on_question.pending()
    if not set_aside:
        is_answered = claim.evidence.filter(question=question).exists()
        if is_answered or on_question.filter(state__in=[STATE.PROPOSED, STATE.RETURNED]).exists():
            raise WrongState(
                _("“%(question)s” has answers: confirm that they can be set aside.")
                % {"question": label}
            )
    pending.update(state=STATE.SUPERSEDED, version=F("version") + 1, updated_at=timezone.now())
