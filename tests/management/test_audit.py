"""Sealing, verifying, proving from the command line, and what the exit status says."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from annotations.models import Event, Head
from tests.factory import make_checked_claim, make_claim

pytestmark = pytest.mark.owner


@pytest.fixture
def folder(settings, tmp_path):
    """Where a running Newsroom keeps its key and its heads."""
    settings.DATA = tmp_path
    settings.AUDIT_HEADS = str(tmp_path / "audit" / "heads.jsonl")
    return tmp_path / "audit"


@pytest.fixture
def said(capsys, folder):
    def run(*words) -> str:
        call_command(*map(str, words))
        return capsys.readouterr().out

    return run


def seal(said, folder) -> str:
    return said("seal_audit", "--key-file", folder / "signing.key")


def test_what_was_sealed_verifies_and_its_heads_are_published(said, folder, cast):
    make_checked_claim(cast)
    assert "Head 1: tree 0" in seal(said, folder)
    assert seal(said, folder) == ""
    total = Head.objects.count()
    assert f"{Event.objects.count():,} lines are as they were signed" in said("verify_audit")
    assert f"{total:,} of the heads were compared" in said("verify_audit")
    assert len((folder / "heads.jsonl").read_text().splitlines()) == total


def status(*words) -> int:
    with pytest.raises(CommandError) as told:
        call_command(*map(str, words))
    return told.value.returncode


def test_the_exit_status_tells_a_changed_trail_from_one_that_cannot_be_verified(said, folder, cast):
    assert status("verify_audit") == 2
    folder.mkdir()
    (folder / "heads.jsonl").write_text("nonsense\n")
    claim = make_claim(cast)
    (folder / "heads.jsonl").unlink()
    seal(said, folder)
    assert status("verify_audit", "--heads", folder / "none") == 2
    assert status("verify_audit", "--key", folder / "signing.key") == 2
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE annotations_event DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM annotations_event WHERE object_id = %s", [claim.pk])
    assert status("verify_audit") == 1


def test_a_claims_history_is_proved_without_a_database(said, folder, cast, django_db_blocker):
    claim = make_checked_claim(cast)
    make_claim(cast)
    seal(said, folder)
    make_checked_claim(cast)
    seal(said, folder)
    older = Head.objects.filter(tree=claim.desk_id).earliest("number").number
    proof = folder / "proof.json"
    said("prove_claim", claim.pk, "--since", older, "--output", proof)
    lines = Event.objects.filter(claim_id=claim.pk).count()
    key = next(folder.glob("*.pub"))

    with django_db_blocker.block():
        told = said("verify_proof", proof, "--key", key)
    assert f"{lines} lines are proved." in told
    assert f"Head {older} of" in told
    assert {one["line"]["claim"] for one in json.loads(proof.read_text())["lines"]} == {claim.pk}


@pytest.mark.parametrize(
    "change",
    [
        lambda bundle: bundle["lines"][0]["line"].update(actor=99),
        lambda bundle: bundle["lines"][0]["line"]["new"].update(statement="14 bridges"),
        lambda bundle: bundle["lines"][0].update(index=1),
        lambda bundle: bundle["lines"][0].update(path=[]),
        lambda bundle: bundle["lines"][0].pop("tree"),
        lambda bundle: bundle["lines"][0].update(line=None),
        lambda bundle: bundle["heads"][0].update(size=2),
        lambda bundle: bundle.update(heads=[]),
        lambda bundle: bundle.update(format="another"),
        lambda bundle: bundle.update(since=[{"head": bundle["heads"][0], "path": ["00" * 32]}]),
    ],
)
def test_a_proof_that_was_changed_proves_nothing(said, folder, cast, change):
    claim = make_claim(cast)
    seal(said, folder)
    bundle = json.loads(said("prove_claim", claim.pk))
    change(bundle)
    proof = folder / "proof.json"
    proof.write_text(json.dumps(bundle))
    assert status("verify_proof", proof) == 1


def test_a_proof_by_an_unknown_key_proves_nothing(said, folder, cast, tmp_path):
    claim = make_claim(cast)
    seal(said, folder)
    proof = folder / "proof.json"
    proof.write_text(said("prove_claim", claim.pk))
    call_command("seal_audit", "--key-file", str(tmp_path / "other" / "signing.key"))
    assert status("verify_proof", proof, "--key", tmp_path / "other") == 1
    assert status("verify_proof", folder / "none.json") == 2


def test_a_claim_of_which_nothing_is_sealed_cannot_be_proved(said, folder, cast):
    claim = make_claim(cast)
    with pytest.raises(CommandError, match="No line about claim"):
        call_command("prove_claim", str(claim.pk))
    seal(said, folder)
    with pytest.raises(CommandError, match="There is no head 99"):
        call_command("prove_claim", str(claim.pk), "--since", "99")


def test_a_trail_that_fell_behind_what_was_published_is_not_sealed(said, folder, cast):
    make_claim(cast)
    seal(said, folder)
    *others, last = (folder / "heads.jsonl").read_text().splitlines(keepends=True)
    later = json.dumps(json.loads(last) | {"number": 7}) + "\n"
    (folder / "heads.jsonl").write_text("".join(others) + later)
    make_claim(cast)
    with pytest.raises(CommandError, match="has another head 7"):
        seal(said, folder)
