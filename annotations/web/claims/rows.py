"""Claims as rows: of one article in the panel, of many in the list of claims."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import DomainError
from annotations.models import Anchor, Article, Assessment, Claim, Stage

from ..shell.drawn import Drawn
from ..workbench import notes
from ..workbench.draw import draw
from ..workbench.spans import UNCHECKED, shown_as

# Of a row of the panel.
SHOWN = (
    "article", "desk", "statement", "stage", "assignee__username", "assignee__display_name",
    "suggestion__reason",
)  # fmt: skip


def list_context(request, article: Article, **more: object) -> dict[str, object]:
    """What templates/claims/claim_list.html needs, in five queries."""
    claims = Claim.objects.filter(article=article).select_related("assignee", "suggestion")
    claims = claims.only(*SHOWN)
    everything: list[Drawn] = list(claims.in_order())
    suggested: list[Drawn] = []
    put_aside: list[Drawn] = []
    dismissed: list[Drawn] = []
    rows: list[Drawn] = []
    for row in everything:
        if row.is_standing:
            rows.append(row)
        elif hasattr(row, "suggestion"):
            row.reason = row.suggestion.reason
            (suggested if row.stage == Stage.SUGGESTED else put_aside).append(row)
        else:
            (suggested if row.stage == Stage.SUGGESTED else dismissed).append(row)
    describe(everything)
    anchors = Anchor.objects.filter(revision=article.current_revision_id)
    waiting = dict(anchors.undecided().values_list("claim_id", "state"))
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
    states = (Assessment.State.APPROVED, Assessment.State.PROPOSED)
    rows = Assessment.objects.shown().filter(claim__in=[claim.pk for claim in claims])
    rows = rows.filter(state__in=states).order_by("-state", "pk")  # Approved ones last: they win.
    columns = ("claim_id", "state", "rating__tone", "rating__label", "needs_another_look")
    found = {
        claim: (state, *shown_as(*verdict)) for claim, state, *verdict in rows.values_list(*columns)
    }
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
