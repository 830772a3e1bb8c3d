"""Rows of a long list that differ in little more than their words: a template is filled once for
each kind of row, not once for each row. Drawing a thousand rows one by one took most of a second.
"""

from collections.abc import Callable, Hashable, Iterable
from types import SimpleNamespace
from typing import Any

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Nobody writes them, and no row has such an id: what stands for the row's own in the stencil.
WORDS, NUMBER = "\ue000words\ue000", "9007199254740881"


@register.simple_tag(takes_context=True)
def claim_rows(context: Context, claims: Iterable[Any], name: str, **more: object) -> SafeString:
    """The template `name` for each of `claims` as `claim`: `pk` and `statement`, and what KINDS
    says of it; nothing else of the row is there."""
    drawn: dict[Hashable, Callable[[Any], str]] = {}
    rows = []
    for claim in claims:
        about = {say: read(claim) for say, read in KINDS.items()}
        key = tuple(about.values())
        if key not in drawn:
            drawn[key] = _stencil(context, name, about, more)
        rows.append(drawn[key](claim))
    return mark_safe("".join(rows))  # noqa: S308 - made of templates and escaped words.


# What a row's markup depends on beside its id and its words; equal values, equal markup.
KINDS: dict[str, Callable[[Any], Any]] = {
    "verdict": lambda claim: claim.verdict,
    "verdict_label": lambda claim: str(claim.verdict_label),
    "proposed": lambda claim: claim.proposed,
    "get_stage_display": lambda claim: claim.get_stage_display(),
    "assignee": lambda claim: str(claim.assignee) if claim.assignee_id else "",
    "waits": lambda claim: getattr(claim, "waits", ""),
    "reason": lambda claim: claim.suggestion.reason if hasattr(claim, "suggestion") else "",
}


def _stencil(
    context: Context, name: str, about: dict[str, Any], more: dict[str, object]
) -> Callable[[Any], str]:
    """Writes a row of one kind."""
    claim = SimpleNamespace(pk=NUMBER, statement=WORDS, **about)
    engine: Any = context.template.engine if context.template else None
    with context.push(claim=claim, **more):
        text = engine.get_template(name).render(context)
    parts = [part.split(NUMBER) for part in text.split(WORDS)]

    def fill(row: Any) -> str:
        number = str(row.pk)
        return escape(row.statement).join(number.join(part) for part in parts)

    return fill
