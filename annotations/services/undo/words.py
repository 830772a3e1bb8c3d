"""What is said of one table of the audit trail: its sentences, by what happened to a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.errors import Phrase


class Words(NamedTuple):
    """Sentences with `%(name)s` placeholders; without `by` a history leaves it out."""

    done: Phrase
    by: Phrase = ""


Column = Words | Mapping[object, Words]


@dataclass(frozen=True)
class Audited:
    """`needs` are the actions (rights.py) that undoing a row made, changed or removed asks for.

    None: only undo itself knows (permissions.py), or what is done there has an undo of its own.
    """

    made: Words
    changed: Words
    gone: Words
    columns: Mapping[str, Column] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    needs: tuple[str, str, str] | None = None
    is_on_claim: bool = False


def plain(names: str) -> frozenset[str]:
    return frozenset(names.split())


ANYTHING = object()  # Any other value of a column.
