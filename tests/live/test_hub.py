"""What PostgreSQL notifies reaches the open pages it concerns, and no other."""

import asyncio
import json

import psycopg
import pytest
from asgiref.sync import async_to_sync

from annotations.live import hub as live
from annotations.live.hub import QUEUE_LENGTH, RECHECK, RESYNC, Hub, Page, Reader

from .wire import Wire, event

SOON, NEVER = 60.0, 0.05  # Seconds; what comes comes in milliseconds, but for a busy machine.


def reader(desks: set[int] | None, **more) -> Reader:
    return Reader(None if desks is None else frozenset(desks), **more)


def waiting(page: Page) -> list[str]:
    """Everything the page has to hear by now."""

    async def drain() -> list[str]:
        found = []
        while (payload := await page.next(0.001)) is not None:
            found.append(payload)
        return found

    return async_to_sync(drain)()


@pytest.mark.parametrize(
    ("desks", "desk", "hears"),
    [
        ({1, 2}, 2, True),
        ({1, 2}, 3, False),
        ({-1}, 1, False),
        (None, 3, True),
        (set(), 1, False),
        ({1}, None, False),
        (None, None, True),
    ],
)
def test_a_page_hears_of_its_desks_only(desks, desk, hears):
    page = Page(reader(desks))
    page.offer(event(desk))

    assert waiting(page) == ([event(desk)] if hears else [])


def test_everybody_hears_of_workers():
    told = json.dumps({"kind": "worker", "desk": None, "article": None, "id": None})
    page = Page(reader({1}))
    page.offer(told)

    assert waiting(page) == [told]


def test_every_page_is_told_to_fetch_anew():
    page = Page(reader({1}))
    page.offer(RESYNC)

    assert waiting(page) == [RESYNC]


def test_events_come_in_the_order_in_which_they_happened():
    page = Page(reader(None))
    for pk in range(QUEUE_LENGTH):
        page.offer(event(1, pk))

    assert waiting(page) == [event(1, pk) for pk in range(QUEUE_LENGTH)]


def test_a_page_that_is_too_slow_is_told_to_fetch_anew_and_hears_what_comes_then():
    page = Page(reader({1}))
    for pk in range(QUEUE_LENGTH + 1):
        page.offer(event(1, pk))
    page.offer(event(1, 999))

    assert waiting(page) == [RESYNC, event(1, 999)]


def test_events_of_other_desks_fill_no_page():
    page = Page(reader({1}))
    for pk in range(2 * QUEUE_LENGTH):
        page.offer(event(2, pk))
    page.offer(event(1))

    assert waiting(page) == [event(1)]


def test_silence_is_none_after_the_time():
    assert async_to_sync(Page(reader(None)).next)(0.001) is None


@pytest.fixture
def scene(monkeypatch):
    """Runs a test's coroutine with a hub and its wire, and ends the hub's task afterwards."""
    monkeypatch.setattr(live, "RETRY_SECONDS", 0.01)

    def play(coroutine, *failures: Exception):
        async def act():
            wire = Wire(*failures)
            hub = Hub(wire.connect)
            try:
                await asyncio.wait_for(coroutine(hub, wire), 120)
            finally:
                hub.stop()

        async_to_sync(act)()

    return play


async def settle(page: Page) -> None:
    """Until the first resyncs, of the page and of the connection, have been heard."""
    while await page.next(NEVER) is not None:
        pass


def test_pages_share_one_connection_that_listens_to_our_channel(scene):
    async def story(hub, wire):
        async with hub.page(reader({1})) as one, hub.page(reader({2})) as two:
            await settle(one)
            await settle(two)
            assert (wire.connections, wire.commands) == (1, ["LISTEN newsroom"])

    scene(story)


def test_a_fresh_page_begins_with_a_resync(scene):
    async def story(hub, wire):
        async with hub.page(reader({1})) as page:
            assert await page.next(SOON) == RESYNC

    scene(story)


def test_an_event_reaches_the_pages_of_its_desk(scene):
    async def story(hub, wire):
        async with (
            hub.page(reader({1})) as mine,
            hub.page(reader({2})) as theirs,
            hub.page(reader(None)) as every,
        ):
            for page in (mine, theirs, every):
                await settle(page)
            wire.say(event(1))
            assert await mine.next(SOON) == event(1)
            assert await every.next(SOON) == event(1)
            assert await theirs.next(NEVER) is None

    scene(story)


def test_a_page_nobody_reads_keeps_no_other_waiting(scene):
    async def story(hub, wire):
        async with hub.page(reader({1})) as slow, hub.page(reader({1})) as quick:
            await settle(quick)
            for pk in range(3 * QUEUE_LENGTH + 5):
                wire.say(event(1, pk))
                assert await quick.next(SOON) == event(1, pk)
            heard = []
            while (payload := await slow.next(NEVER)) is not None:
                heard.append(payload)
            assert RESYNC in heard
            assert len(heard) <= QUEUE_LENGTH
            assert heard[-1] == event(1, 3 * QUEUE_LENGTH + 4)

    scene(story)


def test_a_page_that_was_closed_is_forgotten(scene):
    async def story(hub, wire):
        async with hub.page(reader({1})) as closed:
            await settle(closed)
        async with hub.page(reader({1})) as page:
            await settle(page)
            wire.say(event(1))
            assert await page.next(SOON) == event(1)
        assert await closed.next(NEVER) is None
        assert not hub._pages

    scene(story)


@pytest.mark.parametrize("error", [psycopg.OperationalError("gone"), OSError("no route")])
def test_a_database_that_is_away_is_asked_again(scene, error):
    async def story(hub, wire):
        async with hub.page(reader({1})) as page:
            await settle(page)
            wire.say(event(1))
            assert await page.next(SOON) == event(1)
        assert wire.connections == 3

    scene(story, error, error)


def test_pages_fetch_anew_after_the_connection_broke(scene):
    async def story(hub, wire):
        async with hub.page(reader({1})) as page, hub.page(reader({2})) as other:
            await settle(page)
            await settle(other)
            wire.say(psycopg.OperationalError("terminating connection"))
            assert await page.next(SOON) == RESYNC
            assert await other.next(SOON) == RESYNC
            wire.say(event(1))
            assert await page.next(SOON) == event(1)
        assert wire.connections == 2

    scene(story)


def told_of(kind: str, **more) -> str:
    return json.dumps({"kind": kind} | more)


def test_a_change_of_rights_reaches_whom_it_concerns_and_names_nobody():
    mine = Page(reader({1}, person=7, session="digest"))
    mine.offer(told_of("rights", person=8))
    mine.offer(told_of("rights", session="other"))
    mine.offer(told_of("rights", person=7))
    mine.offer(told_of("rights", session="digest"))
    assert waiting(mine) == [RECHECK, RECHECK]


def test_a_page_without_a_session_is_no_page_of_every_session():
    page = Page(reader({1}, person=7))
    page.offer(told_of("rights", session=""))
    assert waiting(page) == []


HERE = {"desk": 1, "article": 5, "person": 7, "name": "Mara", "tab": "one", "claim": 3}


def test_who_is_here_is_told_to_pages_of_the_article_on_its_desk_only(scene):
    async def story(hub, wire):
        of_article = reader({1}, article=5)
        async with (
            hub.page(of_article) as same,
            hub.page(reader({1}, article=6)) as other,
            hub.page(reader({2}, article=5)) as foreign,
        ):
            for page in (same, other, foreign):
                await settle(page)
            wire.say(told_of("presence", **HERE))
            assert json.loads(await same.next(SOON))["claim"] == 3
            assert await other.next(NEVER) is None
            assert await foreign.next(NEVER) is None
            async with hub.page(of_article) as late:
                assert json.loads(await late.next(SOON))["name"] == "Mara"

    scene(story)


def test_who_leaves_is_told_at_once_and_by_nobody_else(scene):
    async def story(hub, wire):
        async with hub.page(reader({1}, article=5)) as page:
            async with hub.page(reader({1}, article=5, person=7, tab="one")):
                await settle(page)
                wire.say(told_of("presence", **HERE))
                await page.next(SOON)
                async with hub.page(reader({1}, article=5, person=8, tab="one")):
                    pass
                assert await page.next(NEVER) is None
            assert json.loads(await page.next(SOON))["gone"] is True

    scene(story)


def test_pages_of_another_process_are_told_that_somebody_left(scene):
    async def story(hub, wire):
        beside = Wire()
        other = Hub(beside.connect)

        async def send(payload: str) -> None:
            for one in (wire, beside):
                one.say(payload)

        hub._send = send
        async with other.page(reader({1}, article=5)) as page:
            await settle(page)
            async with hub.page(reader({1}, article=5, person=7, tab="one")) as own:
                await settle(own)
                await send(told_of("presence", **HERE))
                assert json.loads(await page.next(SOON))["claim"] == 3
                await own.next(SOON)
            assert json.loads(await page.next(SOON))["gone"] is True
            async with other.page(reader({1}, article=5)) as late:
                await settle(late)
                assert await late.next(NEVER) is None
        other.stop()

    scene(story)


def test_after_a_gap_pages_hear_what_was_missed_instead_of_fetching_all(scene):
    asked = []

    async def mark():
        return 41

    async def since(event_id):
        asked.append(event_id)
        return [event(1, 9), event(2, 9)]

    async def story(hub, wire):
        hub._mark, hub._since = mark, since
        async with hub.page(reader({1}, person=7)) as page:
            await settle(page)
            hub.cursor = 41
            wire.say(psycopg.OperationalError("terminating connection"))
            assert await page.next(SOON) == RECHECK
            assert await page.next(SOON) == event(1, 9)
            assert await page.next(NEVER) is None
        assert asked[-1] == 41

    scene(story)


def test_a_gap_that_cannot_be_read_ends_with_a_resync(scene):
    async def since(event_id):
        raise psycopg.OperationalError("still away")

    async def story(hub, wire):
        hub._since, hub.cursor = since, 41
        async with hub.page(reader({1})) as page:
            await settle(page)
            wire.say(psycopg.OperationalError("terminating connection"))
            assert await page.next(SOON) == RESYNC

    scene(story)


def test_the_mark_stays_while_nobody_listens(scene, monkeypatch):
    monkeypatch.setattr(live, "MARK_SECONDS", 0.01)
    marks = iter(range(1, 10_000))

    async def mark():
        return next(marks)

    async def away():
        raise psycopg.OperationalError("no more connections")

    async def story(hub, wire):
        hub._mark = mark
        async with hub.page(reader({1})) as page:
            await settle(page)
            hub._connect = away
            wire.say(psycopg.OperationalError("terminating connection"))
            await asyncio.sleep(NEVER)
            stood = hub.cursor
            await asyncio.sleep(NEVER)
            assert stood is not None
            assert hub.cursor == stood

    scene(story)
