"""What is typed survives a reload, a lost connection and an expired session."""

import pytest

pytestmark = pytest.mark.browser

FORM = """
<form method="post" action="/save" hx-post="/save" hx-target="#panel-body" data-draft="claim-1">
  <textarea name="note"></textarea>
  <label><input type="radio" name="stance" value="supports">supports</label>
  <label><input type="radio" name="stance" value="refutes">refutes</label>
  <input type="hidden" name="version" value="3">
  <button>Save</button>
</form>"""
PANEL = f"""
<p class="saved" id="saved" data-state="idle"><span></span></p>
<div id="panel-body">{FORM}</div>"""


@pytest.fixture
def panel(stage):
    def open_panel(shown=PANEL, **more):
        page = stage.show(shown, "main", **more)
        stage.until("document.querySelector('form').dataset.watched !== undefined")
        return page

    return open_panel


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:'))")


def said(page):
    return page.locator("#saved span").inner_text()


def fill(page, note="seen two letters"):
    page.locator("textarea").fill(note)
    page.get_by_label("refutes").check()


def test_what_was_typed_is_there_after_a_reload(panel):
    fill(panel())
    page = panel()
    assert page.locator("textarea").input_value() == "seen two letters"
    assert page.get_by_label("refutes").is_checked()
    assert "Restored what you typed" in page.locator(".draft-note").inner_text()


def test_a_restored_draft_can_be_discarded(panel):
    fill(panel())
    page = panel()
    page.get_by_role("button", name="Discard it").click()
    assert page.locator("textarea").input_value() == ""
    assert kept(page) == []


VERSION = "document.forms[0].elements.version.value"
NEWER = PANEL.replace('value="3"', 'value="4"')


def test_a_draft_of_an_older_version_is_sent_as_one_and_so_overwrites_nobody(panel):
    fill(panel())
    page = panel(NEWER)
    assert page.locator("textarea").input_value() == "seen two letters"
    assert page.evaluate(VERSION) == "3"
    page.locator("textarea").fill("seen three letters")
    page = panel(NEWER)
    assert page.evaluate(VERSION) == "3"
    page.get_by_role("button", name="Discard it").click()
    assert page.evaluate(VERSION) == "4"


def test_a_note_to_a_decision_comes_back_to_what_is_shown_now(panel):
    decides = [one.replace("<form ", "<form data-decides ") for one in (PANEL, NEWER)]
    fill(panel(decides[0]))
    page = panel(decides[1])
    assert page.locator("textarea").input_value() == "seen two letters"
    assert page.evaluate(VERSION) == "4"


def test_the_draft_goes_when_the_server_has_accepted_it(stage, panel):
    stage.answers["/save"] = {"body": FORM, "content_type": "text/html"}
    page = panel()
    fill(page)
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'saved'")
    assert kept(page) == []
    assert said(page) == "Saved just now"


@pytest.mark.parametrize("status", [403, 409, 412, 422, 500])
def test_the_draft_stays_when_the_server_refuses_it(stage, panel, status):
    stage.answers["/save"] = {"status": status, "body": FORM, "content_type": "text/html"}
    page = panel()
    fill(page)
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'failed'")
    assert kept(page) == ["draft:1:claim-1"]
    assert said(page).startswith("Not saved. ")


@pytest.mark.parametrize(
    ("status", "words"),
    [(429, "Too many at once."), (503, "The server answered 503.")],
)
def test_a_save_that_is_sent_again_says_so(stage, panel, status, words):
    stage.answers["/save"] = {"status": status}
    page = panel()
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'failed'")
    assert said(page) == f"Not saved. {words} It is kept here and sent again soon."


def test_a_refused_form_is_shown_with_its_errors(stage, panel):
    refused = '<p class="field-error">Say why.</p>'
    stage.answers["/save"] = {"status": 422, "body": refused, "content_type": "text/html"}
    page = panel()
    page.get_by_role("button", name="Save").click()
    assert page.locator(".field-error").inner_text() == "Say why."


def test_a_save_without_a_connection_is_sent_when_there_is_one_again(stage, panel):
    sent = []

    def take(request):
        sent.append(request.post_data)
        return {"body": FORM, "content_type": "text/html"}

    stage.answers["/save"] = take
    page = panel()
    fill(page)
    page.route("**/save", lambda route: route.abort("internetdisconnected"))
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'failed'")
    assert said(page) == "Not saved. There is no connection. It is kept here and sent again soon."
    page.unroute("**/save")
    page.evaluate("dispatchEvent(new Event('online'))")
    stage.until("document.getElementById('saved').dataset.state === 'saved'")
    assert sent == ["note=seen%20two%20letters&stance=refutes&version=3"]
    assert kept(page) == []


def offline(stage, panel):
    """A page whose save was done, but whose answer was lost; and the keys that were sent."""
    keys = []

    def lose(route):
        keys.append(route.request.headers["idempotency-key"])
        route.abort("connectionreset")

    def take(request):
        keys.append(request.headers["idempotency-key"])
        return {"body": FORM, "content_type": "text/html"}

    stage.answers["/save"] = take
    page = panel()
    fill(page)
    page.route("**/save", lose)
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'failed'")
    page.unroute("**/save")
    return page, keys


def test_what_is_sent_again_keeps_its_key_and_so_is_done_once(stage, panel):
    page, keys = offline(stage, panel)
    page.evaluate("dispatchEvent(new Event('online'))")
    stage.until("document.getElementById('saved').dataset.state === 'saved'")
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_the_key_stays_when_the_person_presses_again_before_the_page_does(stage, panel):
    page, keys = offline(stage, panel)
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'saved'")
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_each_save_that_arrived_had_a_key_of_its_own(stage, panel):
    page, keys = offline(stage, panel)
    for _ in range(2):
        page.get_by_role("button", name="Save").click()
        stage.until("document.getElementById('saved').dataset.state === 'saved'")
        page.evaluate("document.getElementById('saved').dataset.state = ''")
    assert len(keys) == 3
    assert len(set(keys)) == 2


def test_what_is_typed_on_is_not_lost_to_the_answer_of_what_was_sent_before(stage, panel):
    page, keys = offline(stage, panel)
    page.locator("textarea").fill("seen two letters and a third")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert len(keys) == 1
    assert page.locator("textarea").input_value() == "seen two letters and a third"
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'saved'")
    assert len(set(keys)) == 2


def test_an_expired_session_never_puts_the_sign_in_page_into_the_panel(stage, panel):
    stage.answers["/save"] = {"status": 401, "body": "Sign in please"}
    page = panel()
    fill(page)
    page.get_by_role("button", name="Save").click()
    page.locator("#offline a").wait_for()
    assert "Sign in please" not in page.content()
    assert page.locator("textarea").input_value() == "seen two letters"
    assert kept(page) == ["draft:1:claim-1"]


def test_a_token_that_came_later_is_the_one_that_is_sent(stage, panel):
    sent = []

    def take(request):
        sent.append((request.headers["x-csrftoken"], request.post_data))
        return {"body": FORM, "content_type": "text/html"}

    stage.answers["/save"] = take
    page = panel()
    page.evaluate(
        """() => {
            const old = Object.assign(document.createElement("input"), {
                type: "hidden", name: "csrfmiddlewaretoken", value: "old" });
            document.querySelector("form").append(old);
            document.body.insertAdjacentHTML("beforeend", "<i id=csrf data-token=new></i>");
        }"""
    )
    page.get_by_role("button", name="Save").click()
    stage.until("document.getElementById('saved').dataset.state === 'saved'")
    assert sent == [("new", "note=&version=3")]


def test_one_persons_draft_is_not_shown_to_another(panel):
    fill(panel(user="1"))
    assert panel(user="2").locator("textarea").input_value() == ""


def test_the_sign_in_page_leaves_drafts_alone(stage, panel):
    page = panel()
    fill(page)
    stage.show("<p>Sign in</p>", "main", user="", path="/accounts/login/")
    assert kept(page) == ["draft:1:claim-1"]


PLAIN = (
    '<form method="post" action="/new" data-draft="new"><input name="a"><button>Go</button></form>'
)


def send_plain(stage, *, cookie=""):
    page = stage.show(PLAIN, "main")
    stage.until("document.querySelector('form').dataset.watched !== undefined")
    page.locator("input").fill("typed")
    headers = {"Set-Cookie": cookie} if cookie else {}
    stage.answers["/new"] = stage.answers["/"] | {"body": "<p>Done</p>", "headers": headers}
    page.get_by_role("button").click()
    page.get_by_text("Done").wait_for()
    stage.show("<p>Elsewhere</p>", "main", path="/elsewhere")
    page.wait_for_function("document.readyState === 'complete'")
    return page


def test_a_plain_form_that_was_taken_leaves_no_draft(stage):
    page = send_plain(stage, cookie="newsroom_taken=/new; Path=/; SameSite=Strict")

    stage.until("Object.keys(localStorage).every((name) => !name.startsWith('draft:'))")
    assert "newsroom_taken" not in page.evaluate("document.cookie")


@pytest.mark.parametrize("cookie", ["", "newsroom_taken=/other; Path=/; SameSite=Strict"])
def test_a_plain_form_that_was_not_taken_keeps_its_draft(stage, cookie):
    page = send_plain(stage, cookie=cookie)

    assert kept(page) == ["draft:1:new"]
    page = stage.show(PLAIN, "main")
    stage.until("document.querySelector('form').dataset.watched !== undefined")
    assert page.locator("input").input_value() == "typed"


def editor(stage, base=1, text="As it stands", attributes=""):
    """A correction's form, which asks by POST what saving would do and merges when it is stale."""
    stage.answers["/foresee"] = {"body": "All stay", "content_type": "text/html"}
    page = stage.show(
        f"""<form method="post" action="/new" data-draft="text" {attributes}>
        <input type="hidden" name="version" value="{base + 4}">
        <input type="hidden" name="base" value="{base}">
        <div hx-post="/foresee" hx-target="#told"
          hx-trigger="input from:#text, refilled from:closest form">
          <textarea id="text" name="text">{text}</textarea></div>
        <p id="told"></p></form>
        <a href="/elsewhere" data-clears="text">Take theirs</a>""",
        "main",
    )
    stage.until("document.querySelector('form').dataset.watched !== undefined")
    return page


def told(page):
    page.get_by_text("All stay").wait_for()


def test_asking_what_a_save_would_do_is_no_save(stage):
    page = editor(stage)
    page.locator("textarea").fill("Typed")
    told(page)
    page = editor(stage)

    assert page.locator("textarea").input_value() == "Typed"
    told(page)


def test_a_draft_of_an_older_text_is_sent_as_one_and_so_is_merged(stage):
    editor(stage).locator("textarea").fill("Typed")
    page = editor(stage, base=2, text="Corrected")
    hidden = "['version', 'base'].map((name) => document.forms[0].elements[name].value)"

    assert page.locator("textarea").input_value() == "Typed"
    assert page.evaluate(hidden) == ["5", "1"]
    page.get_by_role("button", name="Discard it").click()
    assert page.locator("textarea").input_value() == "Corrected"
    assert page.evaluate(hidden) == ["6", "2"]
    assert kept(page) == []


def test_the_answer_to_what_was_sent_is_not_overwritten_by_the_draft(stage):
    editor(stage).locator("textarea").fill("Typed")
    page = editor(stage, base=2, text="Typed and corrected", attributes="data-answered")

    assert page.locator("textarea").input_value() == "Typed and corrected"
    assert kept(page) == ["draft:1:text"]


def test_a_plain_link_to_the_others_text_throws_the_draft_away(stage):
    page = editor(stage)
    page.locator("textarea").fill("Typed")
    stage.answers["/elsewhere"] = {"body": "Elsewhere", "content_type": "text/html"}
    page.get_by_text("Take theirs").click()
    page.get_by_text("Elsewhere").wait_for()

    assert kept(page) == []
