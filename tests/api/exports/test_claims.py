"""/api/v1/exports/: claims as files"""

import csv
import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from annotations.exchange import claims as claims_out
from annotations.models import Claim, Entity, Rating
from annotations.services.claims import workflow
from tests.api.calls import refused
from tests.factory import (
    make_article,
    make_check_answer,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
    make_source,
)

NAMES = ("claims.json", "claims.ndjson", "claims.csv")
COLUMNS = [
    "id", "article", "headline", "stage", "statement", "exact", "start", "end", "revision",
    "claimant", "said", "true", "sources", "created_at", "updated_at",
    "said_needs_another_look", "true_needs_another_look", "rationale_said", "rationale_true",
]  # fmt: skip


@pytest.fixture
def article(cast):
    return make_article(cast, headline="Міністерка, “каже”")


def rows_of(caller, name, query="") -> list[dict]:
    """What the file holds, read by another program."""
    data = caller.download(f"exports/{name}{query}").decode()
    if name.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(data.removeprefix("\ufeff"), newline="")))
    if name.endswith(".ndjson"):
        return [json.loads(line) for line in data.split("\n") if line]
    return json.loads(data)


def found(caller, name, query="") -> list[int]:
    return [int(row["id"]) for row in rows_of(caller, name, query)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("claims.json", "application/json"),
        ("claims.ndjson", "application/x-ndjson"),
        ("claims.csv", "text/csv; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/pdf", "application/json;q=0"])
def test_a_file_is_streamed_in_its_own_form_whatever_is_accepted(name, kind, accept, article, api):
    response = api.viewer.get(f"exports/{name}", Accept=accept)

    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"".join(response.streaming_content)[:3] in (b"[\n]", b"", b"\xef\xbb\xbf")


def test_without_claims_a_file_is_empty_but_whole(article, api):
    assert json.loads(api.viewer.download("exports/claims.json")) == []
    assert api.viewer.download("exports/claims.ndjson") == b""
    header = ",".join(COLUMNS)
    assert api.viewer.download("exports/claims.csv") == f"\ufeff{header}\n".encode()


def test_a_line_is_the_claim_as_it_is_read_with_headline_and_evidence(cast, article, api):
    claim = make_checked_claim(cast, article, claimant="Ilka Varn", questions=["said", "true"])
    report = make_source(cast, title="Report", kind="document")
    talk = make_source(cast, url="", title="Talk", kind="person")
    rows = [
        make_evidence(cast, claim, source=report, excerpt="“Sic”\n🌉", note="\u2028"),
        make_evidence(cast, claim, source=talk, stance="context", question="said"),
    ]
    answer = make_check_answer(rows[0])
    expected = api.viewer.get(f"claims/{claim.pk}/").json()
    del expected["url"]
    expected["headline"] = "Міністерка, “каже”"
    expected |= {"said_needs_another_look": None, "true_needs_another_look": True}
    expected |= {"rationale_said": None, "rationale_true": "Page 4 says so."}
    expected["checks"] = [
        {
            "id": answer.check_question_id,
            "question": "true",
            "wording": "How many bridges need repair?",
            "answers": [
                {
                    "id": answer.pk, "kind": "extractive", "answer": "41 bridges",
                    "explanation": "", "place": "", "day": None, "looked_by": None,
                    "evidence": [rows[0].pk],
                }
            ],
        }
    ]  # fmt: skip
    expected["evidence"] = [
        {
            "id": rows[0].pk,
            "question": "true",
            "stance": "supports",
            "excerpt": "“Sic”\n🌉",
            "note": rows[0].note,
            "source": {
                "id": report.pk,
                "url": "https://example.org/report",
                "title": "Report",
                "kind": "document",
            },
        },
        {
            "id": rows[1].pk,
            "question": "said",
            "stance": "context",
            "excerpt": "",
            "note": "",
            "source": {"id": talk.pk, "url": "", "title": "Talk", "kind": "person"},
        },
    ]

    assert rows_of(api.viewer, "claims.ndjson") == [expected]
    assert rows_of(api.viewer, "claims.json") == [expected]


def test_lines_end_in_line_feeds_only(cast, article, api):
    for _ in range(2):
        make_claim(
            cast, article, statement="One\u2028two\u0085three\x0bfour\x1cfive", claimant="A\tB"
        )
    data = api.viewer.download("exports/claims.ndjson")

    assert data.endswith(b"}\n")
    assert (data.count(b"\n"), data.count(b"\r")) == (2, 0)
    assert len({json.loads(line)["id"] for line in data.split(b"\n") if line}) == 2


def test_a_row_of_csv_says_the_same_in_columns(cast, article, api):
    entity = Entity.objects.create(desk=cast.desk, name="Ілка Варн", label="PERSON")
    claim = make_checked_claim(
        cast, article, words="Ilka Varn", claimant=entity.pk, questions=["said", "true"],
        statement='She said: "A, b; c"',
    )  # fmt: skip
    make_evidence(cast, claim)
    make_evidence(cast, claim, source=make_source(cast, url="", title="Talk"))
    shown = api.viewer.get(f"claims/{claim.pk}/").json()

    data = api.viewer.download("exports/claims.csv")
    assert data.startswith(b"\xef\xbb\xbfid,")
    [row] = rows_of(api.viewer, "claims.csv")
    assert list(row) == COLUMNS
    assert row == {
        "id": str(claim.pk),
        "article": str(article.pk),
        "headline": "Міністерка, “каже”",
        "stage": "checking",
        "statement": 'She said: "A, b; c"',
        "exact": "Ilka Varn",
        "start": str(shown["anchors"][0]["start"]),
        "end": str(shown["anchors"][0]["end"]),
        "revision": str(article.current_revision_id),
        "claimant": "Ілка Варн",
        "said": "",
        "true": "supported",
        "sources": "https://example.org/report Talk",
        "created_at": shown["created_at"],
        "updated_at": shown["updated_at"],
        "said_needs_another_look": "",
        "true_needs_another_look": "true",
        "rationale_said": "",
        "rationale_true": "Page 4 says so.",
    }


def test_a_claim_whose_words_are_gone_has_no_place_in_csv(cast, article, api):
    make_claim(cast, article, words="on Tuesday")
    api.reporter.post(f"articles/{article.pk}/revisions/", {"text": "New words."}, seen=1)

    [row] = rows_of(api.viewer, "claims.csv")
    assert (row["exact"], row["start"], row["end"]) == ("on Tuesday", "", "")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_formulas_are_neutralised_in_every_cell_of_words(sign, cast, api):
    formula = f"{sign}HYPERLINK(1)"
    article = make_article(cast, headline=formula, text=f"{formula} in a text")
    claim = make_claim(cast, article, words=formula, claimant=formula)
    make_evidence(cast, claim, source=make_source(cast, url="", title=formula))

    [row] = rows_of(api.viewer, "claims.csv")
    for name in ("headline", "statement", "exact", "claimant", "sources"):
        assert row[name] == f"'{formula}", name
    [line] = rows_of(api.viewer, "claims.ndjson")
    assert (line["headline"], line["statement"]) == (formula, formula)


@pytest.mark.parametrize("blank", ["\t", "\n"])
def test_a_cell_that_begins_with_a_blank_that_spreadsheets_skip_is_neutralised(blank, cast, api):
    article = make_article(cast, text=f"One{blank}=1+1 two")
    make_claim(cast, article, words=f"{blank}=1+1", statement="It is two.")

    [row] = rows_of(api.viewer, "claims.csv")
    assert (row["exact"], row["statement"]) == (f"'{blank}=1+1", "It is two.")


def test_other_words_keep_their_first_letter(subtests, cast, api):
    for words in ["Ilka", "“Quote”", "'single", '"double"', "Їжак", "🌉 41", "(41)", "$5", "a=b"]:
        with subtests.test(words):
            article = make_article(cast, headline=words, text=f"{words} and more")
            make_claim(cast, article, words=words)
            [row] = rows_of(api.viewer, "claims.csv", f"?article={article.pk}")
            assert (row["headline"], row["statement"], row["exact"]) == (words, words, words)


@pytest.fixture
def shelf(cast, article):
    """Claims by name; a foreign one stands beside them."""
    foreign = make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    rows = {
        "foreign": make_claim(cast, foreign, actor=cast.stranger),
        "taken": make_claim(
            cast, article, words="on Tuesday", statement="100% {sure} 'it' \\ is %s"
        ),
        "checked": make_checked_claim(cast, article),
        "second": make_claim(cast, make_article(cast), questions=["said"]),
    }
    workflow.take(actor=cast.reporter, claim_id=rows["taken"].pk)
    return {name: row.pk for name, row in rows.items()}


@pytest.mark.parametrize("name", NAMES)
def test_exports_take_the_filters_of_the_list(subtests, name, shelf, cast, article, api):
    for query in [
        "",
        "?desk=politics",
        f"?desk={cast.desk.pk}&article={article.pk}",
        "?stage=checking",
        "?question=said",
        "?rating=supported",
        f"?assignee={cast.reporter.pk}",
        "?search=sure",
        "?search=100%25+%7Bsure%7D+%27it%27+%5C+%25s",
        "?search=nothing",
    ]:
        with subtests.test(query):
            listed = api.viewer.get(f"claims/{query}").json()["results"]
            assert found(api.viewer, name, query) == [row["id"] for row in listed]
    assert found(api.viewer, name) == [shelf["taken"], shelf["checked"], shelf["second"]]
    assert found(api.viewer, name, "?search=100%25+%7Bsure%7D") == [shelf["taken"]]
    assert found(api.viewer, name, "?stage=suggested") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_desk_is_exported_to_its_members_only(name, shelf, cast, article, api):
    for query in (
        "desk=politics",
        f"desk={cast.desk.pk}",
        f"article={article.pk}",
        "desk=nowhere",
        "desk=" + "9" * 5000,
    ):
        refused(api.stranger.get(f"exports/{name}?{query}"), 404, "not-found")
    assert found(api.stranger, name) == [shelf["foreign"]]
    assert set(found(api.admin, name)) == set(shelf.values())
    refused(api.nobody.get(f"exports/{name}"), 401, "not-authenticated")


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_that_cannot_be_read_is_refused(subtests, name, api):
    for query in ("stage=done", "order=id", "article=x", "search=%00", "stage=open&stage=open"):
        with subtests.test(query):
            response = api.viewer.get(f"exports/{name}?{query}")
            assert response.status_code == 400
            assert response["Content-Type"] == "application/problem+json"


def test_a_name_that_is_no_export_is_nothing(subtests, api):
    for name in ("claims.ods", "claims", "claims.csv/", "articles.csv", ""):
        with subtests.test(name):
            refused(api.viewer.get(f"exports/{name}"), 404, "not-found")


def test_rows_stand_in_the_order_of_the_list_however_many(cast, article, api):
    make_claim(cast, article)
    claim = Claim.objects.get()
    Claim.objects.bulk_create(
        Claim(
            article=article, desk=cast.desk, statement=f"Сlaim {n} " + "x" * 300,
            sort_start=n % 7, sort_end=9, search=None,
        )
        for n in range(300)
    )  # fmt: skip
    keys = ("article_id", "sort_start", "sort_end", "id")
    ordered = list(Claim.objects.order_by(*keys).values_list("id", flat=True))

    assert claim.pk == ordered[-1]
    for name in NAMES:
        assert found(api.viewer, name) == ordered
    assert len(list(api.viewer.get("exports/claims.ndjson").streaming_content)) > 1


def test_a_proposal_is_no_verdict_in_a_file(cast, article, api):
    make_proposal(cast, make_claim(cast, article))

    assert rows_of(api.viewer, "claims.csv")[0]["true"] == ""
    assert rows_of(api.viewer, "claims.ndjson")[0]["status"] == {"said": None, "true": None}


@pytest.mark.parametrize("name", NAMES)
def test_a_third_export_at_once_is_told_to_try_again(name, article, api):
    is_held, may_end = threading.Barrier(3, timeout=60), threading.Event()

    def hold():
        """An export that nobody reads on."""
        rows = claims_out.ndjson(Claim.objects.all())
        is_held.wait()
        may_end.wait(60)
        rows.close()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        others = [pool.submit(hold) for _ in range(2)]
        try:
            is_held.wait()
            response = api.viewer.get(f"exports/{name}")
        finally:
            may_end.set()
    for other in others:
        other.result()
    refused(response, 429, "too-many")
    assert int(response["Retry-After"]) > 0
    assert found(api.viewer, name) == []


@pytest.mark.parametrize("name", ["claims.json", "claims.ndjson", "claims.csv"])
def test_a_rating_that_was_changed_since_is_exported_as_it_was_approved(cast, article, api, name):
    claim = make_checked_claim(cast, article)
    Rating.objects.filter(desk=cast.desk, slug="supported").update(
        slug="refuted-now", label="Refuted now", value=1
    )

    row = rows_of(api.viewer, name)[0]
    if name.endswith(".csv"):
        assert row["true"] == "supported"
    else:
        data = {key: row["status"]["true"][key] for key in ("rating", "label", "value")}
        assert data == {"rating": "supported", "label": "Supported", "value": 5}
    status = api.viewer.get(f"claims/{claim.pk}/").json()["status"]["true"]
    assert (status["rating"], status["value"]) == ("refuted-now", 1)


@pytest.mark.parametrize("name", NAMES)
def test_only_the_fields_that_were_asked_for_are_in_the_file(name, cast, article, api):
    claim = make_claim(cast, article)
    [row] = rows_of(api.viewer, name, "?fields=statement,id&stage=open")
    assert list(row) == ["id", "statement"]
    assert (int(row["id"]), row["statement"]) == (claim.pk, claim.statement)


@pytest.mark.parametrize(
    ("name", "field"),
    [("claims.csv", "evidence"), ("claims.json", "exact"), ("claims.xlsx", "id,nothing")],
)
def test_a_field_that_the_file_has_not_is_refused(name, field, api):
    answer = api.viewer.get(f"exports/{name}?fields={field}")
    [error] = refused(answer, 400, "unreadable", "fields")["errors"]
    assert "is not one of: id, " in error["message"]


def test_a_file_without_fields_to_choose_takes_none(api):
    refused(api.viewer.get("exports/mentions.jsonl?fields=text"), 400, "unreadable", "fields")
