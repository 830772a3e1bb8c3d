"""A body comes whole, or is refused."""

import json
from io import BytesIO

import pytest

from annotations.models import Article
from newsroom.bodies import Body, BrokenBody, whole

MUCH = 65_536
LINE = json.dumps({"desk": "politics", "headline": "Half", "text": "It rained."}).encode() + b"\n"
FORM = (
    b'--x\r\nContent-Disposition: form-data; name="desk"\r\n\r\npolitics\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    + b"It rained. "
    * 99
)


def half_of(client, path: str, sent: bytes, kind: str, **headers: str):
    """The answer to whoever sent half of what they said they would."""
    length = 2 * len(sent)
    given = {"wsgi.input": Body(BytesIO(sent), length), "CONTENT_LENGTH": str(length)}
    return client.generic("POST", path, sent, content_type=kind, headers=headers, **given)


@pytest.mark.parametrize("size", [3, 5, MUCH, 3 * MUCH + 1])
def test_a_whole_body_is_read_as_it_came(size):
    sent = bytes(range(256)) * (size // 256 + 1)

    assert Body(BytesIO(sent), size).read() == sent[:size]
    body = Body(BytesIO(sent), size)
    assert body.read(2) + body.read(10 * MUCH) + body.read(1) == sent[:size]
    assert Body(BytesIO(b"a\nbc"), 4).readlines() == [b"a\n", b"bc"]


@pytest.mark.parametrize("said", [b"", b"half", b"x" * MUCH])
def test_one_that_ends_early_is_no_body(said):
    with pytest.raises(BrokenBody):
        Body(BytesIO(said), len(said) + 1).read()


@pytest.mark.parametrize(
    ("path", "kind", "sent"),
    [
        ("/api/v1/articles/bulk/", "application/x-ndjson", LINE),
        ("/api/v1/articles/", "multipart/form-data; boundary=x", FORM),
        ("/api/v1/articles/", "application/json", LINE),
    ],
)
def test_half_of_it_is_refused_where_half_could_be_read(client, bearer, cast, path, kind, sent):
    answer = half_of(client, path, sent, kind, **bearer(cast.reporter))

    assert answer.status_code == 400
    assert "did not arrive whole" in answer.text
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_half_a_form_is_refused_as_a_page(client, db, kind):
    answer = half_of(client, "/accounts/login/", b"login=a&pass", kind)

    assert answer.status_code == 400
    assert "<html" in answer.text


@pytest.mark.parametrize("length", ["", "0", "5"])
def test_what_has_a_length_is_read_by_it(length):
    environ = {"wsgi.input": BytesIO(b"12345678"), "CONTENT_LENGTH": length}

    read = whole(lambda environ, _: environ["wsgi.input"].read())(environ, None)
    assert read == (b"12345" if length == "5" else b"12345678")
