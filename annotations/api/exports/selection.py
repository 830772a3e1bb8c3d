"""What an export holds: the same filters as the list of its subject, asked by REST or a command."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Unreadable
from annotations.exchange.formats import Format
from annotations.models import Article, Claim, Desk, NamesReview, User

from ..articles import articles
from ..claims import claims
from ..shell import params
from ..shell.resources import SINCE, changed_since

Rows = QuerySet[Any, Any]
FIELDS = "fields"


class Asked(NamedTuple):
    """A person and parameters, as a request has them."""

    user: User
    query_params: QueryDict


class Subject(NamedTuple):
    filters: params.Filters
    filtered: Callable[[User, Mapping[str, Any], Any], Rows]


def _reviews(user: User, given: Mapping[str, Any], rows: Any) -> Rows:
    newest = rows.newest()
    return newest.of_desk(given["desk"].pk) if "desk" in given else newest


def _kept(user: User, given: Mapping[str, Any], rows: Any) -> Rows:
    """One desk, whole: its editors'."""
    if "desk" not in given:
        raise Unreadable(_("Say which desk."), field="desk")
    access.require(user, "export desk", given["desk"].pk)
    return rows.filter(pk=given["desk"].pk)


SUBJECTS: dict[type[Model], Subject] = {
    Claim: Subject(claims.FILTERS, claims.filtered),
    Article: Subject(articles.FILTERS, articles.filtered),
    NamesReview: Subject({"desk": params.desk}, _reviews),
    Desk: Subject({"desk": params.desk._replace(required=True)}, _kept),
}


class Picked(NamedTuple):
    """What is asked for: rows that the person may see, and only these fields of them, or all."""

    rows: Rows
    fields: tuple[str, ...] = ()


def filters_of(found: Format) -> params.Filters:
    """The parameters of an export."""
    filters = SUBJECTS[found.subject].filters
    title, names = found.fields
    param = params.some_of(names, title, "Only these fields of each row.")
    return {**filters, FIELDS: param} if names else filters


def picked(asked: Any, found: Format) -> Picked:
    """Raises Unreadable where that cannot be read."""
    given = params.read(asked, filters_of(found))
    since, only = given.pop(SINCE, None), given.pop(FIELDS, ())
    manager: Any = found.subject._default_manager
    rows = SUBJECTS[found.subject].filtered(asked.user, given, manager.visible_to(asked.user))
    return Picked(changed_since(rows, since), only)
