"""What a desk hangs on a claim, as the panel shows it: priority, due date, labels, watching."""

from annotations import access
from annotations.models import Claim, ClaimLabel, Priority, User, Watch


def marks_of(user: User, claim: Claim) -> dict[str, object]:
    """What templates/claims/marks.html needs, in two queries."""
    labels = list(ClaimLabel.objects.filter(desk=claim.desk_id).in_order())
    on = set(claim.labellings.values_list("label_id", flat=True)) if labels else set()
    return {
        "priorities": Priority.choices,
        "desk_labels": [(label, label.pk in on) for label in labels],
        "claim_labels": [label for label in labels if label.pk in on],
        "watching": Watch.objects.filter(person=user, claim=claim).exists(),
        "may_keep_labels": access.may(user, "keep labels", claim.desk_id),
    }
