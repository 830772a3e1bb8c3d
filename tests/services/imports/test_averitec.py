"""AVeriTeC's records come in as checks by others, and go out unchanged in meaning."""

import json

import pytest
from django.core.management import CommandError, call_command

from annotations.errors import Invalid, NotAllowed
from annotations.exchange.averitec import out
from annotations.models import Article, Claim, ExternalCheck, Stage
from annotations.services.imports import averitec
from tests.factory import make_check_answer, make_checked_claim, make_claim, make_evidence
from tests.services.imports.averitec_records import RECORDS


def bring(cast, records, **given) -> averitec.Report:
    data = json.dumps(records).encode()
    return averitec.bring_in(
        actor=given.pop("actor", cast.checker), desk=cast.desk, data=data, **given
    )


def sent_out() -> list:
    stream = out.claims(Claim.objects.all())
    try:
        return json.loads(b"".join(stream))
    finally:
        stream.close()


def test_a_dozen_records_go_in_and_out_unchanged_in_meaning(cast):
    report = bring(cast, RECORDS)

    assert report.problems == {}
    assert len(report.added) == len(RECORDS) == 12
    assert sent_out() == RECORDS


def test_what_others_found_is_no_verdict_of_the_desk(cast):
    pk = bring(cast, RECORDS[:1]).added[1]
    claim = Claim.objects.get(pk=pk)

    assert claim.stage == Stage.OPEN
    assert not claim.assessments.exists()
    assert claim.external_checks.get().rating == RECORDS[0]["label"]
    assert claim.check_questions.count() == len(RECORDS[0]["questions"])


def test_what_is_there_already_is_left_alone(cast):
    bring(cast, RECORDS)
    again = bring(cast, RECORDS)

    assert (again.added, len(again.there)) == ({}, 12)
    assert ExternalCheck.objects.count() == 12


def test_a_dry_run_leaves_nothing(cast):
    report = bring(cast, RECORDS, dry=True)

    assert len(report.added) == 12
    assert not Article.objects.exists()


def test_a_record_with_a_problem_brings_nothing_and_the_others_come(cast):
    bad = [
        RECORDS[0] | {"label": "Perhaps"},
        RECORDS[0] | {"claim": ""},
        RECORDS[0] | {"claim_date": "31-2-2020"},
        RECORDS[0] | {"questions": [{"question": "Q?", "answers": [{"answer_type": "Odd"}]}]},
        RECORDS[0] | {"questions": [{"question": "x" * 1001, "answers": []}]},
        "none",
    ]
    report = bring(cast, [*bad, RECORDS[1]])

    assert list(report.problems) == [1, 2, 3, 4, 5, 6]
    assert report.problems[1].startswith("label: ")
    assert Article.objects.get().headline == RECORDS[1]["claim"]


def test_a_file_that_is_no_array_is_refused(cast):
    for data in (b"{}", b"[", b"\xff"):
        with pytest.raises(Invalid):
            averitec.bring_in(actor=cast.checker, desk=cast.desk, data=data)


def test_only_who_may_check_brings_them_in(cast):
    with pytest.raises(NotAllowed):
        bring(cast, RECORDS, actor=cast.reporter)


def test_the_command_tells_what_came_in(cast, tmp_path, capsys):
    file = tmp_path / "averitec.json"
    file.write_text(json.dumps([*RECORDS, {"claim": "?"}]))
    with pytest.raises(CommandError):
        call_command("import_averitec", file, "--desk", "politics", "--as", "checker")
    told = capsys.readouterr()

    assert "12 records imported, 0 were there already, 1 have problems." in told.out
    assert told.err.startswith("record 13: label: ")


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
