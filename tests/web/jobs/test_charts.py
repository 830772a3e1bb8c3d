"""Columns of the charts of /jobs/."""

from datetime import datetime, timedelta, timezone

from annotations.web.jobs.charts import HALF, HOURS, columns

NOW = datetime(2026, 2, 3, 14, tzinfo=timezone.utc)


def row(hours_ago: int, done: int, failed: int, slow: float | None = 1.0) -> dict:
    hour = NOW - timedelta(hours=hours_ago)
    return {"hour": hour, "done": done, "failed": failed, "median": slow, "slow": slow}


def test_every_hour_has_its_column_also_without_a_run():
    found = columns([row(0, 4, 0), row(23, 2, 0)], NOW)

    assert len(found) == HOURS
    assert (found[0].begins, found[-1].begins) == (NOW - timedelta(hours=23), NOW)
    assert [hour.done for hour in found] == [2, *[0] * 22, 4]


def test_up_and_down_have_one_scale_and_little_is_still_seen():
    found = columns([row(0, 1000, 1), row(1, 500, 0)], NOW)

    assert (found[-1].done_height, found[-1].done_y) == (HALF, 0)
    assert found[-2].done_height == HALF / 2
    assert (found[-1].failed_height, found[-2].failed_height) == (2, 0)


def test_an_hour_of_failures_only_has_no_time():
    [*_, last] = columns([row(0, 0, 3, slow=None)], NOW)

    assert (last.median_height, last.slow_height, last.failed_height) == (0, 0, HALF)


def test_no_runs_at_all_draw_nothing():
    assert {hour.done_height + hour.slow_height for hour in columns([], NOW)} == {0}
