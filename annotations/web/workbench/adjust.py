"""The ends of a span moved: a step at a time by button or key, or dragged to where they go."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import Anchor, Mention, Revision
from annotations.text.stepping import EARLIER, LATER, step, step_letter

from .selections import Selection, selection_of

# Each with its key: which end goes where. With Alt by a letter.
WAYS = {
    "start-earlier": ("start", EARLIER, "["),
    "start-later": ("start", LATER, "{"),
    "end-earlier": ("end", EARLIER, "}"),
    "end-later": ("end", LATER, "]"),
}
WAYS_WITH_KEYS = [(name, key) for name, (*_, key) in WAYS.items()]


def places(rows: list[Anchor], asked: Iterable[str]) -> dict[str, object]:
    """What workbench/places.html needs of a claim's anchors.

    Keys and handles mean one place: the first of those `asked` for (ids) that stands, else the
    claim's first; `next_place` is the one after it.
    """
    standing = [row for row in rows if row.start is not None]
    at_of = {str(row.pk): at for at, row in enumerate(standing)}
    at = next((at_of[one] for one in asked if one in at_of), 0)
    return {
        "places": standing,
        "meant": standing[at] if standing else None,
        "next_place": standing[(at + 1) % len(standing)] if len(standing) > 1 else None,
        "ways": WAYS_WITH_KEYS,
    }


def adjusted(request, span: Anchor | Mention) -> Selection:
    """The words that the form asks for: by `way` (and `unit=letter`), or `revision`, `start`,
    `end`, `exact` of a drag, which are of the revision the span stands on.

    Raises Invalid.
    """
    if "start" in request.POST:
        where = selection_of(request)
        if where.revision_id != span.revision_id:
            raise Invalid(_("The article has been corrected. Reload to see the new text."))
        return where
    side, way, _key = WAYS.get(request.POST.get("way", ""), ("", 0, ""))
    place = span.place
    if not side or place is None:
        raise nothing_to_move()
    text = Revision.objects.only("text").get(pk=span.revision_id).text
    by = step_letter if request.POST.get("unit") == "letter" else step
    found = by(text, *place, side, way)
    if found is None:
        raise nothing_to_move()
    return Selection(span.revision_id, *found, text[slice(*found)])


def nothing_to_move() -> Invalid:
    return Invalid(_("There is no word to add or drop there."))
