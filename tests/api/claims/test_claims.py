"""/api/v1/claims/ and /api/v1/claims/{id}/"""

import json

import pytest

from annotations.models import Claim, Entity, Stage, TaggingRun
from annotations.services.claims import assessments, workflow
from tests.api.calls import HEAD, ids, nothing_written, refused
from tests.factory import (
    TEXT,
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
)

START = TEXT.index("41 bridges")


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def span(article):
    return {"revision": article.current_revision_id, "start": START, "end": START + 10}


def test_a_claim_is_made_and_answered_as_it_is_read(cast, article, span, api):
    response = api.reporter.post("claims/", span)

    assert response.status_code == 201, response.content
    row = response.json()
    assert row == {
        "id": Claim.objects.get().pk,
        "url": f"http://testserver/api/v1/claims/{row['id']}/",
        "version": 1,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "desk": cast.desk.pk,
        "article": article.pk,
        "statement": "41 bridges",
        "date": None,
        "stage": "open",
        "stage_note": "",
        "questions": ["true"],
        "anchors": [
            {
                "id": Claim.objects.get().anchors.get().pk,
                "revision": article.current_revision_id,
                "start": START,
                "end": START + 10,
                "exact": "41 bridges",
                "prefix": TEXT[START - 32 : START],
                "suffix": TEXT[START + 10 : START + 42],
                "state": "exact",
                "before": "",
                "similarity": None,
                "reason": "",
                "candidates": [],
                "decision": "",
            }
        ],
        "status": {"said": None, "true": None},
        "attribution": [],
        "assignee": None,
        "due": None,
        "priority": "normal",
        "external_id": "",
        "labels": [],
    }
    assert row["created_at"].endswith("+00:00")
    assert (response["ETag"], response["Location"]) == ('"1"', row["url"])
    read = api.viewer.get(row["url"])
    assert (read.json(), read["ETag"]) == (row, '"1"')


def test_statement_claimant_and_questions_may_be_said(span, api):
    given = {
        "statement": " There are \n 41. ",
        "claimant": "Ilka Varn",
        "questions": ["true", "said"],
    }
    row = api.reporter.post("claims/", span | given).json()

    assert row["statement"] == "There are 41."
    assert row["questions"] == ["said", "true"]
    assert row["attribution"] == [
        {
            "speaker": {"name": "Ilka Varn", "entity": None},
            "verb": "",
            "channel": "",
            "date": None,
            "form": "",
        }
    ]


def test_a_claimant_may_be_an_entity_of_the_desk(cast, span, api):
    entity = Entity.objects.create(desk=cast.desk, name="Ілка Варн", label="PERSON")
    by_id = api.reporter.post("claims/", span | {"claimant": entity.pk}).json()
    by_shape = api.reporter.post("claims/", span | {"claimant": {"entity": entity.pk}}).json()

    for row in (by_id, by_shape):
        assert row["attribution"][0]["speaker"] == {"name": "Ілка Варн", "entity": entity.pk}


def test_offsets_count_code_points_of_the_stored_text(subtests, cast, api):
    for text, words in [
        ("👩‍🚒🇺🇦 counted 41 bridges 🌉!", "41 bridges 🌉"),
        ("Cafe\u0301 n\u0303: 41 bridges", "41 bridges"),
        ("“I counted,” she said – ‘41 bridges’.", "‘41 bridges’"),
        ("One.\r\n\r\nTwo: 41 bridges.\r\n", "41 bridges"),
        ("There are\u00a041\u00a0bridges.", "41\u00a0bridges"),
        ("أحصت الوزارة ٤١ جسرا.", "٤١ جسرا"),
        ("З’їзд: їх 41 міст.", "41 міст"),
        ("e\u0323\u0301x 41 ḗ", "41 ḗ"),
        ("नमस्ते 41 पुल", "41 पुल"),
    ]:
        with subtests.test(str(text)[:60]):
            revision = make_article(cast, text=text).current_revision_id
            stored = api.reporter.get(f"revisions/{revision}/").json()["text"]
            start = stored.index(words)
            span = {"revision": revision, "start": start, "end": start + len(words), "exact": words}
            [anchor] = api.reporter.post("claims/", span).json()["anchors"]

            assert (anchor["start"], anchor["end"]) == (start, start + len(words))
            assert anchor["exact"] == words
            assert stored.startswith(
                anchor["prefix"] + words + anchor["suffix"], max(0, start - 32)
            )


def test_ends_that_cut_a_character_are_widened(subtests, cast, api):
    for text, start, end, whole in [
        ("Family 👨‍👩‍👧 here", 8, 9, "👨‍👩‍👧"),
        ("Flag 🇺🇦 here", 0, 6, "Flag 🇺🇦"),
        ("Mark x\u0301 here", 6, 7, "x\u0301"),
        ("Keycap 1️⃣.", 7, 8, "1️⃣"),
        ("नमस्ते here", 3, 4, "स्ते"),
    ]:
        with subtests.test(str(text)[:60]):
            revision = make_article(cast, text=text).current_revision_id
            row = api.reporter.post(
                "claims/", {"revision": revision, "start": start, "end": end}
            ).json()

            assert row["anchors"][0]["exact"] == whole


def test_a_claim_that_breaks_a_rule_is_refused_beside_the_field(subtests, span, api):
    with nothing_written():
        for given, fields in [
            ({"start": 5, "end": 5}, ["start"]),
            ({"start": 9, "end": 5}, ["start"]),
            ({"start": -1}, ["start"]),
            ({"start": 28, "end": 30}, ["start"]),
            ({"end": len(TEXT) + 1}, ["end"]),
            ({"end": 2**31}, ["end"]),
            ({"start": None, "end": "9"}, ["start", "end"]),
            ({"start": True}, ["start"]),
            ({"start": 1.0}, ["start"]),
            ({"exact": "42 bridges"}, ["exact"]),
            ({"statement": "x" * 5001}, ["statement"]),
            ({"statement": 5}, ["statement"]),
            ({"questions": []}, ["questions"]),
            ({"questions": ["why"]}, ["questions.0"]),
            ({"questions": "true"}, ["questions"]),
            ({"claimant": ""}, ["claimant"]),
            ({"claimant": "x" * 301}, ["claimant"]),
            ({"claimant": 987654321}, ["claimant"]),
            ({"claimant": {"name": ["Ilka"]}}, ["claimant"]),
            ({"revision": "1"}, ["revision"]),
            ({"revision": None}, ["revision"]),
            ({"revision": -1}, ["revision"]),
            ({"revision": 2**63}, ["revision"]),
        ]:
            with subtests.test(str(given)[:60]):
                refused(api.reporter.post("claims/", span | given), 422, "invalid", *fields)


def test_a_span_may_be_so_long_and_no_longer(cast, api):
    revision = make_article(cast, text="x" * 5001).current_revision_id
    span = {"revision": revision, "start": 0, "end": 5000}

    assert len(api.reporter.post("claims/", span).json()["statement"]) == 5000
    with nothing_written():
        refused(api.reporter.post("claims/", span | {"end": 5001}), 422, "invalid", "end")


def test_missing_fields_are_named(api):
    refused(api.reporter.post("claims/", {}), 422, "invalid", "start", "end", "revision")


def test_foreign_ids_are_refused_in_the_words_of_missing_ones(cast, span, api):
    entity = Entity.objects.create(desk=cast.other_desk, name="Ilka", label="PERSON")
    for field, foreign in (("revision", span["revision"]), ("claimant", entity.pk)):
        caller = api.stranger if field == "revision" else api.reporter
        with nothing_written():
            told = [
                refused(caller.post("claims/", span | {field: pk}), 422, "invalid", field)
                for pk in (foreign, 987654321)
            ]
        assert told[0] == told[1]


def test_fields_that_nobody_may_set_are_left_alone(cast, article, span, api):
    other = make_article(cast)
    given = {
        "id": 77, "version": 9, "stage": "checked", "article": other.pk, "desk": cast.other_desk.pk,
        "assignee": cast.editor.pk, "due": "2026-01-01", "stage_note": "x",
        "status": {"true": {"rating": "supported"}}, "anchors": [],
    }  # fmt: skip
    row = api.reporter.post("claims/", span | given).json()

    assert (row["version"], row["stage"], row["article"]) == (1, "open", article.pk)
    assert (row["desk"], row["assignee"], row["due"]) == (cast.desk.pk, None, None)
    assert row["status"] == {"said": None, "true": None}
    claim = Claim.objects.get()
    assert (claim.pk, claim.created_by, claim.sort_start) == (row["id"], cast.reporter, START)


def test_a_viewer_makes_none(span, api):
    with nothing_written():
        refused(api.viewer.post("claims/", span), 403, "not-allowed")


# --- what a claim shows -----------------------------------------------------------------------


def test_the_status_is_what_was_approved_and_nothing_else(cast, article, api):
    claim = make_claim(cast, article, questions=["said", "true"])
    path = f"claims/{claim.pk}/"
    make_proposal(cast, claim, question="said", rating="as-quoted")
    proposal = make_proposal(cast, claim, rating="not-checkable")
    assert api.viewer.get(path).json()["status"] == {"said": None, "true": None}

    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    row = api.viewer.get(path).json()
    assert row["status"] == {
        "said": None,
        "true": {
            "rating": "not-checkable",
            "label": "Cannot be checked",
            "value": None,
            "assessment": proposal.pk,
            "needs_another_look": False,
        },
    }
    assert row["stage"] == "review"

    workflow.dismiss(actor=cast.checker, claim_id=claim.pk, note="Too vague")
    workflow.reopen(actor=cast.checker, claim_id=claim.pk, note="On second thought")
    row = api.viewer.get(path).json()
    assert row["status"]["true"]["needs_another_look"] is True
    assert (row["stage"], row["stage_note"]) == ("open", "On second thought")


def test_its_version_rises_with_everything_it_shows(cast, article, api):
    claim = make_claim(cast, article)
    path = f"claims/{claim.pk}/"
    seen = [1]

    def changed():
        response = api.viewer.get(path)
        version = response.json()["version"]
        assert response["ETag"] == f'"{version}"'
        seen.append(version)

    api.checker.post(f"claims/{claim.pk}/assign/", {"user": cast.reporter.pk})
    changed()
    evidence = make_evidence(cast, claim)
    changed()
    api.checker.patch(f"evidence/{evidence.pk}/", {"stance": "refutes"}, seen=1)
    changed()
    api.checker.delete(f"evidence/{evidence.pk}/", seen=2)
    changed()
    proposal = make_proposal(cast, claim)
    changed()
    api.editor.post(f"assessments/{proposal.pk}/approve/", {})
    changed()
    api.reporter.post(f"articles/{article.pk}/revisions/", {"text": "41 bridges."}, seen=1)
    changed()
    assert len(set(seen)) == len(seen) == 8
    assert seen == sorted(seen)


def test_it_is_the_same_row_everywhere(cast, article, api):
    claim = make_checked_claim(cast, article, questions=["said", "true"], claimant="Ilka Varn")
    make_evidence(cast, claim, excerpt="Page 4", note="“Sic”")
    alone = api.viewer.get(f"claims/{claim.pk}/").json()

    assert api.viewer.get("claims/").json()["results"] == [alone]
    url = alone.pop("url")
    assert url.endswith(f"/claims/{claim.pk}/")
    assert api.viewer.get(f"articles/{article.pk}/annotations/").json()["claims"] == [alone]
    exported = json.loads(api.viewer.download("exports/claims.ndjson"))
    assert set(exported) - set(alone) == {
        "headline", "evidence", "checks", "rationale_said", "rationale_true",
        "said_needs_another_look", "true_needs_another_look",
    }  # fmt: skip
    assert {name: exported[name] for name in alone} == alone


# --- lists ------------------------------------------------------------------------------------


@pytest.fixture
def shelf(cast, article):
    """Claims by name on two articles; a foreign one stands beside them."""
    foreign = make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    make_claim(cast, foreign, actor=cast.stranger)
    second = make_article(cast, headline="Second")
    rows = {
        "late": make_claim(cast, article, words="on Tuesday", statement="It was Tuesday."),
        "early": make_claim(cast, article, words="Minister", questions=["said"]),
        "checked": make_checked_claim(cast, article, statement="Мостів сорок один."),
        "second": make_claim(cast, second, words="Minister"),
    }
    workflow.take(actor=cast.reporter, claim_id=rows["late"].pk)
    return rows


def test_filters_narrow_the_list_in_the_order_of_the_texts(subtests, shelf, cast, article, api):
    for query, found in [
        ("", ["early", "late", "checked", "second"]),
        ("desk=politics", ["early", "late", "checked", "second"]),
        ("article={article}", ["early", "late", "checked"]),
        ("stage=checking", ["late"]),
        ("stage=open", ["early", "second"]),
        ("stage=suggested", []),
        ("question=said", ["early"]),
        ("question=true", ["late", "checked", "second"]),
        ("rating=supported", ["checked"]),
        ("rating=refuted", []),
        ("rating=no-such-rating", []),
        ("assignee={reporter}", ["late"]),
        ("assignee=987654321", []),
        ("search=tuesday", ["late"]),
        ("search=%D0%9C%D0%9E%D0%A1%D0%A2%D0%86%D0%92", ["checked"]),
        ("search=%27%22%5C%25_%26%7C%21%28%29%3A%2A", []),
        ("desk={desk}&article={article}&stage=open&question=said&search=minister", ["early"]),
        ("stage=&search=&article=", ["early", "late", "checked", "second"]),
    ]:
        with subtests.test(query[:60]):
            query = query.format(article=article.pk, reporter=cast.reporter.pk, desk=cast.desk.pk)

            assert ids(api.viewer.get(f"claims/?{query}")) == [shelf[name].pk for name in found]


def test_a_parameter_that_cannot_be_read_is_refused(subtests, api):
    for query in [
        "stage=done",
        "question=why",
        "article=x",
        "article=-1",
        "article=1.5",
        "assignee=me",
        f"article={2**63}",
        "article=" + "9" * 5000,
        "article=%D9%A1",
        "order=id",
        "Stage=open",
        "stage=open&stage=open",
        "search=%00",
    ]:
        with subtests.test(query[:60]):
            response = api.viewer.get(f"claims/?{query}")

            assert response.status_code == 400
            assert response.json()["type"] == "/problems/unreadable"


@pytest.mark.parametrize("name", ["article", "desk"])
def test_a_foreign_filter_is_404_in_the_words_of_a_missing_one(name, cast, article, api):
    foreign = {"article": article.pk, "desk": cast.desk.pk}[name]
    told = [
        refused(api.stranger.get(f"claims/?{name}={value}"), 404, "not-found")
        for value in (foreign, 987654321)
    ]

    assert told[0] == told[1]


# --- changes ----------------------------------------------------------------------------------


def test_a_claim_is_changed_and_rises_by_one_version(cast, article, api):
    entity = Entity.objects.create(desk=cast.desk, name="The Gazette", label="ORG")
    claim = make_claim(cast, article)
    changes = {
        "statement": "There are 41 bridges.",
        "date": "2026-02-03",
        "due": "2026-03-01",
        "questions": ["said"],
        "attribution": [
            {"speaker": "Ilka Varn", "verb": "said", "form": "quote", "date": "2026-02-01"},
            {"speaker": entity.pk, "channel": "print", "form": "own-voice"},
        ],
    }
    response = api.checker.patch(f"claims/{claim.pk}/", changes, seen=1)

    assert (response.status_code, response["ETag"]) == (200, '"2"')
    row = response.json()
    assert {name: row[name] for name in changes if name != "attribution"} == {
        name: value for name, value in changes.items() if name != "attribution"
    }
    assert row["attribution"] == [
        {
            "speaker": {"name": "Ilka Varn", "entity": None},
            "verb": "said",
            "channel": "",
            "date": "2026-02-01",
            "form": "quote",
        },
        {
            "speaker": {"name": "The Gazette", "entity": entity.pk},
            "verb": "",
            "channel": "print",
            "date": None,
            "form": "own-voice",
        },
    ]
    assert row == api.viewer.get(f"claims/{claim.pk}/").json()


def test_what_is_not_sent_stays(cast, article, api):
    claim = make_claim(cast, article, claimant="Ilka Varn", questions=["said"])
    before = api.viewer.get(f"claims/{claim.pk}/").json()
    row = api.reporter.patch(f"claims/{claim.pk}/", {"due": "2026-03-01"}, seen=1).json()

    assert {name for name in row if row[name] != before[name]} == {"due", "version", "updated_at"}
    row = api.reporter.patch(f"claims/{claim.pk}/", {"due": None, "attribution": []}, seen=2).json()
    assert (row["due"], row["attribution"], row["questions"]) == (None, [], ["said"])


def test_the_same_values_change_nothing(cast, article, api):
    claim = make_checked_claim(cast, article, claimant="Ilka Varn")
    row = api.viewer.get(f"claims/{claim.pk}/").json()
    same = {name: row[name] for name in ("statement", "date", "due", "questions", "attribution")}
    with nothing_written():
        for changes in (same, {}):
            response = api.checker.patch(f"claims/{claim.pk}/", changes, seen=row["version"])
            assert (response.status_code, response.json()) == (200, row)


def test_a_reporter_changes_and_deletes_own_claims_only(cast, article, second_reporter, api):
    claim = make_claim(cast, article)
    path = f"claims/{claim.pk}/"
    with nothing_written():
        refused(second_reporter.patch(path, {"statement": "Mine"}, seen=1), 403, "not-allowed")
        refused(second_reporter.delete(path, seen=1), 403, "not-allowed")
        refused(api.checker.delete(path, seen=1), 403, "not-allowed")
        refused(api.viewer.patch(path, {"statement": "Mine"}, seen=1), 403, "not-allowed")
    assert api.reporter.patch(path, {"statement": "Mine"}, seen=1).status_code == 200
    assert api.reporter.delete(path, seen=2).status_code == 204
    assert not Claim.objects.exists()


def test_who_became_a_viewer_changes_own_claims_no_more(cast, article, api):
    claim = make_claim(cast, article)
    cast.reporter.memberships.update(role="viewer")
    with nothing_written():
        for method in ("PATCH", "DELETE"):
            refused(api.reporter.send(method, f"claims/{claim.pk}/", {}), 403, "not-allowed")


def test_a_change_that_breaks_a_rule_changes_nothing(subtests, cast, article, api):
    for changes, fields in [
        ({"statement": ""}, ["statement"]),
        ({"statement": " \n "}, ["statement"]),
        ({"statement": None}, ["statement"]),
        ({"statement": "x" * 5001, "due": "2026-03-01"}, ["statement"]),
        ({"date": "3 February"}, ["date"]),
        ({"due": "2026-02-30"}, ["due"]),
        ({"questions": []}, ["questions"]),
        ({"questions": ["said", "why"]}, ["questions.1"]),
        ({"attribution": {"speaker": "Ilka"}}, ["attribution.non_field_errors"]),
        ({"attribution": [{}]}, ["attribution.0.speaker"]),
        ({"attribution": [{"speaker": "A"}, {"speaker": ""}]}, ["attribution.1.speaker"]),
        ({"attribution": [{"speaker": "A", "form": "song"}]}, ["attribution.0.form"]),
        ({"attribution": [{"speaker": "A", "verb": "x" * 61}]}, ["attribution"]),
        ({"attribution": [{"speaker": "A"}, {"speaker": 987654321}]}, ["claimant"]),
        ([], ["non_field_errors"]),
    ]:
        with subtests.test(str(changes)[:60]):
            claim = make_claim(cast, article, claimant="Ilka Varn")
            with nothing_written():
                response = api.reporter.patch(f"claims/{claim.pk}/", changes, seen=1)
                refused(response, 422, "invalid", *fields)


def test_a_question_with_answers_is_dropped_when_one_says_that_they_are_set_aside(
    cast, article, api
):
    claim = make_claim(cast, article, questions=["said", "true"])
    make_evidence(cast, claim, question="said")
    path, seen = f"claims/{claim.pk}/", Claim.objects.get().version
    with nothing_written():
        refused(api.checker.patch(path, {"questions": ["true"]}, seen=seen), 409, "wrong-state")
    given = {"questions": ["true"], "set_aside_answers": True}
    row = api.checker.patch(path, given, seen=seen).json()

    assert (row["questions"], row["version"]) == (["true"], seen + 1)


def test_stage_verdict_and_place_are_not_changed_by_a_patch(cast, article, api):
    claim = make_claim(cast, article)
    before = api.viewer.get(f"claims/{claim.pk}/").json()
    given = {
        "id": 7, "version": 9, "stage": "checked", "desk": cast.other_desk.pk, "article": 1,
        "assignee": cast.editor.pk, "anchors": [], "stage_note": "x",
        "status": {"true": {"rating": "supported"}}, "created_at": "2001-01-01T00:00:00Z",
    }  # fmt: skip
    row = api.checker.patch(f"claims/{claim.pk}/", given, seen=1).json()

    assert {name for name in row if row[name] != before[name]} <= {"version", "updated_at"}
    assert Claim.objects.get().created_by == cast.reporter


def test_a_changed_statement_asks_for_another_look(cast, article, api):
    claim = make_checked_claim(cast, article)
    row = api.checker.patch(
        f"claims/{claim.pk}/", {"statement": "There are 42."}, seen=claim.version
    ).json()

    assert row["stage"] == "review"
    assert row["status"]["true"]["needs_another_look"] is True


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize(
    ("seen", "status", "slug"),
    [
        (None, 428, "precondition-required"),
        ('"1"', 412, "stale"),
        ('W/"3"', 412, "stale"),
        ('"1", W/"7"', 412, "stale"),
    ],
)
def test_a_change_needs_the_version_that_was_seen(method, seen, status, slug, cast, article, api):
    claim = make_claim(cast, article)
    make_evidence(cast, claim)
    path = f"claims/{claim.pk}/"
    with nothing_written():
        problem = refused(api.reporter.send(method, path, {"due": 1}, seen=seen), status, slug)
    if status == 412:
        assert problem["current"] == api.viewer.get(path).json()
        assert problem["current"]["version"] == 2


@pytest.mark.parametrize("seen", ['"1"', 'W/"1"', '"7", W/"1"', ' "1" ', "*"])
def test_if_match_may_be_strong_weak_a_list_or_a_star(seen, cast, article, api):
    claim = make_claim(cast, article)

    response = api.reporter.patch(f"claims/{claim.pk}/", {"due": "2026-03-01"}, seen=seen)
    assert (response.status_code, response["ETag"]) == (200, '"2"')


def test_an_if_match_that_we_never_sent_is_refused(subtests, cast, article, api):
    for seen in ["1", '"one"', '"1" "2"', '"-1"', '"1",', 'w/"1"', '"' + "9" * 50 + '"']:
        with subtests.test(str(seen)[:60]):
            claim = make_claim(cast, article)
            with nothing_written():
                response = api.reporter.patch(
                    f"claims/{claim.pk}/", {"due": "2026-03-01"}, seen=seen
                )
                refused(response, 400, "unreadable", "If-Match")


def test_a_claim_is_deleted_until_anything_was_approved(cast, article, api):
    returned = make_claim(cast, article)
    proposal = make_proposal(cast, returned)
    given = {"assessment_id": proposal.pk, "seen_version": proposal.version, "note": "Page?"}
    assessments.return_(actor=cast.editor, **given)
    checked = make_checked_claim(cast, article)
    reopened = workflow.reopen(actor=cast.checker, claim_id=checked.pk)

    with nothing_written():
        path = f"claims/{checked.pk}/"
        refused(api.editor.delete(path, seen=reopened.version), 409, "wrong-state")
    response = api.editor.delete(f"claims/{returned.pk}/", seen="*")
    assert (response.status_code, response.content) == (204, b"")
    refused(api.editor.get(f"claims/{returned.pk}/"), 404, "not-found")


def test_every_stage_is_shown(cast, article, api):
    claim = make_claim(cast, article)
    for stage in Stage.values:
        Claim.objects.update(stage=stage)
        assert api.viewer.get(f"claims/{claim.pk}/").json()["stage"] == stage
        assert ids(api.viewer.get(f"claims/?stage={stage}")) == [claim.pk]


def test_rows_have_an_address_of_their_own(cast, article, api):
    make_claim(cast, article)
    [row] = api.viewer.get("claims/").json()["results"]

    assert set(row) >= HEAD
    assert api.viewer.get(row["url"]).json() == row


def test_a_claim_takes_the_attribution_that_the_text_suggests(cast, api):
    article = make_article(cast, outlet="Gazette")
    TaggingRun.objects.update(state="done")
    claim = make_claim(cast, article)
    row = api.reporter.post(f"claims/{claim.pk}/use-attribution/", seen=1).json()

    assert [step["speaker"]["name"] for step in row["attribution"]] == ["Gazette"]
    refused(api.reporter.post(f"claims/{claim.pk}/use-attribution/"), 409, "wrong-state")
    refused(api.reporter.post(f"claims/{claim.pk}/use-attribution/", seen=1), 412, "stale")
