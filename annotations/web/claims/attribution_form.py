"""The form of the attribution chain: rows of equal lists, claimant first."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from annotations.errors import DomainError, Invalid

from . import panel
from .conflicts import Field, differing

COLUMNS = ("speaker", "verb", "channel", "date", "form")
# The field by which a person chooses between two whole chains after a conflict.
CHOICE = "chain"
NO_DATE = _("Write dates as year-month-day, such as 2024-05-31.")


def rows_of(request) -> list[dict[str, str]]:
    """What was typed, row by row; rows without a speaker are dropped."""
    columns = [request.POST.getlist(name) for name in COLUMNS]
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*columns, strict=False)]
    return [row for row in rows if row["speaker"].strip()]


def steps_of(request) -> list[dict]:
    """The rows as the service takes them; raises Invalid for a date that is none."""
    return [row | {"date": _date(row["date"])} for row in rows_of(request)]


def is_theirs_chosen(request) -> bool:
    """After a conflict the person chose the chain that stands."""
    return CHOICE in request.POST and request.POST[CHOICE] != in_words(rows_of(request))


def typed(request, error: DomainError) -> dict[str, object]:
    """The refused form as claims/attribution.html shows it."""
    rows = [row | {"speaker_name": row["speaker"]} for row in rows_of(request)]
    return {"rows": rows, "non_field_errors": [error.message] if error.status == 422 else []}


def differs(request, current) -> list[Field]:
    theirs = [
        {
            "speaker": step.speaker_name,
            "verb": step.verb,
            "channel": step.channel,
            "date": step.date.isoformat() if step.date else "",
            "form": step.form,
        }
        for step in panel.attribution_of(current)
    ]
    mine = in_words(rows_of(request))
    return differing(Field(CHOICE, _("Who says it, through whom"), in_words(theirs), mine))


def in_words(rows: list[dict[str, str]]) -> str:
    """The whole chain in one line, to be read and compared."""
    steps = [", ".join(row[name].strip() for name in COLUMNS if row[name].strip()) for row in rows]
    return " ← ".join(steps) or "—"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(NO_DATE, field="attribution") from error
