"""The three charts beside the board, drawn as SVG: claims in and out, verdicts, and how long."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from annotations.models import Tone, User
from annotations.models.claims import flow

# In px; a column is a day.
WIDTH, COLUMN, BAR, HALF = 308, 11, 8, 48
# Of the lines: a step is a week, and the height.
STEP, HEIGHT = 26, 72
HOUR = 3_600


@dataclass(frozen=True)
class Day:
    """One column: its place, its numbers, and the heights of its bars in px."""

    day: date
    x: int
    came: int
    checked: int
    dismissed: int
    up: int
    down: int

    @property
    def y(self) -> int:
        return HALF - self.up


@dataclass(frozen=True)
class Week:
    """One point of both lines; hours, and None where nothing was checked."""

    monday: date
    x: int
    claims: int
    median: float | None
    slow: float | None
    median_y: int = 0
    slow_y: int = 0


@dataclass(frozen=True)
class Share:
    """One verdict: how many claims, in per cent of all, and the width of its bar in px."""

    tone: str
    label: str
    claims: int
    percent: int
    width: int


def shown(user: User, desk_id: int) -> dict[str, object]:
    """What claims/board/charts.html needs: four queries, each of a bounded time."""
    today = timezone.localdate()
    days = days_of(flow.came(user, desk_id), flow.left(user, desk_id), today)
    weeks = weeks_of(flow.times(user, desk_id), today)
    shares = shares_of(flow.verdicts(user, desk_id))
    checked = [week for week in weeks if week.claims]
    return {
        "chart_days": days,
        "came": sum(day.came for day in days),
        "left": sum(day.checked + day.dismissed for day in days),
        "most": max(max(day.came, day.checked + day.dismissed) for day in days),
        "shares": shares,
        "rated": sum(share.claims for share in shares),
        "weeks": weeks,
        "newest": checked[-1] if checked else None,
        "slowest": max((week.slow or 0 for week in checked), default=0),
        "median_line": line_of(weeks, "median_y"),
        "slow_line": line_of(weeks, "slow_y"),
        "chart": {"width": WIDTH, "bar": BAR, "half": HALF, "whole": 2 * HALF, "height": HEIGHT},
    }


def days_of(came: dict[date, int], left: dict[date, tuple[int, int]], today: date) -> list[Day]:
    """A Day for each of the last flow.DAYS; pure. Both directions have one scale."""
    most = max([1, *came.values(), *(sum(numbers) for numbers in left.values())])
    days = []
    for i in range(flow.DAYS):
        day = today - timedelta(days=flow.DAYS - 1 - i)
        number, (checked, dismissed) = came.get(day, 0), left.get(day, (0, 0))
        up, down = (_height(one, most, HALF - 2) for one in (number, checked + dismissed))
        days.append(Day(day, i * COLUMN, number, checked, dismissed, up, down))
    return days


def weeks_of(times: dict[date, tuple[float, float, int]], today: date) -> list[Week]:
    """A Week for each of the last flow.WEEKS; pure. The slowest stands at the top."""
    monday = today - timedelta(days=today.weekday())
    most = max([1, *(slow for _median, slow, _claims in times.values())])
    weeks = []
    for i in range(flow.WEEKS):
        week = monday - timedelta(weeks=flow.WEEKS - 1 - i)
        x = i * STEP + STEP // 2 - 2
        if week not in times:
            weeks.append(Week(week, x, 0, None, None))
            continue
        median, slow, claims = times[week]
        high, low = (HEIGHT - 4 - round((HEIGHT - 10) * one / most) for one in (slow, median))
        weeks.append(Week(week, x, claims, median / HOUR, slow / HOUR, low, high))
    return weeks


def line_of(weeks: list[Week], height: str) -> str:
    """The points of an SVG polyline through the weeks in which something was checked."""
    return " ".join(f"{week.x},{getattr(week, height)}" for week in weeks if week.claims)


def shares_of(verdicts: dict[str, int]) -> list[Share]:
    """In the order of the scale, those that were given; pure."""
    total, most = sum(verdicts.values()), max(verdicts.values(), default=0)
    return [
        Share(
            tone.value,
            str(tone.label),
            verdicts[tone],
            round(100 * verdicts[tone] / total),
            _height(verdicts[tone], most, 120),
        )
        for tone in Tone
        if verdicts.get(tone)
    ]


def _height(value: float, most: float, room: int) -> int:
    return max(2, round(room * value / most)) if value and most else 0
