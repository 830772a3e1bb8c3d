"""What the doctor says of one thing."""

from collections.abc import Iterator
from dataclasses import dataclass

OK, LOOK, WRONG = "ok", "look", "wrong"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and (unless it is well) what to do."""

    subject: str
    state: str
    said: str
    advice: str = ""


Findings = Iterator[Finding]


def worst(findings: list[Finding]) -> str:
    """The state of all of them together."""
    return max((one.state for one in findings), key=(OK, LOOK, WRONG).index, default=OK)
