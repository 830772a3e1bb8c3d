"""What is decided about claims whose words a correction changed or took away.

Each decision is one call of a service; the answer is the next claim of the article that waits.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from annotations.errors import Invalid
from annotations.models import Anchor, Claim
from annotations.services.claims import changed_words
from annotations.text.whole_numbers import whole

from ..shell.refusal import on_refusal
from ..workbench.draw import draw
from ..workbench.selections import chosen_words
from . import changed_words as claim_changed_words
from . import my_work, panel, rows, seen
from .responses import PanelForm, address, changing, seen_version

UNDECIDED = "undecided"
DECISIONS = (*(one for one in Anchor.Decision.values if one != Anchor.Decision.PLACED), UNDECIDED)
DONE = {
    "same": _("Still the same claim"),
    "edited": _("Statement edited"),
    "new": _("New claim made of the new words, old claim dismissed"),
    "placed": _("Claim moved to the words you chose"),
    "withdrawn": _("Claim withdrawn"),
    UNDECIDED: _("Decision undone, the claim waits again"),
}
VERDICT = re.compile(r"(?P<id>[0-9]{1,18}):(?P<version>[0-9]{1,9})")
PLACE = PanelForm("place_form", ("words",))


def decide(request, pk: int, decision: str):
    """same, edited, new, withdrawn; undecided takes a decision back."""
    with _changing(request, pk, PanelForm("decision_form", ("statement", "note"))) as claim:
        given = {"actor": request.user, "claim_id": pk}
        if decision != UNDECIDED:
            given["seen_revision"] = _seen_revision(request)
        if decision == "same":
            changed_words.keep(**given, verdicts=_seen_verdicts(request))
        elif decision == "edited":
            statement = request.POST.get("statement", "")
            changed_words.amend(**given, seen_version=seen_version(request), statement=statement)
        elif decision == "new":
            changed_words.renew(**given)
        elif decision == "withdrawn":
            changed_words.withdraw(**given, note=request.POST.get("note", ""))
        else:
            changed_words.reconsider(**given)
    return _next(request, claim, decision)


def _seen_verdicts(request) -> dict[int, int] | None:
    """Of verdicts that still hold, the versions that the person saw, by id (`id:version`)."""
    if not request.POST.get("verdict_stands"):
        return None
    found = [VERDICT.fullmatch(one) for one in request.POST.getlist("verdict")]
    if not all(found):
        raise Invalid(seen.INCOMPLETE)
    return {int(one["id"]): int(one["version"]) for one in found if one}


def _seen_revision(request) -> int:
    """The revision whose words the person read; a form without it is refused."""
    number = whole(request.POST.get("revision", ""))
    if number is None:
        raise Invalid(seen.INCOMPLETE)
    return number


def place(request, pk: int):
    """Onto other words, when the claim's own changed or are gone from the text."""
    with _changing(request, pk, PLACE) as claim:
        where = chosen_words(request, claim.article)
        changed_words.place_again(actor=request.user, claim_id=pk, **where._asdict())
    return _next(request, claim, "placed")


@contextmanager
def _changing(request, pk: int, form: PanelForm) -> Iterator[Claim]:
    """The claim; a refusal comes back where the person decided: in the panel or in the list."""
    with changing(request, pk, form) as claim:
        is_listed = request.htmx and my_work.is_from_here(request)
        with on_refusal(partial(my_work.refused, request, claim)) if is_listed else nullcontext():
            yield claim


def _next(request, claim: Claim, decision: str):
    """The next claim that waits, or the claims; a claim that waits again is shown itself."""
    question = panel.question_of(request, claim)
    decided = {"claim": claim, "words": DONE[decision], "is_taken_back": decision == UNDECIDED}
    if request.htmx and my_work.is_from_here(request):
        return my_work.page(request, told=decided)
    shown = claim if decision == UNDECIDED else claim_changed_words.after(claim)
    if not request.htmx:
        messages.success(request, DONE[decision])
        return redirect(
            "work" if my_work.is_from_here(request) else address(shown or claim, question)
        )
    if shown is None:
        article = panel.load_claim(request, claim.pk).article
        context = rows.list_context(request, article, told=decided)
    else:
        fresh = panel.load_claim(request, shown.pk)
        context = panel.context(request, fresh, question=question, told=decided)
    return draw(request, context, refresh=True)
