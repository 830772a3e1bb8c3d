"""`/events`: who may listen, from where, and what keeps the line open."""

import asyncio
import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.contrib.sessions.models import Session

from annotations.live import stream
from annotations.live.hub import RESYNC, Hub
from annotations.models import Membership, User, notice
from annotations.services.claims import claims
from tests.factory import make_article

from .browser import Answer, cookie_of
from .wire import event

ORIGIN = "http://desk.example:8000"


@pytest.fixture
def ask(play):
    """The whole of an answer that is not a stream."""

    def asked(path="/events", method="GET", **headers) -> Answer:
        async def story(wire):
            async with Answer(path, method, **headers) as answer:
                await answer.done()
                assert await answer.next(0) is None
                assert answer.is_over
                return answer

        return play(story)

    return asked


@pytest.fixture
def cookie(cast, sign_in):
    return cookie_of(sign_in(cast.viewer))


@pytest.mark.parametrize(
    "cookie",
    ["", "newsroom_session=", "newsroom_session=nonsense", 'newsroom_session="', "other=1",
     "=;;=", "\xff"],
)  # fmt: skip
def test_a_stranger_is_refused(ask, db, cookie):
    headers = {"cookie": cookie} if cookie else {}

    assert ask(**headers).status == 401


def test_a_line_of_the_log_says_who_heard_and_how_long(play, cast, cookie, caplog):
    caplog.set_level("INFO", logger="newsroom.requests")

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.next()
            assert caplog.records == []  # It is told when it is over.
            answer.leave()
        async with Answer("/events?q=words", "BREW") as answer:
            await answer.done()

    play(story)
    told = [
        (r.levelname, r.fields["method"], r.fields["route"], r.fields["status"], r.fields["person"])
        for r in caplog.records
    ]
    assert told == [
        ("INFO", "GET", "/events", 200, cast.viewer.pk),
        ("INFO", "OTHER", "-", 404, None),
    ]


def test_a_session_that_ended_opens_nothing(ask, cast, sign_in):
    client = sign_in(cast.viewer)
    cookie = cookie_of(client)
    client.logout()

    assert ask(cookie=cookie).status == 401


def test_a_session_that_ran_out_opens_nothing(ask, cookie):
    Session.objects.update(expire_date="2020-01-01T00:00:00Z")

    assert ask(cookie=cookie).status == 401


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "another"}])
def test_a_person_who_was_shut_out_hears_nothing(ask, cast, cookie, change):
    User.objects.filter(pk=cast.viewer.pk).update(**change)

    assert ask(cookie=cookie).status == 401


@pytest.mark.parametrize("path", ["/", "/events/", "/events/1", "/articles/", "/admin/"])
def test_nothing_else_is_served_here(ask, cookie, path):
    assert ask(path, cookie=cookie).status == 404


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT", "DELETE", "OPTIONS", "get"])
def test_it_is_read_only(ask, cookie, method):
    assert ask(method=method, cookie=cookie).status == 405


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://desk.example.evil.example", "http://xdesk.example",
     "ftp://desk.example", "http://[::1", "//desk.example", "http://desk.example@evil.example"],
)  # fmt: skip
def test_a_page_of_another_host_is_refused(ask, cookie, origin):
    answer = ask(cookie=cookie, origin=origin)

    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


def test_a_refusal_can_be_read_by_our_own_page(ask, db):
    answer = ask(origin=ORIGIN)

    assert answer.status == 401
    assert answer.headers["access-control-allow-origin"] == ORIGIN


@pytest.mark.parametrize("origin", [ORIGIN, "https://desk.example", "http://DESK.example"])
def test_a_page_of_this_host_on_another_port_may_listen_with_its_cookie(play, cookie, origin):
    async def story(wire):
        async with Answer(cookie=cookie, origin=origin) as answer:
            await answer.next()
            assert answer.status == 200
            assert answer.headers["access-control-allow-origin"] == origin
            assert answer.headers["access-control-allow-credentials"] == "true"
            assert answer.headers["vary"] == "Origin"

    play(story)


def test_a_stream_says_what_it_is_and_stays_out_of_caches_and_buffers(play, cookie):
    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            assert await answer.next() == f"data: {RESYNC}\n\n"
            assert answer.headers == {
                "content-type": "text/event-stream",
                "cache-control": "no-cache",
                "x-accel-buffering": "no",
                "x-content-type-options": "nosniff",
            }

    play(story)


def test_a_member_hears_of_the_desk_and_of_no_other(play, cast, cookie):
    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.next()
            wire.say(event(cast.other_desk.pk))
            wire.say(event(cast.desk.pk, 7))
            assert json.loads(await answer.data())["id"] == 7
            assert await answer.data() is None

    play(story)


def test_an_administrator_hears_of_every_desk(play, cast, sign_in):
    cookie = cookie_of(sign_in(cast.admin))

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.next()
            for desk in (cast.desk, cast.other_desk):
                wire.say(event(desk.pk))
                assert json.loads(await answer.data())["desk"] == desk.pk

    play(story)


def test_a_person_without_a_desk_may_listen_and_hears_nothing(play, cast, cookie):
    Membership.objects.filter(user=cast.viewer).delete()

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.next()
            assert answer.status == 200
            wire.say(event(cast.desk.pk))
            assert await answer.data() is None

    play(story)


def test_a_silent_line_carries_a_heartbeat(play, cookie, monkeypatch):
    monkeypatch.setattr(stream, "PING_SECONDS", 0.02)

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            while (part := await answer.next()) == f"data: {RESYNC}\n\n":
                pass
            assert part == ": ping\n\n"
            assert await answer.next() == ": ping\n\n"

    play(story)


def test_a_line_ends_after_its_time_so_that_rights_are_asked_anew(play, cookie, monkeypatch):
    monkeypatch.setattr(stream, "PING_SECONDS", 0.02)
    monkeypatch.setattr(stream, "LONGEST_SECONDS", 0.1)

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.done()
            assert answer.is_over
            assert not stream.hub._pages

    play(story)


def test_a_page_that_left_is_forgotten(play, cookie, monkeypatch):
    monkeypatch.setattr(stream, "PING_SECONDS", 0.02)

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.next()
            assert len(stream.hub._pages) == 1
            answer.leave()
            await answer.done()
            assert not stream.hub._pages

    play(story)


@pytest.mark.parametrize("error", [BrokenPipeError(), RuntimeError("response finished")])
def test_a_line_that_broke_is_no_error(play, cookie, error):
    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.next()
            answer.fails = error
            wire.say(RESYNC)
            await answer.done()
            assert not stream.hub._pages

    play(story)


def test_a_reader_who_left_disturbs_no_other(play, cast, cookie):
    async def story(wire):
        async with Answer(cookie=cookie) as broken, Answer(cookie=cookie) as answer:
            await broken.next()
            await answer.next()
            broken.fails = BrokenPipeError()
            for pk in (1, 2):
                wire.say(event(cast.desk.pk, pk))
                assert json.loads(await answer.data())["id"] == pk

    play(story)


def test_the_server_s_own_start_and_end_are_answered():
    told = []

    async def story():
        messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

        async def receive():
            return next(messages)

        async def send(message):
            told.append(message["type"])

        await stream.application({"type": "lifespan"}, receive, send)

    async_to_sync(story)()
    assert told == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


@pytest.mark.django_db(transaction=True)
def test_a_change_is_heard_when_it_is_committed_and_holds_ids_only(cast, sign_in, monkeypatch):
    """With PostgreSQL itself."""
    article = make_article(cast)
    cookie = cookie_of(sign_in(cast.viewer))

    def make_claim():
        return claims.create(
            actor=cast.reporter, revision_id=article.current_revision_id, start=0, end=8
        )

    async def story():
        monkeypatch.setattr(stream, "hub", Hub(stream.open_listener))
        async with Answer(cookie=cookie) as answer:
            for _ in range(2):  # Of the page, and of the connection that now listens.
                assert await answer.next() == f"data: {RESYNC}\n\n"
            claim = await sync_to_async(make_claim)()
            assert json.loads(await answer.data()) == {
                "kind": "claim", "desk": cast.desk.pk, "article": article.pk, "id": claim.pk,
            }  # fmt: skip
        stream.hub._task.cancel()

    async_to_sync(story)()


def with_postgresql(monkeypatch, cookie, story, **headers):
    """Runs a story on a stream that PostgreSQL itself feeds."""

    async def act():
        monkeypatch.setattr(stream, "hub", Hub(stream.open_listener))
        async with Answer(cookie=cookie, **headers) as answer:
            while (await answer.next(0.5)) is not None:
                pass
            await story(answer)
        stream.hub.stop()

    async_to_sync(act)()


@pytest.mark.django_db(transaction=True)
def test_a_stream_ends_when_its_session_does(cast, sign_in, monkeypatch):
    client = sign_in(cast.viewer)
    other = sign_in(cast.viewer)

    async def story(answer):
        await sync_to_async(other.logout)()
        assert await answer.next(0.5) is None
        assert not answer.is_over
        await sync_to_async(client.logout)()
        await answer.done()
        assert answer.is_over

    with_postgresql(monkeypatch, cookie_of(client), story)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "another"}])
def test_a_stream_ends_when_its_person_is_shut_out(cast, sign_in, monkeypatch, change):
    async def story(answer):
        await User.objects.filter(pk=cast.viewer.pk).aupdate(**change)
        await answer.done()

    with_postgresql(monkeypatch, cookie_of(sign_in(cast.viewer)), story)


@pytest.mark.django_db(transaction=True)
def test_who_leaves_a_desk_hears_no_more_of_it_and_who_joins_one_does(cast, sign_in, monkeypatch):
    mine = Membership.objects.filter(user=cast.viewer, desk=cast.desk)

    async def say(desk):
        await sync_to_async(notice.notify)("claim", desk=desk.pk, article=5, pk=1)

    async def story(answer):
        await say(cast.desk)
        assert json.loads(await answer.data())["desk"] == cast.desk.pk
        await mine.adelete()
        await Membership.objects.acreate(user=cast.viewer, desk=cast.other_desk, role="viewer")
        await asyncio.sleep(0.3)
        await say(cast.desk)
        assert await answer.data() is None
        await say(cast.other_desk)
        assert json.loads(await answer.data())["desk"] == cast.other_desk.pk

    with_postgresql(monkeypatch, cookie_of(sign_in(cast.viewer)), story)


@pytest.mark.parametrize("how", ["header", "query"])
def test_a_page_that_comes_back_hears_what_it_missed_on_its_desks(
    play, cast, cookie, monkeypatch, how
):
    asked = []

    async def since(heard):
        asked.append(heard)
        return [event(cast.other_desk.pk, 1), event(cast.desk.pk, 2)]

    monkeypatch.setattr(stream, "since", since)
    said = {"last-event-id": "41"} if how == "header" else {"query": "last=41"}

    async def story(wire):
        async with Answer(cookie=cookie, **said) as answer:
            assert json.loads(await answer.data())["id"] == 2

    play(story)
    assert asked == [41]


def test_a_page_that_missed_too_much_asks_for_all(play, cookie, monkeypatch):
    async def since(heard):
        return None

    monkeypatch.setattr(stream, "since", since)

    async def story(wire):
        async with Answer(cookie=cookie, **{"last-event-id": "41"}) as answer:
            assert await answer.next() == f"data: {RESYNC}\n\n"

    play(story)


@pytest.mark.parametrize("heard", ["", "nonsense", "-1", "9" * 30])
def test_what_no_stream_ever_said_is_nothing_heard(play, cookie, heard):
    async def story(wire):
        async with Answer(cookie=cookie, **{"last-event-id": heard}) as answer:
            assert await answer.next() == f"data: {RESYNC}\n\n"

    play(story)


def test_every_part_says_what_was_heard_once_that_is_known(play, cast, cookie):
    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await answer.next()
            while await answer.next(0.3) is not None:
                pass
            stream.hub.cursor = 41
            wire.say(event(cast.desk.pk))
            assert (await answer.next()).startswith('id: 41\ndata: {"kind": "claim"')

    play(story)


def test_a_line_that_breaks_amid_what_was_missed_says_nothing_was_heard(
    play, cast, cookie, monkeypatch
):
    async def since(heard):
        return [event(cast.desk.pk, 1), event(cast.desk.pk, 2)]

    monkeypatch.setattr(stream, "since", since)

    async def story(wire):
        monkeypatch.setattr(stream.hub, "cursor", 50)
        async with Answer(cookie=cookie, **{"last-event-id": "41"}) as answer:
            assert (await answer.next()).startswith("data: ")
            assert (await answer.next()).startswith("id: 50\ndata: ")

    play(story)
