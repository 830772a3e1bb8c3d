"""What is asked to check a claim: asked, reworded, taken away with its answers."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import CheckQuestion, Claim, Question, User

from ..claim_state import ask as ask_on
from ..claim_state import touched
from ..limits import is_full
from ..transactions import acting, check_version, chosen, clean_line, locked
from .parts import locked_part

LONGEST = 1_000
MOST = 100


def ask(
    *, actor: User, claim_id: int, wording: str, question: str = Question.TRUE
) -> CheckQuestion:
    """Ask something to find out whether the claim was said (`said`) or is so (`true`).

    Raises NotFound, NotAllowed, Invalid, WrongState when there are too many.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require(actor, "write checks", claim.desk_id)
        row = CheckQuestion(
            claim=claim,
            question=chosen(Question, question, "question"),
            wording=_worded(wording),
            created_by=actor,
        )
        if is_full(claim.check_questions.all(), MOST, of=Claim, pk=claim.pk):
            raise WrongState(_("A claim has at most %(most)s questions.") % {"most": MOST})
        row.save()
        ask_on(claim, question, actor)
        touched(claim, "asks_said", "asks_true")
    return row


def edit(
    *,
    actor: User,
    question_id: int,
    seen_version: int | None,
    wording: str | None = None,
    question: str | None = None,
) -> CheckQuestion:
    """Reword it, or ask it about the other of the two; the same values change nothing.

    Raises NotFound, NotAllowed, Stale, Invalid.
    """
    with acting(actor):
        claim, row = locked_part(CheckQuestion, question_id)
        access.require(actor, "write checks", claim.desk_id)
        check_version(row, seen_version)
        said = row.wording, row.question
        if wording is not None:
            row.wording = _worded(wording)
        if question is not None:
            row.question = chosen(Question, question, "question")
        if said == (row.wording, row.question):
            return row
        row.version += 1
        row.save()
        ask_on(claim, row.question, actor)
        touched(claim, "asks_said", "asks_true")
    return row


def remove(*, actor: User, question_id: int, seen_version: int | None) -> None:
    """Take it away with its answers: one's own, or anybody's for an editor."""
    with acting(actor):
        claim, row = locked_part(CheckQuestion, question_id)
        access.require_check_removal(actor, row)
        check_version(row, seen_version)
        row.delete()
        touched(claim)


def _worded(text: str) -> str:
    if not text.strip():
        raise Invalid(_("Write the question."), field="wording")
    return clean_line(text, "wording", longest=LONGEST, required=True)
