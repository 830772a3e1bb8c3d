"""Annotations of pages elsewhere become claims on the articles that those pages are here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from annotations.errors import Invalid
from annotations.ingest.annotated.records import Note
from annotations.models import (
    Anchor,
    Article,
    Claim,
    Desk,
    Import,
    ImportedRecord,
    Labelling,
    Thread,
    User,
)
from annotations.text.anchoring import Carried
from annotations.text.anchoring.selectors import Quoted, locate
from annotations.text.spans import Span, quote

from ..anchors.place import fit
from ..claims import labels as claim_labels
from ..claims.adding import add
from . import marks
from .labels import LEAVE, table_of
from .placing import LEFT_OUT, LONGEST_SHOWN

Outcome = ImportedRecord.Outcome
ELSEWHERE = _("No article of this desk has the address %(address)s.")
NO_ADDRESS = _("The annotation names no page.")
GONE = _("These words are not in the article.")
SEVERAL = _("These words are in the article more than once, and nothing says which are meant.")


@dataclass
class Pinned:
    """An annotation with its article, and where its words stand there or why they do not."""

    number: int
    note: Note
    article: Article | None = None
    fate: Carried | None = None
    problem: str = ""
    labels: list[str] = field(default_factory=list)
    left: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_of_words(self) -> bool:
        return bool(self.note.exact) or self.note.start is not None

    def leave(self, words: str, problem: str) -> None:
        self.left.append({"words": words[:LONGEST_SHOWN], "problem": problem})


class Finder:
    """The articles of a desk that notes are on; each address is asked for once."""

    def __init__(self, actor: User, desk: Desk, options: dict[str, Any]) -> None:
        rows = Article.objects.filter(desk=desk).not_hidden_from(actor)
        self._rows = rows.select_related("current_revision").defer("search")
        self._table = table_of(options)
        self._given = self._rows.filter(pk=options.get("article") or 0).first()
        self._known: dict[str, Article | None] = {}

    def pin(self, number: int, note: Note) -> Pinned:
        """Where a note belongs, before anything is written."""
        found = Pinned(number, note, self._given or self._at(note.address))
        for tag in note.tags:
            if self._table.target(tag) == LEAVE:
                found.leave(tag, LEFT_OUT % {"label": tag})
            else:
                found.labels.append(tag)
        if found.article is None:
            message = ELSEWHERE % {"address": note.address} if note.address else NO_ADDRESS
            found.problem = message
        elif found.is_of_words:
            _place(found, found.article.current_revision.text, is_given=bool(self._given))
        if found.problem:
            found.leave(note.exact or note.body, found.problem)
            if note.exact and note.body:
                found.leave(note.body, found.problem)
        return found

    def hold(self, article: Article) -> bool:
        """Nobody corrects or moves it until the transaction ends; False where somebody did since
        it was read: then the notes on it are to be pinned anew."""
        here = Article.objects.filter(pk=article.pk, desk=article.desk_id)
        rows = here.select_for_update(no_key=True)
        if rows.values_list("current_revision", flat=True).first() == article.current_revision_id:
            return True
        self._known.clear()
        self._given = self._given and self._rows.filter(pk=self._given.pk).first()
        return False

    def _at(self, address: str) -> Article | None:
        if address not in self._known:
            self._known[address] = self._found(address) if address else None
        return self._known[address]

    def _found(self, address: str) -> Article | None:
        try:
            return self._rows.at(address).order_by("-created_at", "-pk").first()
        except ValueError:  # No address that anything has.
            return None


def _place(found: Pinned, text: str, *, is_given: bool) -> None:
    note = found.note
    if note.exact:
        quoted = Quoted(note.exact, note.prefix, note.suffix, note.start)
        found.fate = locate(text, quoted)
        if found.fate.span is None:
            found.problem = SEVERAL if found.fate.reason == "twice" else GONE
            return
    elif is_given and note.start is not None and note.end and note.start < note.end <= len(text):
        found.fate = Carried(Span(note.start, note.end), "unchanged", 1.0)
    else:  # A place in the text of a page that nobody has.
        found.problem = GONE
        return
    try:
        span = fit(text, *(found.fate.span or (0, 0)))
    except Invalid as error:
        found.problem = error.message
        return
    found.fate = Carried(span, *(getattr(found.fate, n) for n in
                                 ("outcome", "similarity", "candidates", "reason")))  # fmt: skip


def bring(job: Import, records: Iterable[tuple[int, Note]]) -> list[ImportedRecord]:
    """Write a batch of a job that is held, inside `acting`; what became of each, not saved."""
    notes = list(records)
    known = _earlier(job, [number for number, _ in notes])
    finder = Finder(job.created_by, job.desk, job.options)
    labels = marks.labels_of(job.desk, job.created_by, _tags(job, notes))
    records_ = []
    for number, note in notes:
        if number in known:
            row = ImportedRecord(article_id=known[number], outcome=Outcome.THERE)
        else:
            found = finder.pin(number, note)
            while found.article and not finder.hold(found.article):
                found = finder.pin(number, note)
            row = _bring(job, found, labels)
        row.of, row.number, row.line = job, number, note.line
        records_.append(row)
    return records_


def _earlier(job: Import, numbers: list[int]) -> dict[int, int]:
    """What came in with an earlier import of the same file, by number: its articles."""
    rows = ImportedRecord.objects.filter(
        of__desk=job.desk_id, of__sha256=job.sha256, of__format=job.format, number__in=numbers,
        article__desk=job.desk_id,
    ).exclude(outcome=Outcome.LEFT)  # fmt: skip
    return dict(rows.values_list("number", "article"))


def _tags(job: Import, notes: Iterable[tuple[int, Note]]) -> list[str]:
    table = table_of(job.options)
    return [tag for _, note in notes for tag in note.tags if table.target(tag) != LEAVE]


def _bring(job: Import, found: Pinned, labels: dict[str, int]) -> ImportedRecord:
    article = found.article
    if found.problem or article is None:
        # Who may not see the article reads nothing that was said of it either.
        about = article.pk if article else None
        left = {"outcome": Outcome.LEFT, "problem": found.problem, "left": found.left}
        return ImportedRecord(article_id=about, **left)
    outcome = Outcome.ADDED
    if found.fate is None or found.fate.span is None:
        _say_of_article(job.created_by, article, said(found.note))
    else:
        claim, is_new = _claim(job, article, found.fate, found.note.exact)
        outcome = Outcome.ADDED if is_new or found.note.body else Outcome.THERE
        _label(claim, found, labels)
        if found.note.body:
            marks.note_claims(job.created_by, [(article, claim, said(found.note))])
    return ImportedRecord(article_id=article.pk, outcome=outcome, left=found.left)


def said(note: Note) -> str:
    """What is noted, by whom and when, as the file has it."""
    by = ", ".join(filter(None, (note.author, note.written[:10])))
    return f"{note.body}\n\n— {by}" if by else note.body


def _claim(job: Import, article: Article, fate: Carried, before: str) -> tuple[int, bool]:
    """The claim (id) on these words, and whether it is new; `before` are the words as quoted."""
    assert fate.span
    revision = article.current_revision
    words = quote(revision.text, *fate.span)
    standing = Anchor.objects.filter(revision=revision, start=words.start, end=words.end)
    there = standing.order_by("pk").values_list("claim", flat=True).first()
    if there is not None:
        return there, False
    claim = Claim(
        article_id=article.pk,
        desk_id=job.desk_id,
        statement=" ".join(words.exact.split()),
        created_by=job.created_by,
        sort_start=words.start,
        sort_end=words.end,
    )
    anchor = Anchor(revision=revision).on(words)
    if fate.outcome == "changed":
        anchor.state, anchor.similarity = Anchor.State.CHANGED, fate.similarity
        anchor.before = before
        anchor.reason, anchor.candidates = fate.reason, [list(one) for one in fate.candidates]
    add(claim, anchor, words=words.exact)
    return claim.pk, True


def _label(claim: int, found: Pinned, labels: dict[str, int]) -> None:
    rows = []
    for tag in found.labels:
        label = labels.get(claim_labels.key(tag))
        if label is None:
            found.leave(tag, marks.NO_ROOM % {"most": claim_labels.MOST})
        else:
            rows.append(Labelling(claim_id=claim, label_id=label))
    Labelling.objects.bulk_create(rows, ignore_conflicts=True)


def _say_of_article(actor: User, article: Article, body: str) -> None:
    thread = Thread(article=article, revision=article.current_revision, created_by=actor)
    marks.say(actor, [thread], [body])
