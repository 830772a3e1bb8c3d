"""Feeds a desk reads: what they bring becomes articles, what they correct becomes revisions."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .articles import Article
from .base import Versioned
from .keyset import KeysetQuerySet
from .people import Desk, Membership, User


class FeedQuerySet(KeysetQuerySet):
    keyset = ("created_at", "id")
    newest_first = True

    def visible_to(self, user):
        """Feeds of the desks this person is a member of."""
        if user.is_superuser:
            return self
        return self.filter(desk__in=Membership.objects.filter(user=user).values("desk"))

    def due(self):
        """Those that are to be read now, the longest waiting first."""
        return self.filter(is_paused=False, due_at__lte=Now()).order_by("due_at", "id")

    def with_counts(self):
        """Each with how many articles it brought, as `articles`."""
        brought = models.Count("entries", filter=models.Q(entries__article__isnull=False))
        return self.annotate(articles=brought)


class Feed(Versioned):
    """A web address that is read every NEWSROOM_FEED_MINUTES, in the name of who added it."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="feeds")
    address = models.CharField(max_length=500)
    name = models.CharField(max_length=200, blank=True, help_text="As the feed calls itself.")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_paused = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0, help_text="Readings begun and not ended.")
    read_at = models.DateTimeField(null=True)
    # Why the last reading brought nothing, or not all; and how many in a row brought nothing.
    problem = models.CharField(max_length=500, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    # Of the answer that was read last, so that an unchanged feed is not sent again.
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=200, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="feed_once", fields=["desk", "address"])]
        indexes = [
            models.Index(
                fields=["due_at", "id"], name="feed_due", condition=models.Q(is_paused=False)
            )
        ]

    def __str__(self) -> str:
        return self.name or self.address

    @property
    def wait_minutes(self) -> int:
        """Until it is read again: longer and longer while it fails, up to some hours."""
        return settings.FEED_MINUTES * 2 ** min(self.failures, 5)


class FeedEntry(models.Model):
    """What a feed said of one article when it was read last.

    It is kept when the article is deleted, so that the feed does not bring it back.
    """

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, help_text="SHA-256 of what the feed calls it.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what the feed says of it.")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    problem = models.CharField(max_length=500, blank=True, help_text="Why it brought nothing.")

    class Meta:
        constraints = [models.UniqueConstraint(name="feed_entry_once", fields=["feed", "key"])]

    def __str__(self) -> str:
        return self.key
