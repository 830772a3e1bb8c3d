"""The events application with a database that a test speaks for."""

import asyncio

import pytest
from asgiref.sync import async_to_sync

from annotations.live import stream
from annotations.live.hub import Hub

from .wire import Wire


@pytest.fixture
def play(monkeypatch):
    """Runs a story with the hub's connection in the test's hands."""
    # It would end the test's transaction.
    monkeypatch.setattr(stream, "close_old_connections", lambda: None)

    def run(story):
        async def act():
            wire = Wire()
            monkeypatch.setattr(stream, "hub", Hub(wire.connect))
            try:
                return await asyncio.wait_for(story(wire), 120)
            finally:
                stream.hub.stop()

        return async_to_sync(act)()

    return run
