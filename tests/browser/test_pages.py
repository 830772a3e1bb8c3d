"""Every page as it is seen: accessible, within the screen, without a word of the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "/articles/",
    "/articles/?search=nothing-has-this-word",
    "/articles/new/",
    "/articles/3/",
    "/articles/3/?claim=5",
    "/articles/2/",
    "/articles/3/edit/",
    "/articles/3/details/",
    "/articles/3/compare/",
    "/my-work/",
    "/desks/1/",
    "/desks/1/members/",
    "/desks/1/members/hand-over/?user=2",
    "/account/",
    "/account/signing-in/",
    "/account/app/",
    "/account/tokens/new/",
    "/articles/3/guests/",
    "/contacts/",
    "/notifications/",
    "/notifications/mail/",
    "/sources/",
    "/sources/?search=nothing-has-this-word",
    "/sources/1/",
    "/sources/1/?find=a",
    "/desks/1/webhooks/",
    "/claims/",
    "/claims/?columns=claimant,age,date,due,priority,assignee,labels,verdict,stage&sort=-age",
    "/search/?search=bridges",
    "/drafts/",
    "/exports/",
    "/exports/?format=mentions.conll&external_id=nothing-has-this-id",
    "/labels/",
    "/entities/",
    "/entities/1/",
    "/jobs/",
    "/accounts/password/change/",
    "/teaching/",
    "/feeds/",
    "/entities/?search=a",
    "/entities/1/?find=a",
    "/no-such-page/",
)
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# The last is of wcag21a, but only on request: a name must hold the words that are seen.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
# Unfolds what is folded: menus lie over each other, so one after the other.
MENUS = "details.menu > summary"


@pytest.fixture(params=["light", "dark"])
def scheme(request) -> str:
    return request.param


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def seen(request, scheme, new_page, product):
    page = new_page(viewport=request.param, color_scheme=scheme)
    return product.sign_in(page, "editor")


def unfold_late_parts(page) -> None:
    """Waits for what is fetched only once it is in sight, so that nothing is judged half drawn."""
    for part in page.locator("[hx-trigger*=intersect]").all():
        if part.is_visible():
            part.scroll_into_view_if_needed()
            page.wait_for_selector(f"{part.get_attribute('hx-target')}:not(:empty)")


def faults_of(page, options=AXE) -> list[str]:
    unfold_late_parts(page)
    looked = Axe().run(page, options=options).response
    assert looked["passes"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in looked["violations"]
        for node in one["nodes"]
    ]


def test_no_page_breaks_a_rule_of_accessibility(seen, product):
    found = {}
    for path in PAGES:
        seen.goto(product.url + path)
        if "?claim" in path:
            seen.wait_for_selector("[data-panel-claim]")
        found[path] = faults_of(seen)

    assert {path: faults for path, faults in found.items() if faults} == {}


# Its markup is Django's: the standard is held, taste is not. `preload` would write a style of its own.
OF_ADMIN = {"runOnly": AXE["runOnly"][:-1], "preload": False}
# Of a table all that Django draws: search, filters, actions, rows; of a form all kinds of fields.
ADMIN_PAGES = (
    "",
    "annotations/",
    "annotations/article/",
    "annotations/article/3/change/",
    "annotations/article/3/history/",
    "annotations/claim/?q=bridges",
    "annotations/claim/5/change/",
    "annotations/desk/add/",
    "annotations/desk/1/change/",
    "annotations/entity/1/change/",
    "annotations/event/",
    "annotations/taggingrun/?state__exact=done",
    "annotations/user/",
    "annotations/user/1/change/",
    "annotations/webhook/",
)


def test_no_page_of_the_admin_panel_breaks_a_rule(scheme, new_page, product):
    page = product.sign_in(new_page(viewport=WIDE, color_scheme=scheme), "admin")
    found = {}
    for path in ADMIN_PAGES:
        answer = page.goto(f"{product.url}/admin/{path}")
        assert answer.status == 200, path
        found[path] = faults_of(page, OF_ADMIN)

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_no_menu_or_fold_that_is_open_breaks_a_rule(seen, product):
    found = {}
    for path in (
        "/articles/",
        "/articles/3/?claim=5",
        "/claims/",
        "/entities/1/",
        "/jobs/",
        "/desks/1/",
        "/desks/1/members/",
        "/desks/1/webhooks/",
        "/sources/1/",
    ):
        seen.goto(product.url + path)
        if "?claim" in path:
            seen.wait_for_selector("[data-panel-claim]")
        seen.evaluate(
            "document.querySelectorAll('details:not(.menu)').forEach((one) => { one.open = true; })"
        )
        found[path] = faults_of(seen)
        for menu in seen.locator(MENUS).all():
            if not menu.is_visible():
                continue
            menu.click()
            found[f"{path} {menu.inner_text()}"] = faults_of(seen)
            menu.press("Escape")

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_no_page_is_wider_than_the_screen(seen, product):
    wide = {}
    for path in PAGES:
        seen.goto(product.url + path)
        wide[path] = seen.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    assert {path: excess for path, excess in wide.items() if excess > 0} == {}


CORRECT = """async () => {
    const send = (path, fields) => fetch(path, {
        method: "POST",
        headers: JSON.parse(document.body.getAttribute("hx-headers")),
        body: new URLSearchParams(fields),
    });
    const page = async (path) =>
        new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
    const text = "The report counted 41 bridges.\\n\\nNobody was hurt.\\n\\nThe end came soon.";
    const desk = (await page("/articles/new/")).querySelector("[data-draft] [name=desk]").value;
    const made = await send("/articles/new/", { desk, headline: "Corrected", text });
    const path = new URL(made.url).pathname;
    const revision = (await page(path)).querySelector("main").dataset.revision;
    for (const exact of ["counted 41 bridges", "Nobody was hurt."]) {
        const start = text.indexOf(exact);
        await send(`${path}claims/`, { revision, start, end: start + exact.length, exact });
    }
    const edit = await page(`${path}edit/`);
    await send(`${path}edit/`, {
        version: edit.querySelector("[name=version]").value,
        base: 1,
        kind: "correction",
        text: text.replace("41", "43").replace("Nobody was hurt.\\n\\n", ""),
    });
    const rows = await page(`${path}claims/list/`);
    return [path, ...[...rows.querySelectorAll("[data-claim]")].map((row) => row.dataset.claim)];
}"""


def test_the_pages_of_a_correction_break_no_rule_and_fit_the_screen(seen, product):
    path, *claims = seen.evaluate(CORRECT)
    pages = [path, *(f"{path}?claim={claim}" for claim in claims)]
    pages += [f"{path}compare/", f"{path}compare/?view=inline", "/my-work/"]
    found, wide = {}, {}
    for one in pages:
        seen.goto(product.url + one)
        if "?claim" in one:
            seen.wait_for_selector("[data-waits]")
        found[one] = faults_of(seen)
        wide[one] = seen.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    assert len(claims) == 2
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert max(wide.values()) <= 0


def test_the_sign_in_page_breaks_no_rule_either(new_page, product, scheme):
    page = new_page(color_scheme=scheme)
    page.goto(f"{product.url}/accounts/login/")

    assert faults_of(page) == []
