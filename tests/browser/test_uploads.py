"""Many files at once, each with its own progress and its own error."""

import json

import pytest

pytestmark = pytest.mark.browser

PAGE = """
<form data-upload method="post" action="/upload" enctype="multipart/form-data">
  <input type="hidden" name="csrfmiddlewaretoken" value="token">
  <input type="hidden" name="desk" value="4">
  <input type="file" name="file" multiple aria-label="Files">
</form>
<ul class="uploads" data-uploads hidden></ul>
<script type="application/json" id="ready"></script>"""


def file(name, words="Words"):
    return {"name": name, "mimeType": "text/plain", "buffer": words.encode()}


@pytest.fixture
def choose(stage):
    page = stage.show(PAGE, "main")
    page.wait_for_load_state("networkidle")

    def choose(*files):
        page.get_by_label("Files").set_input_files(list(files))
        return page

    return choose


def answer_json(status, **body):
    return {"status": status, "content_type": "application/json", "body": json.dumps(body)}


def test_a_file_that_was_read_leads_to_its_article(stage, choose):
    stage.answers["/upload"] = answer_json(201, url="/articles/9/", headline="A <b>headline</b>")
    page = choose(file("report.txt"))
    link = page.get_by_role("link", name="A <b>headline</b>")
    assert link.get_attribute("href") == "/articles/9/"


def test_the_other_fields_of_the_form_go_along(stage, choose):
    sent = []

    def take(request):
        sent.append(request.post_data)
        return answer_json(201, url="/articles/9/", headline="H")

    stage.answers["/upload"] = take
    choose(file("report.txt")).get_by_role("link").wait_for()
    assert 'name="desk"' in sent[0]
    assert 'filename="report.txt"' in sent[0]
    assert sent[0].count('name="file"') == 1


def test_a_bad_file_does_not_spoil_the_others(stage, choose):
    def take(request):
        if "bad.txt" in request.post_data:
            return answer_json(422, detail="No text in this file.", errors=[])
        return answer_json(201, url="/articles/9/", headline="Good")

    stage.answers["/upload"] = take
    page = choose(file("one.txt"), file("bad.txt"), file("two.txt"))
    page.locator(".uploads a").nth(1).wait_for()
    assert page.locator(".uploads .failed").inner_text().startswith("No text in this file.")


def test_a_failed_file_can_be_sent_again(stage, choose):
    stage.answers["/upload"] = {"status": 503}
    page = choose(file("one.txt"))
    page.get_by_role("button", name="Try again").wait_for()
    stage.answers["/upload"] = answer_json(201, url="/articles/9/", headline="Good")
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("link", name="Good").wait_for()


@pytest.mark.parametrize("status", [400, 403, 404, 413, 415, 422])
def test_a_file_that_can_never_be_taken_is_not_offered_to_be_sent_again(stage, choose, status):
    stage.answers["/upload"] = {"status": status}
    page = choose(file("one.bin"))
    page.locator(".outcome.failed").wait_for()
    assert page.get_by_role("button", name="Try again").count() == 0


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_what_may_pass_offers_to_try_again(stage, choose, status):
    stage.answers["/upload"] = {"status": status}
    choose(file("one.txt")).get_by_role("button", name="Try again").wait_for()


def test_what_nobody_sends_again_is_not_said_to_be_sent_again(stage, choose):
    stage.answers["/upload"] = {"status": 429}
    failed = choose(file("one.txt")).locator(".outcome.failed span")
    assert failed.inner_text() == "Not uploaded. Too many at once."


def test_a_lost_connection_offers_to_try_again(choose):
    page = choose()
    page.route("http://localhost/upload", lambda route: route.abort("connectionreset"))
    choose(file("one.txt")).get_by_role("button", name="Try again").wait_for()


def test_a_file_sent_with_an_old_token_is_sent_again_with_the_new_one(stage, choose):
    sent = []

    def take(request):
        sent.append(request.headers["idempotency-key"])
        if len(sent) == 1:
            return {"status": 403, "headers": {"X-CSRFToken": "new", "X-User": "1"}}
        return answer_json(201, url="/articles/9/", headline="Good")

    stage.answers["/upload"] = take
    choose(file("one.txt")).get_by_role("link", name="Good").wait_for()
    assert sent[0] == sent[1]


def test_the_reasons_per_field_are_told(stage, choose):
    errors = [{"field": "file", "message": "Larger than 5 MB."}]
    stage.answers["/upload"] = answer_json(422, detail="Refused.", errors=errors)
    page = choose(file("big.txt"))
    assert page.locator(".failed span").inner_text() == "Larger than 5 MB."


def test_a_hostile_file_name_stays_a_name(stage, choose):
    stage.answers["/upload"] = {"status": 413}
    page = choose(file("<img src=x onerror=__xss=1>.txt"))
    assert page.locator(".file-name").inner_text() == "<img src=x onerror=__xss=1>.txt"


def test_a_file_that_is_sent_again_keeps_its_key(stage, choose):
    keys = []

    def take(request):
        keys.append(request.headers["idempotency-key"])
        return {"status": 503}

    stage.answers["/upload"] = take
    page = choose(file("one.txt"))
    page.get_by_role("button", name="Try again").click()
    stage.until("document.querySelector('.outcome.failed') !== null")
    choose(file("one.txt"))
    page.locator(".outcome.failed").nth(1).wait_for()
    assert keys[0] == keys[1] != keys[2]


@pytest.mark.parametrize("width", [1440, 920, 390])
def test_the_outcome_of_a_file_stays_in_its_column(stage, width):
    sheets = "".join(
        f'<link rel="stylesheet" href="/static/annotations/css/{name}.css">'
        for name in ("shell/forms", "articles")
    )
    aside = f'<div class="form-page"><i></i><aside class="form-aside">{PAGE}</aside></div>'
    stage.page.set_viewport_size({"width": width, "height": 800})
    page = stage.show(f'{sheets}<main class="page">{aside}</main>', "main")
    page.wait_for_load_state("networkidle")
    errors = [{"field": "file", "message": "Article.text has no such-very-long-word-at-all."}]
    stage.answers["/upload"] = answer_json(503, detail="Refused.", errors=errors)
    page.get_by_label("Files").set_input_files([file("a-long-name-of-a-file-of-the-archive.txt")])
    page.get_by_role("button", name="Try again").wait_for()
    column, button = (
        page.locator(name).bounding_box() for name in (".form-aside", ".uploads .button")
    )
    assert button["x"] >= column["x"]
    assert button["x"] + button["width"] <= column["x"] + column["width"]


def test_dropped_files_are_taken_anywhere_on_the_page(stage, choose):
    stage.answers["/upload"] = answer_json(201, url="/articles/9/", headline="Dropped")
    page = choose()
    page.evaluate(
        """() => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File(["Words"], "dropped.txt"));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }"""
    )
    page.get_by_role("link", name="Dropped").wait_for()
