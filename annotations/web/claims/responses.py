"""Answers to everything that is done with a claim: the panel, or the panel with a refused form."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.shortcuts import redirect
from django.urls import reverse

from annotations.errors import DomainError, Invalid, Stale
from annotations.models import Claim
from annotations.text.whole_numbers import COUNT_DIGITS, whole

from ..shell.refusal import on_refusal
from ..workbench.draw import draw
from . import conflicts, panel
from .seen import INCOMPLETE

SHOWN_BESIDE = (400, 422)  # Errors of a field; the others are a sentence above the panel.
# What services call a field, where the form calls it otherwise.
FIELD_NAMES = {"url": "source_text", "title": "source_text", "claimant": "attribution"}


@dataclass(frozen=True)
class PanelForm:
    """One form of the panel, as templates know it."""

    name: str  # Under which its template looks for it when it was refused.
    fields: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    # Of the row as it stands now: what differs from what was sent (conflicts.Field).
    differs: Callable | None = None
    # The form's data-draft, after "claim-<pk>-".
    draft: str = ""
    # How the refused form is shown, when it is more than its fields.
    typed: Callable | None = None


@contextmanager
def changing(request, pk: int, form: PanelForm, *, question: str = "") -> Iterator[Claim]:
    """The claim that is to be changed; a refusal inside comes back in its panel."""
    claim = panel.load_claim(request, pk)
    with on_refusal(partial(redraw, request, claim, form, question)):
        yield claim


def answer(request, claim: Claim, *, question: str = "", place: int | None = None):
    """After something was done: the panel for htmx, else the way back to the page."""
    question = question or panel.question_of(request, claim)
    if not request.htmx:
        return redirect(address(claim, question))
    fresh = panel.load_claim(request, claim.pk)
    shown = panel.context(request, fresh, question=question, place=place)
    return draw(request, shown, refresh=True)


def address(claim: Claim, question: str) -> str:
    url = reverse("article", args=[claim.article_id])
    return f"{url}?claim={claim.pk}&question={question}"


def redraw(request, claim: Claim, form: PanelForm, question: str, error: DomainError):
    """The panel with the refused form and everything that was typed into it."""
    fresh = panel.load_claim(request, claim.pk)
    question = question or panel.question_of(request, fresh)
    if isinstance(error, Stale) and form.differs:
        fields = form.differs(request, error.current)
        if not fields:  # Both saved the same.
            return answer(request, fresh, question=question)
        shown = conflicts.context(request, fresh, error.current, fields, form.draft, question)
        return draw(request, shown, status=error.status)
    more = dict(form.more)
    more[form.name] = form.typed(request, error) if form.typed else refused(request, error, form)
    if error.status not in SHOWN_BESIDE:
        more["message"] = error.message
    shown = panel.context(request, fresh, question=question, **more)
    return draw(request, shown, status=error.status, refresh=True)


def refused(request, error: DomainError, form: PanelForm) -> dict[str, object]:
    """A form as it was sent, each field with its errors, as a Django form would show itself."""
    shown: dict[str, Any] = {
        name: {"value": request.POST.get(name, ""), "errors": []} for name in form.fields
    }
    name = FIELD_NAMES.get(error.field or "", error.field)
    if error.status not in SHOWN_BESIDE:
        return shown
    if name in shown:
        shown[name]["errors"].append(error.message)
    else:
        shown["non_field_errors"] = [error.message]
    return shown


def seen_version(request) -> int:
    """The version the form was made from; a form without one is refused."""
    number = whole(request.POST.get("version", ""), COUNT_DIGITS)
    if number is None:
        raise Invalid(INCOMPLETE)
    return number
