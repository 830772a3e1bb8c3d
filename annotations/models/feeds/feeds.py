"""Feeds a desk reads: what they bring becomes articles, what they correct becomes revisions."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User
from ..articles.articles import Article
from ..base import Versioned

if TYPE_CHECKING:
    from typing_extensions import Self


MOST_HELD = 20  # Shown of each feed.
MANY_FAILURES = 3


class FeedQuerySet(OfDesks["Feed"]):
    keyset = ("created_at", "id")
    newest_first = True

    def due(self) -> "Self":
        """Those that are to be read now and that nobody reads, the longest waiting first."""
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=Now())
        return self.filter(free, is_paused=False, due_at__lte=Now()).order_by("due_at", "id")

    def failing(self) -> "Self":
        """Those that could not be read so often in a row that it may not pass by itself."""
        return self.filter(is_paused=False, failures__gte=MANY_FAILURES)

    def with_counts(self) -> "Self":
        """Each with how many articles it brought, as `articles`."""
        brought = models.Count("entries", filter=models.Q(entries__article__isnull=False))
        return self.annotate(articles=brought)

    def with_held(self, user: User) -> "Self":
        """Each with the first entries that wait for a person, of those this one may see: `held`."""
        seen = FeedEntry.objects.not_hidden_from(user)
        held = seen.held().select_related("article").defer("article__search")
        return self.prefetch_related(models.Prefetch("entries", held[:MOST_HELD], to_attr="held"))


class Feed(Versioned):
    """A web address that is read every NEWSROOM_FEED_MINUTES, in the name of who added it."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="feeds")
    address = models.CharField(max_length=500)
    name = models.CharField(max_length=200, blank=True, help_text=_("As the feed calls itself."))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_paused = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_default=Now())
    # Until when its reader is trusted; it names the reader too: only that one may write the end.
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(
        default=0, help_text=_("Readings that began but have not ended.")
    )
    read_at = models.DateTimeField(null=True)
    # When it brought something last, and how many articles.
    news_at = models.DateTimeField(null=True)
    news_new = models.PositiveIntegerField(default=0)
    news_revised = models.PositiveIntegerField(default=0)
    # Why the last reading brought nothing, or not all; and how many in a row brought nothing.
    problem = models.CharField(max_length=500, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    # Of the answer that was read last, so that an unchanged feed is not sent again.
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=200, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("feed"), _("feeds")
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


class FeedEntryQuerySet(OfDesks["FeedEntry"]):
    desk, article = "feed__desk", "article"

    def held(self) -> "Self":
        """Those about which a person decides, the oldest first."""
        return self.filter(is_held=True, article__isnull=False).order_by("id")


class FeedEntry(models.Model):
    """What a feed said of one article when it was read last.

    It is kept when the article is deleted, so that the feed does not bring it back.
    """

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")

    class Answer(models.TextChoices):
        REVISE = "revise", _("It is a revision")
        ADD = "add", _("It is an article of its own")
        KEEP = "keep", _("The article stays as it is")

    key = models.CharField(max_length=64, help_text=_("SHA-256 of what tells it from the others."))
    # 0 its id, 1 id and link, 2 headline and date too: an id that two entries had is none.
    rank = models.PositiveSmallIntegerField(
        default=0, help_text=_("What tells it from the others.")
    )
    # Equal for ids and addresses that are only spelt otherwise: a feed that moves to https.
    guid = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of its id."))
    link = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of its address."))
    title = models.CharField(max_length=300, blank=True)
    # SHA-256 of all that the feed said; empty until it was taken in, so that it is tried again.
    fingerprint = models.CharField(max_length=64, blank=True)
    # What was taken in: only what the feed itself changes since is written, and nobody's own edit
    # is undone because a date was added.
    sha256 = models.CharField(max_length=64, blank=True, help_text=_("Of the text."))
    about = models.JSONField(default=dict, help_text=_("Headline, byline and time of publication."))
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    brought = models.BooleanField(default=False, help_text=_("It became an article once."))
    tries = models.PositiveSmallIntegerField(
        default=0, help_text=_("Pages that could not be fetched.")
    )
    problem = models.CharField(max_length=500, blank=True, help_text=_("Why it brought nothing."))
    is_held = models.BooleanField(
        default=False, help_text=_("It would make its article worse: a person decides.")
    )
    answer = models.CharField(max_length=10, choices=Answer, blank=True)

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("feed entry"), _("feed entries")
        constraints = [models.UniqueConstraint(name="feed_entry_once", fields=["feed", "key"])]
        indexes = [
            # An entry whose id or address is spelt otherwise now.
            models.Index(fields=["feed", "guid"], name="feed_entry_guid"),
            # The same story in another feed of the desk.
            models.Index(fields=["link"], name="feed_entry_link", condition=~models.Q(link="")),
            # What waits for a person.
            models.Index(
                fields=["feed", "id"], name="feed_entry_held", condition=models.Q(is_held=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key
