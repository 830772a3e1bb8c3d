"""/api/v1/claims/{id}/decide/"""

import json

import pytest

from annotations.models import Anchor, Claim
from tests.api.calls import nothing_written, refused
from tests.factory import TEXT, make_article, make_checked_claim, make_claim

CHANGED = TEXT.replace("41 bridges", "43 bridges")
SENTENCE = TEXT[TEXT.rindex("\n\n") + 2 :]
WITHOUT = "Once 41 bridges were shut.\n\n" + TEXT.removesuffix("\n\n" + SENTENCE)


def correct(article, api, text) -> int:
    path = f"articles/{article.pk}/revisions/"
    response = api.reporter.post(path, {"text": text}, seen=article.version)
    assert response.status_code == 201, response.content
    return response.json()["id"]


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def changed(cast, article, api) -> Claim:
    claim = make_checked_claim(cast, article)
    correct(article, api, CHANGED)
    return claim


def decide(caller, claim, **body):
    return caller.post(f"claims/{claim.pk}/decide/", body)


def test_a_changed_claim_shows_both_words_until_somebody_decides(changed, api):
    [anchor] = api.viewer.get(f"claims/{changed.pk}/").json()["anchors"]
    assert (anchor["state"], anchor["before"], anchor["exact"]) == (
        "changed",
        "41 bridges",
        "43 bridges",
    )
    assert 0 < anchor["similarity"] < 1

    response = decide(api.checker, changed, decision="same")
    assert response.status_code == 200, response.content
    [anchor] = response.json()["anchors"]
    assert (anchor["state"], anchor["decision"]) == ("exact", "same")
    assert response.json()["status"]["true"]["needs_another_look"]


def test_who_keeps_a_claim_proposes_its_verdict_again_at_once(changed, api):
    def seen():
        [row] = api.viewer.get(f"assessments/?claim={changed.pk}").json()["results"]
        return [{"id": row["id"], "version": row["version"]}]

    holds = {"decision": "same", "verdict_stands": True}
    refused(decide(api.editor, changed, **holds), 428, "precondition-required")
    response = decide(api.editor, changed, **holds, verdicts=seen())
    refused(response, 422, "invalid", "verdict_stands")  # It still says 41.
    before = seen()
    Claim.objects.filter(pk=changed.pk).update(statement="Bridges need repair.")
    with nothing_written():
        refused(decide(api.editor, changed, **holds, verdicts=before), 412, "stale")
        refused(decide(api.editor, changed, **holds, verdicts=[]), 412, "stale")
        response = decide(api.editor, changed, decision="same", verdicts=seen())
        refused(response, 422, "invalid", "verdicts")
    row = decide(api.editor, changed, **holds, verdicts=seen()).json()
    assert row["stage"] == "review"
    assert row["status"]["true"]["needs_another_look"]
    old, anew = api.viewer.get(f"assessments/?claim={changed.pk}").json()["results"]
    assert (anew["state"], anew["rationale"]) == ("proposed", old["rationale"])
    path = f"assessments/{anew['id']}/approve/"
    refused(api.editor.post(path), 403, "four-eyes")
    assert api.second_editor.post(path).status_code == 200
    assert api.viewer.get(f"claims/{changed.pk}/").json()["stage"] == "checked"


def test_a_statement_follows_its_words(changed, api):
    row = decide(api.checker, changed, decision="edited", statement="43 need repair").json()
    assert row["statement"] == "43 need repair"


def test_other_words_are_a_new_claim(changed, api):
    response = decide(api.checker, changed, decision="new")
    assert response.status_code == 201
    row = response.json()
    assert row["id"] != changed.pk
    assert (row["stage"], row["statement"]) == ("open", "43 bridges")
    assert api.viewer.get(f"claims/{changed.pk}/").json()["stage"] == "dismissed"


def test_lost_words_are_put_elsewhere_or_withdrawn_and_both_can_be_taken_back(cast, article, api):
    claim = make_claim(cast, article, words=SENTENCE)
    revision = correct(article, api, WITHOUT)
    [anchor] = api.viewer.get(f"claims/{claim.pk}/").json()["anchors"]
    assert anchor["state"] == "orphaned"

    start = WITHOUT.index("41 bridges")
    where = {"revision": revision, "start": start, "end": start + 10, "exact": "41 bridges"}
    [anchor] = decide(api.checker, claim, decision="placed", **where).json()["anchors"]
    assert (anchor["state"], anchor["start"], anchor["decision"]) == ("exact", start, "placed")

    [anchor] = decide(api.checker, claim, decision="undecided").json()["anchors"]
    assert anchor["state"] == "orphaned"
    row = decide(api.checker, claim, decision="withdrawn", note="Cut").json()
    assert (row["stage"], row["stage_note"]) == ("dismissed", "Cut")


def test_places_where_lost_words_may_be_are_told_with_the_words_that_stand_there(
    subtests, cast, article, api
):
    """Whole and to the letter, also behind letters that UTF-16 or UTF-8 count otherwise."""
    claim = make_claim(cast, article, words=SENTENCE)
    text = f"\U0001f600 Ünï – {WITHOUT}"
    correct(article, api, text)
    places = [[0, 1], [2, 5], [text.index("41"), text.index("41") + 10], [len(text) - 4, len(text)]]
    candidates = [[*place, 0.75 - place[0] / 1000] for place in places]
    Anchor.objects.filter(claim=claim, state="orphaned").update(candidates=candidates)

    [shown] = api.viewer.get(f"claims/{claim.pk}/").json()["anchors"]
    [listed] = api.viewer.get(f"articles/{article.pk}/annotations/").json()["claims"]
    [line] = api.viewer.download("exports/claims.ndjson").splitlines()
    expected = [
        {"start": start, "end": end, "similarity": similarity, "exact": text[start:end]}
        for start, end, similarity in candidates
    ]
    assert [one["exact"] for one in expected][:3] == ["\U0001f600", "Ünï", "41 bridges"]
    for anchor in (shown, listed["anchors"][0], json.loads(line)["anchors"][0]):
        assert anchor["candidates"] == expected


def test_a_correction_offers_places_by_itself(cast, article, api):
    """Of words that stand twice now, in code points."""
    words = "The report counted 41 bridges in need of repair"
    claim = make_claim(cast, article, words=words)
    text = f"{TEXT.strip()}\n\nA bridge \U0001f600 fell. {words}."
    correct(article, api, text)

    [anchor] = api.viewer.get(f"claims/{claim.pk}/").json()["anchors"]
    assert (anchor["state"], anchor["reason"]) == ("changed", "twice")
    assert [one["exact"].rstrip(".") for one in anchor["candidates"]] == [words, words]
    for one in anchor["candidates"]:
        assert text[one["start"] : one["end"]] == one["exact"]


def test_a_decision_that_breaks_a_rule_is_refused(subtests, changed, api):
    with nothing_written():
        for body, status, slug, fields in [
            ({}, 422, "invalid", ["decision"]),
            ({"decision": "perhaps"}, 422, "invalid", ["decision"]),
            ({"decision": "edited"}, 422, "invalid", ["statement"]),
            ({"decision": "edited", "statement": " "}, 422, "invalid", ["statement"]),
            ({"decision": "same", "statement": "X"}, 422, "invalid", ["statement"]),
            ({"decision": "placed", "revision": 1}, 422, "invalid", ["start"]),
            ({"decision": "undecided"}, 409, "wrong-state", []),
        ]:
            with subtests.test(str(body)):
                refused(
                    api.checker.post(f"claims/{changed.pk}/decide/", body), status, slug, *fields
                )


def test_who_sees_another_version_decides_nothing(changed, api):
    with nothing_written():
        response = api.checker.post(f"claims/{changed.pk}/decide/", {"decision": "same"}, seen=1)
        refused(response, 412, "stale")


@pytest.mark.parametrize(
    "body",
    [
        {"decision": "same"},
        {"decision": "edited", "statement": "43"},
        {"decision": "new"},
        {"decision": "withdrawn"},
    ],
    ids=lambda body: body["decision"],
)
def test_a_decision_is_for_the_words_of_the_revision_that_was_read(body, article, changed, api):
    seen = api.viewer.get(f"articles/{article.pk}/").json()["current_revision"]["id"]
    article.refresh_from_db()
    correct(article, api, CHANGED.replace("43 bridges", "47 bridges"))
    with nothing_written():
        refused(decide(api.checker, changed, **body, revision=seen), 409, "wrong-state")
    now = api.viewer.get(f"articles/{article.pk}/").json()["current_revision"]["id"]
    assert decide(api.checker, changed, **body, revision=now).status_code in (200, 201)


def test_decided_once_is_enough(changed, api):
    decide(api.checker, changed, decision="same")
    with nothing_written():
        refused(decide(api.checker, changed, decision="same"), 409, "wrong-state")
