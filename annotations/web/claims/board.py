"""The board of a desk: its claims by stage."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import redirect, render

from annotations import access
from annotations.models import Claim, Desk, Stage
from annotations.models.claims import board
from annotations.text.whole_numbers import whole

from ..shell.context import desk_at_hand
from ..shell.drawn import Drawn
from ..workbench.toast import offer
from . import board_offers, desk_charts
from .rows import describe

SHOWN, MORE, MOST = 12, 24, 204  # Cards of a column: at first, with each "show more", at most.


@dataclass(frozen=True)
class Column:
    """One stage: its cards, and how many claims it has, up to board.MOST_COUNTED and one more."""

    stage: Stage
    cards: list
    tally: board.Tally
    more: str  # The address that shows more cards; "" when all are shown, or as many as can be.

    @property
    def is_cut(self) -> bool:
        return self.tally.claims > board.MOST_COUNTED

    @property
    def count(self) -> int:
        return min(self.tally.claims, board.MOST_COUNTED)

    @property
    def hidden(self) -> int:
        return max(0, self.count - len(self.cards))

    @property
    def oldest(self):
        """Since when the first has been in the stage, in a column of the longest waiting first."""
        is_backwards = self.stage == Stage.CHECKED
        return None if is_backwards else min((one.stage_since for one in self.cards), default=None)


def at_hand(request):
    """The board of the desk at hand, or of the person's first."""
    desk = desk_at_hand(request) or Desk.objects.visible_to(request.user).order_by("name").first()
    return redirect("desk", desk.pk) if desk else redirect("articles")


def page(request, pk: int):
    """The board with its charts; htmx gets the columns only."""
    desk = access.load(Desk.objects.all(), request.user, pk)
    if request.GET.get("desk"):
        return at_hand(request)
    return draw(request, desk) if request.htmx else draw_page(request, desk)


def draw_page(request, desk: Desk, *, status: int = 200, **more: object):
    """The page; `more` as for `draw`."""
    shown = context(request, desk) | desk_charts.shown(request.user, desk.pk)
    shown["may_double_check"] = access.may(request.user, "keep double checks", desk.pk)
    return render(request, "claims/board/page.html", shown | more, status=status)


def draw(request, desk: Desk, *, status: int = 200, **more: object):
    """The columns, after something was done there or elsewhere.

    `more` is the `message` of a refusal with `about`, the claim that it is about.
    """
    shown = context(request, desk) | {"offer": offer(request), "is_anew": True}
    return render(request, "claims/board/columns.html", shown | more, status=status)


def context(request, desk: Desk) -> dict[str, object]:
    """What claims/board/columns.html needs: four queries a column less one, and six."""
    request.desk_at_hand = desk
    limits = {str(stage): _limit(request, stage) for stage in board.STAGES}
    found: dict[str, list[Drawn]] = {
        stage: board.column(request.user, desk.pk, stage, limit) for stage, limit in limits.items()
    }
    _describe(request, desk, [card for cards in found.values() for card in cards])
    return {
        "desk": desk,
        "columns": [_column(request, desk, stage, cards, limits) for stage, cards in found.items()],
        "here": _query(limits),
        "days": board.LATELY.days,
    }


def _column(request, desk: Desk, stage: str, cards: list[Drawn], limits: dict[str, int]) -> Column:
    tally = board.tally(request.user, desk.pk, stage)
    is_all = tally.claims <= len(cards) or limits[stage] >= MOST
    wider = limits | {stage: min(limits[stage] + MORE, MOST)}
    more = "" if is_all else f"?{_query(wider)}#column-{stage}"
    return Column(Stage(stage), cards, tally, more)


def _query(limits: dict[str, int]) -> str:
    return urlencode({stage: limit for stage, limit in limits.items() if limit != SHOWN})


def _limit(request, stage: str) -> int:
    number = whole(request.GET.get(stage, "")) or SHOWN
    return max(SHOWN, min(number, MOST))


def _describe(request, desk: Desk, cards: list[Drawn]) -> None:
    """Gives each card its verdict, what it waits for, and where this person may move it."""
    describe(cards)
    pending, late, differing = board.waiting(cards)
    for card in cards:
        card.desk = desk
        card.is_proposed = card.pk in pending
        card.is_late_review = card.pk in late
        card.is_differing = card.pk in differing
        waits = card.is_proposed or card.is_differing
        card.is_doubted = card.stage == Stage.REVIEW and not waits
        card.moves = board_offers.offered(request.user, card, card.is_proposed)
        card.targets = " ".join(move.to for move in card.moves)


def load_claim(request, pk: int) -> Claim:
    """The claim with its desk if this person may see it; raises NotFound."""
    claims = Claim.objects.select_related("desk", "article", "assignee")
    return access.load(claims.defer("search", "article__search"), request.user, pk)
