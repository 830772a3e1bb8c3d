"""/api/v1/exports/everything.ndjson: one desk, whole, for its editors."""

import json

import pytest

from annotations.models import User
from annotations.services.articles import embargoes
from tests.api.calls import refused
from tests.factory import make_checked_claim

NAME = "exports/everything.ndjson"
OF_DESK = f"{NAME}?desk=politics"


@pytest.fixture
def claim(cast):
    return make_checked_claim(cast)


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_an_editor_has_all_rows_of_the_desk(cast, api, claim, role):
    embargoes.put(actor=cast.second_editor, article_id=claim.article_id)
    data = getattr(api, role).download(OF_DESK)
    head, *rows, end = [json.loads(line) for line in data.splitlines()]
    assert head["desk"] == "politics"
    assert end["rows"]["claim"] == 1
    assert [row["statement"] for row in rows if row["type"] == "claim"] == [claim.statement]
    assert {row["slug"] for row in rows if row["type"] == "desk"} == {"politics"}


def test_nobody_elses_address_is_in_it(cast, api, claim):
    User.objects.update(email="somebody@example.org")
    assert b"somebody@example.org" not in api.editor.download(OF_DESK)


@pytest.mark.parametrize("role", ["viewer", "reporter", "checker"])
def test_others_of_the_desk_may_not(api, claim, role):
    refused(getattr(api, role).get(OF_DESK), 403, "not-allowed")


def test_a_stranger_knows_of_no_such_desk(api, claim):
    nowhere = api.stranger.get(f"{NAME}?desk=nowhere")
    assert api.stranger.get(OF_DESK).json()["detail"] == nowhere.json()["detail"]
    assert api.stranger.get(OF_DESK).status_code == nowhere.status_code


def test_it_is_of_one_desk(api, claim):
    refused(api.admin.get(NAME), 400, "unreadable", "desk")
    refused(api.editor.get(f"{OF_DESK}&stage=open"), 400, "unreadable", "stage")
