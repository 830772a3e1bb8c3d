"""From the start of a navigation to painted highlights, in Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import launched
from tests.browser.running import Running

# Highlights stand when the registry holds so many ranges and a frame has been drawn.
PAINTED = """(least) => new Promise((resolve) => {
    const look = () => {
        let ranges = 0;
        for (const highlight of CSS.highlights.values()) ranges += highlight.size;
        if (ranges < least) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() / 1000)));
    };
    look();
})"""
FILES = "() => performance.getEntriesByType('resource').length"
LOADS = 7


@contextmanager
def opened(started: Running) -> Iterator[Page]:
    """A page of a browser in which an editor signed in."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        started.sign_in(page, "editor")
        yield page
        browser.close()


def visible(page: Page, address: str, *, ranges: int) -> tuple[float, int]:
    """Seconds, the median of seven warm loads, and the files that the page asked for."""
    page.goto(address)
    page.evaluate(PAINTED, ranges)
    taken = []
    for _ in range(LOADS):
        page.goto(address, wait_until="commit")
        taken.append(page.evaluate(PAINTED, ranges))
    return sorted(taken)[LOADS // 2], page.evaluate(FILES)
