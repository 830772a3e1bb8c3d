"""From the start of a navigation to painted highlights, in Chromium."""

import os
import shutil

from playwright.sync_api import sync_playwright

from tests.browser.running import Running

# Highlights stand when the registry holds ranges and a frame has been drawn.
PAINTED = """() => new Promise((resolve) => {
    const look = () => {
        let ranges = 0;
        for (const highlight of CSS.highlights.values()) ranges += highlight.size;
        if (ranges < 40) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() / 1000)));
    };
    look();
})"""


def visible(started: Running, article: int) -> float:
    """Seconds, the median of seven warm loads."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or playwright.chromium.executable_path,
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        started.sign_in(page, "editor")
        address = f"{started.url}/articles/{article}/"
        page.goto(address)
        page.evaluate(PAINTED)
        taken = []
        for _ in range(7):
            page.goto(address, wait_until="commit")
            taken.append(page.evaluate(PAINTED))
        browser.close()
    return sorted(taken)[3]
