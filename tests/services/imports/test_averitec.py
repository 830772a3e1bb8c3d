"""AVeriTeC's records come in as checks by others, and go out unchanged in meaning."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from annotations.errors import NotAllowed
from annotations.exchange.averitec import export
from annotations.jobs import run_import
from annotations.models import Article, Claim, ExternalCheck, Import, Stage
from annotations.services.imports import imports
from tests.factory import make_check_answer, make_checked_claim, make_claim, make_evidence
from tests.services.imports.averitec_records import RECORDS


def look(cast, records, **given) -> Import:
    job = imports.add(
        actor=given.pop("actor", cast.editor), desk=cast.desk, format="averitec",
        data=records if isinstance(records, bytes) else json.dumps(records).encode(), **given,
    )  # fmt: skip
    assert run_import.bring_in_this(job.pk)
    return Import.objects.get(pk=job.pk)


def bring(cast, records) -> Import:
    return look(cast, records, start=True)


def sent_out() -> list:
    stream = export.claims(Claim.objects.all())
    try:
        return json.loads(b"".join(stream))
    finally:
        stream.close()


def test_a_dozen_records_go_in_and_out_unchanged_in_meaning(cast):
    job = bring(cast, RECORDS)

    assert (job.state, job.counts) == ("done", {"added": 12, "words_left": 0})
    assert sent_out() == RECORDS


def test_what_others_found_is_no_verdict_of_the_desk(cast):
    bring(cast, RECORDS[:1])
    claim = Claim.objects.get()

    assert claim.stage == Stage.OPEN
    assert not claim.assessments.exists()
    assert claim.external_checks.get().rating == RECORDS[0]["label"]
    assert claim.check_questions.count() == len(RECORDS[0]["questions"])


def test_a_date_to_come_is_a_fault_of_its_record(cast):
    records = [RECORDS[0] | {"claim_date": "1-2-9998"}, RECORDS[1]]
    told = "claim_date: This date is in the future."

    assert [one["problem"] for one in look(cast, records).preview["faults"]] == [told]
    job = bring(cast, records)
    assert job.records.get(outcome="left").problem == told
    assert Claim.objects.get().statement == RECORDS[1]["claim"]


def test_what_is_there_already_is_left_alone(cast):
    bring(cast, RECORDS)
    again = bring(cast, RECORDS)

    assert again.counts == {"there": 12, "words_left": 0}
    assert ExternalCheck.objects.count() == 12


def test_the_dry_run_shows_what_would_come_in(cast):
    bring(cast, RECORDS[:2])
    job = look(cast, [*RECORDS, {"claim": "Odd", "label": "?"}])

    asked = sum(len(one["questions"]) for one in RECORDS)
    assert job.preview["counts"] == {
        "records": 13, "reviews": 12, "claims": 12, "questions": asked, "there": 2, "bad": 1,
        "faults": 1,
    }  # fmt: skip
    assert job.preview["first"][0]["headline"] == RECORDS[0]["claim"][:200]
    [fault] = job.preview["faults"]
    assert (fault["line"], fault["words"]) == (13, "Odd")
    assert Article.objects.count() == 2


def test_a_record_with_a_problem_brings_nothing_and_the_others_come(cast):
    bad = [
        RECORDS[0] | {"label": "Perhaps"},
        RECORDS[0] | {"claim": ""},
        RECORDS[0] | {"claim_date": "31-2-2020"},
        RECORDS[0] | {"questions": [{"question": "Q?", "answers": [{"answer_type": "Odd"}]}]},
        RECORDS[0] | {"questions": [{"question": "x" * 1001, "answers": []}]},
        RECORDS[0] | {"fact_checking_article": f"https://facts.example/{'x' * 2000}"},
        "none",
    ]
    job = bring(cast, [*bad, RECORDS[1]])

    left = job.records.with_something_left().order_by("number")
    assert [(row.line, row.outcome) for row in left] == [(n, "left") for n in range(1, 8)]
    assert left[0].problem.startswith("label: ")
    assert job.counts == {"added": 1, "left": 7, "words_left": 0}
    assert Article.objects.get().headline == RECORDS[1]["claim"]


def test_halves_of_pairs_and_nul_are_left_out_and_what_is_too_deep_is_left(cast):
    odd = RECORDS[0] | {"justification": "So\ud800 it is\0.", "reporting_source": "A\udfff speech"}
    deep = RECORDS[1] | {"reporting_source": "*"}
    text = json.dumps([odd, deep, RECORDS[2]]).replace('"*"', "[" * 2_000 + "]" * 2_000)

    job = bring(cast, text.encode())

    assert (job.state, job.counts["added"], job.counts["left"]) == ("done", 2, 1), job.problem
    check = ExternalCheck.objects.earliest("pk")
    assert check.justification == "So it is."
    assert check.about["reporting_source"] == "A speech"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://[bad/", "my notes"])
def test_what_is_no_address_comes_in_and_leads_nowhere(cast, sign_in, address):
    record = RECORDS[0] | {"fact_checking_article": address}
    assert bring(cast, [record]).counts == {"added": 1, "words_left": 0}
    assert sent_out()[0]["fact_checking_article"] == address

    panel = reverse("claim-panel", args=[Claim.objects.get().pk])
    page = sign_in(cast.checker).get(panel, headers={"HX-Request": "true"}).content.decode()
    assert "Checked by <bdi>AVeriTeC</bdi>" in page
    assert address not in page
    assert reverse("claim-cite-check", args=[Claim.objects.get().pk]) not in page


def test_a_file_that_is_no_json_is_refused_by_line(cast):
    job = bring(cast, b"[")
    assert (job.state, job.counts["left"], job.records.get().line) == ("done", 1, 1)


def test_only_editors_bring_them_in(cast):
    with pytest.raises(NotAllowed):
        look(cast, RECORDS, actor=cast.checker)


def test_the_command_tells_what_came_in(cast, tmp_path, capsys):
    file = tmp_path / "averitec.json"
    file.write_text(json.dumps([*RECORDS, {"claim": "?"}]))
    given = ("averitec", str(file), "--desk", "politics", "--as", "editor")
    call_command("import", *given, "--dry-run")
    told = capsys.readouterr()
    assert "reviews: 12" in told.out
    assert told.err.startswith("line 13: label: ")
    assert not Article.objects.exists()

    call_command("import", *given)
    told = capsys.readouterr()
    assert "13 of 13 records processed (added: 12, left: 1, words_left: 0)." in told.out
    assert told.err.startswith("line 13: label: ")


def test_a_verdict_of_ours_goes_out_and_what_nobody_checked_does_not(cast):
    claim = make_checked_claim(cast)
    make_claim(cast, claim.article, words="2019")
    make_check_answer(make_evidence(cast, claim))
    [record] = sent_out()

    assert (record["label"], record["justification"]) == ("Supported", "Page 4 says so.")
    [asked] = record["questions"]
    assert asked["answers"] == [
        {
            "answer": "41 bridges", "answer_type": "Extractive",
            "source_url": "https://example.org/report", "cached_source_url": None,
            "source_medium": "Web text",
        }
    ]  # fmt: skip
