"""GET and POST /articles/new/, POST /articles/upload/."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Article, Membership, Role, TaggingRun
from tests.web.scene import tidy, words

JSON = {"Accept": "application/json"}


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def file(name: str = "story.txt", data: bytes = b"A headline\n\nAnd words.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


def test_a_pasted_text_becomes_an_article_that_will_be_tagged(cast, reporter):
    response = reporter.post(
        "/articles/new/",
        {"desk": cast.desk.pk, "text": "One.\r\n\r\nTwo.", "outlet": "Courier", "headline": "H"},
    )
    article = Article.objects.select_related("current_revision").get()
    assert response["Location"] == f"/articles/{article.pk}/"
    assert article.current_revision.text == "One.\n\nTwo."
    assert (article.outlet, article.created_by) == ("Courier", cast.reporter)
    assert TaggingRun.objects.get().state == "queued"


def test_a_hint_stands_under_its_own_field_alone(reporter):
    page = words(reporter.get("/articles/new/"))
    assert page.count("Paste the whole text. Every line becomes a paragraph.") == 1


def test_without_a_headline_the_first_line_serves(cast, reporter):
    reporter.post("/articles/new/", {"desk": cast.desk.pk, "text": "First line\nSecond"})
    assert Article.objects.get().headline == "First line"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "  ", "The text is empty."),
        ("text", "", "This field is required."),
        ("source_url", "javascript:alert(1)", "begins with http"),
        ("published_at", "yesterday", "valid date"),
        ("desk", "999", "valid choice"),
    ],
)
def test_a_refused_text_comes_back_with_its_error_and_all_that_was_typed(
    field, value, sentence, cast, reporter
):
    typed = {"desk": cast.desk.pk, "text": "Kept words.", "outlet": "Kept outlet"}
    response = reporter.post("/articles/new/", typed | {field: value})
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[field])
    assert "Kept outlet" in words(response)
    assert not Article.objects.exists()


def test_another_desk_in_the_form_is_refused(cast, reporter):
    response = reporter.post("/articles/new/", {"desk": cast.other_desk.pk, "text": "Words."})
    assert response.status_code == 422
    assert not Article.objects.exists()


def test_fields_that_are_not_asked_for_are_not_stored(cast, reporter):
    reporter.post(
        "/articles/new/",
        {
            "desk": cast.desk.pk,
            "text": "Words.",
            "created_by": cast.admin.pk,
            "version": 9,
            "id": 7,
        },
    )
    article = Article.objects.get()
    assert (article.created_by, article.version) == (cast.reporter, 1)


def test_the_desk_at_hand_is_offered_first(cast, reporter):
    Membership.objects.create(user=cast.reporter, desk=cast.other_desk, role=Role.REPORTER)
    reporter.get("/articles/?desk=sports")
    assert reporter.get("/articles/new/").context["form"]["desk"].value() == cast.other_desk.pk


def test_who_may_add_nowhere_is_told_why(cast, sign_in):
    response = sign_in(cast.viewer).get("/articles/new/")
    assert response.status_code == 403
    assert "Only reporters, checkers and editors can add articles." in words(response)


def test_one_file_is_answered_with_its_article(cast, reporter):
    fields = {"desk": cast.desk.pk, "file": file()}
    response = reporter.post("/articles/upload/", fields, headers=JSON)
    assert response.status_code == 201
    assert response.json() == {
        "url": f"/articles/{Article.objects.get().pk}/",
        "headline": Article.objects.get().headline,
        "left_out": "",
    }


PAGE = (
    b"<title>Quay</title><nav><a href=/>Menu</a></nav><article><p>The quay opens.</p>"
    b"<aside>Box one</aside><p>It cost 12 million.</p><aside>Box two</aside></article>"
)


def test_what_was_left_out_of_a_page_is_named_and_can_be_taken_back(cast, reporter, sign_in):
    sent = SimpleUploadedFile("a.html", PAGE, "text/html")
    fields = {"desk": cast.desk.pk, "file": sent}
    answer = reporter.post("/articles/upload/", fields, headers=JSON).json()
    article = Article.objects.get()
    edit = f"/articles/{article.pk}/edit/"

    assert answer["left_out"] == "navigation, 2 boxes"
    assert article.current_revision.text == "The quay opens.\n\nIt cost 12 million."
    page = sign_in(cast.editor).get(edit, {"whole": 1}).context["form"]
    whole = "Menu\n\nThe quay opens.\n\nBox one\n\nIt cost 12 million.\n\nBox two"
    assert page.initial["text"] == whole
    assert "Box" not in sign_in(cast.editor).get(edit).context["form"].initial["text"]


def test_a_page_without_scripts_names_what_was_left_out(cast, reporter):
    sent = [SimpleUploadedFile("a.html", PAGE, "text/html"), SimpleUploadedFile("b.txt", b"")]
    response = reporter.post("/articles/upload/", {"desk": cast.desk.pk, "file": sent})

    edit = f"/articles/{Article.objects.get().pk}/edit/?whole=1"
    said = f'Left out: navigation, 2 boxes. <a href="{edit}">Put it back</a>'
    assert said in tidy(response)


def test_a_good_page_without_scripts_names_it_too(cast, reporter):
    sent = SimpleUploadedFile("a.html", PAGE)
    response = reporter.post("/articles/upload/", {"desk": cast.desk.pk, "file": sent})

    assert response.status_code == 200
    assert "Left out: navigation, 2 boxes." in words(response)


@pytest.mark.parametrize(
    "files",
    [
        [("a.docx", b"PK\x03\x04zip")],
        [("a.txt", b"")],
        [("a.txt", b" \n ")],
        [],
        [("a.txt", b"One"), ("b.txt", b"Two")],
    ],
)
def test_a_bad_file_is_answered_with_a_problem(files, cast, reporter):
    fields = {"desk": cast.desk.pk, "file": [file(*one) for one in files]}
    response = reporter.post("/articles/upload/", fields, headers=JSON)
    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["field"] == "file"
    assert not Article.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_words(cast, reporter, settings):
    settings.MEDIA_MAX_BYTES = 1_000_000
    large = file("big.txt", b"word " * 300_000)
    response = reporter.post(
        "/articles/upload/", {"desk": cast.desk.pk, "file": large}, headers=JSON
    )
    assert response.status_code == 422
    assert response.json()["detail"] == "The file is larger than 1 MB."


@pytest.mark.parametrize("desk", ["", "sports", "999999", "x"])
def test_a_foreign_and_a_missing_desk_are_refused_alike(desk, cast, reporter):
    response = reporter.post("/articles/upload/", {"desk": desk, "file": file()}, headers=JSON)
    assert response.status_code == 422
    assert response.json()["detail"] == "Choose one of your desks."


def test_without_scripts_a_bad_file_does_not_spoil_the_good_ones(cast, reporter):
    sent = [
        file("good.txt"),
        file("bad.pdf", b"%PDF-1.7 \xff\xfe"),
        file("also.txt", b"More words."),
    ]
    response = reporter.post("/articles/upload/", {"desk": cast.desk.pk, "file": sent})
    assert response.status_code == 422
    assert Article.objects.count() == 2
    assert [bool(one["error"]) for one in response.context["outcomes"]] == [False, True, False]


def test_without_scripts_good_files_lead_to_the_list(cast, reporter):
    response = reporter.post(
        "/articles/upload/", {"desk": cast.desk.pk, "file": [file(), file("b.txt")]}
    )
    assert response["Location"] == "/articles/"


def test_without_scripts_no_file_is_said(cast, reporter):
    response = reporter.post("/articles/upload/", {"desk": cast.desk.pk})
    assert response.status_code == 422
    assert "Choose a file first." in words(response)
