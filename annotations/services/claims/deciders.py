"""Whether anybody on a desk may decide on a proposal, and if not, what rules its editors out."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from annotations import access
from annotations.models import Assessment, Claim, Membership, User


def undecidable(claim: Claim, assessments: Iterable[Assessment]) -> dict[int, str]:
    """Of the proposals (ids) that nobody on the desk may decide on, the reason in words.

    One query, and none when nothing waits.
    """
    waiting = [one for one in assessments if one.state == Assessment.State.PROPOSED]
    if not waiting:
        return {}
    members = Membership.objects.working().editing().filter(desk=claim.desk_id)
    editors = [row.user for row in members.select_related("user").order_by("user_id")]
    return {
        one.pk: _reason(one, editors)
        for one in waiting
        if not any(access.is_second_person(editor, one) for editor in editors)
    }


def warning(claim: Claim, assessment: Assessment) -> str:
    """What whoever proposed it is told at once; "" where somebody can decide."""
    reason = undecidable(claim, [assessment]).get(assessment.pk, "")
    return (
        _("Nobody on this desk can decide this: %(reason)s") % {"reason": reason} if reason else ""
    )


def _reason(assessment: Assessment, editors: list[User]) -> str:
    if not editors:
        return _("it has no editor who can sign in.")
    whose = {
        assessment.author_id: _("%(person)s proposed it"),
        assessment.rated_with_id: _("%(person)s rated it, too"),
    }
    reasons = [
        whose.get(editor.pk, _("%(person)s changed the claim since")) % {"person": editor}
        for editor in editors
    ]
    return _("%(reasons)s.") % {"reasons": "; ".join(reasons)}
