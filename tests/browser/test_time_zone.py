"""The first page of a new browser has the times of its place, though nobody knew it when it was
drawn."""

import pytest

from tests.browser.stage import ORIGIN, POLICY, Stage

pytestmark = pytest.mark.browser
COOKIE = "newsroom_time_zone="


@pytest.fixture
def drawn(new_page):
    """Opens the page in a browser at that place; the zones in which it was drawn, in turn."""

    def in_browser_at(zone: str, *, is_told: bool = True) -> list[str]:
        page, stage, seen = new_page(timezone_id=zone), Stage(), []

        def answer(request):
            sent = request.all_headers().get("cookie", "")
            named = sent.partition(COOKIE)[2].partition(";")[0]
            seen.append(named or "UTC")
            said = "" if named else ' data-zone="UTC"'
            return {
                "content_type": "text/html; charset=utf-8",
                "headers": {"Content-Security-Policy": POLICY},
                "body": f"<!doctype html><html{said if is_told else ''}><head><title>Times</title>"
                '<script src="/static/annotations/js/theme-boot.js"></script></head>'
                f"<body><p>{seen[-1]}</p></body></html>",
            }

        stage.answers["/"] = answer
        page.route(f"{ORIGIN}/**", lambda route: route.fulfill(**stage.answer(route.request)))
        page.goto(ORIGIN)
        page.wait_for_timeout(500)
        page.wait_for_selector(f"p:text-is('{seen[-1]}')")
        return seen

    return in_browser_at


def test_it_is_drawn_once_more_before_anybody_sees_it(drawn):
    assert drawn("Asia/Tokyo") == ["UTC", "Asia/Tokyo"]


def test_where_it_was_drawn_right_it_stays(drawn):
    assert drawn("UTC") == ["UTC"]


def test_a_page_that_may_not_be_asked_for_again_stays(drawn):
    assert drawn("Asia/Tokyo", is_told=False) == ["UTC"]
