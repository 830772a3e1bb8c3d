"""Of an article under embargo no page shows a word to who is not named on it, nor that it is."""

import pytest
from django.http import HttpResponse

from tests.embargo import hide, make_hidden_scene, traces
from tests.web.scene import HTMX
from tests.web.shell import test_access
from tests.web.shell.test_routes import ROUTES, WITH_OBJECT, address

# The first words of addresses that name something on an article; the others are of the desk.
OF_ARTICLE = {
    "anchors", "articles", "assessments", "claim-links", "claims", "comments", "contacts", "copies",
    "double-checks", "entities", "evidence", "feed-entries", "guest-links", "jobs", "mentions", "notifications",
    "raters", "sources", "threads", "check-questions", "check-answers", "publications",
    "correction-requests", "external-checks",
}  # fmt: skip
OF_DESK = {
    "batches", "deliveries", "deputies", "desks", "feeds", "filters", "handovers", "invitations", "labels",
    "imports", "teaching", "transfers", "webhooks",
}  # fmt: skip
SEARCHES = (
    "/search/?q=zqzq", "/search/?q=bridges", "/claims/?search=zqzqclaim", "/articles/?search=zqzqtext",
    "/articles/?stage=open", "/sources/?search=zqzqsource", "/entities/?search=ilka",
    "/sources/?search=https://example.org/report", "/jobs/?state=queued", "/my-work/?group=held",
    "/contacts/?outlet=zqzqasked",
)  # fmt: skip
UNNAMED = ("viewer", "reporter", "checker")


@pytest.fixture
def scene(cast):
    scene = make_hidden_scene(cast)
    hide(cast, scene)
    return scene


def first_word(name: str) -> str:
    return str(ROUTES[name].pattern).split("/", 1)[0]


def body_of(response: HttpResponse) -> bytes:
    return response.getvalue() if response.streaming else response.content


def test_every_page_with_an_object_is_either_of_an_article_or_of_the_desk():
    assert {first_word(name) for name in WITH_OBJECT} - {"invitation"} == OF_ARTICLE | OF_DESK


@pytest.mark.parametrize("role", UNNAMED)
def test_no_page_shows_a_word_of_it_and_what_is_on_it_is_not_there(
    role, subtests, cast, scene, sign_in
):
    client = sign_in(cast.by_role(role))
    for name, method in test_access.LEAST:
        with subtests.test(f"{method} {name}"):
            answer = test_access.ask(client, name, method, scene)
            is_on_it = name in WITH_OBJECT and first_word(name) in OF_ARTICLE
            assert not is_on_it or answer.status_code == 404, answer.status_code
            assert answer.status_code < 500
            if method == "GET":
                for headers in ({}, HTMX):
                    found = client.get(address(name, scene), headers=headers)
                    assert traces(body_of(found)) == []


@pytest.mark.parametrize("path", SEARCHES)
def test_no_search_finds_it(path, cast, scene, sign_in):
    for role in UNNAMED:
        answer = sign_in(cast.by_role(role)).get(path)
        assert answer.status_code == 200
        # The words that were asked for stand in their field.
        assert set(traces(body_of(answer))) <= set(traces(path)), role
