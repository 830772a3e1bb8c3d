"""Something that was asked for is taken down, as the owner of the tables (docs/redaction.md)."""

from collections import Counter

from django.db import transaction
from django.db.models.functions import Now

from annotations import access
from annotations.errors import DomainError
from annotations.models import Alias, Article, Claim, Entity, Redaction, Revision, act_as, because
from annotations.models.base import longest
from annotations.models.notice import notify_all
from annotations.text.redacting import FILL
from annotations.work.claims import terms

from ..publications import bundles
from . import consequences, forgetting, guards, plans, removal, sweep, trail
from .columns import Rows
from .plans import Plan

NAMELESS = FILL * 5


def waiting() -> list[Redaction]:
    """Carry out all that wait, the oldest first."""
    ids = list(Redaction.objects.waiting().values_list("pk", flat=True))
    return [carry_out(pk) for pk in ids]


def carry_out(redaction_id: int) -> Redaction:
    """Do what was asked for, in one transaction; the row as it is then.

    What cannot be done is marked as failed, with the reason and without its words. Raises
    NotAllowed when this process is not the owner of the tables.
    """
    guards.require_owner()
    try:
        with transaction.atomic():
            row = Redaction.objects.select_for_update(of=("self",)).get(pk=redaction_id)
            if row.state == Redaction.State.REQUESTED:
                _do(row)
    except DomainError as error:
        problem = error.message[: longest(Redaction, "problem")]
        Redaction.objects.filter(pk=redaction_id).update(
            state=Redaction.State.FAILED, problem=problem, text=""
        )
    return Redaction.objects.get(pk=redaction_id)


def _do(row: Redaction) -> None:
    access.require_administrator(row.requested_by)
    act_as(row.requested_by)
    because(row.basis)
    gone: Rows = {}
    articles: set[int] = set()
    reason = row.reason
    with guards.opened():
        if row.kind == Redaction.Kind.PERSON:
            counts = forgetting.forget(row)
        else:
            plan = plans.plan(row)
            for search in plan.searches:
                reason = search.words.fill(reason)
            gone, pointing = removal.closure(plan.gone)
            counts, articles = _take_down(plan, gone, pointing)
    terms.count_all()
    # Of all, also where the words stood in a headline beside: those that did not change are made
    # anew with the same bytes.
    counts["bundle"] += bundles.forget()
    # Outside: the trail tells of this row as of any other.
    Redaction.objects.filter(pk=row.pk).update(
        state=Redaction.State.DONE,
        done_at=Now(),
        text="",
        reason=reason,
        counts={name: number for name, number in sorted(counts.items()) if number},
        articles=sorted(articles),
        claims=sorted(gone.get(Claim, ())),
    )
    _notify(row, articles | gone.get(Article, set()))


def _notify(row: Redaction, articles: set[int]) -> None:
    """The open pages of the articles, of whatever desk; who lost one is on the redaction's."""
    desks = dict(Article.objects.filter(pk__in=articles).values_list("pk", "desk"))
    notify_all("article", [(desks.get(pk, row.desk_id), pk, pk) for pk in sorted(articles)])


def _take_down(plan: Plan, gone: Rows, pointing: removal.Pointing) -> tuple[Counter[str], set[int]]:
    """What was changed, by table, and the articles that stand and lost something."""
    counts: Counter[str] = Counter()
    touched: Rows = {}
    lost = set(
        Claim.objects.filter(pk__in=gone.get(Claim, ())).values_list("article_id", flat=True)
    )
    if any(gone.values()):
        counts += removal.remove(gone, pointing)
        counts["event"] += trail.hide_rows(gone)
    for search in plan.searches:
        number, rows = sweep.sweep(search)
        counts += number
        for model, pks in rows.items():
            touched.setdefault(model, set()).update(pks)
        counts["event"] += trail.hide_words(search, rows)
    counts += _empty_entities(plan.entities, touched)
    counts += consequences.empty_texts(plan.revisions)
    revisions = plan.revisions | touched.get(Revision, set())
    articles = set(Revision.objects.filter(pk__in=revisions).values_list("article_id", flat=True))
    articles |= touched.get(Article, set())
    counts += consequences.follow(revisions, articles, touched)
    counts += consequences.drop_files()
    for search in plan.searches:
        counts += consequences.unmark(search.articles or ())
    if plan.revisions:
        counts["event"] += trail.hide_revisions(plan.revisions)
    if plan.readers:
        counts["event"] += trail.hide_readers()
    return counts, (articles | lost) - gone.get(Article, set())


def _empty_entities(entities: set[int], touched: Rows) -> Counter[str]:
    """They stay, for what hangs on them, and are called nothing."""
    if not entities:
        return Counter()
    hidden = trail.hide_rows({Entity: entities})
    number = Entity.objects.filter(pk__in=entities).update(
        name=NAMELESS, description="", wikidata_id=""
    )
    names = Alias.objects.filter(entity__in=entities).delete()[0]
    touched.setdefault(Entity, set()).update(entities)
    return Counter(entity=number, alias=names, event=hidden)
