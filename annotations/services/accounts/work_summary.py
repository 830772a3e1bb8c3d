"""How much of which work, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from annotations.models import Handover, Role

from . import work

WORDS = {
    "claims": ngettext_lazy("%(number)s claim to check", "%(number)s claims to check", "number"),
    "reviews": ngettext_lazy("%(number)s review", "%(number)s reviews", "number"),
    "contacts": ngettext_lazy("%(number)s open request", "%(number)s open requests", "number"),
    "ratings": ngettext_lazy(
        "%(number)s claim to rate unseen", "%(number)s claims to rate unseen", "number"
    ),
    "mentions": ngettext_lazy("%(number)s open mention", "%(number)s open mentions", "number"),
    "guest_links": ngettext_lazy(
        "%(number)s link for a guest", "%(number)s links for guests", "number"
    ),
    "webhooks": ngettext_lazy("%(number)s webhook", "%(number)s webhooks", "number"),
    "feeds": ngettext_lazy("%(number)s feed", "%(number)s feeds", "number"),
    "watches": ngettext_lazy("%(number)s watched claim", "%(number)s watched claims", "number"),
}


def in_words(counts: Mapping[str, int]) -> list[str]:
    """One phrase a kind, in the order of the kinds."""
    return [str(WORDS[name] % {"number": counts[name]}) for name in work.KINDS if counts.get(name)]


def taken_by(name: str) -> str:
    """Who can take this kind over."""
    if name == "reviews":
        return _("editors who neither proposed the verdict nor changed the claim")
    if name == "ratings":
        return _("checkers and editors who do not rate it already")
    by_role: dict[Role, str] = {
        Role.VIEWER: _("everybody on the desk"),
        Role.REPORTER: _("reporters, checkers and editors"),
        Role.CHECKER: _("checkers and editors"),
        Role.EDITOR: _("editors"),
    }
    return by_role[work.least_role(name)]


def went(handover: Handover) -> dict[str, int]:
    """How much of each kind went to the receiver."""
    moved = handover.moved
    counts = {name: len(moved.get(name, ())) for name in work.KINDS}
    counts["mentions"] += len(moved.get("mentions_known", ()))
    counts["watches"] += len(moved.get("watched", ()))
    return counts
