"""Who may not see an article hears nothing of it, from the moment of the embargo until its end."""

import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async

from annotations.live import stream
from annotations.live.hub import RESYNC, Page, Reader
from annotations.models import Embargo
from annotations.services.articles import embargoes
from tests.factory import make_article

from .browser import Answer, cookie_of


def told(article, kind: str = "claim", pk: int = 1) -> str:
    return json.dumps({"kind": kind, "desk": article.desk_id, "article": article.pk, "id": pk})


async def begun(answer: Answer) -> None:
    """Both beginnings are over: that of the page, and that of the connection."""
    while await answer.next(0.5) is not None:
        pass


async def heard(answer: Answer, what: str) -> None:
    """This is the next thing it is told, pings aside."""
    while (part := await answer.next(20)) == ": ping\n\n":
        pass
    assert part == f"data: {what}\n\n"


def changed(desk: int) -> str:
    """As the database tells of an embargo (migrations/0049_embargoes)."""
    return json.dumps({"kind": "rights", "desk": desk})


@pytest.fixture
def article(cast):
    return make_article(cast)


def test_a_page_hears_of_other_articles_only_nor_who_is_there():
    async def story():
        page = Page(Reader(frozenset([3]), 1, article=5, hidden=frozenset([5])))
        for event in (
            {"kind": "claim", "desk": 3, "article": 5, "id": 1},
            {"kind": "presence", "desk": 3, "article": 5, "person": 2, "tab": "a", "name": "Ilka"},
            {"kind": "claim", "desk": 3, "article": 6, "id": 2},
        ):
            page.offer(json.dumps(event))
        assert json.loads(await page.next(1) or "")["article"] == 6
        assert await page.next(0.01) is None

    async_to_sync(story)()


def test_an_open_page_hears_nothing_from_the_embargo_on_and_all_after_it(
    play, cast, article, sign_in
):
    cookie = cookie_of(sign_in(cast.viewer))
    other = make_article(cast)

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await begun(answer)
            wire.say(told(article))
            await heard(answer, told(article))
            await sync_to_async(embargoes.put)(actor=cast.editor, article_id=article.pk)
            # What was on its way when the embargo began is not told either.
            for payload in (changed(article.desk_id), told(article), told(other)):
                wire.say(payload)
            await heard(answer, RESYNC)
            await heard(answer, told(other))
            await sync_to_async(embargoes.lift)(actor=cast.editor, article_id=article.pk)
            wire.say(changed(article.desk_id))
            await heard(answer, RESYNC)
            wire.say(told(article))
            await heard(answer, told(article))

    play(story)


def test_who_sees_it_hears_of_it_all_the_time(play, cast, article, sign_in):
    cookie = cookie_of(sign_in(cast.editor))

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await begun(answer)
            await sync_to_async(embargoes.put)(actor=cast.editor, article_id=article.pk)
            wire.say(changed(article.desk_id))
            wire.say(told(article))
            await heard(answer, told(article))

    play(story)


def test_an_embargo_that_ends_by_itself_is_noticed_without_an_event(
    play, cast, article, sign_in, monkeypatch
):
    monkeypatch.setattr(stream, "PING_SECONDS", 1.0)
    embargoes.put(actor=cast.editor, article_id=article.pk)
    cookie = cookie_of(sign_in(cast.viewer))

    async def story(wire):
        async with Answer(cookie=cookie) as answer:
            await begun(answer)
            await sync_to_async(Embargo.objects.update)(until="2020-01-01T00:00:00Z")
            await heard(answer, RESYNC)
            wire.say(told(article))
            await heard(answer, told(article))

    play(story)
