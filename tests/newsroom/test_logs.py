"""What is printed holds nothing that people wrote."""

import logging
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from annotations.models import Source
from newsroom.logs import Line, brief
from tests.factory import make_source

SECRET = "https://example.org/what-somebody-wrote"


@pytest.fixture
def refused(cast) -> IntegrityError:
    make_source(cast, SECRET)
    first = Source.objects.get()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Source.objects.create(desk=cast.desk, url=SECRET, url_key=first.url_key)
    assert "what-somebody-wrote" in str(caught.value)
    return caught.value


def printed(message: str, *given, error: BaseException | None = None) -> str:
    info = error and (type(error), error, error.__traceback__)
    record = logging.LogRecord("name", logging.WARNING, "path", 1, message, given, info)
    return Line("{levelname} {name}: {message}", style="{").format(record)


def test_an_error_in_a_line_is_its_code_and_constraint(refused):
    line = printed("overtaken: %s", refused)
    assert line == "WARNING name: overtaken: UniqueViolation 23505 source_address_once"


def test_a_traceback_says_where_and_not_what(refused):
    text = printed("refused", error=refused)
    assert "what-somebody-wrote" not in text
    assert "source_address_once" in text
    assert "Traceback" in text


def test_errors_that_others_were_raised_for_are_looked_at_as_well(refused):
    try:
        raise ValueError("something else") from refused
    except ValueError as error:
        text = printed("refused", error=error)
    assert "something else" in text
    assert "what-somebody-wrote" not in text


def test_words_that_another_library_put_into_its_message_are_taken_out(refused):
    """As the worker tells of a task that failed: by name and repr."""
    text = printed(
        "Task %(name)s raised %(exc)s", {"name": "tag", "exc": repr(refused)}, error=refused
    )
    assert "Task tag raised" in text
    assert "what-somebody-wrote" not in text


def test_a_value_that_cannot_be_read_is_not_repeated(db):
    with pytest.raises(DataError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 'what somebody wrote'::int")
    assert printed("%s", caught.value) == "WARNING name: InvalidTextRepresentation 22P02"


def test_a_server_that_does_not_answer_is_told_in_its_words():
    error = OperationalError("the server did not answer within 35 seconds")
    error.__cause__ = psycopg.OperationalError(str(error))
    assert brief(error) == "the server did not answer within 35 seconds"


def test_a_line_without_an_error_is_a_line():
    assert printed("%s is %s", "a", "b") == "WARNING name: a is b"


def test_the_product_and_its_workers_print_by_it():
    code = (
        "import django, logging; django.setup()\n"
        "from newsroom.celery import app\n"
        "app.log.setup(loglevel='WARNING')\n"
        "print(*(type(h.formatter).__name__ for h in logging.getLogger().handlers))\n"
        "print(*(type(h).__name__ for h in logging.getLogger('celery').handlers))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split("\n")[:2] == ["Line", "NullHandler"], run.stderr
