"""The filters of an export as fields of a form: those that REST has, in the words of the pages."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.api.exports.selection import SUBJECTS
from annotations.models import Article, Claim, Desk
from annotations.models.articles.articles import languages_of

from ..articles.listing import MOST_LANGUAGES
from ..claims.list import choices as choices_of_claims
from ..shell.languages import choices as choices_of_languages

WORDS: dict[str, str | Promise] = {
    "search": _("Words"),
    "article": _("Article number"),
    "stage": _("Stage"),
    "question": _("Question"),
    "rating": _("Verdict"),
    "assignee": _("Assignee"),
    "due": _("Due date"),
    "priority": _("Priority"),
    "label": _("Label"),
    "watching": _("Watched"),
    "language": _("Language"),
    "source_url": _("Web address of the article"),
    "external_id": _("Id in your own system"),
    "updated_since": _("Changed since"),
}
TYPES = {"search": "search", "article": "number", "source_url": "url", "updated_since": "date"}
DUE = [("overdue", _("Overdue")), ("week", _("Due within 7 days"))]
NOBODY = ("nobody", _("Unassigned"))
Choices = list[tuple[str, str | Promise]]


class Field(NamedTuple):
    """`kind` is the type of an input; with choices it is a select."""

    name: str
    label: str | Promise
    value: str
    kind: str
    choices: Choices


def fields_of(request, subject: type, desk: Desk | None, given: Mapping[str, str]) -> list[Field]:
    """One for each filter, but for the desk, which has its place above them."""
    choices = _choices(request, subject, desk)
    return [
        Field(
            name,
            WORDS.get(name, name),
            given.get(name, ""),
            TYPES.get(name, "text"),
            _with(choices.get(name, []), given.get(name, "")),
        )
        for name in SUBJECTS[subject].filters
        if name != "desk"
    ]


def _with(choices: Choices, value: str) -> Choices:
    """What an address asks for stays chosen, also where nobody offers it."""
    if choices and value and value not in dict(choices):
        return [*choices, (value, value)]
    return choices


def _choices(request, subject: type, desk: Desk | None) -> dict[str, Choices]:
    if subject not in (Claim, Article):
        return {}
    offered: dict[str, Any] = choices_of_claims(request, desk)
    if subject is Article:
        desks = [desk] if desk else Desk.objects.visible_to(request.user)
        languages = languages_of([one.pk for one in desks], MOST_LANGUAGES)
        return {"stage": offered["stages"], "language": choices_of_languages(languages)}
    return {
        "stage": offered["stages"],
        "question": offered["questions"],
        "rating": offered["ratings"],
        "assignee": [NOBODY, *((str(one.pk), str(one)) for one in offered["people"])],
        "priority": offered["priorities"],
        "label": [(name, name) for name in offered["labels"]],
        "due": list(DUE),
        "watching": [("true", _("Watched by me"))],
    }
