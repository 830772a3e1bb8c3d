"""What the list of claims can be asked for: the words of its address, cleaned and answered."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict

from annotations.text.whole_numbers import whole

from ..accounts.people import User
from .claims import ClaimQuerySet
from .orders import ORDERS
from .stages import Priority, Question, Stage

FILTERS = (
    "search", "stage", "question", "rating", "assignee", "label", "priority", "due", "watched",
)  # fmt: skip
COLUMNS = (
    "claimant", "age", "date", "due", "priority", "assignee", "labels", "verdict", "stage",
)  # fmt: skip
ME, NOBODY = "me", "nobody"
OVERDUE, WEEK = "overdue", "week"
DAYS = 7
PRIORITIES = {one.name.lower(): one for one in Priority}
LONGEST = 200
KNOWN: Mapping[str, frozenset[str]] = {
    "stage": frozenset(Stage.values),
    "question": frozenset(Question.values),
    "priority": frozenset(PRIORITIES),
    "due": frozenset({OVERDUE, WEEK}),
    "watched": frozenset({"1"}),
}


def read(query: QueryDict) -> dict[str, str]:
    """An address's query, of each name the last value."""
    return {name: str(query[name]) for name in query}


def cleaned(asked: Mapping[str, str]) -> dict[str, str]:
    """The filters that say something, without values that nothing has."""
    # A form carries an address as text: no middleware has looked into that for a NUL.
    given = {name: asked.get(name, "").replace("\0", "").strip()[:LONGEST] for name in FILTERS}
    for name, values in KNOWN.items():
        if given[name] not in values:
            given[name] = ""
    if given["assignee"] not in (ME, NOBODY) and whole(given["assignee"]) is None:
        given["assignee"] = ""
    return {name: value for name, value in given.items() if value}


def shown(asked: Mapping[str, str]) -> dict[str, str]:
    """`sort` (with `-` the other way round) and `columns` of an address, where it has them."""
    found = {}
    sort = asked.get("sort", "")
    if sort.removeprefix("-") in ORDERS:
        found["sort"] = sort
    if "columns" in asked:
        wanted = asked.get("columns", "").split(",")
        found["columns"] = ",".join(name for name in COLUMNS if name in wanted)
    return found


def canonical(query: str) -> str:
    """An address's query with only what the list knows, always in the same order."""
    asked = read(QueryDict(query[:2_000]))
    return urlencode(cleaned(asked) | shown(asked))


def find(claims: ClaimQuerySet, person: User, given: Mapping[str, str]) -> ClaimQuerySet:
    """Those that the cleaned filters let through, for this person."""
    for name, value in given.items():
        claims = _narrowed(claims, person, name, value)
    return rated(claims, given)


def rated(claims: ClaimQuerySet, given: Mapping[str, object]) -> ClaimQuerySet:
    """Those with the rating that is asked for, if one is; of `given` its stage counts, too."""
    rating, stage = given.get("rating"), given.get("stage")
    if not rating:
        return claims
    # Of checked claims nearly all are rated, of those in another stage few.
    is_rare = stage and stage != Stage.CHECKED
    return claims.rated_by_row(str(rating)) if is_rare else claims.rated(str(rating))


def _narrowed(claims: ClaimQuerySet, person: User, name: str, value: str) -> ClaimQuerySet:
    match name:
        case "search":
            return claims.matching(value)
        case "stage":
            return claims.filter(stage=value)
        case "question":
            return claims.asking(value)
        case "rating":
            return claims  # Below, for the stage counts.
        case "assignee" if value == NOBODY:
            return claims.held_by_nobody()
        case "assignee":
            return claims.filter(assignee=person.pk if value == ME else int(value))
        case "label":
            return claims.labelled(value)
        case "priority":
            return claims.filter(priority=PRIORITIES[value])
        case "due":
            return claims.overdue() if value == OVERDUE else claims.due_within(DAYS)
        case _:
            return claims.watched_by(person)
