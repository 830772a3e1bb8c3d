"""The real product: an editor publishes, and anybody reads it on whatever screen."""

import pytest

from tests.browser.test_pages import PHONE, WIDE, faults_of

pytestmark = pytest.mark.browser


def publish(editor, address: str) -> None:
    """What another test of the same product has published stays so."""
    editor.goto(address)
    button = editor.locator("main button.primary")
    if button.count():
        button.click()


def test_an_editor_publishes_and_a_reader_asks_for_a_correction(product, new_page):
    editor = product.sign_in(new_page(), "editor")
    editor.goto(f"{product.url}/desks/1/publications/settings/")
    editor.check("[name=is_on]")
    editor.fill("[name=methodology]", "Two people see every verdict.")
    assert faults_of(editor) == []
    editor.click("button:has-text('Save changes')")
    for path in ("/claims/5/publish/", "/claims/3/publish/", "/articles/3/publish/"):
        publish(editor, product.url + path)
        assert faults_of(editor) == []
    editor.goto(f"{product.url}/desks/1/publications/")
    assert faults_of(editor) == []

    sizes = []
    for size, scheme in ((WIDE, "light"), (PHONE, "dark")):
        reader = new_page(viewport=size, color_scheme=scheme, java_script_enabled=False)
        reader.on("response", lambda answer: sizes.append((answer.url, len(answer.body()))))
        reader.goto(f"{product.url}/fact-checks/by/demo/")
        links = reader.locator("main h2 a")
        pages = [links.nth(n).get_attribute("href") for n in range(links.count())]
        assert len(pages) == 3
        for page in pages:
            sizes.clear()
            reader.goto(product.url + page)
            assert sum(size for url, size in sizes if not url.endswith(".svg")) < 60_000
        assert reader.context.cookies() == []

    reader = new_page(viewport=PHONE, color_scheme="dark")
    for path in ("/fact-checks/by/demo/", "/fact-checks/by/demo/methodology/", *pages):
        reader.goto(product.url + path)
        assert faults_of(reader) == []
        reader.emulate_media(color_scheme="light")
        assert faults_of(reader) == []
    reader.click("text=Ask for a correction")
    assert faults_of(reader) == []
    reader.fill("[name=words]", "It was 42.")
    reader.click("button:has-text('Send')")
    reader.wait_for_selector("text=Thank you.")

    editor.goto(f"{product.url}/my-work/?group=readers")
    editor.click("text=It was 42.")
    editor.wait_for_selector("button:has-text('Accept')")
    assert faults_of(editor) == []
