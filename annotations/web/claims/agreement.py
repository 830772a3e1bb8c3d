"""*Double check* of a desk: whether two people rate its claims, and how far they agree."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.models import ClaimLabel, Desk, Question, User
from annotations.models.claims import agreement
from annotations.services.accounts import double_check

MOST_PAIRS = 50  # Those who rated most together.
DONE = {
    True: _("From now on two people rate every claim without a proposal unseen by each other."),
    False: _("New claims of this desk are checked by one person again, and reviewed by another."),
}


def page(request, pk: int):
    """The figures, for editors of the desk."""
    desk = _desk(request, pk)
    labels = ClaimLabel.objects.filter(desk=desk, is_double_checked=True).order_by("key", "pk")
    scales = agreement.of_desk(desk.pk)
    people = User.objects.in_bulk({pk for one in scales for pair in one.pairs for pk in pair})
    context = {
        "desk": desk,
        "labels": labels,
        "scales": [_shown(one, people) for one in scales],
    }
    return render(request, "claims/double_check/page.html", context)


def switch(request, pk: int):
    desk = _desk(request, pk)
    on = request.POST.get("on") == "1"
    double_check.switch(actor=request.user, desk_id=desk.pk, on=on)
    messages.success(request, DONE[on])
    return redirect("double-check", desk.pk)


def _desk(request, pk: int) -> Desk:
    desk = access.load(Desk.objects.all(), request.user, pk)
    access.require(request.user, double_check.ACTION, desk.pk)
    return desk


def _shown(one: agreement.OfScale, people: dict[int, User]) -> dict[str, object]:
    """A scale with its table of who said what: a row for each rating of the first person."""
    counts = one.together.counts
    steps = one.scale
    pairs = sorted(one.pairs.items(), key=lambda item: (-item[1].claims, item[0]))
    return {
        "label": Question(one.question).label,
        "name": one.question.value,
        "together": one.together,
        "steps": steps,
        "rows": [
            (row, [(counts[row.pk, column.pk], row == column) for column in steps]) for row in steps
        ],
        "pairs": [
            ((people.get(first), people.get(second)), figures)
            for (first, second), figures in pairs[:MOST_PAIRS]
        ],
        "hidden": max(0, len(pairs) - MOST_PAIRS),
    }
