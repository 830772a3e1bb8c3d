"""Of an article under embargo no call shows a word to who is not named on it, nor that it is."""

import pytest
from django.db import transaction

from annotations.models import NamesReview
from tests.api import test_access
from tests.embargo import hide, make_hidden_scene, traces

UNNAMED = ("viewer", "reporter", "checker")
# What is the desk's, whatever is under embargo there: its first words.
OF_DESK = {
    "desks", "invitations", "labels", "feeds", "tagging-rules", "tagging-batches", "entity-pairs",
    "entity-moves", "source-merges", "webhooks", "deliveries", "saved-filters",
    "handovers", "deputies", "transfers", "imports",
}  # fmt: skip
LISTS = [
    route
    for (method, route), expected in test_access.EXPECTED.items()
    if method == "GET" and "<" not in route and expected["viewer"] == 200
]
SEARCHES = (
    "claims/?search=zqzqclaim", "articles/?search=zqzqtext", "sources/?search=zqzqsource",
    "entities/?search=ilka", "claims/?updated_since=2020-01-01T00:00:00Z",
    "entities/?updated_since=2020-01-01T00:00:00Z", "tagging-runs/?state=queued",
    "exports/claims.ndjson?search=zqzqclaim",
)  # fmt: skip


@pytest.fixture
def scene(cast):
    scene = make_hidden_scene(cast)
    for row in (scene.pair, scene.move, scene.source_merge):
        assert row.pk
    NamesReview.objects.create(
        revision_id=scene.article.current_revision_id, reviewed_by=cast.reporter
    )
    hide(cast, scene)
    return scene


def words_of(response) -> bytes:
    return response.getvalue() if response.streaming else response.content


@pytest.mark.parametrize("role", UNNAMED)
def test_no_call_tells_of_it(role, subtests, api, scene):
    caller = getattr(api, role)
    assert caller.credentials
    for method, route in test_access.EXPECTED:
        with subtests.test(f"{method} {route}"):
            is_on_it = "<int:pk>" in route and route.split("/")[0] not in OF_DESK
            with transaction.atomic():
                answer = test_access.call(caller, method, route, scene)
                transaction.set_rollback(True)
            assert answer.status_code < 500
            assert not is_on_it or answer.status_code == 404, answer.status_code
            if (method, route) != ("POST", "articles/"):  # It answers with what was sent.
                assert traces(b"" if answer.streaming else answer.content) == []


@pytest.mark.parametrize("path", [*LISTS, *SEARCHES])
def test_no_list_counts_it(path, api, scene):
    for role in UNNAMED:
        answer = getattr(api, role).get(path)
        assert answer.status_code == 200
        assert traces(words_of(answer)) == []


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_its_editors_and_administrators_see_it(role, api, scene):
    caller = getattr(api, role)
    assert caller.get(f"articles/{scene.article.pk}/").json()["headline"] == "Zqzqheadline"
    assert traces(words_of(caller.get("claims/")))
