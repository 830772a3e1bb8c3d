"""The charts of the jobs page: what was tagged in the last day, and how fast. Drawn as SVG."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.shortcuts import render
from django.utils import timezone

from annotations.models import TaggingRun

HOURS = 24
# In px; a column is an hour.
WIDTH, COLUMN, BAR, HALF = 312, 13, 9, 44


@dataclass(frozen=True)
class Hour:
    """One column: its place, its numbers, and the heights of its bars in px."""

    begins: datetime
    x: int
    done: int = 0
    failed: int = 0
    median: float = 0
    slow: float = 0
    done_height: int = 0
    failed_height: int = 0
    median_height: int = 0
    slow_height: int = 0

    @property
    def done_y(self) -> int:
        return HALF - self.done_height

    @property
    def median_y(self) -> int:
        return 2 * HALF - self.median_height

    @property
    def slow_y(self) -> int:
        return 2 * HALF - self.slow_height


def charts(request):
    """A fragment of the jobs page, asked for anew now and then."""
    return render(request, "jobs/charts_again.html", shown(request))


def shown(request) -> dict[str, object]:
    """What jobs/charts.html and its table need, of the person's desks."""
    rows = list(TaggingRun.objects.visible_to(request.user).by_hour(HOURS))
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    hours = columns(rows, now)
    return {
        "hours": hours,
        "done": sum(hour.done for hour in hours),
        "failed": sum(hour.failed for hour in hours),
        "most": max(max(hour.done, hour.failed) for hour in hours),
        "slowest": max(hour.slow for hour in hours),
        "width": WIDTH,
        "bar": BAR,
        "half": HALF,
        "whole": 2 * HALF,
    }


def columns(rows: list[dict], now: datetime) -> list[Hour]:
    """An Hour for each of the last 24, `now` the beginning of the newest; pure.

    Both directions have one scale, the highest bar fills its half; what is there is seen.
    """
    found = {row["hour"]: row for row in rows}
    most = max([1, *(max(row["done"], row["failed"]) for row in rows)])
    slowest = max([0, *(row["slow"] or 0 for row in rows)])
    hours = []
    for i in range(HOURS):
        begins = now - timedelta(hours=HOURS - 1 - i)
        row = found.get(begins, {"done": 0, "failed": 0, "median": None, "slow": None})
        median, slow = row["median"] or 0, row["slow"] or 0
        hours.append(
            Hour(
                begins,
                i * COLUMN,
                row["done"],
                row["failed"],
                median,
                slow,
                _height(row["done"], most, HALF),
                _height(row["failed"], most, HALF),
                _height(median, slowest, 2 * HALF - 8),
                _height(slow, slowest, 2 * HALF - 8),
            )
        )
    return hours


def _height(value: float, most: float, room: int) -> int:
    return max(2, round(room * value / most)) if value and most else 0
