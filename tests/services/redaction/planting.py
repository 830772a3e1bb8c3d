"""A word put wherever it can stand, and looked for everywhere, by what the database itself says of
its tables: a column that is added later is filled and searched too."""

import json
from dataclasses import dataclass

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import now

from annotations.models import (
    Answer,
    Article,
    Claim,
    Comment,
    Delivery,
    Entity,
    Event,
    FeedEntry,
    GuestLink,
    Import,
    ImportedRecord,
    Quotation,
    Redaction,
    ReplyRequest,
    Thread,
    Webhook,
)
from annotations.services.articles import articles, revisions
from annotations.services.claims import assessments, claims, workflow
from annotations.services.entities import mentions
from annotations.services.feeds import feeds
from annotations.services.redaction import execution, guards, requests
from annotations.services.redaction.columns import OF_THE_HOUSE, is_digest
from annotations.services.sources import snapshots
from annotations.text.spans import quote
from annotations.trail.leaf import leaf_hash
from tests import factory

SECRET = "Zqxwvoort"
TEXT = f"The bridge fell.\n\nThe clerk {SECRET} knew of 41 bridges, said Ilka Varn on Tuesday."
COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
    AND c.data_type IN ('text', 'character varying', 'jsonb', 'ARRAY', 'bytea', 'tsvector')
ORDER BY 1, 2
"""


@dataclass
class Column:
    table: str
    name: str
    kind: str

    @property
    def as_text(self) -> str:
        """SQL: what stands there, as words."""
        shown = f'"{self.name}"'
        return f"encode({shown}, 'escape')" if self.kind == "bytea" else f"{shown}::text"


def columns() -> list[Column]:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return [Column(*row) for row in cursor.fetchall()]


def where(word: str) -> set[str]:
    """Every column of the database that holds the word, in any case, as `table.column`."""
    found = set()
    with connection.cursor() as cursor:
        for one in columns():
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM "{one.table}" WHERE {one.as_text} ILIKE %s)',
                [f"%{word}%"],
            )
            if cursor.fetchone() == (True,):
                found.add(f"{one.table}.{one.name}")
    return found


# What the word would break: a state, a place in a text, a name of Django's own.
LEFT_OUT = {"exact", "prefix", "suffix", "text", "codename", "app_label", "model"}
NOT_OURS = (
    "django_migrations", "django_content_type", "django_site", "auth_", "newsroom_cache",
    "django_session", "account_", "mfa_", "socialaccount_", "usersessions_",
    "newsroom_claim_vector",  # Numbers, and the name of who made them.
)  # fmt: skip


def chosen_from_a_list() -> set[str]:
    """Columns that hold one of a few values, and what the trail says beside words."""
    listed = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.choices
    }
    digests = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_app_config("annotations").get_models()
        for field in model._meta.concrete_fields
        if is_digest(field) or model.__name__ in OF_THE_HOUSE
    }
    trail = {f"annotations_event.{name}" for name in ("table", "request", "salt", "field_salts")}
    return listed | trail | digests


def plant(word: str, *, but: tuple[str, ...] = ()) -> set[str]:
    """The word in each column that takes it, of every row; which took it. As the owner."""
    taken, left_out = set(), chosen_from_a_list()
    with guards.opened(), connection.cursor() as cursor:
        for one in columns():
            if one.name in LEFT_OUT or one.table.startswith((*NOT_OURS, *but)):
                continue
            if f"{one.table}.{one.name}" in left_out:
                continue
            # A line of the trail has its fields from the columns of its table.
            key = "a" if one.table == "annotations_event" else f"a {word}"
            value = {
                "jsonb": f"""jsonb_build_object('{key}', jsonb_build_array('x {word}'))""",
                "ARRAY": f"ARRAY['{word}']::varchar[]",
                "bytea": f"'{word}'::bytea",
                "tsvector": f"to_tsvector('simple', '{word.lower()}')",
            }.get(one.kind, f"'{word}'")
            statement = f'UPDATE "{one.table}" SET "{one.name}" = {value}'
            try:
                with transaction.atomic():
                    cursor.execute(statement)
            except DatabaseError:
                continue
            if cursor.rowcount:
                taken.add(f"{one.table}.{one.name}")
    return taken


@dataclass
class Full:
    """An article that names somebody, with one of everything on it, and a verdict."""

    article: Article
    claim: Claim
    clerk: Entity


def make_full(cast) -> Full:
    article = articles.create_from_file(
        actor=cast.reporter,
        desk=cast.desk,
        data=TEXT.encode(),
        filename=f"{SECRET}.txt",
    )
    articles.edit(
        actor=cast.editor,
        article_id=article.pk,
        seen_version=None,
        headline=f"About {SECRET}",
        byline=SECRET,
        source_url=f"https://example.org/{SECRET}",
    )
    text = article.current_revision.text
    start = text.index("The clerk")
    claim = claims.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=text.index(", said"),
        statement=f"{SECRET} knew of 41 bridges.",
    )
    claims.edit(
        actor=cast.checker,
        claim_id=claim.pk,
        seen_version=None,
        attribution=[{"speaker": SECRET, "verb": "says", "channel": f"letter of {SECRET}"}],
    )
    clerk = _name(cast, article, text)
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    evidence = factory.make_evidence(cast, claim, excerpt=f"Of {SECRET}.", note=SECRET)
    factory.make_check_answer(evidence, answer=f"{SECRET} counted them.")
    snapshots.take(actor=cast.checker, source_id=evidence.source_id, text=f"Of {SECRET}. End.")
    ReplyRequest.objects.create(
        claim=claim, asked=SECRET, channel="mail", asked_at=now(), replied_at=now(),
        reply=f"I am {SECRET}", published=f"“I am {SECRET}”",
    )  # fmt: skip
    proposal = factory.make_proposal(cast, claim, rationale=f"{SECRET} says so.")
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    revisions.revise(
        actor=cast.editor,
        article_id=article.pk,
        text=text.replace("The bridge fell", f"A bridge fell on {SECRET.upper()}"),
        kind="correction",
        note=f"{SECRET} wrote to us",
        seen_version=None,
    )
    _by_the_machine(cast, article, clerk)
    article.refresh_from_db()
    claim.refresh_from_db()
    return Full(article, claim, clerk)


def _name(cast, article: Article, text: str) -> Entity:
    start = text.index(SECRET)
    mention = mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=start + len(SECRET),
        label="PERSON",
    )
    return mention.entity


def _by_the_machine(cast, article: Article, clerk: Entity) -> None:
    """What no person writes: quotations, entries of feeds, answers that are kept."""
    article.refresh_from_db()
    words = quote(article.current_revision.text, 0, 40)
    Quotation(
        article=article, desk=cast.desk, revision=article.current_revision, kind="indirect",
        speaker=SECRET, entity=clerk, cue="said", rule="r", origin="o",
    ).on(words).save()  # fmt: skip
    feed = feeds.add(
        actor=cast.editor, desk_id=cast.desk.pk, address="https://example.org/feed.xml"
    )
    FeedEntry.objects.create(
        feed=feed, key="k", article=article, title=f"About {SECRET}", about={"byline": SECRET}
    )
    claim = article.claims.get()
    thread = Thread.objects.create(
        article=article, claim=claim, revision=article.current_revision, created_by=cast.reporter
    )
    Comment.objects.create(thread=thread, body=f"Ask {SECRET}.", created_by=cast.reporter)
    GuestLink.objects.create(
        revision=article.current_revision, guest=SECRET, action="comment", message=f"Dear {SECRET}",
        claims=[{"statement": SECRET}], digest="d", expires_at=now(), created_by=cast.editor,
    )  # fmt: skip
    job = Import.objects.create(
        desk=cast.desk, format="doccano", filename="a.jsonl", sha256="s", content=SECRET.encode(),
        preview={"first": [{"text": SECRET}]}, created_by=cast.editor,
    )  # fmt: skip
    ImportedRecord.objects.create(
        of=job, number=1, line=1, outcome="left", article=article, problem=f"x {SECRET}",
        left=[{"words": SECRET, "problem": "p"}],
    )  # fmt: skip
    hook = Webhook.objects.create(
        desk=cast.desk, address="https://hook.example", secret="s", kinds=[], added_by=cast.editor
    )
    body = json.dumps({"data": {"statement": f"{SECRET} knew of 41 bridges.", "é": 1}})
    Delivery.objects.create(webhook=hook, message_id="m", kind="test", body=body)
    Answer.objects.create(
        user=cast.reporter, key="k", fingerprint="f", status=201, body={"text": f"x {SECRET}"}
    )


def take_down(cast, kind: str, pk: int | None = None, words: str = "") -> Redaction:
    """As an administrator asks for it and the owner does it."""
    row = requests.request(
        actor=cast.admin, kind=kind, object_id=pk, words=words, reason="A court says so.",
        basis="Order 7",
    )  # fmt: skip
    return execution.carry_out(row.pk)


def leaves() -> dict[int, bytes]:
    """Every leaf of the trail."""
    return {event.pk: leaf_hash(event.as_line()) for event in Event.objects.order_by("pk")}
