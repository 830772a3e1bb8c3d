"""/api/v1/articles/ and /api/v1/articles/{id}/"""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import Article, Claim, Original, TaggingRun
from annotations.services.claims import assessments
from tests.api.calls import HEAD, ids, nothing_written, refused
from tests.factory import (
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
)

ABOUT = {
    "language": "uk",
    "outlet": "Газета",
    "byline": "Ilka Varn",
    "source_url": "https://example.org/a?b=c",
    "published_at": "2026-02-03T04:05:06+00:00",
    "external_id": "cms-4711",
}
ROW = HEAD | {
    "desk", "headline", "outlet", "byline", "language", "source_url", "published_at", "counts",
    "external_id",
    "tagging", "current_revision", "embargo",
}  # fmt: skip


def body(**given):
    return {"desk": "politics", "headline": "Bridges", "text": "We counted 41 bridges."} | given


def test_an_article_is_made_and_answered_as_it_is_read(cast, api):
    response = api.reporter.post("articles/", body(**ABOUT))

    assert response.status_code == 201
    row = response.json()
    assert row == {
        "id": row["id"],
        "url": f"http://testserver/api/v1/articles/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "desk": cast.desk.pk,
        "headline": "Bridges",
        **ABOUT,
        "counts": {"open": 0, "checking": 0, "review": 0, "checked": 0},
        "embargo": None,
        "tagging": {"state": "queued", "run": TaggingRun.objects.get().pk},
        "current_revision": {
            "id": row["current_revision"]["id"],
            "number": 1,
            "length": 22,
            "sha256": hashlib.sha256(b"We counted 41 bridges.").hexdigest(),
        },
    }
    assert (response["ETag"], response["Location"]) == ('"1"', row["url"])
    read = api.viewer.get(row["url"])
    assert (read.json(), read["ETag"]) == (row, '"1"')


@pytest.mark.parametrize("by", ["id", "slug"])
def test_the_desk_is_named_by_id_or_slug(by, cast, api):
    desk = cast.desk.pk if by == "id" else "politics"

    assert api.reporter.post("articles/", body(desk=desk)).json()["desk"] == cast.desk.pk


def test_what_is_not_said_is_empty_and_an_empty_headline_is_the_first_line(api):
    text = "Bridges in need of repair\n\nThe report counted them on Tuesday."
    row = api.reporter.post("articles/", body(headline="", text=text)).json()

    assert row["headline"] == "Bridges in need of repair"
    empty = [row[name] for name in ("outlet", "byline", "source_url", "published_at")]
    assert empty == ["", "", "", None]


def test_the_same_text_is_another_article(api):
    first, second = (api.reporter.post("articles/", body()).json() for _ in range(2))

    assert first["id"] != second["id"]
    assert first["current_revision"]["sha256"] == second["current_revision"]["sha256"]


def test_text_is_kept_in_its_canonical_form_and_measured_in_code_points(subtests, api):
    for sent, stored in [
        ("One\r\ntwo\rthree", "One\ntwo\nthree"),
        ("One\n\n\n\n\ntwo", "One\n\ntwo"),
        ("Cafe\u0301", "Café"),
        ("“Curly” ‘quotes’ – 41\u00a0km", "“Curly” ‘quotes’ – 41\u00a0km"),
        ("👩‍🚒 and 🇺🇦", "👩‍🚒 and 🇺🇦"),
        ("استقال الوزير", "استقال الوزير"),
        ("Її з’їзд", "Її з’їзд"),
    ]:
        with subtests.test(str(sent)[:60]):
            revision = api.reporter.post("articles/", body(text=sent)).json()["current_revision"]

            assert revision["length"] == len(stored)
            assert revision["sha256"] == hashlib.sha256(stored.encode()).hexdigest()
            assert api.viewer.get(f"revisions/{revision['id']}/").json()["text"] == stored


def test_an_article_that_breaks_a_rule_is_refused_beside_the_field(subtests, api):
    with nothing_written():
        for given, fields in [
            ({"desk": None}, ["desk"]),
            ({"desk": True}, ["desk"]),
            ({"desk": 1.5}, ["desk"]),
            ({"desk": ""}, ["desk"]),
            ({"desk": "nowhere"}, ["desk"]),
            ({"desk": 987654321}, ["desk"]),
            ({"desk": 2**63}, ["desk"]),
            ({"desk": "9" * 5000}, ["desk"]),
            ({"headline": 5}, ["headline"]),
            ({"headline": "x" * 501}, ["headline"]),
            ({"text": ""}, ["text"]),
            ({"text": " \r\n\u00a0"}, ["text"]),
            ({"text": ["a"]}, ["text"]),
            ({"text": "x" * 2_000_001}, ["text"]),
            ({"outlet": "x" * 201}, ["outlet"]),
            ({"byline": "x" * 301}, ["byline"]),
            ({"source_url": "javascript:alert(1)"}, ["source_url"]),
            ({"source_url": "ftp://example.org/"}, ["source_url"]),
            ({"source_url": "https://"}, ["source_url"]),
            ({"source_url": "https://me:secret@example.org/"}, ["source_url"]),
            ({"published_at": "yesterday"}, ["published_at"]),
            ({"published_at": "0001-01-01T00:00:00+14:00"}, ["published_at"]),
            (
                {"headline": None, "text": 3, "published_at": ""},
                ["headline", "published_at", "text"],
            ),
        ]:
            with subtests.test(str(given)[:60]):
                refused(api.reporter.post("articles/", body(**given)), 422, "invalid", *fields)


def test_missing_fields_are_named(api):
    refused(api.reporter.post("articles/", {}), 422, "invalid", "headline", "desk", "text")


def test_a_foreign_desk_is_refused_in_the_words_of_a_missing_one(cast, api):
    foreign = refused(api.reporter.post("articles/", body(desk="sports")), 422, "invalid", "desk")
    missing = refused(api.reporter.post("articles/", body(desk="nowhere")), 422, "invalid", "desk")

    assert foreign == missing


def test_fields_that_nobody_may_set_are_left_alone(cast, api):
    given = {
        "id": 77, "version": 9, "created_at": "2001-01-01T00:00:00Z",
        "current_revision": 5, "counts": {"open": 5}, "tagging": {"state": "done"},
    }  # fmt: skip
    row = api.reporter.post("articles/", body(**given)).json()

    article = Article.objects.get()
    assert (row["id"], row["version"], row["tagging"]["state"]) == (article.pk, 1, "queued")
    assert article.created_by == cast.reporter
    assert row["counts"]["open"] == 0
    assert not row["created_at"].startswith("2001")


# --- files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "Bridges\r\n\r\nWe counted 41.", "Bridges\n\nWe counted 41."),
        ("a.md", "# Bridges\n\nWe counted **41**.", "We counted 41."),
        ("a.html", "<h1>Bridges</h1><p>We counted <b>41</b>.</p>", "We counted 41."),
    ],
)
def test_a_file_becomes_an_article_and_its_bytes_are_kept(name, content, text, cast, api):
    file = SimpleUploadedFile(name, content.encode())
    response = api.reporter.upload("articles/", desk=cast.desk.pk, file=file)

    assert response.status_code == 201, response.content
    row = response.json()
    assert set(row) == ROW
    assert (response["ETag"], response["Location"]) == ('"1"', row["url"])
    assert row["headline"] == "Bridges"
    assert api.reporter.get(f"revisions/{row['current_revision']['id']}/").json()["text"] == text
    original = Original.objects.get(article=row["id"])
    assert (original.filename, bytes(original.content)) == (name, content.encode())


def test_a_file_may_name_its_desk_by_slug(cast, api):
    file = SimpleUploadedFile("a.txt", "Вибори".encode())

    row = api.reporter.upload("articles/", desk="politics", file=file).json()
    assert (row["desk"], row["headline"]) == (cast.desk.pk, "Вибори")


def test_a_file_that_cannot_be_read_is_refused(subtests, api):
    for name, content in [
        ("a.txt", b""),
        ("a.txt", b" \n "),
        ("a.docx", b"PK\x03\x04"),
        ("a.txt", b"%PDF-1.7 words"),
        ("a.exe", b"words"),
        ("a.html", b"Only words."),
        ("a.txt", b"\x01\x02\x03\x04"),
        ("a.txt", b"words\x00words"),
    ]:
        with subtests.test(str(name)[:60]):
            file = SimpleUploadedFile(name, content, "application/octet-stream")
            with nothing_written():
                response = api.reporter.upload("articles/", desk="politics", file=file)
                refused(response, 400, "unreadable", "file")


def test_a_file_may_have_so_many_bytes_and_no_more(api, settings):
    settings.MEDIA_MAX_BYTES = 20
    just = SimpleUploadedFile("a.txt", b"x" * 20)
    over = SimpleUploadedFile("a.txt", b"x" * 21)

    assert api.reporter.upload("articles/", desk="politics", file=just).status_code == 201
    with nothing_written():
        response = api.reporter.upload("articles/", desk="politics", file=over)
        refused(response, 422, "invalid", "file")


def test_a_form_without_file_or_desk_is_refused(subtests, api):
    with nothing_written():
        for fields, status, slug, field in [
            ({"desk": "politics"}, 422, "invalid", "file"),
            ({"desk": "politics", "file": "words, no file"}, 422, "invalid", "file"),
            ({"file": SimpleUploadedFile("a.txt", b"words")}, 422, "invalid", "desk"),
            (
                {"desk": "sports", "file": SimpleUploadedFile("a.txt", b"words")},
                422,
                "invalid",
                "desk",
            ),
            (
                {"desk": "\0", "file": SimpleUploadedFile("a.txt", b"words")},
                400,
                "unreadable",
                "desk",
            ),
        ]:
            with subtests.test(str(fields)[:60]):
                refused(api.reporter.upload("articles/", **fields), status, slug, field)


def test_a_viewer_uploads_nothing(api):
    with nothing_written():
        file = SimpleUploadedFile("a.txt", b"words")
        refused(api.viewer.upload("articles/", desk="politics", file=file), 403, "not-allowed")


# --- lists ------------------------------------------------------------------------------------


def test_a_list_shows_the_newest_first_without_texts(cast, api):
    articles = [make_article(cast, headline=f"Article {n}") for n in range(3)]

    page = api.viewer.get("articles/").json()
    assert [row["id"] for row in page["results"]] == [one.pk for one in reversed(articles)]
    assert all(set(row) == ROW for row in page["results"])
    assert page["results"][0] == api.viewer.get(f"articles/{articles[2].pk}/").json()


def test_counts_are_of_claims_by_stage_and_tagging_is_of_the_newest_run(cast, api):
    article = make_article(cast)
    for stage in ("open", "open", "checking", "review", "dismissed", "suggested"):
        claim = make_claim(cast, article)
        Claim.objects.filter(pk=claim.pk).update(stage=stage)
    make_checked_claim(cast, article)
    TaggingRun.objects.update(state="done")
    newest = TaggingRun.objects.create(
        article=article, revision=article.current_revision, desk=cast.desk, state="failed"
    )

    row = api.viewer.get(f"articles/{article.pk}/").json()
    assert row["counts"] == {"open": 2, "checking": 1, "review": 1, "checked": 1}
    assert row["tagging"] == {"state": "failed", "run": newest.pk}


@pytest.fixture
def library(cast):
    """Three articles by name; a foreign one stands beside them."""
    make_article(cast, actor=cast.stranger, desk=cast.other_desk, headline="Foreign bridges")
    rows = {
        "bridges": make_article(cast, headline="Bridges", language="en"),
        "мости": make_article(cast, headline="Мости", text="Сорок один міст.", language="uk"),
        "goals": make_article(cast, headline="Goals", text="They scored 3.", language="en"),
    }
    make_claim(cast, rows["bridges"])
    return rows


def test_filters_narrow_the_list(subtests, library, api):
    for query, found in [
        ("", ["goals", "мости", "bridges"]),
        ("desk=politics", ["goals", "мости", "bridges"]),
        ("language=en", ["goals", "bridges"]),
        ("language=de", []),
        ("search=bridges", ["bridges"]),
        ("search=resigned+minister", ["bridges"]),
        ("search=%D0%BC%D1%96%D1%81%D1%82", ["мости"]),
        ("search=bridges+-repair", []),
        ("search=%27%22%5C%25_%26%7C%21%28%29%3A%2A", []),
        ("stage=open", ["bridges"]),
        ("stage=checked", []),
        ("search=scored&language=en&desk=politics", ["goals"]),
        ("search=&language=&desk=", ["goals", "мости", "bridges"]),
    ]:
        with subtests.test(str(query)[:60]):
            assert ids(api.viewer.get(f"articles/?{query}")) == [library[name].pk for name in found]


def test_the_desk_of_a_filter_may_be_an_id(library, cast, api):
    assert len(ids(api.admin.get("articles/"))) == 4
    assert len(ids(api.admin.get(f"articles/?desk={cast.desk.pk}"))) == 3
    assert len(ids(api.admin.get("articles/?desk=sports"))) == 1


def test_a_parameter_that_cannot_be_read_is_refused(subtests, api):
    for query in ["stage=done", "order=id", "Desk=politics", "search=a&search=b", "search=%00"]:
        with subtests.test(str(query)[:60]):
            assert refused(
                api.viewer.get(f"articles/?{query}"), 400, "unreadable", query.split("=")[0]
            )


# --- changes ----------------------------------------------------------------------------------


def test_what_is_said_about_an_article_is_changed(cast, api):
    article = make_article(cast)
    changes = ABOUT | {"headline": "  New \n headline "}
    response = api.reporter.patch(f"articles/{article.pk}/", changes, seen=1)

    assert (response.status_code, response["ETag"]) == (200, '"2"')
    row = response.json()
    assert {name: row[name] for name in changes} == ABOUT | {"headline": "New headline"}
    assert row["version"] == 2
    assert row == api.viewer.get(f"articles/{article.pk}/").json()
    assert ids(api.viewer.get("articles/?search=headline")) == [article.pk]


def test_the_text_and_the_desk_are_not_changed_by_a_patch(cast, api):
    article = make_article(cast)
    given = {
        "desk": cast.other_desk.pk, "current_revision": 1, "version": 9, "outlet": "Gazette",
    }  # fmt: skip
    told = api.reporter.patch(f"articles/{article.pk}/", given | {"text": "Other words."}, seen=1)
    refused(told, 422, "invalid", "text")
    row = api.reporter.patch(f"articles/{article.pk}/", given, seen=1).json()

    assert (row["desk"], row["outlet"], row["version"]) == (cast.desk.pk, "Gazette", 2)
    assert row["current_revision"]["id"] == article.current_revision_id
    assert Article.objects.get().created_by == cast.reporter


def test_a_change_that_breaks_a_rule_is_refused_and_nothing_is_changed(subtests, cast, api):
    for changes, fields in [
        ({"headline": ""}, ["headline"]),
        ({"headline": " "}, ["headline"]),
        ({"headline": None}, ["headline"]),
        ({"headline": "x" * 501}, ["headline"]),
        ({"language": "x" * 17}, ["language"]),
        ({"source_url": "example.org"}, ["source_url"]),
        ({"published_at": 5, "outlet": 5}, ["outlet", "published_at"]),
        ([], ["non_field_errors"]),
    ]:
        with subtests.test(str(changes)[:60]):
            article = make_article(cast)
            with nothing_written():
                response = api.reporter.patch(f"articles/{article.pk}/", changes, seen=1)
                refused(response, 422, "invalid", *fields)


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_change_needs_the_version_that_was_seen(method, cast, api):
    article = make_article(cast)
    api.reporter.patch(f"articles/{article.pk}/", {"outlet": "Gazette"}, seen=1)
    path = f"articles/{article.pk}/"
    with nothing_written():
        refused(api.editor.send(method, path, {}), 428, "precondition-required")
        stale = refused(api.editor.send(method, path, {"headline": 5}, seen=1), 412, "stale")
    assert stale["current"] == api.editor.get(path).json()


def test_an_editor_deletes_an_article_with_everything_on_it(cast, api):
    claim = make_claim(cast)
    make_evidence(cast, claim)
    path = f"articles/{claim.article_id}/"

    response = api.editor.delete(path, seen=1)
    assert (response.status_code, response.content) == (204, b"")
    refused(api.editor.get(path), 404, "not-found")
    assert not Claim.objects.exists()


def test_who_added_an_article_deletes_it_until_somebody_works_on_it(cast, api):
    fresh, worked_on = make_article(cast), make_article(cast)
    make_claim(cast, worked_on)
    refused(api.reporter.delete(f"articles/{fresh.pk}/"), 428, "precondition-required")
    assert api.reporter.delete(f"articles/{fresh.pk}/", seen=1).status_code == 204
    with nothing_written():
        refused(api.reporter.delete(f"articles/{worked_on.pk}/", seen=1), 403, "not-allowed")


@pytest.mark.parametrize("verdict", ["approve", "return_"])
def test_an_article_with_a_reviewed_verdict_stays(verdict, cast, api):
    claim = make_claim(cast)
    proposal = make_proposal(cast, claim)
    given = {"assessment_id": proposal.pk, "seen_version": proposal.version}
    getattr(assessments, verdict)(actor=cast.editor, note="Read.", **given)
    with nothing_written():
        refused(api.editor.delete(f"articles/{claim.article_id}/", seen=1), 409, "wrong-state")


def test_a_role_that_is_too_low_is_said_before_a_missing_version(cast, api):
    path = f"articles/{make_article(cast).pk}/"

    refused(api.viewer.patch(path, raw=b"{"), 403, "not-allowed")
    refused(api.checker.delete(path), 403, "not-allowed")
    refused(api.stranger.patch(path, raw=b"{"), 404, "not-found")


def test_an_article_is_looked_up_by_any_spelling_of_its_address(cast, api):
    row = make_article(cast, source_url="https://example.org/story?id=7")
    make_article(cast, source_url="https://example.org/story?id=8")
    make_article(cast)
    spelling = "http://www.example.org/story/%3Fid=7%26utm_source=mail"
    assert ids(api.viewer.get(f"articles/?source_url={spelling}")) == [row.pk]
    assert ids(api.stranger.get(f"articles/?source_url={spelling}")) == []
    assert ids(api.viewer.get("articles/?source_url=https://example.org/")) == []
    refused(api.viewer.get("articles/?source_url=story"), 400, "unreadable", "source_url")
