"""Words taken out of the audit trail: their fields give way to hashes, so that every leaf stays."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from annotations.models import Claim, Event, Revision
from annotations.text.redacting import Words
from annotations.trail.leaf import Line, hide

from . import columns
from .columns import Rows
from .plans import Search, claims_once_on
from .sweep import PIECES, patterns

BATCH = 500
Wanted = Callable[[Event], Collection[str]]  # The columns of a line that are to go, or WHY.
READERS = ("name", "email")  # As the columns were called then.
WHY = "\0why"  # The reason of the line itself; a column may have that name.


def hide_rows(rows: Rows) -> int:
    """Every word that the trail has of these rows, and of what was on them once."""
    names = {model: name for name, model in columns.by_trail().items()}
    chosen = Q(pk__in=())
    for model, pks in rows.items():
        name = names.get(model)
        if name is not None:
            chosen |= Q(table=name, object_id__in=pks)
        if name in ("article", "claim"):
            chosen |= Q(**{f"{name}_id__in": pks})
    chosen |= _of_ratings(rows.get(Claim, set()))
    return _hide(Event.objects.filter(chosen), word_columns)


def hide_revisions(revisions: set[int]) -> int:
    """What was said of these revisions, and the words of what stood in them."""
    articles = Revision.objects.filter(pk__in=revisions).values_list("article_id", flat=True)
    rows = Event.objects.filter(_of_articles(articles))

    def wanted(event: Event) -> Collection[str]:
        row = (event.old or {}) | (event.new or {})
        if event.table == "revision":
            return ("note",) if event.object_id in revisions else ()
        is_here = row.get("revision_id") in revisions or row.get("before")
        return PIECES if is_here or event.action == Event.Action.UPDATE else ()

    return _hide(rows, wanted)


def of_readers() -> QuerySet[Event]:
    """Lines that may say who wrote a reader's request: those from before the trail left it out."""
    named = Q(pk__in=())
    for side in ("old", "new"):
        for name in READERS:
            named |= Q(**{f"{side}__has_key": name})
    return Event.objects.filter(named, table="correctionrequest")


def count_readers() -> int:
    """How many lines would lose who wrote."""
    return sum(1 for _ in _found(of_readers(), _who_wrote))


def hide_readers() -> int:
    """Who wrote, whatever became of their requests."""
    return _hide(of_readers(), _who_wrote)


def _who_wrote(_event: Event) -> Collection[str]:
    return READERS


def hide_words(search: Search, touched: Rows) -> int:
    """Every field that holds the words: of all lines, or of those on the articles in which they are
    looked for and on the rows that were changed beside."""

    def wanted(event: Event) -> Collection[str]:
        found = {
            name
            for side in (event.old or {}, event.new or {})
            for name, value in side.items()
            if search.words.fill_in(value, cut=name in PIECES) != value
        }
        return found | {WHY} if search.words.are_in(event.reason) else found

    everything = Event.objects.all()
    if search.articles is None:
        return _hide(_with_clues(everything, search.words), wanted)
    number = _hide(everything.filter(_of_articles(search.articles)), wanted)
    beside = Q(table="redaction")
    names = {model: name for name, model in columns.by_trail().items()}
    for model in touched.keys() & names.keys():
        beside |= Q(table=names[model], object_id__in=touched[model])
    return number + _hide(_with_clues(everything.filter(beside), search.words), wanted)


def _of_articles(articles: Iterable[int]) -> Q:
    """Lines on these articles and on all claims that were ever on them."""
    ids = list(articles)
    claims = claims_once_on(ids)
    return Q(article_id__in=ids) | Q(claim_id__in=claims) | _of_ratings(claims)


def _of_ratings(claims: Iterable[int]) -> Q:
    """Lines on unseen ratings of these claims, also of people who left: they name no claim."""
    checks = Event.objects.filter(table="doublecheck", claim_id__in=claims)
    ids = list(checks.order_by().values_list("object_id", flat=True).distinct())
    made = Q(new__double_check_id__in=ids) | Q(old__double_check_id__in=ids)
    rated = Event.objects.filter(made, table="blindrating") if ids else Event.objects.none()
    rows = list(rated.order_by().values_list("object_id", flat=True).distinct())
    return Q(table="blindrating", object_id__in=rows)


def word_columns(event: Event) -> Collection[str]:
    """The columns in which a line says something in words, those that are no more among them."""
    model = columns.by_trail().get(event.table)
    known = {one.attname for one in model._meta.concrete_fields} if model else set()
    free = columns.words_of(model) if model else ()
    row = (event.old or {}) | (event.new or {})
    found = {name for name in row if name in free or name not in known}
    return found | {WHY} if event.reason else found


def _hide(rows: QuerySet[Event], wanted: Wanted) -> int:
    number = 0
    for pk, new in list(_found(rows, wanted)):
        number += Event.objects.filter(pk=pk).update(
            old=new.old,
            new=new.new,
            reason=new.reason,
            salt=new.salt,
            field_salts=new.field_salts,
        )
    return number


def _found(rows: QuerySet[Event], wanted: Wanted) -> Iterator[tuple[int, Line]]:
    """The lines (ids) that say something of what is wanted, and what they are without it."""
    for event in rows.order_by("pk").iterator(BATCH):
        names = set(wanted(event))
        columns = {name for name in names if _says(event.old, name) or _says(event.new, name)}
        line = event.as_line()
        new = hide(line, columns, reason=WHY in names)
        if new is not line:
            yield event.pk, new


def _says(side: dict[str, Any] | None, name: str) -> bool:
    """Whether there is anything to hide: an empty field tells nothing."""
    return (side or {}).get(name) not in (None, "", [], {})


def _with_clues(rows: QuerySet[Event], words: Words) -> QuerySet[Event]:
    table = Event._meta.db_table
    places = " OR ".join(f"{table}.{one}::text LIKE ANY(%s)" for one in ("old", "new", "reason"))
    return rows.extra(where=[f"({places})"], params=[patterns(words)] * 3)  # noqa: S610 - our columns
