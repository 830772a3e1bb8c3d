"""A page that stays open while its person signs out, in again, or somebody else does."""

import pytest

pytestmark = pytest.mark.browser

FORM = """
<form method="post" action="/save" hx-post="/save" hx-target="#panel-body" data-draft="claim-1">
  <input type="hidden" name="csrfmiddlewaretoken" value="old">
  <textarea name="note"></textarea><button>Save</button></form>"""
PAGE = f"""
<p class="saved" id="saved" data-state="idle"><span></span></p>
<div id="panel-body">{FORM}</div>
<button id="ask" hx-get="/pulse" hx-swap="none">Ask</button>
<span id="csrf" data-token="old" data-user="1" hidden></span>"""
PULSE = '<span id="csrf" data-token="new" data-user="{}" hidden hx-swap-oob="true"></span>'
TOO_OLD = {"status": 403, "content_type": "text/html", "body": "<title>Too old</title>"}


class Server:
    """Takes saves that have the token of the session; None: nobody is signed in."""

    def __init__(self, stage, token: str | None = "new", user: str = "1"):
        self.token, self.user, self.seen = token, user, []
        stage.answers["/save"] = self.save
        stage.answers["/pulse"] = self.pulse

    def save(self, request):
        sent = request.headers["x-csrftoken"]
        self.seen.append((sent, request.headers["idempotency-key"], request.post_data))
        if self.token is None:
            return {"status": 401, "body": ""}
        if sent != self.token:
            return TOO_OLD | {"headers": {"X-CSRFToken": "new", "X-User": self.user}}
        return {"content_type": "text/html", "body": FORM}

    def pulse(self, request):
        if self.token is None:
            return {"status": 401, "body": ""}
        return {"content_type": "text/html", "body": PULSE.format(self.user)}


@pytest.fixture
def typed(stage):
    """A page opened with an old token, with something typed."""
    page = stage.show(PAGE, "main")
    stage.until("document.querySelector('form').dataset.watched !== undefined")
    page.fill("textarea", "Typed")
    return page


def state(stage, wanted):
    stage.until(f"document.getElementById('saved').dataset.state === '{wanted}'")


def banner(page):
    return page.locator("#offline").inner_text()


def test_a_save_with_an_old_token_is_sent_again_at_once_with_the_new_one(stage, typed):
    server = Server(stage)
    typed.click("text=Save")
    state(stage, "saved")

    (first, key, words), (second, same_key, same_words) = server.seen
    assert (first, second) == ("old", "new")
    assert (key, words) == (same_key, same_words)
    assert typed.title() == "Stage"


def test_a_token_that_is_refused_again_is_not_tried_for_ever(stage, typed):
    server = Server(stage, token="another")
    typed.click("text=Save")
    state(stage, "failed")

    assert len(server.seen) == 2
    assert "This page is too old: reload it" in typed.locator("#saved").inner_text()


def test_a_save_of_who_was_signed_out_waits_until_the_person_is_back(stage, typed):
    server = Server(stage, token=None)
    typed.click("text=Save")
    state(stage, "failed")
    typed.evaluate("dispatchEvent(new Event('online'))")
    assert "You are signed out" in banner(typed)
    assert len(server.seen) == 1
    server.token = "new"
    typed.click("text=Ask")
    state(stage, "saved")

    assert [token for token, *_ in server.seen] == ["old", "new"]
    assert typed.locator("#offline").is_hidden()


def test_a_page_that_opens_in_another_tab_brings_the_new_token(stage, typed):
    server = Server(stage, token=None)
    typed.click("text=Save")
    state(stage, "failed")
    server.token = "new"
    typed.evaluate(
        """new BroadcastChannel("newsroom-session").postMessage({ token: "new", user: "1" })"""
    )
    state(stage, "saved")

    assert server.seen[-1][0] == "new"


@pytest.mark.parametrize("how", ["refused", "told"])
def test_nothing_is_saved_in_the_name_of_somebody_else_who_signed_in(stage, typed, how):
    server = Server(stage, user="2")
    if how == "told":
        typed.click("text=Ask")
        stage.until("document.getElementById('csrf').dataset.token === 'new'")
    typed.click("text=Save")
    stage.until("!document.getElementById('offline').hidden")
    typed.evaluate("dispatchEvent(new Event('online'))")

    assert "Somebody else is signed in here now" in banner(typed)
    assert [token for token, *_ in server.seen] == ["old"][: how == "refused"]
    assert typed.evaluate("Object.keys(localStorage)") == ["draft:1:claim-1"]


PLAIN = """
<form method="post" action="/new"><input type="hidden" name="csrfmiddlewaretoken" value="old">
<button>Add</button></form><span id="csrf" data-token="old" data-user="1" hidden></span>"""


def test_a_plain_form_is_sent_with_the_token_that_stands(stage):
    sent = []

    def take(request):
        sent.append(request.post_data)
        return {"body": "Done"}

    stage.answers["/new"] = take
    page = stage.show(PLAIN, "main")
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """new BroadcastChannel("newsroom-session").postMessage({ token: "new", user: "1" })"""
    )
    stage.until("document.getElementById('csrf').dataset.token === 'new'")
    page.click("text=Add")
    page.get_by_text("Done").wait_for()

    assert sent == ["csrfmiddlewaretoken=new"]
