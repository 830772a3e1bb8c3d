"""/api/v1/articles/{id}/quotations/ and …/suggestions/"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Quotation, Suggestion
from tests.api.calls import refused
from tests.factory import make_article, make_claim

TEXT = "“One,” she said. “Two,” she said. “Three,” she said. “Four,” she said."


@pytest.fixture
def article(cast):
    return make_article(cast, text=TEXT)


def quote(article, words: str, speaker: str = "") -> Quotation:
    start = TEXT.index(words)
    end = start + len(words)
    return Quotation.objects.create(
        article=article,
        desk=article.desk,
        revision=article.current_revision,
        start=start,
        end=end,
        exact=words,
        kind="direct",
        form="quote",
        parts=[[start, end]],
        speaker=speaker,
        speaker_start=start if speaker else None,
        speaker_end=start + 3 if speaker else None,
        cue="said",
        rule="pronoun",
        origin="x/1",
    )


def suggest(cast, article, words: str, **given):
    claim = make_claim(cast, article, words=words, actor=None)
    fields = {"desk": cast.desk, "rule": "number", "reason": "Number", "score": 0.5}
    Suggestion.objects.create(claim=claim, origin="x/1", **fields | given)
    return claim


def test_quotations_come_in_the_order_of_the_text_page_by_page(article, api):
    for words in ("“Three,”", "“One,”", "“Two,”"):
        quote(article, words, "Ilka Varn")
    first = api.reporter.get(f"articles/{article.pk}/quotations/?limit=2").json()
    second = api.reporter.get(first["next"]).json()

    found = [row["exact"] for row in first["results"] + second["results"]]
    assert found == ["“One,”", "“Two,”", "“Three,”"]
    assert first["results"][0]["speaker"] == {
        "name": "Ilka Varn", "entity": None, "start": 0, "end": 3,
    }  # fmt: skip
    assert first["results"][0]["parts"] == [{"start": 0, "end": 6}]
    assert second["next"] is None


def test_suggestions_come_with_their_reason_and_what_became_of_them(cast, article, api):
    second = suggest(cast, article, "“Two,”")
    first = suggest(cast, article, "“One,”", outcome="dismissed", decided_by=cast.checker)
    rows = api.reporter.get(f"articles/{article.pk}/suggestions/").json()["results"]

    assert [row["claim"] for row in rows] == [first.pk, second.pk]
    assert (rows[0]["outcome"], rows[0]["decided_by"]) == ("dismissed", cast.checker.pk)
    assert (rows[1]["reason"], rows[1]["statement"]) == ("Number", "“Two,”")
    assert rows[1]["url"].endswith(f"/api/v1/claims/{second.pk}/")


def test_suggestions_are_asked_for_by_outcome(cast, article, api):
    suggest(cast, article, "“One,”", outcome="accepted")
    waiting = suggest(cast, article, "“Two,”")
    rows = api.reporter.get(f"articles/{article.pk}/suggestions/?outcome=waiting").json()["results"]
    assert [row["claim"] for row in rows] == [waiting.pk]

    asked = api.reporter.get(f"articles/{article.pk}/suggestions/?outcome=maybe")
    refused(asked, 400, "unreadable", "outcome")


def test_a_suggestion_is_decided_by_its_claims_address(cast, article, api):
    claim = suggest(cast, article, "“One,”")
    assert api.reporter.post(f"claims/{claim.pk}/accept/").json()["stage"] == "open"
    rows = api.reporter.get(f"articles/{article.pk}/suggestions/?outcome=accepted").json()[
        "results"
    ]
    assert [row["claim"] for row in rows] == [claim.pk]


@pytest.mark.parametrize("name", ["quotations", "suggestions"])
def test_a_foreign_article_has_none_to_show(name, article, api):
    refused(api.stranger.get(f"articles/{article.pk}/{name}/"), 404, "not-found")


@pytest.mark.parametrize("name", ["quotations", "suggestions"])
def test_they_are_read_only(name, article, api):
    assert api.reporter.post(f"articles/{article.pk}/{name}/", {}).status_code == 405


@pytest.mark.parametrize("name", ["quotations", "suggestions"])
def test_queries_do_not_grow_with_their_number(cast, name, article, api):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert api.reporter.get(f"articles/{article.pk}/{name}/").json()["results"]
        return len(seen)

    quote(article, "“One,”")
    suggest(cast, article, "“One,”")
    queries()  # The first call of a token is recorded.
    before = queries()
    for words in ("“Two,”", "“Three,”", "“Four,”"):
        quote(article, words)
        suggest(cast, article, words)
    assert queries() == before
