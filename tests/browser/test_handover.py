"""Work goes to a colleague and comes back by one key."""

from tests.browser.test_pages import PHONE, faults_of


def test_all_of_a_persons_work_goes_and_comes_back_by_a_key(new_page, product):
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/desks/1/members/")
    page.get_by_role("link", name="Hand over the work of Cem Checker").first.click()
    assert "claims to check" in page.locator("table.work").inner_text()
    page.get_by_label("Goes to").select_option(label="Emil Editor (Editor)")
    page.get_by_role("button", name="Hand over").click()

    page.get_by_role("heading", name="Went to Emil Editor").wait_for()
    assert faults_of(page) == []
    page.set_viewport_size(PHONE)
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) <= 0
    page.keyboard.press("u")
    page.get_by_text("Taken back by Edda Editor").wait_for()
    assert faults_of(page) == []
    page.goto(f"{product.url}/desks/1/members/hand-over/?user=2")
    assert "claims to check" in page.locator("table.work").inner_text()
    assert faults_of(page) == []
