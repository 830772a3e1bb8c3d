"""The sources of a desk, and the page of one: uses, copies, edits, merges."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Source, SourceMerge
from annotations.services.sources import fetch_requests, snapshots, sources
from tests.factory import make_article, make_claim, make_evidence, make_source
from tests.web.scene import ask, send, tidy, words


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


@pytest.fixture
def source(cast) -> Source:
    return make_source(cast, title="Bridge report")


def questions(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_list_counts_uses_and_says_when_one_was_last(cast, source, checker):
    make_evidence(cast, make_claim(cast), source=source)
    Source.objects.create(desk=cast.other_desk, title="Foreign")
    make_source(cast, "https://example.org/b")
    rows = checker.get("/sources/").context["page"].rows

    assert [(str(row), row.uses, bool(row.last_used)) for row in rows] == [
        ("https://example.org/b", 0, False),
        ("Bridge report", 1, True),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=bridg", ["Bridge report"]),
        ("search=http://www.example.org/report/", ["Bridge report"]),
        ("search=nothing", []),
        ("kind=person", ["Mara Holt"]),
        ("kind=unheard", ["Mara Holt", "Bridge report"]),
        ("unused=1", ["Mara Holt"]),
    ],
)
def test_the_list_is_narrowed(cast, source, checker, query, found):
    make_evidence(cast, make_claim(cast), source=source)
    sources.find_or_create(actor=cast.checker, desk=cast.desk, title="Mara Holt")
    page = checker.get(f"/sources/?{query}")
    assert [str(row) for row in page.context["page"].rows] == found


def test_the_list_has_pages(cast, checker):
    Source.objects.bulk_create(Source(desk=cast.desk, title=f"Talk {n}") for n in range(60))
    first = checker.get("/sources/").context["page"]
    second = checker.get(f"/sources/{first.next}").context["page"]
    assert (len(first.rows), len(second.rows), second.next) == (50, 10, "")


def test_more_rows_and_uses_ask_no_more(cast, source, checker):
    article = make_article(cast)
    make_evidence(cast, make_claim(cast, article), source=source)
    before = questions(checker, "/sources/"), questions(checker, f"/sources/{source.pk}/")
    for number in range(4):
        make_evidence(cast, make_claim(cast, article), source=source)
        make_evidence(
            cast, make_claim(cast, article), source=make_source(cast, f"https://e.org/{number}")
        )
    assert (questions(checker, "/sources/"), questions(checker, f"/sources/{source.pk}/")) == before


def test_the_page_lists_uses_with_claim_stance_excerpt_article_and_verdict(cast, source, checker):
    claim = make_claim(cast)
    make_evidence(cast, claim, source=source, stance="refutes", excerpt="Page 4: 39 bridges")
    page = tidy(checker.get(f"/sources/{source.pk}/"))

    for shown in (claim.statement, "Refutes", "Page 4: 39 bridges", "Minister resigns", "1 use"):
        assert shown in page


def test_the_page_shows_copies_and_their_state(cast, source, checker):
    for text in ("One.", "One.", "Two."):
        snapshots.take(actor=cast.checker, source_id=source.pk, text=text)
    copies = checker.get(f"/sources/{source.pk}/").context["copies"]
    assert [(one.is_changed, one.is_first) for one in copies] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_a_copy_is_asked_for_once(cast, source, checker):
    assert "Fetch a copy" in words(checker.get(f"/sources/{source.pk}/"))
    assert checker.post(f"/sources/{source.pk}/copy/").status_code == 302
    page = words(checker.get(f"/sources/{source.pk}/"))
    assert "Being fetched" in page
    assert "Fetch a copy" not in page
    assert fetch_requests.take().source_id == source.pk


def test_details_are_edited(cast, source, checker):
    given = {
        "version": source.version, "title": "Report on bridges", "kind": "document",
        "publisher": "Audit office", "published_on": "2026-05-04",
        "reliability_note": "First hand.\nNot peer-reviewed.",
    }  # fmt: skip
    assert checker.post(f"/sources/{source.pk}/edit/", given).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.kind, source.publisher) == (
        "Report on bridges", "document", "Audit office",
    )  # fmt: skip
    assert str(source.published_on) == "2026-05-04"
    assert source.reliability_note == "First hand.\nNot peer-reviewed."


@pytest.mark.parametrize("day", ["yesterday", "2026-13-40"])
def test_what_is_no_date_comes_back_with_what_was_typed(source, checker, day):
    given = {"version": source.version, "title": "Kept", "kind": "web", "published_on": day}
    page = checker.post(f"/sources/{source.pk}/edit/", given)
    assert page.status_code == 422
    assert 'value="Kept"' in words(page)


def test_a_conflict_keeps_what_was_typed_beside_what_stands_there(cast, source, checker):
    sources.edit(actor=cast.editor, source_id=source.pk, seen_version=1, reliability_note="Theirs.")
    given = {"version": "1", "title": "Bridge report", "kind": "web", "reliability_note": "Mine."}
    page = checker.post(f"/sources/{source.pk}/edit/", given)

    assert page.status_code == 412
    assert [(one.name, one.theirs, one.mine) for one in page.context["theirs"]] == [
        ("reliability_note", "Theirs.", "Mine.")
    ]
    assert ">Mine.</textarea>" in words(page)
    source.refresh_from_db()
    assert source.reliability_note == "Theirs."
    again = given | {"version": source.version}
    assert checker.post(f"/sources/{source.pk}/edit/", again).status_code == 302


def test_another_is_found_merged_and_the_merge_undone(cast, source, checker):
    other = make_source(cast, "https://example.org/other", title="Same report")
    page = checker.get(f"/sources/{source.pk}/?find=example.org other")
    assert page.context["found"] == [other]
    given = {"source": other.pk, "version": source.version}
    assert checker.post(f"/sources/{source.pk}/merge/", given).status_code == 302
    led = checker.get(f"/sources/{other.pk}/")
    assert (led.status_code, led["Location"]) == (301, f"/sources/{source.pk}/")
    page = tidy(checker.get(f"/sources/{source.pk}/"))
    assert "Also known as" in page
    row = SourceMerge.objects.get()
    undone = checker.post(f"/sources/{source.pk}/undo/", {"merge": row.pk})
    assert (undone.status_code, undone["Location"]) == (302, f"/sources/{source.pk}/")
    assert "is a source of its own again" in checker.get(undone["Location"]).content.decode()
    assert checker.get(f"/sources/{other.pk}/").status_code == 200


@pytest.mark.parametrize("verb", ["edit", "merge", "undo", "copy"])
def test_who_may_not(source, sign_in, cast, verb):
    path = f"/sources/{source.pk}/{verb}/"
    assert sign_in(cast.reporter).post(path, {}).status_code == 403
    assert sign_in(cast.stranger).post(path, {}).status_code == 404
    assert sign_in(cast.checker).get(path).status_code == 405


def test_evidence_of_a_known_title_or_address_rests_on_the_known_source(cast, source, checker):
    claim = make_claim(cast)
    for text in (
        "bridge REPORT",
        "m.example.org/report?utm_source=x",
        "http://www.example.org/report/",
    ):
        found = ask(checker, f"/claims/{claim.pk}/sources/?source_text={text}")
        assert found.context["same"] == source
        assert found.context["sources"][0] == source
        sent = {"question": "true", "source": "", "source_text": text, "stance": "context"}
        assert send(checker, f"/claims/{claim.pk}/evidence/", **sent).status_code == 200
    assert list(Source.objects.all()) == [source]


def test_the_kind_of_a_new_source_is_guessed(cast, checker):
    claim = make_claim(cast)
    for text, kind in (("Phone call with Mara Holt", "person"), ("https://e.org/a.csv", "dataset")):
        sent = {"question": "true", "source": "", "source_text": text, "stance": "context"}
        send(checker, f"/claims/{claim.pk}/evidence/", **sent)
        assert Source.newest.in_order().first().kind == kind
