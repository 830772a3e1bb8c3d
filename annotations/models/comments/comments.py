"""What people say to each other about a claim, some words of an article, or an article."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..accounts.people import OfDesks, User
from ..articles.articles import Article
from ..articles.spans import Span, span_checks
from ..base import Versioned
from ..claims.claims import Claim

if TYPE_CHECKING:
    from typing_extensions import Self


class ThreadQuerySet(OfDesks["Thread"]):
    desk, article = "article__desk", "article"

    def open(self) -> "Self":
        """Threads that nobody has resolved."""
        return self.filter(resolved_at=None)

    def about(self, claim: Claim) -> "Self":
        """Those on the claim and on what was merged into it."""
        return self.filter(Q(claim=claim) | Q(claim__merged_into=claim))

    def beside_claims(self) -> "Self":
        """Those on an article or its words; the others stand in the panel of their claim."""
        return self.filter(claim=None)

    def with_first_words(self) -> "Self":
        """Each with its first comment that stands as `first_words`; None without one."""
        comments = Comment.objects.standing().filter(thread=OuterRef("pk")).order_by("pk")
        return self.annotate(first_words=Subquery(comments.values("body")[:1]))

    def with_comments(self) -> "Self":
        """Each with its people and its comments, first to last, in two queries for all."""
        comments = Comment.objects.select_related("created_by", "deleted_by").order_by("pk")
        rows = self.select_related("created_by", "resolved_by")
        return rows.prefetch_related(Prefetch("comments", queryset=comments))


class Thread(Versioned, Span):
    """A conversation; its place is a claim, words of the article (a span), or the whole article.

    The span follows corrections in place: `revision` is the one in whose words it stands. What was
    said about words keeps them: `before` are those that a correction changed.
    """

    class State(models.TextChoices):
        WHOLE = "", _("Not about certain words")
        EXACT = "exact", _("Same words")
        CHANGED = "changed", _("Words changed")
        ORPHANED = "orphaned", _("Words are gone")

    article = models.ForeignKey(Article, models.CASCADE, related_name="threads")
    # What was said outlives the claim: then it stands on the article.
    claim = models.ForeignKey(Claim, models.SET_NULL, null=True, related_name="threads")
    state = models.CharField(max_length=10, choices=State, blank=True, default=State.WHOLE)
    before = models.TextField(blank=True, default="", db_default="")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("conversation"), _("conversations")
        constraints = [
            *span_checks("thread"),
            models.CheckConstraint(
                name="thread_state_fits_place",
                condition=Q(state="", start__isnull=True, exact="")
                | (Q(state__in=["exact", "changed"], start__isnull=False) & ~Q(exact=""))
                | (Q(state="orphaned", start__isnull=True) & ~Q(exact="")),
            ),
            models.CheckConstraint(
                name="thread_resolved_by_somebody",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.exact or gettext("Conversation %(number)s") % {"number": self.pk}

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    @property
    def words_noted(self) -> str:
        """Those it was begun on: what a correction made of them is `exact`."""
        return self.before or self.exact


class CommentQuerySet(OfDesks["Comment"]):
    desk, article = "thread__article__desk", "thread__article"

    def standing(self) -> "Self":
        """Comments that nobody has deleted."""
        return self.filter(deleted_at=None)


class Comment(Versioned):
    """What one person said in a thread. Of a deleted one only that it was there is left."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    body = models.TextField(blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("comment"), _("comments")
        constraints = [
            models.CheckConstraint(
                name="comment_has_words_until_deleted",
                condition=(Q(deleted_at__isnull=True, deleted_by__isnull=True) & ~Q(body=""))
                | Q(deleted_at__isnull=False, deleted_by__isnull=False, body=""),
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80] or gettext("Deleted comment")

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None
