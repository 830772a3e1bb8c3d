"""Changes made elsewhere become events on the page."""

import json

import pytest

pytestmark = pytest.mark.browser

BODY = '<main data-article="5"><p>Words</p></main><p class="saved" id="saved"><span></span></p>'
LISTEN = """(age) => {
    performance.now = () => age;
    window.told = [];
    for (const name of ["run", "claim", "mention", "article", "worker", "here"]) {
        document.body.addEventListener(`live:${name}`, () => window.told.push(name));
    }
    document.body.dataset.eventsUrl = "/events";
    return import("/static/annotations/js/live/events.js").then(({ startLive }) => startLive());
}"""


@pytest.fixture
def told(stage):
    def told(*events, age=100):
        """What a page of that age (ms) is told of these events."""
        lines = "".join(f"data: {json.dumps(event)}\n\n" for event in events)
        stage.answers["/events"] = {"content_type": "text/event-stream", "body": lines}
        stage.show(BODY)
        stage.page.evaluate(LISTEN, age)
        stage.page.wait_for_timeout(300)
        return stage.page.evaluate("window.told")

    return told


def test_a_change_of_this_article_is_told_as_here(told):
    assert told({"kind": "claim", "desk": 1, "article": 5, "id": 9}) == ["claim", "here"]


def test_a_change_of_another_article_is_not(told):
    assert told({"kind": "run", "desk": 1, "article": 6, "id": 9}) == ["run"]


def test_the_resync_of_a_fresh_page_is_passed_over(told):
    assert told({"kind": "resync"}) == []


def test_a_page_whose_stream_was_long_in_coming_asks_anew(told):
    assert "here" in told({"kind": "resync"}, age=60_000)


def test_a_later_resync_makes_everything_ask_anew(told):
    found = told({"kind": "resync"}, {"kind": "resync"})
    assert found == ["run", "claim", "mention", "article", "worker", "here"]


def test_many_changes_at_once_are_told_at_once_and_once_more_at_the_end(stage, told):
    assert told(*({"kind": "run", "desk": 1, "article": 6, "id": i} for i in range(100))) == ["run"]
    stage.page.wait_for_timeout(1500)
    assert stage.page.evaluate("window.told") == ["run", "run"]
