"""Asks what was made up, one request after the other, and keeps what schemathesis finds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from schemathesis import Case
from schemathesis.core.failures import Failure, FailureGroup

from . import undocumented
from .exceptions import KNOWN, Known

# The checks, by what they raise.
CHECKS = {
    "AcceptedNegativeData": "negative_data_rejection",
    "RejectedPositiveData": "positive_data_acceptance",
    "JsonSchemaError": "response_schema_conformance",
}


@dataclass
class Found:
    """What came of a run: of each kind of failure one request to repeat it by."""

    cases: Counter = field(default_factory=Counter)  # By who asked.
    statuses: Counter = field(default_factory=Counter)
    used: Counter = field(default_factory=Counter)  # Exceptions, by their reason.
    failures: dict[tuple[str, str], str] = field(default_factory=dict)

    def told(self) -> str:
        return (
            f"{sum(self.cases.values())} cases ({dict(self.cases)}), statuses "
            f"{dict(sorted(self.statuses.items()))}, {len(self.failures)} failures, "
            f"{sum(self.used.values())} covered by {len(self.used)} of {len(KNOWN)} exceptions"
        )


@contextmanager
def taken_back() -> Iterator[None]:
    """Every request meets the rows as they were made."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def ask(case: Case, who: str, headers: Mapping[str, str], found: Found) -> None:
    """All checks of schemathesis on one answer; what no exception covers is a failure."""
    with taken_back():
        response = case.call(headers=dict(headers))
        found.cases[who] += 1
        found.statuses[response.status_code] += 1
        if case.method.lower() == case.operation.method and (
            more := undocumented.of(case, response)
        ):
            curl = case.as_curl_command(headers={})
            found.failures[case.operation.label, "fields"] = f"Not in the schema: {more}\n{curl}"
        try:
            case.validate_response(
                response, headers=dict(headers), transport_kwargs={"headers": dict(headers)}
            )
        except FailureGroup as group:
            for failure in group.exceptions:
                _keep(failure, case, response, found)


def _keep(failure: Failure, case: Case, response: Any, found: Found) -> None:
    known = _known(failure, case, response)
    if known is not None:
        found.used[known.reason] += 1
        return
    key = (case.operation.label, type(failure).__name__)
    curl = case.as_curl_command(headers={})
    found.failures.setdefault(key, f"{failure}\n{response.content[:600]!r}\n{curl}")


def _known(failure: Failure, case: Case, response: Any) -> Known | None:
    check = CHECKS.get(type(failure).__name__, "")
    refused = []
    if response.headers.get("content-type", [""])[0] == "application/problem+json":
        refused = [one["field"] for one in response.json()["errors"]]
    sent = f"{response.request.url} {case.media_type} {case.body!r}"
    label, status = case.operation.label, response.status_code
    covering = (
        one for one in KNOWN if one.covers(check, label, status, refused, str(failure), sent)
    )
    return next(covering, None)
