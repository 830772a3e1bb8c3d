"""What is held about one person, for themselves: a JSON document, streamed.

Of every table that points at people the rows that point at this one, by id and time; the person's
own words stand beside them, without what an embargo hides from them for now. A new table is in it
without being named here; its words are not.
"""

from collections.abc import Iterator
from typing import Any

import orjson
from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField, Field, ForeignKey, Model

from annotations.models import Event, Membership, Token, User
from annotations.models.accounts.people import OfDesks

from .claim_json import utc
from .copy_out import JSON_OPTIONS, Rows, literal_sql, mogrify

# By table and column that says whose: what they wrote.
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("article", "created_by"): ("headline",),
    ("assessment", "author"): ("rationale",),
    ("assessment", "reviewer"): ("review_note",),
    ("blindrating", "rater"): ("rationale",),
    ("checkanswer", "created_by"): ("answer", "explanation", "place"),
    ("checkquestion", "created_by"): ("wording",),
    ("claim", "created_by"): ("statement",),
    ("claimlabel", "created_by"): ("name",),
    ("comment", "created_by"): ("body",),
    ("correctionrequest", "decided_by"): ("note",),
    ("embargo", "created_by"): ("reason",),
    ("evidence", "created_by"): ("excerpt", "note"),
    ("externalcheck", "created_by"): ("claim_text", "url"),
    ("feed", "added_by"): ("address",),
    ("guestlink", "created_by"): ("message",),
    ("import", "created_by"): ("filename",),
    ("invitation", "accepted_by"): ("email", "role"),
    ("mention", "created_by"): ("exact", "label"),
    ("redaction", "requested_by"): ("reason", "basis"),
    ("replyrequest", "asked_by"): ("asked", "channel"),
    ("revision", "created_by"): ("note",),
    ("savedfilter", "created_by"): ("name", "query"),
    ("signinchange", "user"): ("kind", "about"),
    ("source", "created_by"): ("title", "url"),
    ("taggingrule", "created_by"): ("name", "kind", "label"),
    ("webhook", "added_by"): ("address",),
}
# They stand in the head of the document, with what is theirs to know.
IN_THE_HEAD: tuple[type[Model], ...] = (Token, Membership)
# The first of these that a table has says when.
TIMES = ("created_at", "taken_at", "wanted_at", "reviewed_at", "at")
EVENTS = f"""
SELECT json_build_object('kind', 'event', 'id', id, 'at', {utc("at")}, 'table', "table",
    'object', object_id, 'action', action, 'request', request)
FROM annotations_event WHERE actor_id = %s
"""


class Document:
    """`{"profile": …, "memberships": […], …, "records": [ … ]}`, a record a line.

    Close it, also when it was never read. Raises copy_out.Busy.
    """

    def __init__(self, person: User):
        self._head = _head(person)
        parts = [
            *(
                f"{mogrify(_select(*one), [person.pk])}{_seen(one[0], person)}"
                for one in _pointing()
            ),
            _events(person),
        ]
        self._rows = Rows(" UNION ALL ".join(parts), options=JSON_OPTIONS)

    def __iter__(self) -> Iterator[bytes]:
        yield orjson.dumps(self._head, option=orjson.OPT_INDENT_2)[:-2]
        yield b',\n  "records": ['
        is_first = True
        for chunk in self._rows:
            lines = chunk.removesuffix(b"\n").replace(b"\n", b",\n")
            if lines:
                yield (b"" if is_first else b",") + b"\n" + lines
                is_first = False
        yield b"\n]}\n"

    def close(self) -> None:
        self._rows.close()


def _head(person: User) -> dict[str, Any]:
    profile = ("username", "display_name", "email", "language", "date_joined", "last_login")
    tokens = person.tokens.order_by("pk")
    members = Membership.objects.filter(user=person).order_by("pk")
    return {
        "profile": {name: getattr(person, name) for name in profile},
        "memberships": [
            {"desk": one.desk.name, "role": one.role, "since": one.created_at}
            for one in members.select_related("desk")
        ],
        "tokens": list(tokens.values("name", "created_at", "last_used_at", "expires_at")),
    }


def _events(person: User) -> str:
    return mogrify(EVENTS, [person.pk])


def _seen(model: type[Model], person: User) -> str:
    """SQL: without what an embargo hides from them; others may have put their words there since."""
    rows = model._default_manager.all()
    if not isinstance(rows, OfDesks) or not person.hidden_articles():
        return ""
    key = connection.ops.quote_name(str(model._meta.pk.column))
    return f" AND {key} IN ({literal_sql(rows.order_by().not_hidden_from(person).values('pk'))})"


def _pointing() -> Iterator[tuple[type[Model], ForeignKey[Any, Any]]]:
    """Every column of ours that points at a person."""
    for model in apps.get_app_config("annotations").get_models():
        if model in (*IN_THE_HEAD, Event):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is User:
                yield model, field


def _select(model: type[Model], whose: ForeignKey[Any, Any]) -> str:
    quote = connection.ops.quote_name
    fields: dict[str, Field[Any, Any]] = {one.name: one for one in model._meta.concrete_fields}
    name = model._meta.model_name or ""
    columns = {
        "kind": f"'{name}'",
        "as": f"'{whose.name}'",
        "id": quote(str(model._meta.pk.column)),
    }
    times = [one for one in TIMES if isinstance(fields.get(one), DateTimeField)]
    if times:
        columns["at"] = utc(quote(times[0]))
    words = WORDS.get((name, whose.name), ())
    columns |= {one: quote(str(fields[one].column)) for one in words}
    shown = ", ".join(f"'{key}', {value}" for key, value in columns.items())
    table = quote(model._meta.db_table)
    return f"SELECT json_build_object({shown}) FROM {table} WHERE {quote(str(whose.column))} = %s"
