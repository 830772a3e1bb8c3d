"""Links of a claim to others: added from a search or by a pasted address, removed."""

import re
from urllib.parse import parse_qs, urlsplit

from django.shortcuts import render
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Claim, ClaimLink
from annotations.services.claims import links
from annotations.text.whole_numbers import whole

from . import panel
from .linked import FOLLOWED
from .responses import PanelForm, answer, changing

ADD = PanelForm("link_form", ("kind", "other", "other_text"))
REMOVE = PanelForm("links_form")
MOST_FOUND = 8
PATH = re.compile(r"/claims/(\d+)(/|$)")


def search(request, pk: int):
    """Claims of the desk while one types or pastes an address; none before the first letter."""
    claim = panel.load_claim(request, pk)
    text = request.GET.get("other_text", "")[:500].strip()
    number = pasted(text)
    rows = Claim.objects.visible_to(request.user).filter(desk=claim.desk_id).exclude(pk=pk)
    rows = rows.select_related("article").defer("search", "article__search")
    if number is not None:
        found = list(rows.filter(pk=number))
    else:
        found = rows.standing().completing(text).by("id", down=True).nearest(MOST_FOUND)
    return render(request, "claims/found_claims.html", {"claims": found, "other_text": text})


def add(request, pk: int):
    with changing(request, pk, ADD) as claim:
        access.require(request.user, links.ACTION, claim.desk_id)
        other, kind = other_of(request), request.POST.get("kind", "")
        one, two = (other, pk) if kind == FOLLOWED else (pk, other)
        kind = ClaimLink.Kind.FOLLOWS.value if kind == FOLLOWED else kind
        links.add(actor=request.user, claim_id=one, other_id=two, kind=kind)
    return answer(request, claim)


def remove(request, pk: int):
    """`from`: the claim whose panel asks, the first of the two unless it says so."""
    link = access.load(ClaimLink.objects.all(), request.user, pk)
    shown = whole(request.POST.get("from", ""))
    claim_id = shown if shown in (link.claim_id, link.other_id) else link.claim_id
    with changing(request, claim_id, REMOVE) as claim:
        links.remove(actor=request.user, link_id=pk)
    return answer(request, claim)


def other_of(request) -> int:
    """The chosen claim, or the one whose address or number was typed; raises Invalid."""
    chosen = whole(request.POST.get("other", ""))
    number = chosen if chosen is not None else pasted(request.POST.get("other_text", ""))
    if number is None or not Claim.objects.visible_to(request.user).filter(pk=number).exists():
        raise Invalid(_("Choose a claim from the list, or paste its address."), field="other_text")
    return number


def pasted(text: str) -> int | None:
    """The number of a claim in an address of ours or by itself (`#12`); None for words."""
    text = text.strip()
    number = whole(text.removeprefix("#"))
    if number is not None or "/" not in text:
        return number
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    asked = parse_qs(parts.query).get("claim", [""])[0]
    found = PATH.search(parts.path)
    return whole(asked or (found[1] if found else ""))
