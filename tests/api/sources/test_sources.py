"""/api/v1/sources/ and /api/v1/sources/{id}/"""

import pytest

from annotations.models import Source
from annotations.models.searching import vector
from annotations.services.sources import merge, snapshots
from tests.api.calls import ids, nothing_written, refused
from tests.factory import make_claim, make_evidence, make_source

URL = "https://example.org/report?page=4"


def body(**given):
    return {"desk": "politics", "url": URL} | given


def test_a_source_is_made_and_answered_as_it_is_read(cast, api):
    about = {"title": "Report", "kind": "document", "publisher": "Міністерство",
             "published_on": "2026-02-03"}  # fmt: skip
    response = api.checker.post("sources/", body(**about))

    assert response.status_code == 201, response.content
    row = response.json()
    assert row == {
        "id": Source.objects.get().pk,
        "url": URL,
        "self": f"http://testserver/api/v1/sources/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "desk": cast.desk.pk,
        "reliability_note": "",
        "external_id": "",
        "merged_into": None,
        **about,
    }
    assert (response["ETag"], response["Location"]) == ('"1"', row["self"])
    read = api.viewer.get(row["self"])
    assert (read.json(), read["ETag"]) == (row, '"1"')
    assert api.viewer.get("sources/").json()["results"] == [row]


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "http://www.example.org/report?page=4",
        "HTTPS://EXAMPLE.org:443/report/?utm_source=x&page=4#top",
        "  https://example.org/report?page=4&fbclid=1  ",
    ],
)
def test_a_known_address_answers_the_source_that_is_there(url, cast, api):
    known = make_source(cast, url=URL, title="Report")
    with nothing_written():
        response = api.editor.post("sources/", body(url=url, title="Another title"))
    assert response.status_code == 200, response.content
    assert (response.json()["id"], response.json()["title"]) == (known.pk, "Report")
    assert response["ETag"] == '"1"'


def test_another_page_or_desk_is_another_source(cast, api):
    make_source(cast, url=URL)

    assert api.checker.post("sources/", body(url=URL + "5")).status_code == 201
    assert api.stranger.post("sources/", body(desk="sports")).status_code == 201


def test_a_source_without_address_has_a_title_and_is_never_the_same(api):
    first, second = (
        api.checker.post(
            "sources/", {"desk": "politics", "title": " Talk \n with her ", "kind": "person"}
        )
        for _ in range(2)
    )

    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json()["title"], first.json()["url"]) == ("Talk with her", "")
    assert first.json()["id"] != second.json()["id"]


def test_every_kind_may_be_said(subtests, api):
    for kind in ["web", "document", "dataset", "person", "post", "media"]:
        with subtests.test(str(kind)[:60]):
            assert (
                api.checker.post("sources/", body(url=f"{URL}{kind}", kind=kind)).json()["kind"]
                == kind
            )


def test_an_address_in_letters_is_kept_as_the_network_knows_it(api):
    row = api.checker.post("sources/", body(url="https://приклад.укр/а")).json()

    assert row["url"] == "https://xn--80aikifvh.xn--j1amh/а"


def test_a_source_that_breaks_a_rule_is_refused_beside_the_field(subtests, api):
    with nothing_written():
        for given, fields in [
            ({"url": "", "title": ""}, ["url"]),
            ({"url": " ", "title": " "}, ["url"]),
            ({"url": "ftp://example.org/"}, ["url"]),
            ({"url": "javascript:alert(1)"}, ["url"]),
            ({"url": "//example.org/"}, ["url"]),
            ({"url": "https://"}, ["url"]),
            ({"url": "https://me:secret@example.org/"}, ["url"]),
            ({"url": "https://example.org/\u202egpj.exe"}, ["url"]),
            ({"url": "https://example.org/a b"}, ["url"]),
            ({"url": "https://example.org:99999/"}, ["url"]),
            ({"url": "https://[::1/"}, ["url"]),
            ({"url": "https://example.org/" + "x" * 2000}, ["url"]),
            ({"url": None}, ["url"]),
            ({"url": 5, "kind": "book"}, ["kind", "url"]),
            ({"title": "x" * 501}, ["title"]),
            ({"publisher": "x" * 201}, ["publisher"]),
            ({"published_on": "2026-13-01"}, ["published_on"]),
            ({"published_on": "2026-01-01T00:00:00Z"}, ["published_on"]),
            ({"desk": None}, ["desk"]),
        ]:
            with subtests.test(str(given)[:60]):
                refused(api.checker.post("sources/", body(**given)), 422, "invalid", *fields)


def test_a_foreign_desk_is_refused_in_the_words_of_a_missing_one(cast, api):
    with nothing_written():
        told = [
            refused(api.checker.post("sources/", body(desk=desk)), 422, "invalid", "desk")
            for desk in ("sports", cast.other_desk.pk, "nowhere", 987654321)
        ]
    assert all(one == told[0] for one in told)


def test_reporters_add_and_change_none(cast, api):
    source = make_source(cast)
    with nothing_written():
        refused(api.reporter.post("sources/", body()), 403, "not-allowed")
        refused(api.reporter.patch(f"sources/{source.pk}/", {"title": "T"}), 403, "not-allowed")


def test_a_search_completes_words_of_title_publisher_and_address(subtests, cast, api):
    rows = {
        "report": make_source(cast, url="https://example.org/report"),
        "talk": make_source(cast, url="", title="Розмова", publisher="Gazette"),
    }
    Source.objects.create(desk=cast.other_desk, title="Report", search=vector("Report"))
    for query, found in [
        ("", ["report", "talk"]),
        ("desk=politics", ["report", "talk"]),
        ("search=rep", ["report"]),
        ("search=REPORT+example", ["report"]),
        ("search=%D1%80%D0%BE%D0%B7%D0%BC%D0%BE", ["talk"]),
        ("search=gazette", ["talk"]),
        ("search=nothing", []),
        ("search=%27%26%7C%21%3A%2A", []),
    ]:
        with subtests.test(query):
            assert ids(api.viewer.get(f"sources/?{query}")) == [rows[name].pk for name in found]


def test_what_is_said_about_a_source_is_changed(cast, api):
    source = make_source(cast, url=URL)
    changes = {"title": "New", "kind": "dataset", "publisher": "P", "published_on": "2026-02-03"}
    response = api.checker.patch(f"sources/{source.pk}/", changes, seen=1)

    assert (response.status_code, response["ETag"]) == (200, '"2"')
    row = response.json()
    assert {name: row[name] for name in changes} == changes
    assert row == api.viewer.get(f"sources/{source.pk}/").json()
    assert ids(api.viewer.get("sources/?search=new")) == [source.pk]


def test_address_and_desk_are_not_changed_by_a_patch(cast, api):
    source = make_source(cast, url=URL)
    given = {"url": "https://example.org/other", "desk": cast.other_desk.pk, "version": 9,
             "created_at": "2001-01-01T00:00:00Z", "published_on": None}  # fmt: skip
    row = api.checker.patch(f"sources/{source.pk}/", given, seen=1).json()

    assert (row["url"], row["desk"], row["version"]) == (URL, cast.desk.pk, 2)
    assert Source.objects.get().created_by == cast.checker


def test_a_change_that_breaks_a_rule_changes_nothing(subtests, cast, api):
    for changes, fields in [
        ({"title": ""}, ["title"]),
        ({"title": "x" * 501}, ["title"]),
        ({"kind": "book"}, ["kind"]),
        ({"kind": None, "publisher": None}, ["kind", "publisher"]),
        ({"published_on": "soon"}, ["published_on"]),
    ]:
        with subtests.test(str(changes)[:60]):
            source = make_source(cast, url="", title="Talk")
            with nothing_written():
                response = api.checker.patch(f"sources/{source.pk}/", changes, seen=1)
                refused(response, 422, "invalid", *fields)


def test_a_change_needs_the_version_that_was_seen(cast, api):
    path = f"sources/{make_source(cast).pk}/"
    with nothing_written():
        refused(api.checker.patch(path, {"kind": 1}), 428, "precondition-required")
        stale = refused(api.checker.patch(path, {"kind": 1}, seen=2), 412, "stale")
    assert stale["current"] == api.viewer.get(path).json()


def test_a_copy_of_a_source_is_kept_and_listed_without_its_text(cast, api):
    source = make_source(cast)
    path = f"sources/{source.pk}/snapshots/"
    first = api.checker.post(path, {"text": "41 bridges."})
    assert first.status_code == 201, first.content
    second = api.checker.post(path, {"text": "43 bridges.", "media_type": "text/html"}).json()

    rows = api.viewer.get(path).json()["results"]
    assert rows == [second, first.json()]
    assert second["media_type"] == "text/html"
    assert "text" not in second


def test_a_copy_without_words_is_refused(cast, api):
    path = f"sources/{make_source(cast).pk}/snapshots/"
    with nothing_written():
        refused(api.checker.post(path, {}), 422, "invalid", "text")
        refused(api.checker.post(path, {"text": " "}), 422, "invalid", "text")


def test_a_source_that_nothing_rests_on_is_removed_and_found_again_after_undo(cast, api):
    row = make_source(cast, title="Bridge report")
    gone = api.checker.delete(f"sources/{row.pk}/", seen=1)
    assert gone.status_code == 204
    assert ids(api.viewer.get("sources/")) == []
    assert api.checker.post("undo/", {"request": gone["X-Request-ID"]}).status_code == 200
    assert ids(api.viewer.get("sources/?search=bridge")) == [row.pk]


def test_a_source_goes_with_its_copies_which_can_be_read_before(cast, api):
    row = make_source(cast)
    copy = snapshots.take(actor=cast.checker, source_id=row.pk, text="We counted 41 bridges.")
    shown = api.viewer.get(f"snapshots/{copy.pk}/").json()
    assert (shown["text"], shown["source"]) == ("We counted 41 bridges.", row.pk)
    assert api.editor.delete(f"sources/{row.pk}/", seen="*").status_code == 204
    refused(api.viewer.get(f"snapshots/{copy.pk}/"), 404, "not-found")


def test_a_source_that_is_used_or_merged_or_a_colleagues_stays(cast, api):
    claim, used, old, new = make_claim(cast), *(
        make_source(cast, f"https://example.org/{n}") for n in range(3)
    )  # fmt: skip
    make_evidence(cast, claim, source=used)
    merge.merge(actor=cast.checker, source_id=old.pk, target_id=new.pk)
    theirs = make_source(cast, "https://example.org/theirs", actor=cast.editor)
    with nothing_written():
        for one in (used, old, new):
            refused(api.editor.delete(f"sources/{one.pk}/", seen="*"), 409, "wrong-state")
        refused(api.checker.delete(f"sources/{theirs.pk}/", seen="*"), 403, "not-allowed")
        refused(api.editor.delete(f"sources/{theirs.pk}/"), 428, "precondition-required")
        refused(api.editor.delete(f"sources/{theirs.pk}/", seen=9), 412, "stale")


def test_a_source_is_looked_up_by_any_spelling_of_its_address(cast, api):
    row, other = make_source(cast, URL), make_source(cast, "https://example.org/report?page=5")
    spelling = "http://www.example.org/report%3Fpage=4%26utm_source=mail"
    assert ids(api.viewer.get(f"sources/?url={spelling}")) == [row.pk]
    merge.merge(actor=cast.checker, source_id=row.pk, target_id=other.pk)
    (found,) = api.viewer.get(f"sources/?url={spelling}").json()["results"]
    assert (found["id"], found["merged_into"]) == (row.pk, other.pk)
    assert ids(api.stranger.get(f"sources/?url={spelling}")) == []
    refused(api.viewer.get("sources/?url=report"), 400, "unreadable", "url")
