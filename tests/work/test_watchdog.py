"""Which worker is thought stuck: one that begins no task for long although texts wait."""

import pytest

from annotations.work.watchdog import LONGEST_TASK, REPLACE_AFTER, RING_AFTER, Watchdog


class Day:
    """A clock that is set by hand, whether work is due, and how often was rung."""

    def __init__(self):
        self.now, self.is_due, self.rung = 1_000.0, True, 0
        self.watchdog = Watchdog(is_due=lambda: self.is_due, ring=self.ring, clock=lambda: self.now)

    def ring(self):
        self.rung += 1

    def after(self, seconds, *, accepted=7, is_busy=False):
        self.now += seconds
        return self.watchdog.look(accepted, is_busy=is_busy)


@pytest.fixture
def day():
    day = Day()
    assert not day.after(0)
    return day


def test_it_is_stuck_when_our_own_ringing_is_not_heard_either(day):
    assert not day.after(RING_AFTER)
    assert day.rung == 1
    assert not day.after(REPLACE_AFTER - 1)
    assert day.after(1)
    assert day.rung == 1


def test_a_task_that_begins_starts_the_count_anew(day):
    assert not day.after(RING_AFTER)
    assert not day.after(REPLACE_AFTER, accepted=8)
    assert not day.after(REPLACE_AFTER, accepted=8)
    assert day.rung == 1


def test_nothing_due_is_nothing_to_hear(day):
    day.is_due = False
    assert not day.after(RING_AFTER)
    assert not day.after(10 * RING_AFTER)
    assert day.rung == 0


def test_what_is_due_late_is_rung_for_before_anybody_is_replaced(day):
    day.is_due = False
    assert not day.after(10 * RING_AFTER)
    day.is_due = True
    assert not day.after(4)
    assert day.rung == 1


def test_a_long_task_is_no_standstill(day):
    assert not day.after(LONGEST_TASK - 1, is_busy=True)
    assert day.rung == 0
    assert not day.after(1, is_busy=True)
    assert day.after(REPLACE_AFTER, is_busy=True)
