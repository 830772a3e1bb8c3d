"""A body beyond the limit is refused by what the request says of itself, unread."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

MOST = 1_000


@pytest.fixture(autouse=True)
def limit(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = MOST


class Unread(BytesIO):
    def read(self, *_):
        pytest.fail("the body was read")

    readline = readlines = __iter__ = read


def send(path: str, kind: str):
    """As a server hands it over, with a body that nobody may touch."""
    environ = RequestFactory()._base_environ(
        PATH_INFO=path, REQUEST_METHOD="POST", CONTENT_TYPE=kind, CONTENT_LENGTH=str(MOST + 1)
    )
    answer = {}

    def start_response(status, headers):
        answer.update(status=int(status.split()[0]), headers=dict(headers))

    body = b"".join(WSGIHandler()(environ | {"wsgi.input": Unread()}, start_response))
    return answer["status"], answer["headers"], body.decode()


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_a_program_gets_a_problem(db, client, bearer, cast, kind):
    response = client.post(
        "/api/v1/articles/", b"x" * (MOST + 1), content_type=kind, headers=bearer(cast.reporter)
    )

    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "/problems/too-large",
        "title": "The request is too large",
        "status": 413,
        "detail": "A request may have at most 1,000 bytes.",
        "errors": [],
    }


@pytest.mark.parametrize("path", ["/articles/upload/", "/accounts/login/", "/admin/", "/none"])
def test_a_person_gets_a_page_that_says_how_much_is_possible(db, client, path):
    response = client.post(path, {"text": "x" * MOST})

    assert response.status_code == 413
    assert "too large" in response.content.decode()
    assert "1,000 bytes" in response.content.decode()
    assert response["X-Request-ID"]


@pytest.mark.parametrize("path", ["/api/v1/articles/", "/articles/upload/"])
@pytest.mark.parametrize(
    "kind",
    ["application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"],
)
def test_nothing_of_it_is_read(db, path, kind):
    assert send(path, kind)[0] == 413


@pytest.mark.parametrize("length", ["", "x", "-5", "²"])
def test_a_length_that_is_no_number_is_no_failure(db, client, length):
    response = client.post(
        "/accounts/login/", b"", content_type="text/plain", CONTENT_LENGTH=length
    )

    assert response.status_code in (200, 400, 403)


def test_a_body_at_the_limit_is_read(cast, client):
    body = f"username=viewer&password={'x' * 1000}"[:MOST]
    kind = "application/x-www-form-urlencoded"

    assert client.post("/accounts/login/", body, content_type=kind).status_code == 200
