"""What cannot be read is refused before anything is done: JSON, characters, sizes."""

import json

import pytest

from annotations.models import Article
from tests.api.calls import AS_IT_IS, nothing_written, refused
from tests.factory import make_article, make_claim

NUL, LONE, RAW_LONE = b"\\u0000", b"\\ud83d", b"\xed\xa0\xbd"
BODY = b'{"desk": "politics", "headline": "Bridges", "text": "%s"}'


def send(caller, raw):
    return caller.post("articles/", raw=raw)


def test_what_is_not_json_of_text_is_refused(subtests, api):
    with nothing_written():
        for raw in [
            b"{",
            b"words",
            b"{'desk': 1}",
            b'{"desk": 1,}',
            b'{"desk": NaN}',
            b'{"desk": Infinity}',
            b'{"desk": 01}',
            b'{"desk": 1} {"desk": 2}',
            b'{"desk": "a\nb"}',
            b'{"desk": "\xff"}',
            b'{"desk": "\xc3"}',
            '{"desk": "ä"}'.encode("latin-1"),
            '{"desk": "politics"}'.encode("utf-16"),
            BODY % b"\x00",
            BODY % NUL,
            BODY % b"a\\u0000b",
            BODY % LONE,
            BODY % b"\\udf09",
            BODY % b"\\udf09\\ud83c",
            BODY % RAW_LONE,
            BODY.replace(b'"text"', b'"te\\u0000xt"') % b"words",
            BODY.replace(b'"text"', b'"%s"' % LONE) % b"words",
            BODY.replace(b'"desk"', b'"more": [{"deep": ["\\u0000"]}], "desk"') % b"words",
        ]:
            with subtests.test(str(raw)[:60]):
                refused(send(api.reporter, raw), 400, "unreadable")


def test_every_body_is_read_with_the_same_care(subtests, scene, api):
    with nothing_written():
        for method, path in [
            ("POST", "desks/"),
            ("POST", "articles/"),
            ("PATCH", f"articles/{scene.article.pk}/"),
            ("POST", f"articles/{scene.article.pk}/revisions/"),
            ("POST", "claims/"),
            ("PATCH", f"claims/{scene.claim.pk}/"),
            ("POST", f"claims/{scene.claim.pk}/assign/"),
            ("POST", f"claims/{scene.claim.pk}/dismiss/"),
            ("POST", f"claims/{scene.claim.pk}/reopen/"),
            ("POST", "sources/"),
            ("PATCH", f"sources/{scene.evidence.source_id}/"),
            ("POST", "evidence/"),
            ("PATCH", f"evidence/{scene.evidence.pk}/"),
            ("POST", "assessments/"),
            ("POST", f"assessments/{scene.assessment.pk}/approve/"),
            ("POST", f"assessments/{scene.assessment.pk}/return/"),
            ("POST", "mentions/"),
            ("PATCH", f"mentions/{scene.mention.pk}/"),
        ]:
            for raw in (b"{", b'{"note": "\\u0000"}', b'{"note": "%s"}' % LONE):
                with subtests.test(f"{method} {path} {raw}"):
                    is_seen = method == "PATCH" or path.endswith("revisions/")
                    seen = "*" if is_seen else AS_IT_IS
                    refused(api.admin.send(method, path, raw=raw, seen=seen), 400, "unreadable")


def test_a_whole_pair_of_surrogates_is_a_character(api):
    row = send(api.reporter, BODY % b"\\ud83c\\udf09 \\\\u0000").json()

    text = api.reporter.get(f"revisions/{row['current_revision']['id']}/").json()["text"]
    assert text == "🌉 \\u0000"


def test_json_may_be_so_deep_and_no_deeper(subtests, api):
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        inner = b"1" if opening != b"[" else b""
        for depth, status in ((63, 201), (64, 400), (100_000, 400)):
            with subtests.test(f"{opening} {depth}"):
                nested = opening * depth + inner + closing * depth
                raw = (BODY % b"words")[:-1] + b', "tagging": ' + nested + b"}"
                response = send(api.reporter, raw)
                assert response.status_code == status, response.content
                if status == 400:
                    refused(response, 400, "unreadable")


def test_brackets_in_words_and_side_by_side_are_not_deep(api):
    words = '\\"[' + "[{" * 200
    raw = (BODY % words.encode())[:-1] + b', "tagging": [' + b",".join([b"[{}]"] * 200) + b"]}"

    assert send(api.reporter, raw).status_code == 201
    revision = Article.objects.get().current_revision
    assert revision.text == '"[' + "[{" * 200


@pytest.mark.parametrize("value", ["words", 5, 1.5, True, [], [{}], None])
def test_a_body_that_is_no_object_is_refused(value, scene, api):
    raw = json.dumps(value).encode()
    with nothing_written():
        for method, path in (("POST", "claims/"), ("PATCH", f"claims/{scene.claim.pk}/")):
            seen = "*" if method == "PATCH" else None
            response = api.reporter.send(method, path, raw=raw, seen=seen)
            refused(response, 422, "invalid", "non_field_errors")


def test_numbers_that_no_row_can_have_are_refused_as_unknown_ids(subtests, cast, api):
    make_claim(cast)
    with nothing_written():
        for number in ("9223372036854775808", "1e400", "1e3", "-1", "1.0", "9" * 400):
            with subtests.test(number):
                raw = b'{"claim": %s, "question": "true", "rating": "mixed", "rationale": "R"}'
                response = api.checker.post("assessments/", raw=raw % number.encode())
                assert response.status_code in (400, 422)
                assert response["Content-Type"] == "application/problem+json"


def test_of_a_name_that_comes_twice_the_last_counts(api):
    raw = (BODY % b"words")[:-1] + b', "headline": "Last"}'

    assert send(api.reporter, raw).json()["headline"] == "Last"


def test_a_query_holds_no_nul(subtests, cast, api):
    make_article(cast)
    for query in ("search=%00", "search=a%00b", "desk=%00", "stage=%00", "cursor=%00", "limit=%00",
                  "%00=1", "search%00=1"):  # fmt: skip
        with subtests.test(query):
            response = api.viewer.get(f"articles/?{query}")
            assert response.status_code == 400
            assert response.json()["type"] == "/problems/unreadable"


def test_a_request_may_have_so_many_bytes_and_no_more(subtests, cast, api, settings):
    raw = BODY % (b"x" * 2000)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = len(raw)
    assert send(api.reporter, raw).status_code == 201

    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = len(raw) - 1
    with nothing_written():
        for path, kind in [
            ("articles/", "application/json"),
            ("articles/bulk/", "application/x-ndjson"),
            ("articles/", "multipart/form-data; boundary=x"),
        ]:
            with subtests.test(kind):
                response = api.reporter.post(path, raw=raw, kind=kind)
                refused(response, 413, "too-large")
        key = {"Idempotency-Key": "one"}
        refused(api.reporter.post("articles/", raw=raw, **key), 413, "too-large")
