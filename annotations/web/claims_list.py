"""All claims of the person's desks, with their filters and exports."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_GET

from annotations import access
from annotations.models import Claim, Question, Stage

from .paging import page_of
from .spans import UNCHECKED

FILTERS = ("desk", "stage", "question", "rating", "search")


@require_GET
def page(request):
    rows = Claim.objects.visible_to(request.user)
    given = {name: request.GET[name][:200] for name in FILTERS if request.GET.get(name)}
    if "desk" in given:
        rows = rows.filter(desk=access.load_desk(request.user, given["desk"]))
    if given.get("stage") in Stage.values:
        rows = rows.filter(stage=given["stage"])
    if given.get("question") in Question.values:
        rows = rows.asking(given["question"])
    if "rating" in given:
        rows = rows.rated(given["rating"])
    if given.get("search", "").strip():
        rows = rows.matching(given["search"])
    if request.GET.get("mine"):
        rows = rows.filter(assignee=request.user)
    shown = page_of(request, rows.for_lists().select_related("article", "assignee").defer(
        "search", "article__search"
    ))  # fmt: skip
    for claim in shown.rows:
        question = "true" if claim.asks_true else "said"
        verdicts = {one.question: one for one in claim.approved_assessments}
        found = verdicts.get(question)
        claim.verdict, claim.verdict_label = (
            (found.rating.tone, found.rating.label) if found else UNCHECKED
        )
    return render(
        request,
        "claims/list.html",
        {
            "page": shown,
            "given": request.GET,
            "stages": Stage.choices,
            "export_names": ("csv", "json", "ndjson"),
            "export_query": urlencode({k: v for k, v in given.items() if v}),
        },
    )
