"""*My work*: what needs this person, grouped by what it needs, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.errors import DomainError, Phrase
from annotations.models import Anchor, Claim, Desk, ReplyRequest, User
from annotations.models.claims import queues
from annotations.text.numbers import lost_numbers

from ..shell.context import desk_at_hand, desks_where
from ..shell.drawn import Drawn
from . import changed_words, mentioned, readers, stuck, work_reasons
from .rows import describe

MOST = 50  # Rows of a group; the others come when these are done.


@dataclass(frozen=True)
class Group:
    """One queue (models/claims/queues.py); my_work/row.html knows the buttons of its rows."""

    slug: str
    title: Phrase
    hint: Phrase
    rows: list
    is_cut: bool


TITLES: dict[str, tuple[Phrase, Phrase]] = {
    "gone": (
        _("The words are gone"),
        _("A correction removed them. Say which words make the claim now."),
    ),
    "changed": (
        _("The words changed"),
        _("A correction touched the claim’s words. Say whether it is still the same claim."),
    ),
    "escalated": (
        _("Review long overdue"),
        _("Nobody decided in twice the time that the desk allows. You can, as an administrator."),
    ),
    "late": (_("Review overdue"), _("These verdicts have waited longer than the desk allows.")),
    "overdue": (_("Reply overdue"), _("Somebody was asked, and the deadline has passed.")),
    "outcome": (
        _("Correction to confirm"),
        _("You asked for a correction, and the article has changed. Say what became of the words."),
    ),
    "returned": (
        _("Returned to you"),
        _("An editor asked for more. Propose a verdict again, or hand the claim back."),
    ),
    "doubted": (_("Needs another look"), _("Something changed after the verdict was approved.")),
    "review": (_("To review"), _("Proposed by colleagues. Approve or return each verdict.")),
    "differ": (
        _("Ratings that differ"),
        _("Two people rated these claims unseen by each other. Decide between them."),
    ),
    "another": (
        _("Needs a second editor"),
        _(
            "Every editor of the desk proposed the verdict, rated the claim or changed it."
            " An administrator can decide."
        ),
    ),
    "readers": (
        _("Readers’ requests"),
        _("Readers say that a public page is wrong. Accept or decline."),
    ),
    "mentions": (_("Mentions of you"), _("Somebody mentioned you in a conversation.")),
    "rate": (
        _("To rate"),
        _("Two people rate each of these claims unseen by each other. You are one of them."),
    ),
    "held": (_("Assigned to you"), ""),
    "deputy": (_("For colleagues"), _("Assigned to people for whom you stand in.")),
    "rater": (
        _("Needs another rater"),
        _("Two people rate these claims unseen by each other, and one is missing."),
    ),
    "repeated": (
        _("Checked already"),
        _("New articles repeat what the desk has checked. Say whether it is the same claim."),
    ),
    "nobody": (_("Unassigned"), _("Waiting for anyone who can check them.")),
    "stuck": (_("Stuck"), _("These jobs failed and go on only when somebody sees to them.")),
}
# No queues of claims: the first is counted by the bell, the second is anybody's.
MENTIONS, STUCK, READERS = "mentions", "stuck", "readers"
MOVED = ("gone", "changed")
# What stands here whatever else its claim needs: another answer is asked for.
BESIDE = ("outcome",)
TO_REVIEW = ("escalated", "late", "review")


def home(request):
    """The first page: what needs the person; who is on no desk yet sees that there is nothing."""
    has_desk = Desk.objects.visible_to(request.user).exists()
    return redirect("work" if has_desk else "articles")


def is_from_here(request) -> bool:
    """Whether something was done in a row of this page, and leads back to it."""
    return request.GET.get("from") == "work"


def page(request, status: int = 200, **more: object):
    """All groups, or the one the address names; htmx gets the rows only.

    `more` is `told` after a decision that was taken here, or the `message` of its refusal.
    """
    groups = groups_of(request)
    asked = request.GET.get("group", "")
    shown = [one for one in groups if one.rows and asked in ("", one.slug)]
    own = [one for one in groups if one.slug not in (*queues.ANYBODYS, MENTIONS, STUCK)]
    claims = {row.pk for one in own if one.slug != READERS for row in one.rows}
    total = len(claims) + sum(len(one.rows) for one in own if one.slug == READERS)
    anybodys = [one for one in groups if one.slug in queues.ANYBODYS]
    number = sum(len(one.rows) for one in anybodys)
    context = {
        "groups": groups,
        "shown": shown,
        "asked": asked,
        # What decisions send along, so that they lead back here.
        "here": urlencode({"from": "work"} | ({"group": asked} if asked else {})),
        "total": total,
        "total_told": _told(total, own),
        "may": _may_somewhere(request.user),
        "anybodys": number,
        "anybodys_told": _told(number, anybodys),
    }
    template = "claims/my_work/rows.html" if request.htmx else "claims/my_work/page.html"
    return render(request, template, context | more, status=status)


def _told(number: int, groups: Iterable[Group]) -> str:
    """A number of rows, and whether there are more than the page shows."""
    return f"{number}+" if any(one.is_cut for one in groups) else str(number)


def refused(request, claim: Claim, error: DomainError):
    """The page, with what could not be done with the claim."""
    return page(request, error.status, message=error.message, about=claim)


def _may_somewhere(user: User) -> dict[str, bool]:
    """What the person may do on any desk, for the list of keys."""
    desks = [desk.pk for desk in desks_where(user, "view")]
    return {
        name: any(access.may(user, action, desk) for desk in desks)
        for name, action in (("annotate", "add claim"), ("check", "propose"))
    }


def count(request):
    """How much needs the person, for the bar."""
    return render(request, "shell/work_count.html")


def groups_of(request) -> list[Group]:
    """Every queue; a claim stands in the first that needs it, and in those BESIDE.

    Queries: one a queue, and eight; of what is stuck, one a kind and one.
    """
    desk = desk_at_hand(request)
    found: list[Group] = []
    seen: set[int] = set()
    for slug, queue_of in queues.QUEUES.items():
        if slug in queues.ADMINISTRATORS and not request.user.is_superuser:
            continue
        queue = queues.first_of(queue_of(request.user, desk and desk.pk), MOST + 1)
        joined = queue.select_related("article", "assignee", "desk")
        rows = list(joined.defer("search", "article__search"))
        fresh = [row for row in rows[:MOST] if row.pk not in seen or slug in BESIDE]
        seen.update(row.pk for row in fresh)
        found.append(Group(slug, *TITLES[slug], fresh, len(rows) > MOST))
    _describe(request, found)
    mentions = mentioned.rows(request.user, desk, MOST + 1)
    asked = readers.rows(request.user, desk, MOST + 1)
    at = [group.slug for group in found].index("held")
    found.insert(at, Group(READERS, *TITLES[READERS], asked[:MOST], len(asked) > MOST))
    found.insert(at, Group(MENTIONS, *TITLES[MENTIONS], mentions[:MOST], len(mentions) > MOST))
    stopped = stuck.rows(request.user, desk, MOST + 1)
    found.append(Group(STUCK, *TITLES[STUCK], stopped[:MOST], len(stopped) > MOST))
    return found


def _describe(request, groups: list[Group]) -> None:
    rows = [row for group in groups for row in group.rows]
    describe(rows)
    moved = {row.pk for group in groups if group.slug in MOVED for row in group.rows}
    anchors = Anchor.objects.undecided().current().filter(claim__in=moved)
    # Of a claim with several the first whose words are gone, else the first.
    waiting_of = {anchor.claim_id: anchor for anchor in anchors.order_by("state", "-pk")}
    places = changed_words.places_of(waiting_of.values())
    for group in groups:
        for row in group.rows:
            row.waits = waiting_of.get(row.pk) if group.slug in MOVED else None
    for row in rows:
        row.asked = row.contact = None
        if row.waits:
            old, new = changed_words.sides(row.waits.before, row.waits.exact)
            row.waits.old_words, row.waits.new_words = (
                changed_words.windowed(old),
                changed_words.windowed(new),
            )
            row.lost_numbers = lost_numbers(row.statement, row.waits.before, row.waits.exact)
        row.places = places.get(row.waits.pk, []) if row.waits else []
        row.may_withdraw = access.may(request.user, "dismiss", row.desk_id)
    _say_which(request, groups)
    _say_outcome(groups)
    for group in groups:
        for row in group.rows:
            row.why = work_reasons.why(row, group.slug)
            row.tone, row.tone_label = _tone(row, group.slug)
            row.address = _address(row)


def _tone(row: Drawn, slug: str) -> tuple[str, str]:
    """The look of the verdict that the row is about, and its label."""
    if slug in TO_REVIEW and row.asked:
        return row.asked.rating.tone, row.asked.rating.label
    return row.verdict, row.verdict_label


def _address(row: Drawn) -> str:
    """Where the claim is open, on the question that the row is about."""
    query = {"claim": row.pk} | ({"question": row.asked.question} if row.asked else {})
    return f"{reverse('article', args=[row.article_id])}?{urlencode(query)}"


def _say_outcome(groups: list[Group]) -> None:
    """Gives rows whose words were asked to be corrected the request that waits the longest."""
    rows = {row.pk: row for group in groups if group.slug in BESIDE for row in group.rows}
    waiting = ReplyRequest.objects.to_confirm().filter(claim__in=rows) if rows else ()
    for contact in sorted(waiting, key=lambda one: (one.outcome_at, one.pk), reverse=True):
        rows[contact.claim_id].contact = contact


def _say_which(request, groups: list[Group]) -> None:
    """Gives rows the verdict `asked` about: what is to review, or what came back with its note."""
    to_review = {row.pk: row for group in groups if group.slug in TO_REVIEW for row in group.rows}
    came_back = {row.pk: row for group in groups if group.slug == "returned" for row in group.rows}
    asked = (
        (to_review, queues.first_to_review(request.user, to_review)),
        (came_back, queues.first_returned(request.user, came_back)),
    )
    for rows, verdicts in asked:
        for pk, verdict in verdicts.items():
            rows[pk].asked = verdict
