"""A body that comes in pieces, without its length, is refused: Django takes it for an empty one."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory


def send(path: str, method: str = "POST", **more: str):
    """As a server hands it over."""
    environ = RequestFactory()._base_environ(PATH_INFO=path, REQUEST_METHOD=method, **more)
    if "CONTENT_LENGTH" not in more:
        environ.pop("CONTENT_LENGTH", None)
    answer = {}

    def start_response(status, headers):
        answer.update(status=int(status.split()[0]), headers=dict(headers))

    body = b"".join(WSGIHandler()(environ | {"wsgi.input": BytesIO(b"{}")}, start_response))
    return answer["status"], answer["headers"], body.decode()


@pytest.mark.parametrize("path", ["/api/v1/articles/", "/api/v1/articles/bulk/", "/api/v1/none/"])
@pytest.mark.parametrize("method", ["POST", "PATCH", "PUT"])
def test_a_program_gets_a_problem(db, path, method):
    status, headers, body = send(path, method, HTTP_TRANSFER_ENCODING="chunked")

    assert status == 411
    assert headers["Content-Type"] == "application/problem+json"
    assert "/problems/length-required" in body
    assert "Content-Length" in body


@pytest.mark.parametrize("coding", ["chunked", "Chunked", "gzip, chunked"])
@pytest.mark.parametrize("path", ["/articles/upload/", "/accounts/login/", "/admin/"])
def test_a_person_gets_a_page(db, path, coding):
    status, _, body = send(path, HTTP_TRANSFER_ENCODING=coding)

    assert status == 411
    assert "does not say how long it is" in body


@pytest.mark.parametrize("more", [{}, {"CONTENT_LENGTH": "2"}])
def test_others_are_read(db, more):
    assert send("/api/v1/articles/", **more)[0] == 401
