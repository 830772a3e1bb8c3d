"""A feed on the real stack: its article arrives, is annotated, is corrected by the feed."""

import pytest

from tests.browser.running import select
from tests.serving import Page, serving

pytestmark = pytest.mark.browser
LINES = [
    "The wall in Port Ellery leaks, and it cost 12 million crowns, the harbour board says.",
    "Mayor Livia Brandt had promised a dry quay for the spring of this year.",
    *("The board meets again on Friday; its minutes are published a week later.",) * 14,
]


def publish(web, lines: list[str]) -> None:
    body = "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in lines)
    item = f"<item><guid>1</guid><title>The wall leaks</title><link>/1</link><description>{body}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Ellery Gazette</title>{item}</channel></rss>"
    web.pages["/feed.xml"] = Page(feed.encode(), "application/rss+xml")


def test_a_feed_brings_an_article_and_corrects_it_under_its_highlights(product, new_page):
    with serving() as web:
        publish(web, LINES)
        page = product.sign_in(new_page(), "editor")
        page.goto(f"{product.url}/feeds/")
        page.fill("input[name=address]", f"{web.url}/feed.xml")
        page.click("text=Add feed")
        page.wait_for_selector(".feeds .title-cell:has-text('Ellery Gazette')")
        page.wait_for_selector(".feeds td.made:text-is('1')")

        page.goto(f"{product.url}/articles/")
        page.click("a:has-text('The wall leaks')")
        page.wait_for_selector("annotated-text")
        article = page.url
        for words in ("cost 12 million crowns", "promised a dry quay"):
            select(page, words)
            page.keyboard.press("c")
            page.wait_for_selector(f"[data-panel-claim]:has-text('{words}')")
            page.keyboard.press("Escape")

        publish(web, ["Updated on Sunday.", LINES[0].replace("12", "13"), *LINES[1:]])
        page.goto(f"{product.url}/feeds/")
        page.click("text=Read now")
        page.wait_for_selector("text=The next free worker will read the feed")
        page.goto(article)
        for _ in range(60):
            if page.locator("annotated-text:has-text('Updated on Sunday.')").count():
                break
            page.wait_for_timeout(500)
            page.reload()
        page.wait_for_selector("annotated-text:has-text('13 million')")
        assert page.locator("text=The words changed").count() == 1
        rows = page.evaluate("JSON.parse(document.getElementById('spans').textContent)")
        exact = [row["exact"] for row in rows if row["kind"] == "claim"]
        assert exact == ["cost 13 million crowns", "promised a dry quay"]
