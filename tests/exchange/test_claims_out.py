"""Claims as files: the same rows in three forms."""

import csv
import io
import json

import pytest

from annotations.exchange import copy_out
from annotations.exchange.claims import CSV, JSONArray, ndjson
from annotations.models import Claim
from annotations.services.articles import revisions
from annotations.services.claims import assessments, claims
from tests.factory import (
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
    make_source,
)
from tests.text.nasty import NASTY

HEADER = [
    "id", "article", "headline", "stage", "statement", "exact", "start", "end", "revision",
    "claimant", "said", "true", "sources", "created_at", "updated_at",
    "said_needs_another_look", "true_needs_another_look", "rationale_said", "rationale_true",
]  # fmt: skip
everything = Claim.objects.all


def lines(claims=None) -> list[dict]:
    data = b"".join(ndjson(everything() if claims is None else claims))
    assert not data or data.endswith(b"\n")
    return [json.loads(line) for line in data.split(b"\n")[:-1]]


def table(claims=None) -> list[dict[str, str]]:
    data = b"".join(CSV(everything() if claims is None else claims))
    assert data.startswith(b"\xef\xbb\xbf")
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    assert reader.fieldnames == HEADER
    return list(reader)


@pytest.fixture
def rich(cast) -> Claim:
    """A claim with everything that may be on it."""
    claim = make_checked_claim(cast, words="Ilka Varn")
    make_evidence(cast, claim, excerpt="p. 4", note="Table 3")
    claims.edit(
        actor=cast.checker,
        claim_id=claim.pk,
        seen_version=None,
        due="2026-12-01",
        attribution=[{"speaker": "Ilka Varn", "verb": "said"}, {"speaker": "Courier"}],
    )
    return Claim.objects.get()


def test_a_row_has_the_shape_of_the_api_with_headline_and_evidence(rich, cast, client, bearer):
    shown = client.get(f"/api/v1/claims/{rich.pk}/", headers=bearer(cast.viewer)).json()
    del shown["url"]
    [row] = lines()
    about = {name: row.pop(name) for name in ("headline", "evidence", "checks")}
    verdicts = {name: row.pop(name) for name in HEADER[-4:]}

    assert row == shown
    assert verdicts == {
        "said_needs_another_look": None, "true_needs_another_look": True,
        "rationale_said": None, "rationale_true": "Page 4 says so.",
    }  # fmt: skip
    assert row["status"]["true"]["rating"] == "supported"
    assert [step["speaker"]["name"] for step in row["attribution"]] == ["Ilka Varn", "Courier"]
    [proof] = about.pop("evidence")
    assert about == {"headline": "Minister resigns", "checks": []}
    assert proof["source"]["url"] == "https://example.org/report"
    assert (proof["stance"], proof["excerpt"], proof["note"]) == ("supports", "p. 4", "Table 3")


def test_csv_has_one_line_a_claim_with_its_verdict_and_sources(rich, cast):
    make_evidence(cast, rich, source=make_source(cast, "https://example.org/2"))
    [row] = table()

    assert row["id"] == str(rich.pk)
    assert (row["exact"], row["start"], row["end"]) == (
        "Ilka Varn", str(rich.sort_start), str(rich.sort_end),
    )  # fmt: skip
    assert (row["said"], row["true"], row["claimant"]) == ("", "supported", "Ilka Varn")
    assert row["sources"] == "https://example.org/report https://example.org/2"
    assert row["headline"] == "Minister resigns"
    assert row["created_at"] == rich.created_at.isoformat(timespec="microseconds")


def test_what_was_approved_goes_out_until_it_is_approved_again(cast):
    claim = make_checked_claim(cast, statement="41 bridges are bad.")

    def out():
        [row], [cells] = lines(), table()
        names = ("statement", "rationale_true", "true_needs_another_look")
        found = {name: row[name] for name in names}
        assert [cells[name] for name in names] == [
            found["statement"], found["rationale_true"], str(found["true_needs_another_look"]).lower(),
        ]  # fmt: skip
        return tuple(found.values())

    assert out() == ("41 bridges are bad.", "Page 4 says so.", False)
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement="No bridge is.")
    proposal = make_proposal(cast, claim, rationale="Looked at again.")
    assert out() == ("41 bridges are bad.", "Page 4 says so.", True)
    assessments.approve(
        actor=cast.second_editor, assessment_id=proposal.pk, seen_version=proposal.version
    )
    assert out() == ("No bridge is.", "Looked at again.", False)


def test_what_nobody_approved_goes_out_as_it_stands_without_a_verdict(cast):
    make_claim(cast, statement="41 bridges are bad.")
    [row], [cells] = lines(), table()

    assert row["statement"] == cells["statement"] == "41 bridges are bad."
    assert [cells[name] for name in HEADER[-4:]] == [""] * 4
    assert [row[name] for name in HEADER[-4:]] == [None] * 4


def test_a_rationale_is_no_formula_either(cast):
    claim = make_claim(cast)
    proposal = make_proposal(cast, claim, rationale="=1+1")
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=1)

    assert table()[0]["rationale_true"] == "'=1+1"


def test_rows_stand_in_the_order_of_their_articles_and_places(cast):
    first, second = make_article(cast), make_article(cast)
    later = make_claim(cast, second, words="41 bridges")
    order = [
        make_claim(cast, first, words="resigned"),
        make_claim(cast, second, words="Minister"),
        make_claim(cast, second, words="Minister resigns"),
        later,
    ]

    expected = [claim.pk for claim in order]
    assert [row["id"] for row in lines()] == expected
    assert [int(row["id"]) for row in table()] == expected


def test_what_is_not_asked_for_is_not_there(cast):
    article = make_article(cast)
    wanted = make_claim(cast, article)
    make_claim(cast, article, words="resigned")
    asked = Claim.objects.filter(pk=wanted.pk)

    assert [row["id"] for row in lines(asked)] == [wanted.pk]
    assert [row["id"] for row in table(asked)] == [str(wanted.pk)]


def test_nobody_takes_out_what_they_may_not_see(cast):
    make_claim(cast)

    assert lines(Claim.objects.visible_to(cast.stranger)) == []
    assert table(Claim.objects.visible_to(cast.stranger)) == []
    assert len(lines(Claim.objects.visible_to(cast.viewer))) == 1


def test_an_export_of_no_claims_is_still_a_file_of_its_kind(cast):
    nothing = Claim.objects.filter(pk=0)

    assert b"".join(ndjson(nothing)) == b""
    assert json.loads(b"".join(JSONArray(nothing))) == []
    assert table(nothing) == []


@pytest.mark.parametrize("chunk", [1, 1_000, 64 * 1024])
def test_an_array_is_one_json_value_wherever_its_chunks_end(cast, monkeypatch, chunk):
    monkeypatch.setattr(copy_out, "CHUNK_BYTES", chunk)
    article = make_article(cast)
    for words in ("Minister", "resigned", "never told", "41 bridges"):
        make_claim(cast, article, words=words)

    assert json.loads(b"".join(JSONArray(everything()))) == lines()
    assert len(lines()) == 4


def test_a_verdict_counts_once_it_is_approved(cast):
    claim = make_claim(cast)
    proposal = make_proposal(cast, claim)
    assert table()[0]["true"] == ""
    assert lines()[0]["status"]["true"] is None

    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    assert table()[0]["true"] == "supported"
    assert lines()[0]["status"]["true"]["label"] == "Supported"


def test_a_claim_whose_words_are_gone_has_its_words_and_no_place(cast):
    article = make_article(cast, text="Ilka Varn counted.")
    make_claim(cast, article, words="Ilka Varn")
    revisions.revise(
        actor=cast.reporter,
        article_id=article.pk,
        text="Nothing of it was left as it stood.",
        kind="correction",
        seen_version=None,
    )
    [row] = table()

    assert (row["exact"], row["start"], row["end"]) == ("Ilka Varn", "", "")
    assert row["revision"] == str(article.revisions.get(number=2).pk)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_any_words_come_back_from_every_form(cast, text):
    article = make_article(cast, text=f"Before: {text} :after")
    whole = article.current_revision.text
    claim = claims.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=0,
        end=len(whole),
        statement=f"She said {text}",
    )

    [line] = lines()
    [row] = table()
    [same] = json.loads(b"".join(JSONArray(everything())))
    assert line["anchors"][0]["exact"] == row["exact"] == whole
    assert line["statement"] == row["statement"] == claim.statement
    assert same == line


@pytest.mark.parametrize("words", ['a "b", c', "a\tb", "\\.", "a\\nb", "'a'", "\x7f\x80", "NULL"])
def test_marks_of_the_formats_are_characters_like_others(cast, words):
    article = make_article(cast, headline=words, text=f"Before {words} after")
    make_claim(cast, article, words=f"Before {words}", statement=words)

    [line] = lines()
    [row] = table()
    assert line["headline"] == row["headline"] == article.headline
    assert line["anchors"][0]["exact"] == row["exact"] == f"Before {words}"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(cast, sign):
    words = f"{sign}1+1"
    article = make_article(cast, headline=words, text=f"{words}\nand more")
    claim = make_claim(cast, article, words=words, claimant=words)
    make_evidence(cast, claim, source=make_source(cast, "", title=words))

    [row] = table()
    for name in ("headline", "statement", "exact", "claimant", "sources"):
        assert row[name] == f"'{words}", name


@pytest.mark.parametrize("start", ["\n", "\t"])
def test_no_cell_begins_with_white_space_that_hides_a_formula(cast, start):
    text = f"a{start}=1+1"
    article = make_article(cast, text=text)
    claims.create(
        actor=cast.reporter, revision_id=article.current_revision_id, start=1, end=len(text)
    )

    assert table()[0]["exact"] == f"'{start}=1+1"


@pytest.mark.parametrize(
    "words", ["41 bridges", "0.5 %", ".5", ", and", "/s", ":)", "; so", "<b>", "?", "A1"]
)
def test_words_that_begin_like_other_words_stay_as_they_are(cast, words):
    article = make_article(cast, headline=words, text=f"{words} more")
    make_claim(cast, article, words=words)

    [row] = table()
    assert row["headline"] == row["statement"] == row["exact"] == words


def test_a_sign_inside_of_words_stays_and_json_is_never_changed(cast):
    article = make_article(cast, headline="=1+1", text="Two = 1+1 @ home")
    make_claim(cast, article, words="Two = 1+1 @ home")

    assert table()[0]["exact"] == "Two = 1+1 @ home"
    assert lines()[0]["headline"] == "=1+1"


@pytest.mark.parametrize(
    ("statement", "cell"),
    [
        ("41 bridges", "41 bridges"),
        ("5 km", "5 km"),
        ("(sic)", "(sic)"),
        ("/path", "/path"),
        ("-5", "'-5"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("@here", "'@here"),
        ("＝1", "'＝1"),
    ],
)
def test_only_what_a_spreadsheet_would_compute_is_neutralised(cast, statement, cell):
    make_claim(cast, statement=statement)

    assert table()[0]["statement"] == cell
