"""What one more row of a list costs the server, in calls of functions: the same on every machine."""

import sys

import pytest

from tests.factory import make_article, make_claim

MORE = 10


def calls_of(client, path) -> int:
    count = 0

    def note(frame, event, _):
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        assert client.get(path).status_code == 200
    finally:
        sys.setprofile(before)
    return count


# Before words and symbols were kept a row of claims took some 1,850, one of articles 1,150.
@pytest.mark.parametrize(("path", "most"), [("/claims/", 1_100), ("/articles/", 900)])
def test_one_more_row_costs_few_calls(client, cast, path, most):
    client.force_login(cast.editor)

    def add():
        for number in range(MORE):
            article = make_article(cast, text=f"Number {number} of all. It has words.")
            make_claim(cast, article, words="of all")

    add()
    calls_of(client, path)  # What is kept is kept from now on.
    few = calls_of(client, path)
    add()
    assert (calls_of(client, path) - few) / MORE < most


def test_one_more_claim_of_a_workbench_costs_a_handful_of_calls(client, cast):
    """Of a page with a thousand: as models with all that they ask for it took some 50."""
    client.force_login(cast.editor)
    article = make_article(cast)
    path = f"/articles/{article.pk}/"

    def add(number):
        for _ in range(number):
            make_claim(cast, article)

    add(MORE)
    calls_of(client, path)
    few = calls_of(client, path)
    add(5 * MORE)
    assert (calls_of(client, path) - few) / (5 * MORE) < 8
