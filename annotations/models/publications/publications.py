"""What of a desk's checks the public may read, and which verdicts were shown there since when."""

import secrets
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User
from ..articles.articles import Article
from ..articles.embargoes import Embargo
from ..base import Stamped, Versioned
from ..claims.claims import Claim
from ..claims.verdicts import Assessment
from ..first_hits import IsAmong
from ..searching import Searchable, SearchableQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self


MOST_WORDS = 8  # Of a search.
HAS_SUBJECT = Q(kind="claim", claim__isnull=False) | Q(kind="article", article__isnull=False)


def words_of(verdict: Assessment) -> tuple[str, str]:
    """What was approved, by which its page is found."""
    return (verdict.kept or {}).get("statement") or "", verdict.rationale


def new_key() -> str:
    """Says nothing of what is published: an address outlives the words, also by a take-down."""
    return secrets.token_hex(6)


class PublicationQuerySet(OfDesks["Publication"]):
    article = "article"
    keyset = ("published_at", "id")
    newest_first = True

    def standing(self) -> "Self":
        """Those that were not unpublished, and whose claim or article is there still."""
        return self.filter(HAS_SUBJECT, state=Publication.State.PUBLISHED)

    def readable(self) -> "Self":
        """Those that the public may read now: not of a desk that has no public pages, and not while
        an embargo is on the article."""
        embargoes = Embargo.objects.in_force().filter(article=OuterRef("article"))
        return self.standing().filter(~Exists(embargoes.order_by()), desk__public_pages__is_on=True)

    def of_claim(self, claim: Claim) -> "Self":
        """The claim's own page, and pages of its article that show a verdict on it."""
        shown = PublishedVerdict.objects.filter(
            publication=OuterRef("pk"), assessment__claim=claim
        ).order_by()
        return self.filter(Q(claim=claim) | Exists(shown))

    def showing(self, words: str) -> "Self":
        """Those that show a verdict of which the approved statement and rationale have words that
        begin with each of these.

        Of the claim as people work on it nothing is asked: nobody finds out by searching what it
        may become.
        """
        few = " ".join(words.split()[:MOST_WORDS])
        verdicts = PublishedVerdict.objects.current().completing(few)
        found = ArraySubquery(verdicts.order_by().values("publication"))
        return self.filter(IsAmong(F("pk"), found))

    def doubted(self) -> "Self":
        """Standing ones that show a verdict which needs another look."""
        verdicts = PublishedVerdict.objects.current().filter(publication=OuterRef("pk"))
        doubted = verdicts.filter(assessment__needs_another_look=True).order_by()
        return self.standing().filter(Exists(doubted))

    def corrected(self) -> "Self":
        """Those on which a verdict was changed."""
        return self.filter(corrected_at__isnull=False)


class Publication(Versioned):
    """A claim's or an article's fact-check that has a public page, or had one.

    Its address is its key and never changes. What the page shows are the approved verdicts that
    stand (PublishedVerdict), as the approval kept them.
    """

    class Kind(models.TextChoices):
        CLAIM = "claim", pgettext_lazy("kind of a public page", "Claim")
        ARTICLE = "article", pgettext_lazy("kind of a public page", "Article")

    class State(models.TextChoices):
        PUBLISHED = "published", pgettext_lazy("state of a public page", "Published")
        UNPUBLISHED = "unpublished", pgettext_lazy("state of a public page", "Taken down")

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=10, choices=Kind)
    # Of a claim its article, too. They go when those are taken down; the address stays.
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="publications"
    )
    claim = models.ForeignKey(
        Claim, models.SET_NULL, null=True, blank=True, related_name="publications"
    )
    key = models.CharField(max_length=12, unique=True, editable=False, help_text=_("Its address."))
    state = models.CharField(max_length=12, choices=State, default=State.PUBLISHED)
    published_at = models.DateTimeField(help_text=_("When it came out first."))
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # When a verdict on it was changed last, and when it was last published or changed at all.
    corrected_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField()
    unpublished_at = models.DateTimeField(null=True, blank=True)
    unpublished_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("public page"), _("public pages")
        constraints = [
            models.CheckConstraint(
                name="publication_kind_known",
                condition=Q(kind="claim") | Q(kind="article", claim__isnull=True),
            ),
            models.CheckConstraint(
                name="publication_state_dated",
                condition=Q(state="published", unpublished_at=None, unpublished_by=None)
                | Q(
                    state="unpublished",
                    unpublished_at__isnull=False,
                    unpublished_by__isnull=False,
                ),
            ),
            models.UniqueConstraint(name="publication_of_claim_once", fields=["claim"]),
            models.UniqueConstraint(
                name="publication_of_article_once",
                fields=["article"],
                condition=Q(kind="article"),
            ),
        ]
        indexes = [
            models.Index(fields=["desk", "published_at", "id"], name="publication_of_desk"),
            models.Index(
                fields=["desk", "published_at", "id"],
                name="publication_gone",
                condition=Q(state="unpublished"),
            ),
            models.Index(
                fields=["desk", "published_at", "id"],
                name="publication_newest",
                condition=Q(state="published"),
            ),
            models.Index(
                fields=["desk", "corrected_at", "id"],
                name="publication_corrected",
                condition=Q(corrected_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Public page %(key)s") % {"key": self.key}

    @property
    def is_gone(self) -> bool:
        """Whether nothing but its address is left."""
        subject = self.claim_id if self.kind == self.Kind.CLAIM else self.article_id
        return self.state == self.State.UNPUBLISHED or subject is None


class PublishedVerdictQuerySet(SearchableQuerySet["PublishedVerdict"]):
    desk, article = "publication__desk", "publication__article"

    def current(self) -> "Self":
        """Those that a page shows now."""
        return self.filter(assessment__state=Assessment.State.APPROVED)


class PublishedVerdict(Stamped, Searchable):
    """From when on a page showed a verdict; until another one on the question was approved.

    It is found by the words that were approved.
    """

    GRANTS = "SELECT, INSERT, DELETE"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="verdicts")
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="published")
    shown_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = PublishedVerdictQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("published verdict"), _("published verdicts")
        constraints = [
            models.UniqueConstraint(
                name="publication_shows_verdict_once", fields=["publication", "assessment"]
            )
        ]
        indexes = [GinIndex(fields=["search"], name="publishedverdict_search")]

    def __str__(self) -> str:
        return gettext("Verdict %(number)s on a public page") % {"number": self.assessment_id}
