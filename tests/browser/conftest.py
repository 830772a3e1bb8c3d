"""A real Chromium; a page fails its test when its console tells of an error."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from tests.browser.chromium import launched
from tests.browser.running import Running, running, told
from tests.browser.stage import Stage

# What a browser and htmx say of an answer that is a refusal, and of a lost connection.
ANSWERS = re.compile(
    r"Failed to load resource|Response Status Error Code \d+"
    r"|htmx:(afterRequest|sendError|sendAbort)|net::ERR_"
)
WAIT = 120_000  # ms, for what never comes; the stack and the browser share two cores, or less


def is_fault(line: ConsoleMessage) -> bool:
    """Whether a line of the console is more than the echo of an answer."""
    is_policy = "Content Security Policy" in line.text
    return is_policy or (line.type == "error" and not ANSWERS.search(line.text))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return told((yield))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium) -> Iterator:
    """Makes pages, each of a visitor of its own; afterwards none may have met an error."""
    met: list[str] = []
    contexts = []

    def make(**options) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: met.append(str(error)))
        page.on("console", lambda line: met.append(line.text) if is_fault(line) else None)
        return page

    yield make
    for context in contexts:
        context.close()
    assert met == []


@pytest.fixture
def page(new_page) -> Page:
    return new_page()


@pytest.fixture
def stage(page) -> Stage:
    """A page that is put together by the test; no request of it leaves the browser."""
    stage = Stage()

    def answer(route: Route) -> None:
        route.fulfill(**stage.answer(route.request))

    page.route("http://localhost/**", answer)
    stage.page = page
    return stage


@pytest.fixture(scope="session")
def product(tmp_path_factory) -> Iterator[Running]:
    """The whole stack with the demo desk: database, web, events, worker, beat."""
    data = tmp_path_factory.mktemp("product")
    with running(data, NEWSROOM_FETCH_PRIVATE="1", NEWSROOM_FETCH_PORTS="*") as started:
        yield started
