"""Evidence: added from a known source or an address, changed, taken away."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Claim, Evidence, Source
from annotations.services.claims import evidence
from annotations.services.sources import fetch_requests, sources
from annotations.text.whole_numbers import whole

from . import panel
from .conflicts import Field, differing
from .responses import PanelForm, answer, changing, seen_version

MOST_FOUND = 8
# What is meant as an address: any scheme (the service refuses all but two), or a host with a path.
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S+|\S*://.*", re.IGNORECASE | re.DOTALL)
HOST_AND_PATH = re.compile(r"www\.\S+|[\w-]+(\.[\w-]+)+/\S*", re.IGNORECASE)
LABELS = {"stance": _("Stance"), "excerpt": _("Excerpt"), "note": _("Note")}
FIELDS = tuple(LABELS)
NO_STANCE = _("Say whether it supports or refutes the claim, or gives context.")
ADD = PanelForm("evidence_form", ("source_text", "source", *FIELDS))


def add(request, pk: int):
    with changing(request, pk, ADD) as claim:
        question = panel.question_of(request, claim)
        access.require(request.user, "add evidence", claim.desk_id)
        evidence.add(
            actor=request.user,
            claim_id=pk,
            source_id=source_of(request, claim),
            question=question,
            stance=stance_of(request),
            excerpt=request.POST.get("excerpt", ""),
            note=request.POST.get("note", ""),
        )
    return answer(request, claim, question=question)


def edit(request, pk: int):
    with _changing(request, pk, "edit") as (row, claim):
        evidence.edit(
            actor=request.user,
            evidence_id=pk,
            seen_version=seen_version(request),
            stance=stance_of(request),
            excerpt=request.POST.get("excerpt", ""),
            note=request.POST.get("note", ""),
        )
    return answer(request, claim, question=row.question)


def remove(request, pk: int):
    with _changing(request, pk, "remove") as (row, claim):
        evidence.remove(actor=request.user, evidence_id=pk, seen_version=seen_version(request))
    return answer(request, claim, question=row.question)


def copy(request, pk: int):
    """Have a copy of the source's page fetched."""
    with _changing(request, pk, "copy") as (row, claim):
        fetch_requests.request(actor=request.user, source_id=row.source_id)
    return answer(request, claim, question=row.question)


def search(request, pk: int):
    """Known sources of the desk while one types; the newest ones before the first letter."""
    claim = panel.load_claim(request, pk)
    text = request.GET.get("source_text", "")[:500].strip()
    known = Source.newest.visible_to(request.user).filter(desk=claim.desk_id).standing()
    known = known.defer("search")
    if not text:
        found, same = list(known.in_order()[:MOST_FOUND]), None
    else:
        same = sources.known(claim.article.desk, **_about(text))
        if same and not known.filter(pk=same.pk).exists():  # An embargo hides where it is used.
            same = None
        rest = known.completing(text).exclude(pk=same.pk if same else None)
        found = [*([same] if same else []), *rest.nearest(MOST_FOUND)][:MOST_FOUND]
    shown = {"sources": found, "source_text": text, "same": same}
    return render(request, "claims/found_sources.html", shown)


def source_of(request, claim: Claim) -> int:
    """The chosen source, the known one that is meant, or what an address or a title makes."""
    known = whole(request.POST.get("source", ""))
    if known is not None:
        return known
    text = request.POST.get("source_text", "").strip()
    if not text:
        raise Invalid(_("Give the source’s web address or its title."), field="source_text")
    about: Any = _about(text)
    desk = claim.article.desk
    same = sources.known(desk, **about)
    if same and not sources.is_seen(request.user, same):
        same = None
    return (same or sources.find_or_create(actor=request.user, desk=desk, **about)[0]).pk


def _about(text: str) -> dict[str, str]:
    """What is typed, as an address or as a title."""
    if HOST_AND_PATH.fullmatch(text):
        text = f"https://{text}"
    return {"url": text} if SCHEME.fullmatch(text) else {"title": text}


def stance_of(request) -> str:
    stance = request.POST.get("stance", "")
    if not stance:
        raise Invalid(NO_STANCE, field="stance")
    return stance


@contextmanager
def _changing(request, pk: int, form: str) -> Iterator[tuple[Evidence, Claim]]:
    row = access.load(Evidence.objects.all(), request.user, pk)
    shape = PanelForm(
        f"evidence_{form}",
        FIELDS,
        more={"refused_evidence": pk},
        differs=_differs if form == "edit" else None,
        draft=f"evidence-{pk}",
    )
    with changing(request, row.claim_id, shape, question=row.question) as claim:
        yield row, claim


def _differs(request, current: Evidence) -> list[Field]:
    mine = request.POST
    return differing(
        *(
            Field(name, label, getattr(current, name), mine.get(name, ""))
            for name, label in LABELS.items()
        )
    )
