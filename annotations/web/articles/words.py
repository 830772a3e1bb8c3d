"""What is counted on the pages of articles, in words."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, npgettext, pgettext_lazy

from annotations.services.anchors.carry_over import Counts

# Parts of a web page (ingest/html/boilerplate.py): one of them, several.
PARTS = {
    "navigation": (
        pgettext_lazy("part of a page", "navigation"),
        ngettext_lazy("%(number)s menu", "%(number)s menus", "number"),
    ),
    "header": (
        pgettext_lazy("part of a page", "header"),
        ngettext_lazy("%(number)s header", "%(number)s headers", "number"),
    ),
    "footer": (
        pgettext_lazy("part of a page", "footer"),
        ngettext_lazy("%(number)s footer", "%(number)s footers", "number"),
    ),
    "box": (
        pgettext_lazy("part of a page", "box"),
        ngettext_lazy("%(number)s box", "%(number)s boxes", "number"),
    ),
    "form": (
        pgettext_lazy("part of a page", "form"),
        ngettext_lazy("%(number)s form", "%(number)s forms", "number"),
    ),
    "advert": (
        pgettext_lazy("part of a page", "advert"),
        ngettext_lazy("%(number)s advert", "%(number)s adverts", "number"),
    ),
    "links": (
        pgettext_lazy("part of a page", "links"),
        ngettext_lazy("%(number)s list of links", "%(number)s lists of links", "number"),
    ),
    "comments": (
        pgettext_lazy("part of a page", "comments"),
        ngettext_lazy("%(number)s comment section", "%(number)s comment sections", "number"),
    ),
}


def parts_in_words(names: Iterable[str]) -> str:
    """`navigation, 2 boxes`: what was left out of a page, as it comes."""
    return ", ".join(
        str(PARTS[name][1] % {"number": number} if number > 1 else PARTS[name][0])
        for name, number in Counter(names).items()
    )


def claims_left(row) -> int:
    """How many claims of an article of the list are still to be checked."""
    return row.open_count + row.checking_count + row.review_count


def claims_in_words(row) -> str:
    """How many claims it has, and how many of them are checked."""
    checked = row.checked_count
    claims = claims_left(row) + checked
    if not claims:
        return _("No claims yet")
    if claims == 1:
        return _("1 claim, checked") if checked else _("1 claim, not checked yet")
    if claims == checked:
        said = ngettext("%(claims)s claim, all checked", "%(claims)s claims, all checked", claims)
    else:
        said = ngettext(
            "%(claims)s claim, %(checked)s checked",
            "%(claims)s claims, %(checked)s checked",
            claims,
        )
    return said % {"claims": claims, "checked": checked}


def fate_in_words(carried: Counts) -> str:
    """What became of the highlights, for the toast."""
    kept, changed, orphaned = carried.unchanged + carried.moved, carried.changed, carried.orphaned
    all_kept = npgettext(
        "all of them",
        "%(number)s highlight kept its words.",
        "All %(number)s highlights kept their words.",
        kept,
    )
    some_kept = ngettext(
        "%(number)s highlight kept its words.", "%(number)s highlights kept their words.", kept
    )
    return _sentences(
        (1, _("Saved as a new revision.")),
        (kept, some_kept if changed + orphaned else all_kept),
        (
            changed,
            ngettext("%(number)s highlight changed.", "%(number)s highlights changed.", changed),
        ),
        (
            orphaned,
            ngettext(
                "%(number)s highlight lost its words.",
                "%(number)s highlights lost their words.",
                orphaned,
            ),
        ),
        (
            carried.doubted,
            ngettext(
                "%(number)s checked claim needs another look.",
                "%(number)s checked claims need another look.",
                carried.doubted,
            ),
        ),
    )


def foreseen_in_words(carried: Counts) -> str:
    """What would become of the highlights, while the text is still being written."""
    kept, changed, orphaned = carried.unchanged + carried.moved, carried.changed, carried.orphaned
    if not changed + orphaned:
        said = ngettext(
            "%(number)s highlight keeps its words.",
            "All %(number)s highlights keep their words.",
            kept,
        )
        return said % {"number": kept} if kept else _("No highlights are touched.")
    return _sentences(
        (
            changed,
            ngettext(
                "%(number)s highlight would change.", "%(number)s highlights would change.", changed
            ),
        ),
        (
            orphaned,
            ngettext(
                "%(number)s highlight would lose its words.",
                "%(number)s highlights would lose their words.",
                orphaned,
            ),
        ),
        (
            kept,
            ngettext(
                "%(number)s highlight stays as it is.",
                "%(number)s highlights stay as they are.",
                kept,
            ),
        ),
        (
            carried.doubted,
            ngettext(
                "%(number)s checked claim will need another look.",
                "%(number)s checked claims will need another look.",
                carried.doubted,
            ),
        ),
    )


def conflicts_in_words(places: int) -> str:
    """Where two people changed the same words."""
    said = ngettext(
        "You and a colleague changed the same words in %(number)s place. You decide after saving.",
        "You and a colleague changed the same words in %(number)s places. You decide after saving.",
        places,
    )
    return said % {"number": places}


def merging_advice(places: int, *, is_again: bool) -> str:
    """What to do with a text in which two corrections are put together."""
    if not places:
        return (
            _("Check the text, then save.")
            if is_again
            else _("Both corrections are in the text below. Check it, then save.")
        )
    left = ngettext(
        "%(number)s place is still marked in the text. Decide there, then save.",
        "%(number)s places are still marked in the text. Decide there, then save.",
        places,
    )
    found = ngettext(
        "%(number)s place you both changed is marked in the text; the rest is merged. "
        "Decide there, then save.",
        "%(number)s places you both changed are marked in the text; the rest is merged. "
        "Decide there, then save.",
        places,
    )
    return (left if is_again else found) % {"number": places}


def _sentences(*said: tuple[int, str]) -> str:
    """Those that tell of anything at all."""
    return " ".join(words % {"number": number} for number, words in said if number)
