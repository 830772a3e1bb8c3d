"""/api/v1/articles/bulk/"""

import json

import pytest

from annotations.models import Article, Claim, Mention, Role, TaggingRun
from annotations.services.accounts import desks
from tests.api.calls import nothing_written, refused
from tests.factory import make_article

PATH = "articles/bulk/"
NDJSON = "application/x-ndjson"


def line(**given):
    return {"desk": "politics", "headline": "Bridges", "text": "We counted 41 bridges."} | given


def send(caller, *lines):
    """Objects as JSON, bytes as they are."""
    raw = b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines)
    return caller.post(PATH, raw=raw, kind=NDJSON)


def answers(response) -> list[dict]:
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == NDJSON
    assert response.content.endswith(b"\n")
    return [json.loads(one) for one in response.content.splitlines()]


def test_lines_behind_a_byte_order_mark_are_read(api):
    mark = b"\xef\xbb\xbf"
    lines = [mark + json.dumps(line(headline=f"No. {n}")).encode() for n in range(2)]

    assert all("id" in one for one in answers(send(api.reporter, *lines)))


def test_each_line_becomes_an_article_and_is_answered_by_its_id(cast, api):
    about = {"language": "uk", "outlet": "Gazette", "byline": "Ilka Varn"}
    found = answers(send(api.reporter, *(line(headline=f"No. {n}", **about) for n in range(3))))

    articles = {one.headline: one for one in Article.objects.all()}
    assert found == [{"line": n + 1, "id": articles[f"No. {n}"].pk} for n in range(3)]
    row = api.viewer.get(f"articles/{found[0]['id']}/").json()
    assert {name: row[name] for name in about} == about
    assert row["tagging"]["state"] == "queued"
    assert set(TaggingRun.objects.values_list("priority", flat=True)) == {TaggingRun.Priority.BULK}
    assert articles["No. 0"].created_by == cast.reporter


def test_a_bad_line_spoils_no_other(api):
    lines = [
        line(headline="First"),
        b"{",
        b"",
        line(desk="nowhere"),
        [1, 2],
        line(text="", headline="Empty"),
        line(text=None, source_url=5),
        line(headline="Last"),
    ]
    found = {one.pop("line"): one for one in answers(send(api.reporter, *lines))}

    assert list(found) == [1, 2, 4, 5, 6, 7, 8]
    errors = {n: one["error"] for n, one in found.items() if "error" in one}
    assert {
        n: (error["type"], [e["field"] for e in error["errors"]]) for n, error in errors.items()
    } == {
        2: ("/problems/unreadable", []),
        4: ("/problems/invalid", ["desk"]),
        5: ("/problems/unreadable", []),
        6: ("/problems/invalid", ["text"]),
        7: ("/problems/invalid", ["source_url", "text"]),
    }
    assert all(error["detail"] for error in errors.values())
    made = Article.objects.order_by("id").values_list("id", "headline")
    assert list(made) == [(found[1]["id"], "First"), (found[8]["id"], "Last")]


def test_what_is_there_already_answers_the_existing_id(cast, api):
    known = make_article(cast, headline="Bridges", text="We counted\n41 bridges.")
    lines = [
        line(text="We counted\r\n41 bridges."),
        line(text="We counted\n41 bridges."),
        line(headline="  Bridges "),
        line(headline="Bridges"),
        line(headline="Other", text="We counted\n41 bridges."),
    ]
    found = [one["id"] for one in answers(send(api.reporter, *lines))]

    assert found[0] == found[1] == known.pk
    assert found[2] == found[3]
    assert len(set(found)) == Article.objects.count() == 3
    assert [one["id"] for one in answers(send(api.checker, *lines))] == found


def test_spans_count_code_points_of_the_text_as_sent(subtests, api):
    for text, words in [
        ("One line.\r\nWe counted 41 bridges.", "41 bridges"),
        ("One\n\n\n\n\nWe counted 41 bridges.", "41 bridges"),
        ("Cafe\u0301s: we counted 41 bridges.", "41 bridges"),
        ("👩‍🚒🇺🇦 We counted 41 bridges 🌉.", "41 bridges 🌉"),
        ("“Curly” – 41\u00a0bridges.", "41\u00a0bridges"),
        ("أحصت ٤١ جسرا في الوزارة", "٤١ جسرا"),
        ("Її з’їзд бачив 41 міст.", "41 міст"),
    ]:
        with subtests.test(str(text)[:60]):
            start = text.index(words)
            span = {"start": start, "end": start + len(words)}
            sent = line(text=text, claims=[span], mentions=[span | {"label": "MISC"}])
            [answer] = answers(send(api.reporter, sent))

            found = api.viewer.get(f"articles/{answer['id']}/annotations/").json()
            stored = api.viewer.get(f"revisions/{found['revision']['id']}/").json()["text"]
            [claim], [mention] = found["claims"], found["mentions"]
            [anchor] = claim["anchors"]
            for place in (anchor, mention):
                assert place["exact"] == words == stored[place["start"] : place["end"]]
            assert claim["statement"] == " ".join(words.split())
            assert (claim["stage"], claim["questions"]) == ("open", ["true"])
            assert (mention["label"], mention["origin"], mention["state"]) == (
                "MISC",
                "person",
                "accepted",
            )


def test_a_statement_is_kept(api):
    claims = [{"start": 11, "end": 21, "statement": "There are 41."}, {"start": 0, "end": 2}]
    send(api.reporter, line(claims=claims))

    assert list(Claim.objects.order_by("sort_start").values_list("statement", flat=True)) == [
        "We",
        "There are 41.",
    ]


def test_a_line_with_a_bad_span_is_refused_as_a_whole(subtests, api):
    for given, fields in [
        ({"claims": [{"start": 0, "end": 23}]}, ["claims"]),
        ({"claims": [{"start": 5, "end": 5}]}, ["claims"]),
        ({"claims": [{"start": -1, "end": 5}]}, ["claims"]),
        ({"claims": [{"start": 2, "end": 3}]}, ["claims"]),
        ({"claims": [{"start": 0, "end": 2, "statement": "x" * 5001}]}, ["statement"]),
        ({"claims": [{"start": 0, "end": 2}, {"start": 0}]}, ["claims.1.end"]),
        ({"claims": 5}, ["claims.non_field_errors"]),
        ({"mentions": [{"start": 0, "end": 99, "label": "ORG"}]}, ["mentions"]),
        ({"mentions": [{"start": 0, "end": 2, "label": "DOG"}]}, ["mentions.0.label"]),
        ({"mentions": [{"start": 0.5, "end": 2, "label": "ORG"}]}, ["mentions.0.start"]),
        ({"mentions": None}, ["mentions"]),
    ]:
        with subtests.test(str(given)[:60]):
            with nothing_written():
                [answer] = answers(send(api.reporter, line(**given)))
            assert answer["error"]["type"] == "/problems/invalid"
            assert [error["field"] for error in answer["error"]["errors"]] == fields


@pytest.mark.parametrize(
    "raw",
    [
        b'{"desk": "politics", "headline": "a\\u0000", "text": "b"}',
        b'{"desk": "politics", "headline": "a", "text": "\\ud800"}',
        b'{"desk": "politics", "headline": "a", "text": "\xed\xa0\x80"}',
        b'{"desk": "politics", "headline": "a", "text": "\xff"}',
        b'{"desk": "politics", "headline": "a", "text": "b", "x": ' + b"[" * 64 + b"]" * 64 + b"}",
        b'{"desk": "politics"} {"desk": "politics"}',
    ],
    ids=["nul", "escaped-surrogate", "raw-surrogate", "no-utf-8", "deep", "two"],
)
def test_a_line_that_cannot_be_read_is_its_own_error(raw, api):
    found = answers(send(api.reporter, raw, line()))

    assert found[0]["error"]["type"] == "/problems/unreadable"
    assert found[1]["id"] == Article.objects.get().pk


@pytest.mark.parametrize(("role", "slug"), [("viewer", "not-allowed"), ("stranger", "invalid")])
def test_who_may_not_add_articles_is_told_so_for_each_line(role, slug, api):
    with nothing_written():
        found = answers(send(getattr(api, role), line(), line(headline="Other")))
    assert [one["error"]["type"] for one in found] == [f"/problems/{slug}"] * 2


def test_a_foreign_desk_is_refused_in_the_words_of_a_missing_one(cast, api):
    names = ["sports", "nowhere", cast.other_desk.pk, 987654321, 2**63]
    with nothing_written():
        found = answers(send(api.reporter, *(line(desk=name) for name in names)))
    assert len({json.dumps(one["error"]) for one in found}) == 1


def test_lines_may_go_to_several_desks(cast, api):
    desks.set_role(actor=cast.admin, desk=cast.other_desk, user=cast.reporter, role=Role.REPORTER)
    found = answers(send(api.reporter, line(desk="sports"), line(), line(desk=cast.other_desk.pk)))

    assert found[0]["id"] == found[2]["id"] != found[1]["id"]
    assert Article.objects.get(pk=found[0]["id"]).desk == cast.other_desk


def test_fields_that_nobody_may_set_are_left_alone(cast, api):
    given = {"id": 77, "version": 9, "current_revision": 5}
    claims = [{"start": 0, "end": 2, "stage": "checked", "assignee": cast.editor.pk}]
    [answer] = answers(send(api.reporter, line(claims=claims, **given)))

    article = Article.objects.get()
    assert (answer["id"], article.version, article.created_by) == (article.pk, 1, cast.reporter)
    claim = Claim.objects.get()
    assert (claim.stage, claim.assignee, claim.created_by) == ("open", None, cast.reporter)


def test_the_same_mention_twice_is_one(api):
    span = {"start": 0, "end": 2, "label": "ORG"}
    send(api.reporter, line(mentions=[span, span]))

    assert Mention.objects.count() == 1


def test_a_thousand_lines_are_read_and_one_more_is_too_many(api):
    with nothing_written():
        assert len(answers(send(api.reporter, *[b"{}"] * 1000))) == 1000
        refused(send(api.reporter, *[b"{}"] * 1001), 400, "unreadable")


@pytest.mark.parametrize("raw", [b"", b"\n\n \r\n"])
def test_a_body_without_lines_is_refused(raw, api):
    refused(api.reporter.post(PATH, raw=raw, kind=NDJSON), 400, "unreadable")


def test_json_is_not_taken_for_lines(api):
    with nothing_written():
        refused(api.reporter.post(PATH, line()), 415, "unsupported-media-type")
