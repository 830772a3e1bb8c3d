"""Rows of a long list that differ in little more than their words: a template is filled once for
each kind of row, not once for each row. Drawing a thousand rows one by one took most of a second.
"""

import html
from collections.abc import Callable, Hashable, Iterable
from types import SimpleNamespace
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Nobody writes them, and no row has such an id: what stands for the row's own in the stencil.
WORDS, NUMBER = "\ue000words\ue000", "9007199254740881"
# Rows that a browser draws at once: more than a screen has. js/panel/late-rows.js adds the others
# when the page has been seen; to browsers without scripts they are there.
FIRST = 40


# What a row's markup depends on beside its id and its words.
KIND = ("verdict", "verdict_label", "proposed", "stage", "assignee_id", "waits", "reason")


@register.simple_tag(takes_context=True)
def claim_rows(
    context: Context, claims: Iterable[Any], name: str, css: str = "rows", **more: object
) -> SafeString:
    """A list of the template `name` for each of `claims` as `claim`: `pk` and `statement`, and
    what `_kind` says of it; nothing else of the row is there. An answer to a script is whole."""
    drawn: dict[Hashable, Callable[[Any], str]] = {}
    rows = []
    for claim in claims:
        key = tuple([getattr(claim, said, "") for said in KIND])
        if key not in drawn:
            drawn[key] = _stencil(context, name, _kind(claim), more)
        rows.append(drawn[key](claim))
    is_whole = getattr(context.get("request"), "htmx", False)
    first = len(rows) if is_whole else FIRST
    shown = _list(css, rows[:first])
    if rows[first:]:
        shown += f'<noscript class="late-rows">{_list(css, rows[first:])}</noscript>'
    return mark_safe(shown)  # noqa: S308 - made of templates and escaped words.


def _list(css: str, rows: list[str]) -> str:
    return f'<ul class="{css}">{"".join(rows)}</ul>'


def _kind(claim: Any) -> dict[str, object]:
    """What a template may say of it: equal for all of one KIND."""
    return {
        "verdict": claim.verdict,
        "verdict_label": claim.verdict_label,
        "proposed": claim.proposed,
        "get_stage_display": claim.get_stage_display(),
        "assignee": str(claim.assignee) if claim.assignee_id else "",
        "waits": getattr(claim, "waits", ""),
        "reason": getattr(claim, "reason", "") or "",
    }


def _stencil(
    context: Context, name: str, kind: dict[str, object], more: dict[str, object]
) -> Callable[[Any], str]:
    """Writes a row of one kind."""
    claim = SimpleNamespace(pk=NUMBER, statement=WORDS, **kind)
    engine: Any = context.template.engine if context.template else None
    with context.push(claim=claim, **more):
        text = engine.get_template(name).render(context)
    made = text.replace("%", "%%").replace(WORDS, "%(words)s").replace(NUMBER, "%(number)s")

    def fill(row: Any) -> str:
        return made % {"words": html.escape(row.statement), "number": row.pk}

    return fill
