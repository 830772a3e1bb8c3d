"""Texts of a file become articles with their names and claims, a batch in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from annotations.errors import DomainError, Unreadable
from annotations.ingest.annotated.records import Text
from annotations.ingest.plain import document_of
from annotations.messages import in_english
from annotations.models import Article, Import, ImportedRecord
from annotations.text.canonical import UnfitText, canonicalise
from annotations.work.tagging.mentions import give_way, hold

from ..articles import articles, bulk, store
from . import marks, placing
from .labels import Table, table_of

Outcome = ImportedRecord.Outcome
CORRECTED = _("The article has been corrected since, so nothing was added to it.")


@dataclass
class Incoming:
    """One text on its way in."""

    number: int
    line: int
    draft: store.Draft | None = None
    placed: placing.Placed = field(default_factory=placing.Placed)
    problem: str = ""
    article_id: int | None = None
    is_new: bool = False
    added: int = 0  # Names and claims.


Ready = tuple[Incoming, store.Draft]


def prepare(number: int, record: Text, table: Table) -> Incoming:
    """What a text becomes, before anything is written; its problem when it cannot come in."""
    found = Incoming(number, record.line)
    try:
        canonical = canonicalise(record.text)
        found.draft = articles.draft_of(
            document_of(canonical),
            headline=record.headline,
            language_of=bulk.later,
            **record.about,
        )
    except UnfitText as error:
        found.problem = Unreadable(in_english(error.message)).message
        return found
    except DomainError as error:
        found.problem = error.message
        return found
    found.placed = placing.place(record, canonical, table)
    return found


def bring(job: Import, records: Iterable[tuple[int, Text]]) -> list[ImportedRecord]:
    """Write a batch of a job that is held, inside `acting`; what became of each, not saved."""
    table = table_of(job.options)
    incoming = [prepare(number, record, table) for number, record in records]
    good = [(one, one.draft) for one in incoming if one.draft]
    bulk.alone(job.desk)
    _find(job, good)
    fresh = [(one, draft) for one, draft in good if not one.article_id]
    ids = bulk.add(actor=job.created_by, desk=job.desk, drafts=[draft for _, draft in fresh])
    seen: set[int] = set()
    for (one, _draft), pk in zip(fresh, ids, strict=True):
        one.article_id, one.is_new = pk, pk not in seen
        seen.add(pk)
    _mark(job, good)
    return [_record(job, one) for one in incoming]


def _find(job: Import, good: list[Ready]) -> None:
    """The articles that are there: of an earlier import of the file, or the same in all words."""
    earlier = ImportedRecord.objects.filter(
        of__desk=job.desk_id,
        of__sha256=job.sha256,
        of__format=job.format,
        number__in=[one.number for one, _ in good],
        article__desk=job.desk_id,
    )
    known = dict(earlier.not_hidden_from(job.created_by).values_list("number", "article"))
    held = bulk.held(job.created_by, job.desk, [draft for _, draft in good])
    for one, draft in good:
        one.article_id = known.get(one.number) or held.get(bulk.key_of(draft))


def _mark(job: Import, good: list[Ready]) -> None:
    """Write names and claims; what is there already is left as it is."""
    rows = Article.objects.filter(pk__in=[one.article_id or 0 for one, _ in good])
    # Nobody corrects them meanwhile; read after the wait, for the revision may be another by then.
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    rows = rows.select_related("current_revision")
    by_id = {row.pk: row for row in rows.defer("search", "current_revision__blocks")}
    todo: list[tuple[Incoming, Article]] = []
    for one, draft in good:
        article = by_id[one.article_id or 0]
        if article.current_revision.sha256 == draft.sha256:
            todo.append((one, article))
        elif one.placed.names or one.placed.claims:
            one.problem = CORRECTED
    # Those of new articles no run has yet.
    named = [(one, article) for one, article in todo if one.placed.names and not one.is_new]
    texts = {article.current_revision_id for _one, article in named}
    hold(texts)
    added = marks.write(job, [(article, one.placed) for one, article in todo])
    give_way(texts)
    for (one, _article), number in zip(todo, added, strict=True):
        one.added = number


def _record(job: Import, one: Incoming) -> ImportedRecord:
    outcome = Outcome.ADDED if one.is_new or one.added else Outcome.THERE
    return ImportedRecord(
        of=job,
        number=one.number,
        line=one.line,
        article_id=one.article_id,
        outcome=outcome if one.article_id else Outcome.LEFT,
        problem=one.problem,
        left=one.placed.left[: placing.MOST_LEFT],
    )
