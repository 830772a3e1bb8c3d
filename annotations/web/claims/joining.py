"""Two claims become one, and one becomes two: plain forms of the panel."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Claim
from annotations.services.claims import joining, splitting
from annotations.text.whole_numbers import whole

from . import panel
from .links import other_of
from .responses import PanelForm, answer, changing, seen_version

MERGE = PanelForm("merge_form")
SPLIT = PanelForm("split_form", ("statement", "places"))


def merge(request, pk: int):
    """Another claim of the article is merged into this one."""
    with changing(request, pk, MERGE) as claim:
        access.require(request.user, joining.ACTION, claim.desk_id)
        joining.merge(
            actor=request.user,
            claim_id=pk,
            other_id=other_of(request),
            seen_version=seen_version(request),
        )
    return answer(request, claim)


def split(request, pk: int):
    """Chosen places and evidence; the answer is the panel of the new claim."""
    with changing(request, pk, SPLIT) as claim:
        access.require(request.user, joining.ACTION, claim.desk_id)
        new = splitting.split(
            actor=request.user,
            claim_id=pk,
            places=_ids(request, "places"),
            evidence=_ids(request, "evidence"),
            check_questions=_ids(request, "check_questions"),
            statement=request.POST.get("statement", ""),
            seen_version=seen_version(request),
        )
    return answer(request, panel.load_claim(request, new.pk))


def now(request, claim: Claim) -> Claim:
    """The claim that this one is by now, if it was merged."""
    if claim.merged_into_id is None:
        return claim
    return panel.load_claim(request, claim.merged_into_id)


def _ids(request, name: str) -> list[int]:
    numbers = [whole(one) for one in request.POST.getlist(name)]
    found = [one for one in numbers if one is not None]
    if len(found) < len(numbers):
        raise Invalid(_("Choose from the list."), field="places")
    return found
