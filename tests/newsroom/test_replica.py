"""Whether the replica is read from; with a real one in tests/faults/test_replica.py."""

from contextlib import contextmanager

import pytest
from django.db import OperationalError

from newsroom.database import replica


class Link:
    """A connection of which every statement has this one row."""

    def __init__(self, row):
        self.row, self.asked = row, 0

    @contextmanager
    def cursor(self):
        yield self

    def execute(self, *_):
        self.asked += 1
        if isinstance(self.row, Exception):
            raise self.row

    def fetchone(self):
        return self.row

    def close(self):
        pass


@pytest.fixture
def links(monkeypatch):
    """The connections, and a replica that is there and has everything."""

    class Links(dict):
        settings = {"default": {}, "replica": {}}

    made = Links(default=Link(("0/1",)), replica=Link((True, True)))
    monkeypatch.setattr(replica, "connections", made)
    monkeypatch.setattr(replica, "PATIENCE", 0.0)
    monkeypatch.setattr(replica, "_asked_again_at", float("-inf"))
    return made


def test_what_has_everything_is_read_from(links):
    assert replica.for_reading() == "replica"


def test_without_a_replica_nothing_is_asked(links, monkeypatch):
    monkeypatch.setattr(type(links), "settings", {"default": {}})
    assert replica.for_reading() == "default"
    assert links["default"].asked == 0


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((True, False), "more than 0 seconds behind"),
        ((False, True), "no replica any more"),
        (OperationalError("gone"), "gone"),
    ],
)
def test_otherwise_it_is_left_alone_for_a_while(links, monkeypatch, caplog, row, why):
    links["replica"].row = row
    assert [replica.for_reading() for _ in range(3)] == ["default"] * 3
    assert why in caplog.text
    assert len(caplog.records) == 1
    asked = links["replica"].asked

    monkeypatch.setattr(replica.time, "monotonic", lambda: replica._asked_again_at + 1)
    links["replica"].row = (True, True)
    assert replica.for_reading() == "replica"
    assert links["replica"].asked == asked + 1


def test_one_that_catches_up_is_waited_for(links, monkeypatch):
    monkeypatch.setattr(replica, "PATIENCE", 60.0)
    monkeypatch.setattr(replica, "INTERVAL", 0.0)
    rows = iter([(True, False), (True, False), (True, True)])
    links["replica"].fetchone = lambda: next(rows)
    assert replica.for_reading() == "replica"
