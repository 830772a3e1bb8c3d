"""What every verb does first: a transaction in somebody's name, a lock, the version seen."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, TypeVar

from django.db import DatabaseError, connection, transaction
from django.db.models import Model, QuerySet, TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotations import access
from annotations.errors import Invalid, NotFound, Stale, WrongState
from annotations.models import User, act_as
from annotations.models.accounts.people import OfDesks
from annotations.models.base import Versioned
from annotations.models.external import ONCE
from annotations.text.invisible import shown
from newsroom.database import timeouts

Row = TypeVar("Row", bound=Model)
number = partial(number_format, use_l10n=True, force_grouping=True)
TAKEN = _("Another one of this desk has this external id.")
OVERTAKEN = _("Somebody else changed something here at the same moment: look again, then retry.")
# Foreign key, unique and exclusion constraints; a deadlock, which PostgreSQL ends for one of two.
OVERTAKEN_BY = {"23503", "23505", "23P01", "40P01"}
logger = logging.getLogger(__name__)
EVERYTHING = object()
# Whose eyes `locked` has: a person, nobody in particular, or what sees everything.
_looking: ContextVar[object] = ContextVar("looking", default=None)


@contextmanager
def acting(actor: User | None, *, sees_all: bool = False, is_named: bool = True) -> Iterator[None]:
    """One transaction whose audit events name `actor` (None: the product itself).

    Without `is_named` the first statement inside has to name them (`held_revision`).

    Inside, `locked` finds no row that an embargo hides from them; with `sees_all` it does, for what
    the product does in somebody's name, with all that it calls.
    Raises WrongState where somebody else did the same at this moment, or took away what it needs,
    and no lock of ours stood between; Invalid for an external id that another of the desk has.
    """
    sees_all = sees_all or _looking.get() is EVERYTHING
    token = _looking.set(EVERYTHING if sees_all else actor)
    try:
        with _overtaken(), transaction.atomic():
            if is_named:
                act_as(actor)
            yield
    finally:
        _looking.reset(token)


@contextmanager
def at_once() -> Iterator[None]:
    """One statement that is a transaction of its own, unless it runs inside of another.

    Raises WrongState and Invalid as `acting` does.
    """
    inside = connection.in_atomic_block
    with _overtaken(), transaction.atomic() if inside else timeouts.committing():
        yield


@contextmanager
def _overtaken() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") not in OVERTAKEN_BY:
            raise
        if ONCE in str(error):
            raise Invalid(str(TAKEN), field="external_id") from error
        logger.warning("overtaken: %s", error)
        raise WrongState(OVERTAKEN) from error


def locked(queryset: "QuerySet[Row]", pk: int) -> Row:
    """The row, locked until the end of the transaction; raises NotFound, also where an
    embargo hides it from who acts.

    Without what the queryset joins to it: after a wait PostgreSQL has the row as it is now and its
    neighbour as it was before, and a row that points elsewhere by then would be missing.
    Rows that point at it may still be added (`no_key`): a worker that holds its run and adds
    mentions would otherwise wait for a correction that waits for the run.
    """
    alone = queryset.select_related(None)
    row = alone.select_for_update(no_key=True).filter(pk=pk).first()
    if row is None or _is_hidden(alone, pk):
        raise NotFound
    return row


def _is_hidden(rows: "QuerySet[Row]", pk: int) -> bool:
    """Whether an embargo hides it from who acts; asked only of those from whom one hides any."""
    person = _looking.get()
    if not isinstance(person, User) or not isinstance(rows, OfDesks):
        return False
    if not person.hidden_articles():
        return False
    return not rows.filter(pk=pk).not_hidden_from(person).exists()


def locked_of_desk(
    actor: User, action: str, rows: "QuerySet[Row]", pk: int, seen_version: int | None
) -> Row:
    """The row of a desk, locked, if the actor may do that there; raises NotAllowed, Stale, too."""
    row: Any = locked(rows, pk)
    access.require(actor, action, row.desk_id)
    check_version(row, seen_version)
    return row


def save_next(row: Versioned, **changes: object) -> None:
    """Save these columns of a locked row as its next version."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version", "updated_at"])


def check_version(row: Versioned, seen_version: int | None) -> None:
    """Raises Stale when the caller saw another version; None means that it may be any."""
    if seen_version is not None and row.version != seen_version:
        raise Stale(row)


def chosen(values: type[TextChoices], value: str, field: str) -> str:
    """`value` if it is one of a TextChoices; raises Invalid beside the field otherwise."""
    if value not in values:
        known = ", ".join(v for v in values.values if v)
        raise Invalid(_("Choose one of: %(values)s.") % {"values": known}, field=field)
    return value


def too_long(longest: int, length: int) -> str:
    """What is told of a text with more characters than `longest`."""
    return ngettext(
        "Use at most %(longest)s character; this has %(length)s.",
        "Use at most %(longest)s characters; this has %(length)s.",
        longest,
    ) % {"longest": number(longest), "length": number(length)}


def clean_line(text: str, field: str, *, longest: int, required: bool = False) -> str:
    """A one-line text without its outer blanks and without what nobody sees of it.

    Raises Invalid when it is too long or missing.
    """
    line = " ".join(shown(text).split())
    if required and not line:
        raise Invalid(_("This cannot be empty."), field=field)
    if len(line) > longest:
        raise Invalid(too_long(longest, len(line)), field=field)
    return line
