"""The whole chain in a real browser, on the real stack: from a file to a verified claim."""

import re

from tests.browser.running import SAVED, select

TEXT = """# Mayor steps down over harbour report

Port Ellery, 2 May 2026 – Mayor Livia Brandt stepped down on Friday after a report by the Harbour Inspectorate Ltd.

“We paid 12 million crowns 🌊 for a wall that leaks,” Brandt said. Café owners in Oslo had warned her.

Голова комісії Марта Ковальчук мовчала.
"""


def upload(page, product, name: str, text: str) -> None:
    page.goto(f"{product.url}/articles/")
    page.set_input_files(
        "form[data-upload] input[type=file]",
        {"name": name, "mimeType": "text/markdown", "buffer": text.encode()},
    )
    page.click(".uploads a")
    page.wait_for_selector("annotated-text")


def test_from_a_file_to_a_verified_claim_and_its_export(product, new_page):
    reporter = product.sign_in(new_page(), "reporter")
    upload(reporter, product, "mayor.md", TEXT)
    # What the tagger finds is painted; a selection made in that moment would be another test.
    reporter.wait_for_selector("#tagging-state:has-text('mention')")
    reporter.wait_for_selector("[data-counts=mention]:not(:text-is('0'))")

    select(reporter, "12 million crowns 🌊 for a wall that leaks")
    reporter.keyboard.press("c")
    reporter.wait_for_selector("[data-panel-claim]")
    assert "12 million crowns 🌊" in reporter.input_value("#statement")
    reporter.fill("#statement", "The city paid 12 million crowns for a leaking wall.")
    reporter.click("text=Save statement")
    reporter.wait_for_selector(SAVED)
    claim = reporter.get_attribute("[data-panel-claim]", "data-panel-claim")
    article = reporter.url.split("?")[0]

    checker = product.sign_in(new_page(), "checker")
    checker.goto(f"{article}?claim={claim}")
    checker.click(".panel-foot button:has-text('Take')")
    checker.wait_for_selector("text=Assigned to you")
    checker.click("#add-evidence summary")
    checker.fill("#source-text", "https://example.org/harbour-accounts")
    checker.click("label:has-text('supports')")
    checker.fill("#excerpt", "Wall, phase 2: 12.0 m")
    checker.click("text=Add evidence")
    checker.wait_for_selector(".evidence.supports")
    checker.click("#propose summary")
    checker.click("label.choice:has-text('Supported') >> nth=0")
    checker.fill("#rationale", "The accounts give the sum, the inspection the leak.")
    checker.click("#propose button:has-text('Propose')")
    checker.wait_for_selector("text=You proposed this verdict, so a second editor must approve it")

    editor = product.sign_in(new_page(), "editor")
    editor.goto(f"{article}?claim={claim}")
    with editor.expect_response(lambda answer: "/approve/" in answer.url):
        editor.click("button:has-text('Approve')")
    # The next one to review is opened meanwhile.
    assert "Approved by" in editor.request.get(f"{article}?claim={claim}").text()

    reporter.goto(article)
    assert "1 of 1 claim checked" in reporter.inner_text("#claim-counts")
    reporter.wait_for_selector("#tagging-state:has-text('mention')")
    rows = reporter.evaluate("JSON.parse(document.getElementById('spans').textContent)")
    names = {row["exact"].rstrip(".") for row in rows if row["kind"] == "mention"}
    assert {"Livia Brandt", "Harbour Inspectorate Ltd", "Oslo", "Марта Ковальчук"} <= names

    export = reporter.request.get(f"{product.url}/api/v1/exports/claims.csv?desk=demo")
    line = next(line for line in export.text().splitlines() if "leaking wall" in line)
    assert ",supported," in line
    assert "12 million crowns 🌊 for a wall that leaks" in line


def test_two_browsers_edit_one_claim_and_the_second_loses_nothing(product, new_page):
    first = product.sign_in(new_page(), "checker")
    first.goto(f"{product.url}/claims/")
    first.click("a:has-text('Traffic over the Lanner')")
    first.wait_for_selector("#statement")
    second = product.sign_in(new_page(), "editor")
    second.goto(first.url)
    second.wait_for_selector("#statement")

    # Before the other's arrives: who types after that has it before their eyes.
    second.fill("#statement", "Twice as many cars cross the Lanner as in 2015.")
    first.fill("#statement", "Traffic over the crossing doubled from 2015 to 2026.")
    first.click("text=Save statement")
    first.wait_for_selector(SAVED)
    second.wait_for_selector(".panel-news:has-text('Changed')")
    assert second.input_value("#statement") == "Twice as many cars cross the Lanner as in 2015."
    second.click("text=Save statement")
    second.wait_for_selector("text=Nothing is lost")

    shown = second.inner_text("#panel-body")
    assert "Traffic over the crossing doubled from 2015 to 2026." in shown
    assert "Twice as many cars cross the Lanner as in 2015." in shown
    second.click("button:has-text('Save what is chosen')")
    second.wait_for_selector("#statement")
    assert second.input_value("#statement") == "Twice as many cars cross the Lanner as in 2015."


def test_what_is_typed_survives_a_reload_and_an_expired_session(product, new_page):
    page = product.sign_in(new_page(), "checker")
    page.goto(f"{product.url}/claims/")
    page.click("a:has-text('Repairs are expected')")
    page.wait_for_selector("#statement")
    page.click("#propose summary")
    page.fill("#rationale", "Half a thought.")
    page.reload()
    page.wait_for_selector("#propose[open]")
    assert page.input_value("#rationale") == "Half a thought."

    page.context.clear_cookies()
    page.click("label.choice:has-text('Mixed')")
    page.click("#propose button:has-text('Propose')")
    page.wait_for_selector("text=Not saved")
    assert page.input_value("#rationale") == "Half a thought."


NASTY = "Zoë said: “👨‍👩‍👧 paid 5 €”.\r\nA\u0301gnes\u00a0Varn 🇺🇦 e\u0301.\r\n\r\nقالت ليلى: «نعم».\n\nЇжак і Київ."


def test_offsets_of_difficult_text_come_back_from_the_browser_unchanged(product, new_page):
    page = product.sign_in(new_page(), "reporter")
    product.add_article(page, NASTY)
    pk = re.search(r"/articles/(\d+)/", page.url).group(1)
    wanted = ["👨‍👩‍👧 paid 5 €", "Ágnes\u00a0Varn 🇺🇦 é", "ليلى", "Їжак і Київ"]
    for words in wanted:
        select(page, words)
        page.keyboard.press("c")
        page.wait_for_selector(f"[data-panel-claim]:has-text('{words[-4:]}')")
        page.keyboard.press("Escape")
        page.wait_for_selector("[data-claim]")

    api = page.request.get(f"{product.url}/api/v1/articles/{pk}/annotations/").json()
    revision = page.request.get(f"{product.url}/api/v1/revisions/{api['revision']['id']}/").json()
    anchors = [claim["anchors"][0] for claim in api["claims"]]

    assert [anchor["exact"] for anchor in anchors] == wanted
    for anchor in anchors:
        assert revision["text"][anchor["start"] : anchor["end"]] == anchor["exact"]
    page.reload()
    assert page.is_hidden("#mismatch")
    assert page.evaluate("document.querySelector('annotated-text').textContent") == revision["text"]
