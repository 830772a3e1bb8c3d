"""Who may have something taken down, and what is refused."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound
from annotations.models import Redaction, User
from annotations.services.redaction import execution, requests
from tests.factory import make_article, make_checked_claim

SAID = {"reason": "A court says so.", "basis": "Order 7"}


@pytest.mark.parametrize("who", ["viewer", "reporter", "checker", "editor", "stranger"])
def test_only_administrators_may(cast, who):
    article = make_article(cast)
    with pytest.raises(NotAllowed):
        requests.request(actor=cast.by_role(who), kind="article", object_id=article.pk, **SAID)
    assert not Redaction.objects.exists()


def test_the_application_asks_and_cannot_do_it(cast):
    article = make_article(cast)
    row = requests.request(actor=cast.admin, kind="article", object_id=article.pk, **SAID)
    assert (row.state, row.desk) == ("requested", cast.desk)
    with pytest.raises(NotAllowed, match="owner"):
        execution.carry_out(row.pk)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "name", "words": " "}, "words"),
        ({"kind": "name", "words": "…"}, "words"),
        ({"kind": "planet", "object_id": 1}, "kind"),
        ({"kind": "article"}, "object_id"),
        ({"kind": "name", "words": "Jane", "reason": " "}, "reason"),
        ({"kind": "name", "words": "Jane", "basis": ""}, "basis"),
    ],
)
def test_what_cannot_be_meant_is_refused(cast, given, field):
    with pytest.raises(Invalid) as refused:
        requests.request(actor=cast.admin, **SAID | given)
    assert refused.value.field == field


def test_words_that_do_not_stand_there_are_refused(cast):
    revision = make_article(cast).current_revision_id
    with pytest.raises(Invalid):
        requests.request(actor=cast.admin, kind="span", object_id=revision, words="Nobody", **SAID)


@pytest.mark.parametrize("kind", ["article", "revision", "claim", "entity", "person"])
def test_what_is_not_there_is_not_found(cast, kind):
    with pytest.raises(NotFound):
        requests.request(actor=cast.admin, kind=kind, object_id=10**9, **SAID)


def test_what_would_go_is_counted_and_nothing_is_written(cast):
    claim = make_checked_claim(cast)
    row = requests.draft(actor=cast.admin, kind="article", object_id=claim.article_id, **SAID)
    found = requests.foreseen(row)
    assert (found["article"], found["claim"], found["assessment"]) == (1, 1, 1)
    row = requests.draft(actor=cast.admin, kind="name", words="Ilka Varn", **SAID)
    assert requests.foreseen(row)["revision"] == 1
    assert not Redaction.objects.exists()


@pytest.mark.owner
def test_what_is_gone_meanwhile_fails_with_the_reason(cast):
    article = make_article(cast)
    rows = [
        requests.request(actor=cast.admin, kind="article", object_id=article.pk, **SAID)
        for _ in range(2)
    ]
    assert [row.state for row in execution.waiting()] == ["done", "failed"]
    rows[1].refresh_from_db()
    assert "taken down already" in rows[1].problem


@pytest.mark.owner
def test_who_is_no_administrator_any_more_has_nothing_taken_down(cast):
    row = requests.request(actor=cast.admin, kind="name", words="Ilka Varn", **SAID)
    User.objects.filter(pk=cast.admin.pk).update(is_superuser=False)
    assert execution.carry_out(row.pk).state == "failed"
    row.refresh_from_db()
    assert row.text == ""
