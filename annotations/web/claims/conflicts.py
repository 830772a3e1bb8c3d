"""Somebody saved first: theirs beside mine, field by field (claims/conflict.html)."""

from dataclasses import asdict, dataclass

from django.utils import timezone

from annotations.errors import Phrase
from annotations.models import Claim, Event, User

from . import panel

NOT_KEPT = ("csrfmiddlewaretoken", "version")


@dataclass(frozen=True)
class Field:
    """A field in which the row as it stands differs from what was sent."""

    name: str
    label: Phrase
    theirs: str
    mine: str
    # In words, where what is sent are not words.
    theirs_shown: str = ""
    mine_shown: str = ""


def differing(*fields: Field) -> list[Field]:
    """Those whose words are not the same; blanks at the ends and a form's CRLF aside."""
    return [one for one in fields if _bare(one.theirs) != _bare(one.mine)]


def _bare(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def context(request, claim: Claim, current, fields: list[Field], draft: str, question: str):
    """What claims/conflict.html needs; `current` is the row as it stands now."""
    who, when = last_change(current)
    asked = {one.name for one in fields}
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and name not in asked
        for value in values
    ]
    return {
        "panel": "conflict",
        "article": claim.article,
        "claim": claim,
        "question": question,
        "position": panel.position(claim),
        "conflict": {
            "who": who,
            "when": when,
            "url": request.path,
            "version": current.version,
            "draft": f"claim-{claim.pk}-{draft}",
            "fields": [_shown(one) for one in fields],
            "kept": kept,
        },
    }


def _shown(field: Field) -> dict[str, object]:
    return {name: value for name, value in asdict(field).items() if value or "_" not in name}


def last_change(row) -> tuple[User | None, object]:
    """Who changed a row last, and when; by the audit trail."""
    event = Event.objects.of_row(row._meta.model_name, row.pk).last()
    if event is None:
        return None, timezone.now()
    who = User.objects.filter(pk=event.actor_id).first() if event.actor_id else None
    return who, event.at
