"""Suggestions and quotations in the workbench: shown, taken, dismissed, confirmed."""

import json
import re

import pytest

from annotations.models import Claim, Quotation, Suggestion
from annotations.services.claims import workflow
from tests import factory
from tests.web.scene import ask, send, words

SAID = "“I was never told,”"


@pytest.fixture
def article(cast):
    return factory.make_article(cast, outlet="The Courier")


@pytest.fixture
def claim(cast, article) -> Claim:
    made = factory.make_claim(cast, article, words="I was never told", actor=None)
    Suggestion.objects.create(
        claim=made, desk=cast.desk, rule="number", reason="number", score=0.5, origin="x/1"
    )
    return made


@pytest.fixture
def quotation(article) -> Quotation:
    start = article.current_revision.text.index(SAID)
    end = start + len(SAID)
    return Quotation.objects.create(
        article=article,
        desk=article.desk,
        revision=article.current_revision,
        start=start,
        end=end,
        exact=SAID,
        kind="direct",
        form="quote",
        parts=[[start, start + 9], [start + 10, end]],
        speaker="Ilka Varn",
        cue="said",
        rule="pronoun",
        origin="x/1",
    )


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


def spans_of(response) -> list[dict]:
    found = re.search(r'<script id="spans"[^>]*>(.*?)</script>', words(response), re.S)
    return json.loads(found[1])


def test_a_suggestion_is_painted_with_its_reason(checker, article, claim):
    [row] = spans_of(checker.get(f"/articles/{article.pk}/"))

    assert (row["kind"], row["id"], row["label"]) == ("suggestion", claim.pk, "number")


def test_the_reason_is_said_in_the_language_of_the_reader(checker, article, claim):
    Suggestion.objects.update(reason="event with a date: since 2013")
    checker.cookies["newsroom_language"] = "uk"
    [row] = spans_of(checker.get(f"/articles/{article.pk}/"))

    assert row["label"] == "подія з датою: since 2013"


def test_suggestions_are_listed_apart_from_the_claims(cast, checker, article, claim):
    mine = factory.make_claim(cast, article)
    page = ask(checker, f"/articles/{article.pk}/claims/list/")

    assert [row.pk for row in page.context["claims"]] == [mine.pk]
    assert [row.pk for row in page.context["suggested"]] == [claim.pk]
    assert 'aria-label="Accept the suggestion: I was never told"' in words(page)


def test_a_dismissed_suggestion_is_folded_away_and_not_painted(cast, checker, article, claim):
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk)
    page = checker.get(f"/articles/{article.pk}/")

    assert [row.pk for row in page.context["put_aside"]] == [claim.pk]
    assert page.context["claims"] == []
    assert spans_of(page) == []


def test_each_stretch_of_a_quotation_is_painted_with_its_speaker(checker, article, quotation):
    rows = spans_of(checker.get(f"/articles/{article.pk}/"))

    assert [row["exact"] for row in rows] == ["“I was ne", "er told,”"]
    assert {(row["kind"], row["statement"], row["label"]) for row in rows} == {
        ("quote", "Ilka Varn", "Direct quote: said")
    }


def test_a_quotation_without_a_speaker_says_so(checker, article, quotation):
    Quotation.objects.update(speaker="")
    rows = spans_of(checker.get(f"/articles/{article.pk}/"))

    assert {(row["statement"], row["label"]) for row in rows} == {
        ("Speaker unclear", "Direct quote")
    }


@pytest.mark.parametrize(("action", "stage"), [("accept", "open"), ("dismiss", "dismissed")])
def test_what_is_decided_in_the_list_is_answered_by_the_list(checker, claim, action, stage):
    answer = send(checker, f"/claims/{claim.pk}/{action}/", stay="list")
    claim.refresh_from_db()

    assert answer.status_code == 200
    assert (claim.stage, answer.context["panel"]) == (stage, "list")
    assert answer.context["suggested"] == []


def test_without_htmx_the_way_leads_back_to_the_article(checker, article, claim):
    answer = checker.post(f"/claims/{claim.pk}/accept/", {"stay": "list"})

    assert answer["Location"] == f"/articles/{article.pk}/"


@pytest.mark.parametrize("action", ["accept", "dismiss"])
def test_a_form_that_is_sent_again_decides_once(checker, claim, action):
    path, key = f"/claims/{claim.pk}/{action}/", {"Idempotency-Key": "k1", "HX-Request": "true"}
    first, again = (checker.post(path, {"stay": "list"}, headers=key) for _ in range(2))
    claim.refresh_from_db()

    assert (first.status_code, again.status_code, claim.version) == (200, 200, 2)


def test_what_a_colleague_decided_first_is_said_above_the_list(cast, checker, claim):
    workflow.accept(actor=cast.reporter, claim_id=claim.pk)
    answer = send(checker, f"/claims/{claim.pk}/accept/", stay="list")

    assert answer.status_code == 409
    assert "while the claim is open" in words(answer)
    assert answer.context["panel"] == "list"


def test_who_may_only_look_is_refused(cast, sign_in, claim):
    viewer = sign_in(cast.viewer)
    page = words(ask(viewer, f"/articles/{claim.article_id}/claims/list/"))

    assert "Accept the suggestion" not in page
    assert send(viewer, f"/claims/{claim.pk}/accept/", stay="list").status_code == 403


def test_strangers_do_not_know_of_it(cast, sign_in, claim):
    stranger = sign_in(cast.stranger)

    assert send(stranger, f"/claims/{claim.pk}/accept/", stay="list").status_code == 404
    assert send(stranger, f"/claims/{claim.pk}/attribution/use/", version=1).status_code == 404


def test_an_open_suggestion_says_why(checker, claim):
    page = words(ask(checker, f"/claims/{claim.pk}/"))

    assert "Why it is suggested: <strong>number</strong>" in page


def test_the_text_proposes_who_says_it_and_a_person_confirms(checker, claim, quotation):
    Quotation.objects.update(parts=[[quotation.start, quotation.end]])
    page = ask(checker, f"/claims/{claim.pk}/")
    assert [step.speaker_name for step in page.context["proposed"]] == ["Ilka Varn", "The Courier"]
    assert "nobody has confirmed it" in words(page)

    answer = send(checker, f"/claims/{claim.pk}/attribution/use/", version=claim.version)
    assert answer.status_code == 200
    assert [step.speaker_name for step in answer.context["attribution"]] == [
        "Ilka Varn",
        "The Courier",
    ]
    assert answer.context["proposed"] == []


def test_a_chain_cannot_be_confirmed_unseen_or_twice(checker, claim, quotation):
    Quotation.objects.update(parts=[[quotation.start, quotation.end]])
    path = f"/claims/{claim.pk}/attribution/use/"

    assert send(checker, path).status_code == 422
    assert send(checker, path, version=99).status_code == 412
    assert send(checker, path, version=1).status_code == 200
    again = send(checker, path, version=2)
    assert again.status_code == 409
    assert "already" in words(again)
