"""Embargoes: an article that only the desk's editors and named people see, until it is lifted."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.errors import Invalid, WrongState
from annotations.models import Article, Claim, Embargo, Membership, Stage, Suggestion, User
from annotations.models.articles.embargoes import MOST_PEOPLE
from annotations.models.base import longest
from annotations.models.claims.suggestions import CHECKED_ALREADY, REPEATED, repeating
from annotations.models.notice import notify

from ..transactions import acting, clean_line, locked_of_desk


def put(
    *,
    actor: User,
    article_id: int,
    seen_version: int | None = None,
    until: datetime | None = None,
    people: Iterable[int] = (),
    reason: str = "",
) -> Embargo:
    """Put an article under embargo, or change who is named (ids) and until when it lasts.

    `seen_version` is the article's, which has another one from then on. Raises NotFound,
    NotAllowed, Stale and Invalid (a time that has passed, somebody who is not on the desk).
    """
    with acting(actor):
        article = _held(actor, article_id, seen_version)
        if until is not None and until <= timezone.now():
            raise Invalid(_("Choose a time that is still to come."), field="until")
        embargo = Embargo.objects.filter(article=article).first() or Embargo(article=article)
        embargo.until, embargo.end_told_at = until, None
        embargo.people = _members(article.desk_id, set(people))
        embargo.reason = clean_line(reason, "reason", longest=longest(Embargo, "reason"))
        embargo.created_by = actor
        embargo.save()
        _quote_no_more(article)
        _notify(article)
    return embargo


def lift(*, actor: User, article_id: int, seen_version: int | None = None) -> None:
    """Everybody on the desk sees the article again.

    Raises NotFound, NotAllowed, Stale, and WrongState where no embargo is in force.
    """
    with acting(actor):
        article = _held(actor, article_id, seen_version)
        if (
            not Embargo.objects.in_force()
            .filter(article=article)
            .update(until=Now(), end_told_at=Now())
        ):
            raise WrongState(_("This article is under no embargo."))
        _notify(article)


def _quote_no_more(article: Article) -> None:
    """Elsewhere on the desk sentences are suggested that repeat a claim of it, with its words."""
    statements = Claim.objects.filter(article=article).values_list("statement", flat=True)
    reasons = {repeating(statement) for statement in statements}
    quoting = Suggestion.objects.filter(desk=article.desk_id, rule=REPEATED, reason__in=reasons)
    quoting.exclude(claim__article=article).update(reason=CHECKED_ALREADY)


def _held(actor: User, article_id: int, seen_version: int | None) -> Article:
    rows = Article.objects.defer("search")
    return locked_of_desk(actor, "keep embargoes", rows, article_id, seen_version)


def _notify(article: Article) -> None:
    """It has another version, and open pages hear of it."""
    Article.objects.filter(pk=article.pk).update(version=F("version") + 1)
    notify("article", desk=article.desk_id, article=article.pk, pk=article.pk)


def of(article: Article) -> Embargo | None:
    """The one in force."""
    return Embargo.objects.in_force().filter(article=article).first()


def at_work_on(article: Article) -> set[int]:
    """Who has claims of it in hand or added it (ids): whoever is not named loses sight of it."""
    busy = Claim.objects.filter(article=article).exclude(stage=Stage.DISMISSED)
    people = set(busy.exclude(assignee=None).values_list("assignee", flat=True))
    return people | ({article.created_by_id} if article.created_by_id else set())


def _members(desk_id: int, wanted: set[int]) -> list[int]:
    """Their ids in order; raises Invalid for somebody who is not on the desk."""
    if len(wanted) > MOST_PEOPLE:
        raise Invalid(_("Name at most %(most)s people.") % {"most": MOST_PEOPLE}, field="people")
    members = Membership.objects.working().filter(desk=desk_id, user__in=wanted)
    if set(members.values_list("user", flat=True)) != wanted:
        raise Invalid(_("Name only people who are on the desk."), field="people")
    return sorted(wanted)
