"""What processes print: nothing that people wrote, which errors of the database quote."""

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timezone

import psycopg
from django.db import Error


class Line(logging.Formatter):
    """Says of an error of the database its kind, code and constraint instead of its words."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for error in _errors(record):
            words = str(error)
            for spelling in filter(None, (words, repr(words)[1:-1])):
                text = text.replace(spelling, brief(error))
        return text


class Json(Line):
    """The same as one object a line: `{time, level, logger, message}` and what a request's line
    knows (newsroom/request_log.py); a traceback is `error`."""

    def format(self, record: logging.LogRecord) -> str:
        message, *traceback = super().format(record).split("\nTraceback ", 1)
        moment = datetime.fromtimestamp(record.created, timezone.utc)
        line = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message,
            **getattr(record, "fields", {}),
        }
        if traceback:
            line["error"] = f"Traceback {traceback[0]}"
        return json.dumps(line, ensure_ascii=False, default=str)


class Refusals(logging.Filter):
    """What Django says of requests beside their own line: only what broke, with its traceback.

    A stranger's wrong host name, which an administrator may want to allow, is information.
    """

    def __init__(self, level: str = "INFO"):
        super().__init__()
        self._level = getattr(logging, level)

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "django.request":
            return bool(record.exc_info and record.exc_info[0])
        if record.name.startswith("django.security"):
            record.levelno, record.levelname = logging.INFO, "INFO"
            record.exc_info = record.exc_text = None
            return self._level <= logging.INFO
        return True


def brief(error: BaseException) -> str:
    """`UniqueViolation 23505 alias_once`; without a code, as when nobody answers, its words."""
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if not isinstance(cause, psycopg.Error) or not cause.sqlstate:
        return str(error)
    return f"{type(cause).__name__} {cause.sqlstate} {cause.diag.constraint_name or ''}".strip()


def _errors(record: logging.LogRecord) -> Iterator[BaseException]:
    """The errors of the database that a line tells of, and those behind them."""
    given = record.args.values() if isinstance(record.args, dict) else record.args or ()
    errors = [one for one in given if isinstance(one, BaseException)]
    if record.exc_info and record.exc_info[1] is not None:
        errors.append(record.exc_info[1])
    seen = set()
    while errors:
        error = errors.pop()
        if id(error) in seen:
            continue
        seen.add(id(error))
        if isinstance(error, psycopg.Error | Error):
            yield error
        errors += [one for one in (error.__cause__, error.__context__) if one is not None]
