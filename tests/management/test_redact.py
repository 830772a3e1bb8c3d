"""`redact`, `forget_person` and `carry_out_redactions`."""

import io

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Article, Redaction, User
from annotations.services.redaction import requests
from tests.factory import make_checked_claim

SAID = ("--by", "admin", "--reason", "A court says so.", "--basis", "Order 7")
pytestmark = pytest.mark.owner


def run(*words) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_an_article_is_taken_down_at_once(cast):
    claim = make_checked_claim(cast)
    out = run("redact", "article", str(claim.article_id), *SAID, "--yes")
    assert not Article.objects.exists()
    assert "1  article" in out
    assert Redaction.objects.get().state == "done"


def test_without_a_yes_nothing_is_done(cast):
    claim = make_checked_claim(cast)
    with pytest.raises(CommandError, match=r"Nothing was done\."):
        run("redact", "article", str(claim.article_id), *SAID)
    assert Article.objects.exists()
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("name", ["editor", "nobody"])
def test_it_needs_an_administrator(cast, name):
    with pytest.raises(CommandError):
        run("redact", "name", "--words", "Ilka", "--yes", *SAID, "--by", name)


def test_somebody_becomes_a_former_member(cast):
    out = run("forget_person", "viewer", *SAID, "--yes")
    assert out.strip() == f"Former member {cast.viewer.pk}"
    assert not User.objects.filter(username="viewer").exists()
    with pytest.raises(CommandError, match="nobody called"):
        run("forget_person", "viewer", *SAID, "--yes")


def test_what_was_asked_for_in_the_panel_is_carried_out(cast):
    said = {"reason": "A court says so.", "basis": "Order 7"}
    requests.request(actor=cast.admin, kind="name", words="Ilka Varn", **said)
    assert "Taken down" in run("carry_out_redactions")
    assert run("carry_out_redactions") == ""


def test_readers_are_taken_out_of_the_trail_by_no_number(cast):
    run("redact", "readers", *SAID, "--yes")
    row = Redaction.objects.get()
    assert (row.kind, row.state, row.object_id) == ("readers", "done", None)
