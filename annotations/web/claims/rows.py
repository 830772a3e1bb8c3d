"""Claims as rows: of one article in the panel, of many in the list of claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError
from annotations.models import Anchor, Article, Assessment, Claim, Stage
from annotations.models.claims.stages import NOT_STANDING
from annotations.models.prepared import Prepared

from ..shell.drawn import Drawn
from ..workbench import notes
from ..workbench.draw import draw
from ..workbench.spans import UNCHECKED, shown_as

CLAIMS: Prepared[Any] = Prepared(
    lambda article: (
        Claim.objects.filter(article=article)
        .in_order()
        .values_list(
            "pk",
            "statement",
            "stage",
            "assignee_id",
            "assignee__display_name",
            "assignee__username",
            "suggestion__reason",
        )
    )
)
WAITING: Prepared[tuple[int, str]] = Prepared(
    lambda revision: (
        Anchor.objects.filter(revision=revision).undecided().values_list("claim_id", "state")
    )
)
VERDICTS: Prepared[Any] = Prepared(
    lambda article: _verdicts(Assessment.objects.filter(claim__article=article))
)


@dataclass(slots=True)
class Row:
    """A claim of an article in its list: less than the model, of which a page has hundreds.

    `reason` is that of the machine, None of a claim that a person made.
    """

    pk: int
    statement: str
    stage: str
    assignee_id: int | None
    assignee: str
    reason: str | None
    verdict: str = ""
    verdict_label: str = ""
    proposed: bool = False
    waits: str = ""

    def get_stage_display(self) -> str:
        return str(Stage(self.stage).label)


def list_context(request, article: Article, **more: object) -> dict[str, object]:
    """What templates/claims/claim_list.html needs, in four queries."""
    everything = [
        Row(pk, statement, stage, assignee, name or username or "", reason)
        for pk, statement, stage, assignee, name, username, reason in CLAIMS(article.pk)
    ]
    suggested: list[Row] = []
    put_aside: list[Row] = []
    dismissed: list[Row] = []
    rows: list[Row] = []
    for row in everything:
        if row.stage not in NOT_STANDING:
            rows.append(row)
        elif row.stage == Stage.SUGGESTED:
            suggested.append(row)
        else:
            (dismissed if row.reason is None else put_aside).append(row)
    _describe(everything, VERDICTS(article.pk))
    waiting = dict(WAITING(article.current_revision_id))
    for row in rows:
        row.waits = waiting.get(row.pk, "")
    return {
        "panel": "list",
        "article": article,
        "claims": rows,
        "suggested": suggested,
        "put_aside": put_aside,
        "dismissed": dismissed,
        "orphans": [row for row in rows if waiting.get(row.pk) == Anchor.State.ORPHANED],
        "rest": [row for row in rows if row.pk not in waiting],
        "changed": [row for row in rows if waiting.get(row.pk) == Anchor.State.CHANGED],
        "notes": notes.listed(article),
        "may": {
            name: access.may(request.user, action, article.desk_id)
            for name, action in (
                ("annotate", "add claim"),
                ("put_aside", "dismiss"),
                ("comment", "comment"),
            )
        },
        **more,
    }


def describe(claims: list[Drawn]) -> None:
    """Gives each its `verdict` (tone), `verdict_label`, and whether it is only `proposed`."""
    rows = Assessment.objects.filter(claim__in=[claim.pk for claim in claims])
    _describe(claims, _verdicts(rows))


def _verdicts(rows):
    """Of these assessments those that rows tell of; approved ones last: they win."""
    states = (Assessment.State.APPROVED, Assessment.State.PROPOSED)
    told = rows.shown().filter(state__in=states).order_by("-state", "pk")
    return told.values_list(
        "claim_id", "state", "rating__tone", "rating__label", "needs_another_look"
    )


def _describe(claims: Sequence[Drawn], verdicts: Iterable[tuple]) -> None:
    found = {claim: (state, *shown_as(*verdict)) for claim, state, *verdict in verdicts}
    unchecked = ("", UNCHECKED[0], str(UNCHECKED[1]))
    for claim in claims:
        state, tone, label = found.get(claim.pk, unchecked)
        claim.verdict, claim.verdict_label = tone, label
        claim.proposed = state == Assessment.State.PROPOSED
        if claim.stage == Stage.DISMISSED and not state:
            claim.verdict, claim.verdict_label = "opinion", _("Not checked")


def list_again(request, article: Article, error: DomainError | None = None):
    """The list of claims after something was done, or with what could not be done."""
    refused = {"message": error.message} if error else {}
    shown = list_context(request, article, **refused)
    return draw(request, shown, status=error.status if error else 200, refresh=True)
