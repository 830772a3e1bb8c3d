"""Checked already? Similar claims beside a claim in the panel, and to any words on a page."""

from collections.abc import Sequence

from django.shortcuts import render

from annotations import access
from annotations.models import Claim, ClaimLink, Desk, Evidence, ExternalCheck, User
from annotations.models.checks.external import like
from annotations.models.claims import similar
from annotations.models.claims.similar import LOOKED_FOR, OFFERED
from annotations.services.claims import external_checks
from annotations.services.claims.links import ACTION
from annotations.text.whole_numbers import whole

from ..shell.context import desk_at_hand
from ..shell.drawn import Drawn
from . import panel
from .external import with_links
from .responses import PanelForm, answer, changing, seen_version
from .rows import describe

CITE = PanelForm("evidence_form")
REMOVE = PanelForm("external_check")
BESIDE, ON_PAGE = 5, 20
LONGEST = similar.LONGEST


def beside(request, pk: int):
    """Of all desks of the person; those of the claim's own can be linked as the same claim."""
    claim = panel.load_claim(request, pk)
    linked = _linked(claim)
    visible = Claim.objects.visible_to(request.user).exclude(pk__in=linked)
    rows = _rows(request.user, similar.to_claim(claim, visible, BESIDE, least=OFFERED))
    may_link = access.may(request.user, ACTION, claim.desk_id)
    for row in rows:
        row.may_link = may_link and row.desk_id == claim.desk_id
    checks = with_links(request.user, _checks_by_others(request.user, claim))
    may_cite = access.may(request.user, "add evidence", claim.desk_id)
    context = {"claim": claim, "similar": rows, "linked": linked, "checks": checks}
    context["may_cite"] = may_cite
    context["may_add_check"] = access.may(request.user, external_checks.ADD, claim.desk_id)
    return render(request, "claims/similar.html", context)


def cite(request, pk: int):
    """A check by others as evidence, by one click; the answer is the panel."""
    with changing(request, pk, CITE) as claim:
        access.require(request.user, "add evidence", claim.desk_id)
        check = whole(request.POST.get("check", "")) or 0
        external_checks.add_as_evidence(actor=request.user, claim_id=pk, check_id=check)
    return answer(request, claim)


def remove(request, pk: int):
    """A check by others is kept no longer; the answer is the panel of the claim it was seen on."""
    claim = whole(request.POST.get("claim", "")) or 0
    with changing(request, claim, REMOVE) as shown:
        row = access.load(ExternalCheck.objects.filter(desk=shown.desk_id), request.user, pk)
        external_checks.remove(
            actor=request.user, check_id=row.pk, seen_version=seen_version(request)
        )
    return answer(request, shown)


def _checks_by_others(user: User, claim: Claim) -> list[ExternalCheck]:
    """Those of the claim's desk that are about the same, and are no evidence of it yet."""
    checks = ExternalCheck.objects.visible_to(user).filter(desk=claim.desk_id)
    checks = checks.exclude(claim=claim)  # Those stand in the panel.
    checks = checks.select_related("claim").defer("claim__search", "about")
    cited = Evidence.objects.filter(claim=claim, source__url__gt="").values("source__url")
    languages = [claim.article.language]
    found = like(claim.statement, checks.exclude(url__in=cited), BESIDE, languages=languages)
    return [one.check for one in found]


def page(request):
    """On the desk at hand, or on all of the person's."""
    words = request.GET.get("text", "").strip()[:LONGEST]
    visible, desk = Claim.objects.visible_to(request.user), desk_at_hand(request)
    if desk is not None:
        visible = visible.filter(desk=desk)
    given = {"user": request.user, "least": LOOKED_FOR}
    found = similar.to_words(words, visible, ON_PAGE, **given) if words else []
    context = {
        "words": words,
        "similar": _rows(request.user, found),
        "checks": _checks_of_words(request.user, words, desk) if words else [],
        "longest": LONGEST,
    }
    return render(request, "claims/similar_page.html", context)


def _checks_of_words(user: User, words: str, desk: Desk | None) -> list[ExternalCheck]:
    """What others found about the same, on the one desk or on all of the person's."""
    checks = ExternalCheck.objects.visible_to(user).select_related("desk", "claim")
    checks = checks.defer("claim__search", "about")
    if desk is not None:
        checks = checks.filter(desk=desk)
    languages = similar.languages_asked(user)
    return [one.check for one in like(words, checks, BESIDE, languages=languages)]


def _linked(claim: Claim) -> list[int]:
    """Those that are told under its links already."""
    same = ClaimLink.objects.of(claim).filter(kind=ClaimLink.Kind.SAME)
    return [pk for pair in same.values_list("claim", "other") for pk in pair if pk != claim.pk]


def _rows(user: User, found: Sequence[similar.Similar]) -> list[Drawn]:
    """The claims in their order, each with its verdict; three queries."""
    claims = Claim.objects.visible_to(user).select_related("article", "desk")
    by_id = claims.defer("search", "article__search").in_bulk([one.claim_id for one in found])
    rows: list[Drawn] = [by_id[one.claim_id] for one in found if one.claim_id in by_id]
    describe(rows)
    return rows
