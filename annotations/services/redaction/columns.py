"""Where words can stand: the columns of every table, read from the models, so that a table that is
added later is searched too."""

from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from annotations.models import Article, Desk, User

Model = type[models.Model]
Rows = dict[Model, set[int]]  # Ids by table.
# Every row belongs to a desk and to people: by these nothing belongs to an article.
NOT_BY = (Desk, User)
# What the house set up, who works in it, machinery: words of articles stand there by chance.
OF_THE_HOUSE = {
    "User", "Desk", "Membership", "Rating", "Token", "Head", "Seal", "WorkerHeartbeat", "DeskTurn",
    "Webhook", "BundleKey", "SignInChange", "MailSettings", "Handover",
}  # fmt: skip
AUDITED = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE '%\\_audit\\_insert' AND c.relnamespace = current_schema()::regnamespace
"""
LONGEST_DIGEST = 64
DIGESTS = {"sha256", "digest", "basis", "fingerprint", "guid", "link", "makers"}


@cache
def tables() -> dict[Model, tuple[str, ...]]:
    """Each table that can hold words of articles, with those of its columns that do."""
    found: dict[Model, tuple[str, ...]] = {}
    every: list[Model] = [*apps.get_app_config("annotations").get_models(), LogEntry]
    for model in every:
        names = words_of(model)
        if names and model.__name__ not in OF_THE_HOUSE:
            found[model] = names
    return found


@cache
def names() -> frozenset[str]:
    """What our own fields are called: in JSON, too, where programs read them by these names."""
    every = apps.get_app_config("annotations").get_models()
    return frozenset(
        name for model in every for one in model._meta.concrete_fields
        for name in (one.name, one.attname, f"{one.name}s")
    )  # fmt: skip


@cache
def words_of(model: Model) -> tuple[str, ...]:
    """The columns of any table that hold words."""
    return tuple(one.attname for one in model._meta.concrete_fields if _holds_words(one))


@cache
def by_trail() -> dict[str, Model]:
    """The tables by the names that the audit trail gives them."""
    return {
        model._meta.db_table.removeprefix("annotations_"): model
        for model in apps.get_app_config("annotations").get_models()
    }


def audited() -> set[str]:
    """The names of the tables whose changes the trail keeps: what people made."""
    with connection.cursor() as cursor:
        cursor.execute(AUDITED)
        return {name for (name,) in cursor.fetchall()}


def name_of(model: Model) -> str:
    return str(model._meta.model_name)


def column_of(model: Model, name: str) -> str:
    """How the database calls the field."""
    field: Any = model._meta.get_field(name)
    return str(field.column)


def has(model: Model, name: str) -> bool:
    return name in {one.attname for one in model._meta.concrete_fields}


@cache
def path_to_article(model: Model) -> str:
    """The lookup that leads from a row to its article (`claim__article`); empty where none does."""
    if model is Article:
        return "pk"
    seen: set[Model] = {model}
    paths: list[tuple[Model, str]] = [(model, "")]
    for here, before in paths:  # Grows meanwhile: the shortest way first.
        for one in here._meta.concrete_fields:
            if not isinstance(one, models.ForeignKey):
                continue
            other: Model = one.remote_field.model
            if other is Article:
                return f"{before}{one.name}"
            if other not in seen and other not in NOT_BY:
                seen.add(other)
                paths.append((other, f"{before}{one.name}__"))
    return ""


def is_digest(field: models.Field) -> bool:
    return field.name in DIGESTS and field.max_length in (None, LONGEST_DIGEST)


def _holds_words(field: models.Field) -> bool:
    if isinstance(field, ArrayField):
        return _holds_words(field.base_field)
    if isinstance(field, models.ForeignKey) or field.primary_key or field.choices:
        return False
    if is_digest(field):
        return False
    return isinstance(field, models.TextField | models.CharField | models.JSONField)
