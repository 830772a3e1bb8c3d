"""Evidence: added, changed, removed; sources found while one types."""

import pytest

from annotations.models import Evidence, Source
from annotations.services.claims import evidence
from tests import factory
from tests.web.scene import ask, send, words


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


@pytest.fixture
def claim(cast):
    return factory.make_claim(cast)


TYPED = {
    "question": "true",
    "source_text": "https://example.org/report",
    "stance": "supports",
    "excerpt": "Forty-one\r\nof them",
    "note": "Page 4",
}


def test_an_address_becomes_a_source_and_evidence(claim, checker):
    response = send(checker, f"/claims/{claim.pk}/evidence/", **TYPED)
    assert response.status_code == 200
    row = Evidence.objects.select_related("source").get()
    assert row.source.url == "https://example.org/report"
    assert (row.stance, row.excerpt, row.note) == ("supports", "Forty-one\nof them", "Page 4")
    assert [one.pk for one in response.context["evidence"]] == [row.pk]


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("www.example.org/a", "https://www.example.org/a"),
        ("example.org/report?x=1", "https://example.org/report?x=1"),
        ("http://example.org", "http://example.org/"),
    ],
)
def test_an_address_may_be_typed_as_people_type_it(typed, url, claim, checker):
    send(checker, f"/claims/{claim.pk}/evidence/", **TYPED | {"source_text": typed})
    assert Source.objects.get().url == url


def test_words_become_a_source_with_that_title(claim, checker):
    typed = TYPED | {"source_text": "Annual report 2025: bridges"}
    send(checker, f"/claims/{claim.pk}/evidence/", **typed)
    assert (Source.objects.get().title, Source.objects.get().url) == (typed["source_text"], "")


def test_a_known_source_is_used_again(cast, claim, checker):
    source = factory.make_source(cast)
    send(checker, f"/claims/{claim.pk}/evidence/", **TYPED | {"source": source.pk})
    assert Evidence.objects.get().source == source
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "ftp://example.org/",
        "https://user:pass@example.org/",
        'http://a"onclick="x',
        "https://ex.com/\u202egpj.exe",
        "http://[::1",
    ],
)
def test_only_web_addresses_become_sources(address, claim, checker):
    typed = TYPED | {"source_text": address}
    response = send(checker, f"/claims/{claim.pk}/evidence/", **typed)
    assert response.status_code == 422
    assert response.context["evidence_form"]["source_text"]["errors"]
    assert response.context["evidence_form"]["excerpt"]["value"] == TYPED["excerpt"]
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source_text": ""}, "source_text"),
        ({"stance": ""}, "stance"),
        ({"stance": "denies"}, "stance"),
        ({"excerpt": "x" * 20_001}, "excerpt"),
        ({"source": "999999"}, "source"),
    ],
)
def test_what_is_refused_stands_beside_its_field(change, field, claim, checker):
    response = send(checker, f"/claims/{claim.pk}/evidence/", **TYPED | change)
    assert response.status_code == 422
    assert response.context["evidence_form"][field]["errors"]
    assert not Evidence.objects.exists()


def test_a_source_of_another_desk_is_refused_as_if_it_did_not_exist(cast, claim, checker):
    foreign = Source.objects.create(desk=cast.other_desk, title="Theirs")
    response = send(checker, f"/claims/{claim.pk}/evidence/", **TYPED | {"source": foreign.pk})
    assert response.status_code == 422
    assert not Evidence.objects.exists()


def test_evidence_on_the_other_question_asks_it(claim, checker):
    send(checker, f"/claims/{claim.pk}/evidence/", **TYPED | {"question": "said"})
    claim.refresh_from_db()
    assert claim.questions == ["said", "true"]


def test_reporters_do_not_add_evidence(cast, claim, sign_in):
    reporter = sign_in(cast.reporter)
    response = send(reporter, f"/claims/{claim.pk}/evidence/", **TYPED)
    assert response.status_code == 403
    assert "Only checkers and editors can add evidence." in words(response)
    assert not Source.objects.exists()
    assert 'id="add-evidence"' not in words(ask(reporter, f"/claims/{claim.pk}/"))


def edited(row: Evidence, **change) -> dict:
    given = {"version": row.version, "stance": row.stance, "excerpt": "", "note": ""}
    return given | change


def test_evidence_is_changed(cast, claim, checker):
    row = factory.make_evidence(cast, claim)
    typed = edited(row, stance="refutes", note="Look again")
    assert send(checker, f"/evidence/{row.pk}/edit/", **typed).status_code == 200
    row.refresh_from_db()
    assert (row.stance, row.note) == ("refutes", "Look again")


def test_refused_evidence_comes_back_open_with_what_was_typed(cast, claim, checker):
    row = factory.make_evidence(cast, claim)
    typed = edited(row, excerpt="x" * 20_001, note="Kept")
    response = send(checker, f"/evidence/{row.pk}/edit/", **typed)
    assert response.status_code == 422
    assert response.context["refused_evidence"] == row.pk
    assert ">Kept</textarea>" in words(response)
    assert "at most 20,000 characters" in words(response)


def test_stale_evidence_shows_the_fields_that_differ(cast, claim, checker):
    row = factory.make_evidence(cast, claim, excerpt="First")
    evidence.edit(actor=cast.editor, evidence_id=row.pk, seen_version=1, excerpt="Theirs")
    typed = edited(row, excerpt="Mine")
    response = send(checker, f"/evidence/{row.pk}/edit/", **typed)
    assert response.status_code == 412
    conflict = response.context["conflict"]
    assert [(one["name"], one["theirs"], one["mine"]) for one in conflict["fields"]] == [
        ("excerpt", "Theirs", "Mine")
    ]
    assert conflict["who"] == cast.editor
    again = dict(conflict["kept"]) | {"version": conflict["version"], "excerpt": "Mine"}
    assert send(checker, conflict["url"], **again).status_code == 200
    row.refresh_from_db()
    assert row.excerpt == "Mine"


def test_one_removes_ones_own_evidence(cast, claim, checker):
    row = factory.make_evidence(cast, claim)
    assert send(checker, f"/evidence/{row.pk}/delete/", version=1).status_code == 200
    assert not Evidence.objects.exists()


def test_others_evidence_is_removed_by_editors(cast, claim, checker, sign_in):
    row = factory.make_evidence(cast, claim, actor=cast.editor)
    assert "/delete/" not in words(ask(checker, f"/claims/{claim.pk}/"))
    assert send(checker, f"/evidence/{row.pk}/delete/", version=1).status_code == 403
    editor = sign_in(cast.second_editor)
    assert send(editor, f"/evidence/{row.pk}/delete/", version=1).status_code == 200


def test_evidence_that_changed_is_not_removed_unseen(cast, claim, checker):
    row = factory.make_evidence(cast, claim)
    evidence.edit(actor=cast.editor, evidence_id=row.pk, seen_version=1, note="Newer")
    assert send(checker, f"/evidence/{row.pk}/delete/", version=1).status_code == 412
    assert Evidence.objects.exists()


def found(client, claim, text: str) -> list[str]:
    response = client.get(f"/claims/{claim.pk}/sources/", {"source_text": text})
    return [str(source) for source in response.context["sources"]]


def test_sources_are_found_by_the_beginning_of_words(cast, claim, checker):
    factory.make_source(cast, url="https://example.org/bridge-report", title="Bridges of Nareva")
    factory.make_source(cast, url="https://example.org/else", title="Trams")
    assert found(checker, claim, "nare brid") == ["Bridges of Nareva"]
    assert found(checker, claim, "") == ["Trams", "Bridges of Nareva"]


def test_sources_of_other_desks_are_not_found(cast, claim, checker):
    Source.objects.create(desk=cast.other_desk, title="Bridges of others")
    assert found(checker, claim, "bridges") == []
    assert found(checker, claim, "") == []


@pytest.mark.parametrize("text", ["&", "'; --", ":*", "!", "\\", "x" * 5000])
def test_a_search_for_signs_is_no_error(text, claim, checker):
    assert found(checker, claim, text) == []
