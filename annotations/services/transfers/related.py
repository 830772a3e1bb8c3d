"""What hangs on an article and its claims and is the old desk's: labels, links, guests, feeds."""

from collections import Counter

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Now

from annotations.models import (
    Claim,
    ClaimLabel,
    ClaimLink,
    FeedEntry,
    GuestLink,
    Labelling,
    Membership,
    ReplyRequest,
    Role,
    TaggingRun,
    User,
)
from annotations.models.base import BATCH
from annotations.models.notice import notify_all
from annotations.work import wakeup

from ..tagging.runs import end_active

Rows = list[list[int]]
OF_LINK = ("claim_id", "other_id", "kind", "created_by_id", "created_at")
TAKERS = [role for role in Role if role.rank >= Role.REPORTER.rank]


def assigned(article_id: int) -> dict[int, int]:
    """Who has how many of its claims, by id."""
    held = Claim.objects.filter(article=article_id).exclude(assignee=None)
    return dict(Counter(held.order_by().values_list("assignee", flat=True)))


def may_hold(people: set[int], desk_id: int) -> set[int]:
    """Those of them who can have claims on the desk."""
    members = Membership.objects.filter(desk=desk_id, role__in=TAKERS).values("user")
    active = User.objects.filter(pk__in=people, is_active=True)
    return set(active.filter(Q(is_superuser=True) | Q(pk__in=members)).values_list("pk", flat=True))


def labellings(article_id: int) -> QuerySet[Labelling]:
    return Labelling.objects.filter(claim__article=article_id).order_by("pk")


def foreign_links(article_id: int) -> QuerySet[ClaimLink]:
    """Links between a claim of the article and one of another, which stays where it is."""
    here = Q(claim__article=article_id), Q(other__article=article_id)
    return ClaimLink.objects.filter(here[0] ^ here[1]).order_by("pk")


def open_guests(article_id: int) -> QuerySet[GuestLink]:
    return GuestLink.objects.open().filter(revision__article=article_id).order_by("pk")


def entries(article_id: int) -> QuerySet[FeedEntry]:
    return FeedEntry.objects.filter(article=article_id).order_by("pk")


def leave_links(article_id: int) -> list[dict]:
    """Take the links to other articles away; says what they were."""
    rows = foreign_links(article_id)
    left = [row | {"created_at": row["created_at"].isoformat()} for row in rows.values(*OF_LINK)]
    rows.delete()
    return left


def link_again(rows: list[dict], desk_id: int) -> None:
    """Those of them whose two claims are there still, on one desk."""
    ids = {pk for row in rows for pk in (row["claim_id"], row["other_id"])}
    there = set(Claim.objects.filter(desk=desk_id, pk__in=ids).values_list("pk", flat=True))
    again = [ClaimLink(**row) for row in rows if {row["claim_id"], row["other_id"]} <= there]
    ClaimLink.objects.bulk_create(again, BATCH, ignore_conflicts=True)


def label_again(rows: Rows, desk_id: int) -> None:
    """Those of the labels that the desk has still; `[[claim, label], …]`."""
    claims = set(
        Claim.objects.filter(pk__in=[claim for claim, _ in rows]).values_list("pk", flat=True)
    )
    labels = set(
        ClaimLabel.objects.filter(desk=desk_id, pk__in=[label for _, label in rows]).values_list(
            "pk", flat=True
        )
    )
    again = [
        Labelling(claim_id=claim, label_id=label)
        for claim, label in rows
        if claim in claims and label in labels
    ]
    Labelling.objects.bulk_create(again, BATCH, ignore_conflicts=True)


def leave_contacts(article_id: int, desk_id: int) -> Rows:
    """Who cannot look after a request there does so no more; `[[request, person], …]`."""
    rows = ReplyRequest.objects.filter(claim__article=article_id, assignee__isnull=False)
    had = [list(row) for row in rows.order_by("pk").values_list("pk", "assignee")]
    people = {person for _, person in had}
    leaving = people - may_hold(people, desk_id)
    left = [row for row in had if row[1] in leaving]
    gone = ReplyRequest.objects.filter(pk__in=[pk for pk, _ in left])
    gone.update(assignee=None, version=F("version") + 1)
    return left


def contact_again(rows: Rows, desk_id: int) -> None:
    """Those that nobody looks after since, and whose people can again."""
    may = may_hold({person for _, person in rows}, desk_id)
    had = {pk: person for pk, person in rows if person in may}
    if had:
        held = Case(*(When(pk=pk, then=Value(person)) for pk, person in had.items()))
        waiting = ReplyRequest.objects.filter(pk__in=had, assignee=None)
        waiting.update(assignee=held, version=F("version") + 1)


def close_guests(article_id: int) -> int:
    """Its links for guests lead nowhere any more; says how many."""
    return open_guests(article_id).update(revoked_at=Now())


def leave_feeds(article_id: int) -> list[int]:
    """No feed of the old desk corrects it from then on, or brings it anew; ids of the entries."""
    ids = list(entries(article_id).values_list("pk", flat=True))
    FeedEntry.objects.filter(pk__in=ids).update(article=None, is_held=False)
    return ids


def follow_feeds(ids: list[int], article_id: int, desk_id: int) -> None:
    rows = FeedEntry.objects.filter(pk__in=ids, article=None, feed__desk=desk_id)
    rows.update(article=article_id)


def lock_runs(article_id: int) -> None:
    """A worker that is about to write ends first."""
    list(TaggingRun.objects.active().filter(article=article_id).order_by("pk").select_for_update())


def take_runs_along(article_id: int, revision_id: int, desk_id: int) -> None:
    """Jobs are the other desk's; one that was under way begins anew by that desk's rules."""
    runs = TaggingRun.objects.filter(article=article_id)
    was_active = end_active(runs)
    runs.update(desk=desk_id, batch=None, version=F("version") + 1)
    if was_active:
        fresh = TaggingRun.objects.create(
            revision_id=revision_id, article_id=article_id, desk_id=desk_id
        )
        wakeup.ring()
        notify_all("run", [(desk_id, article_id, fresh.pk)])
