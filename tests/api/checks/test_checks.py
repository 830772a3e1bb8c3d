"""/api/v1/check-questions/ and /api/v1/check-answers/"""

import pytest

from annotations.models import CheckAnswer, CheckQuestion
from tests.api.calls import ids, nothing_written, refused
from tests.factory import (
    make_check_answer,
    make_check_question,
    make_checked_claim,
    make_claim,
    make_evidence,
)


@pytest.fixture
def claim(cast):
    return make_claim(cast)


@pytest.fixture
def cited(cast, claim):
    return make_evidence(cast, claim)


def test_a_question_is_asked_and_answered_as_it_is_read(cast, claim, api):
    response = api.checker.post("check-questions/", {"claim": claim.pk, "wording": "Who  counted?"})

    assert response.status_code == 201, response.content
    row = response.json()
    assert row == {
        "id": CheckQuestion.objects.get().pk,
        "url": f"http://testserver/api/v1/check-questions/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "claim": claim.pk,
        "question": "true",
        "wording": "Who counted?",
        "created_by": cast.checker.pk,
    }
    assert (response["ETag"], response["Location"]) == ('"1"', row["url"])
    assert api.viewer.get(f"check-questions/?claim={claim.pk}").json()["results"] == [row]


def test_an_answer_is_given_and_read(cast, claim, cited, api):
    asked = make_check_question(cast, claim)
    given = {
        "check_question": asked.pk, "kind": "unanswerable", "place": "The archive",
        "day": "2026-03-01", "evidence": [cited.pk],
    }  # fmt: skip
    response = api.checker.post("check-answers/", given)

    assert response.status_code == 201, response.content
    row = response.json()
    said = {name: row[name] for name in (*given, "answer", "explanation", "looked_by", "claim")}
    assert said == given | {
        "answer": "", "explanation": "", "looked_by": cast.checker.pk, "claim": claim.pk,
    }  # fmt: skip
    assert api.viewer.get(row["url"]).json() == row
    assert ids(api.viewer.get(f"check-answers/?check_question={asked.pk}")) == [row["id"]]


def test_both_are_edited_and_removed_by_the_version_that_was_seen(cast, cited, api):
    answer = make_check_answer(cited)
    paths = {
        f"check-answers/{answer.pk}/": {"evidence": []},
        f"check-questions/{answer.check_question_id}/": {"wording": "How many?"},
    }
    for path, changes in paths.items():
        refused(api.checker.patch(path, changes), 428, "precondition-required")
        changed = api.checker.patch(path, changes, seen=1)
        assert (changed.status_code, changed["ETag"]) == (200, '"2"')
        assert changed.json() | changes == changed.json()
        stale = refused(api.checker.patch(path, changes, seen=1), 412, "stale")
        assert stale["current"] == changed.json()
        refused(api.checker.delete(path, seen=1), 412, "stale")
        assert api.checker.delete(path, seen=2).status_code == 204
    assert not CheckQuestion.objects.exists()


def test_what_breaks_a_rule_is_refused_beside_its_field(subtests, cast, claim, cited, api):
    asked = make_check_question(cast, claim)
    other = make_evidence(cast, make_claim(cast, claim.article, words="2019"))
    body = {"check_question": asked.pk, "kind": "abstractive", "answer": "So."}
    with nothing_written():
        for given, field in [
            ({"kind": "boolean"}, "kind"),
            ({"answer": ""}, "answer"),
            ({"kind": "yes_no"}, "answer"),
            ({"kind": "unanswerable", "day": "2026-03-01"}, "place"),
            ({"evidence": [other.pk]}, "evidence"),
            ({"check_question": 987654321}, "check_question"),
            ({"wording": "x"}, "wording"),
        ]:
            with subtests.test(str(given)):
                refused(api.checker.post("check-answers/", body | given), 422, "invalid", field)
        told = [
            refused(api.stranger.post("check-answers/", body | {"check_question": pk}), 422,
                    "invalid", "check_question")
            for pk in (asked.pk, 987654321)
        ]  # fmt: skip
    assert told[0] == told[1]


def test_a_new_answer_asks_for_another_look_at_the_verdict(cast, api):
    claim = make_checked_claim(cast)
    asked = api.checker.post("check-questions/", {"claim": claim.pk, "wording": "Who?"}).json()
    api.checker.post(
        "check-answers/", {"check_question": asked["id"], "kind": "yes_no", "answer": "yes"}
    )

    row = api.viewer.get(f"claims/{claim.pk}/").json()
    assert (row["stage"], row["status"]["true"]["needs_another_look"]) == ("review", True)


def test_lists_of_answers_take_the_same_few_queries(
    cast, claim, cited, api, django_assert_max_num_queries
):
    for number in range(4):
        make_check_answer(cited, make_check_question(cast, claim, f"Question {number}?"))
    with django_assert_max_num_queries(8):
        rows = api.viewer.get("check-answers/").json()["results"]
    assert [row["evidence"] for row in rows] == [[cited.pk]] * 4
    assert CheckAnswer.objects.count() == 4


def test_a_split_takes_questions_along(cast, claim, cited, api):
    answer = make_check_answer(cited)
    given = {"evidence": [cited.pk], "check_questions": [answer.check_question_id]}
    new = api.checker.post(f"claims/{claim.pk}/split/", given)

    assert new.status_code == 201, new.content
    assert ids(api.viewer.get(f"check-questions/?claim={new.json()['id']}")) == [
        answer.check_question_id
    ]
