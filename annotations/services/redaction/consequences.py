"""What follows from texts that lost words: spans, digests, files, search, verdicts."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F

from annotations.models import (
    Anchor,
    Article,
    Assessment,
    AttributionStep,
    CheckAnswer,
    CheckQuestion,
    Claim,
    Entity,
    Evidence,
    Import,
    Mention,
    Original,
    PublishedVerdict,
    Quotation,
    Revision,
    Snapshot,
)
from annotations.models.articles.spans import Span
from annotations.models.publications.publications import words_of
from annotations.models.searching import vector
from annotations.text.redacting import FILL, filled
from annotations.text.spans import CONTEXT

from ..articles.store import sha256
from ..undo import restore
from .columns import Model, Rows, name_of, path_to_article

# What stands in a text is read from the text as it is now.
SPANS = """
UPDATE {table} s SET exact = substr(r.text, s.start + 1, s."end" - s.start),
    prefix = substr(r.text, greatest(s.start - {context}, 0) + 1, least(s.start, {context})),
    suffix = substr(r.text, s."end" + 1, {context})
FROM annotations_revision r
WHERE r.id = s.revision_id AND s.revision_id = ANY(%s) AND s.start IS NOT NULL
"""
# A verdict stands as it stood: what was taken down is nobody's change.
DIGESTS = """
UPDATE annotations_assessment a
SET digest = n.digest, basis = CASE WHEN a.basis = a.digest THEN n.digest ELSE a.basis END,
    makers = CASE WHEN a.makers ? a.digest
        THEN (a.makers - a.digest) || jsonb_build_object(n.digest, a.makers->a.digest)
        ELSE a.makers END
FROM (SELECT id, newsroom_digest(claim_id, question) digest FROM annotations_assessment
      WHERE claim_id = ANY(%s) AND (reviewer_id IS NULL OR state = 'approved')) n
WHERE n.id = a.id AND n.digest <> a.digest
"""


def empty_texts(revisions: Iterable[int]) -> Counter[str]:
    """Fill the whole text of revisions, and take what came along."""
    rows = Revision.objects.filter(pk__in=revisions)
    texts: dict[int, list[str]] = {}
    for row in rows:
        others = Revision.objects.filter(article=row.article_id).exclude(pk__in=revisions)
        gone = "\n".join([row.text, *texts.get(row.article_id, [""])[:1]])
        texts[row.article_id] = [gone, *others.values_list("text", flat=True)]
        rows.filter(pk=row.pk).update(text=filled(row.text), note="", links=[])
    counts = Counter(revision=len(rows))
    for model in _span_tables():
        counts[name_of(model)] += _empty_lost(model, texts)
    return counts


def _empty_lost(model: Model, texts: dict[int, list[str]]) -> int:
    """Words that the emptied texts alone had, and that stand there no more: of spans that lost
    their place, and of those that a correction changed."""
    number = 0
    for article, (gone, *others) in texts.items():
        path = path_to_article(model)
        rows: Iterable[Any] = model._base_manager.filter(**{path: article})
        for row in rows:
            was = {name: getattr(row, name, "") for name in ("exact", "before")}
            if row.start is not None:
                del was["exact"]
            lost = {
                name: filled(words)
                for name, words in was.items()
                if words and words in gone and not any(words in text for text in others)
            }
            if "exact" in lost:
                lost |= {name: filled(getattr(row, name)) for name in ("prefix", "suffix")}
            number += model._base_manager.filter(pk=row.pk).update(**lost) if lost else 0
    return number


def follow(revisions: set[int], articles: set[int], touched: Rows) -> Counter[str]:
    """Bring into line what rests on the texts of these revisions and on the rows that changed."""
    for model in _span_tables():
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(SPANS.format(table=table, context=CONTEXT), [list(revisions)])
    for row in Revision.objects.filter(pk__in=revisions).only("text"):
        Revision.objects.filter(pk=row.pk).update(sha256=sha256(row.text), hidden=None)
    whose = set(Revision.objects.filter(pk__in=revisions).values_list("article_id", flat=True))
    files = Original.objects.filter(article__in=whose).exclude(content=b"")
    emptied = files.update(content=b"", filename="", sha256=sha256(b""))
    Article.objects.filter(pk__in=whose).update(version=F("version") + 1)
    for copy in Snapshot.objects.filter(pk__in=touched.get(Snapshot, ())).only("text"):
        Snapshot.objects.filter(pk=copy.pk).update(sha256=sha256(copy.text))
    claims = _claims(articles, touched)
    with connection.cursor() as cursor:
        cursor.execute(DIGESTS, [list(claims)])
    _make_searchable(articles, touched | {Claim: claims})
    return Counter(original=emptied)


def drop_files() -> Counter[str]:
    """Files that wait to be brought in are dropped: what is packed in them nobody can search."""
    waiting = Import.objects.filter(content__isnull=False)
    dropped = waiting.update(
        content=None,
        preview={},
        state=Import.State.CANCELLED,
        lease_until=None,
        version=F("version") + 1,
    )
    return Counter({"import": dropped})


def unmark(articles: Iterable[int]) -> Counter[str]:
    """Names that were taken out of these articles are marked no more: who they were is no secret
    where other articles name them."""
    gone = Mention.objects.filter(article__in=articles, exact__regex=rf"^[{FILL}\s]+$")
    quoted = Quotation.objects.filter(article__in=articles, speaker__contains=FILL)
    return Counter(mention=gone.delete()[0], quotation=quoted.update(entity=None))


def _claims(articles: set[int], touched: Rows) -> set[int]:
    """Those whose words, speakers or evidence are among what changed."""
    found = set(touched.get(Claim, ()))
    found |= set(Claim.objects.filter(article__in=articles).values_list("pk", flat=True))
    for model in (Anchor, AttributionStep, Evidence, CheckQuestion, CheckAnswer):
        rows = model.objects.filter(pk__in=touched.get(model, ()))
        found |= set(rows.values_list("claim_id", flat=True))
    said = AttributionStep.objects.filter(entity__in=touched.get(Entity, ()))
    return found | set(said.values_list("claim_id", flat=True))


def _make_searchable(articles: set[int], touched: Rows) -> None:
    for row in Article.objects.filter(pk__in=articles).select_related("current_revision"):
        words = vector(row.headline, row.current_revision.text)
        Article.objects.filter(pk=row.pk).update(search=words)
    for table, model in restore.MODELS.items():
        if table in ("claim", "entity", "source", "externalcheck") and touched.get(model):
            restore.make_searchable(table, touched[model])
    public = PublishedVerdict.objects.filter(assessment__in=touched.get(Assessment, ()))
    for shown in public.select_related("assessment"):
        words = vector(*words_of(shown.assessment))
        PublishedVerdict.objects.filter(pk=shown.pk).update(search=words)


def _span_tables() -> list[Model]:
    models = apps.get_app_config("annotations").get_models()
    return [model for model in models if issubclass(model, Span)]
