"""Articles, their immutable revisions and the files they came from."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import connection, models
from django.db.models import Count, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from annotations.ingest.addresses import address_key, page_path

from .. import external
from ..accounts.people import Desk, OfDesks, User
from ..base import Stamped, Versioned, rows_of
from ..external import ExternalId
from ..searching import Searchable, SearchableQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self


# `page_path` of an address as it is stored, that is with its host in small letters. Of Django's own
# parts, because migrations name them.
PAGE_PATH = Func(
    Func(
        F("source_url"),
        Value(r"^https?://(www\.)?|[?#].*$"),
        Value(""),
        Value("g"),
        function="regexp_replace",
    ),
    Value("/"),
    function="rtrim",
    output_field=models.TextField(),
)

# When it was published; while nobody knows, when it was added.
ARTICLE_DATE = Coalesce("published_at", "created_at")


# One step of the index a language, however many articles are written in it.
LANGUAGES = """
WITH RECURSIVE found AS (
    SELECT d.id AS desk, (
        SELECT min(language) FROM annotations_article WHERE desk_id = d.id) AS language
    FROM unnest(%s::bigint[]) d(id)
    UNION ALL
    SELECT desk, (
        SELECT min(language) FROM annotations_article
        WHERE desk_id = found.desk AND language > found.language)
    FROM found WHERE language IS NOT NULL)
SELECT DISTINCT language FROM found WHERE language IS NOT NULL ORDER BY language LIMIT %s
"""


def languages_of(desks: Iterable[int], most: int) -> list[str]:
    """The languages in which articles of these desks (ids) are written, in order."""
    with connection.cursor() as cursor:
        cursor.execute(LANGUAGES, [list(desks), most])
        return [language for (language,) in cursor.fetchall()]


class ArticleQuerySet(SearchableQuerySet["Article"]):
    article = "pk"
    keyset = ("created_at", "id")
    newest_first = True

    def with_stage(self, stage: str) -> "Self":
        """Articles that hold a claim in this stage."""
        claims = rows_of(self.model, "claims")
        return self.filter(Exists(claims.filter(article=OuterRef("pk"), stage=stage)))

    def at_path(self, url: str) -> "Self":
        """Those whose address is the same page as `url`, or another one of the same path."""
        found = self.exclude(source_url="").alias(path=PAGE_PATH)
        return found.filter(path=page_path(url))

    def at(self, url: str) -> "Self":
        """Those whose address is the same page as `url`, whatever its spelling."""
        near = self.at_path(url).order_by().values_list("pk", "source_url")
        return self.filter(pk__in=[pk for pk, own in near if address_key(own) == address_key(url)])

    def untouched_since(self, moment) -> "Self":
        """Articles added after `moment` that nobody has worked on: their first text, no claim or
        name that a person made, decided or added to, names not reviewed, nothing said about them,
        no guest asked."""

        def related(name: str, path: str):
            return rows_of(self.model, name).filter(**{path: OuterRef("pk")}).order_by()

        claims = related("claims", "article").worked_on()
        mentions = related("mentions", "article").exclude(
            ~Q(origin="person") & Q(state="suggested")
        )
        corrections = related("revisions", "article").filter(number__gt=1)
        reviews = related("revisions", "article").filter(names_review__isnull=False)
        guests = related("revisions", "article").filter(guest_links__isnull=False)
        found = (claims, mentions, corrections, reviews, related("threads", "article"), guests)
        touched = reduce(or_, map(Exists, found))
        return self.filter(created_at__gt=moment).exclude(touched)

    def for_lists(self) -> "Self":
        """What one row of a list shows, without the text: headline, revision, counts, newest run.

        Counts are sub-queries of the page's rows, so that a page costs the same however many
        articles there are.
        """
        claims = rows_of(self.model, "claims")
        newest = (
            rows_of(self.model, "runs").filter(article=OuterRef("pk")).order_by("-queued_at", "-id")
        )

        def count(stage: str):
            of_stage = claims.filter(article=OuterRef("pk"), stage=stage).order_by()
            grouped = of_stage.values("article").annotate(n=Count("pk")).values("n")
            return models.functions.Coalesce(models.Subquery(grouped), 0)

        return (
            self.select_related("current_revision", "desk", "embargo")
            .defer(
                "search",
                "current_revision__text",
                "current_revision__blocks",
                "current_revision__links",
                "current_revision__hidden",
            )
            .annotate(
                open_count=count("open"),
                checking_count=count("checking"),
                review_count=count("review"),
                checked_count=count("checked"),
                run_id=models.Subquery(newest.values("id")[:1]),
                run_state=models.Subquery(newest.values("state")[:1]),
            )
        )


class Article(Versioned, Searchable, ExternalId):
    """One news text of one desk."""

    left_out: list[str]  # Parts of the page it was just read from.

    desk = models.ForeignKey(Desk, models.PROTECT, related_name="articles")
    headline = models.CharField(max_length=500)
    language = models.CharField(max_length=16, default="und", help_text=_("ISO 639 code, or und."))
    outlet = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=2000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # The database holds it to a revision of this very article (`keys.sql`); the pair is
    # written in one transaction, the article first.
    current_revision = models.ForeignKey(
        "annotations.Revision", models.DO_NOTHING, related_name="+", db_constraint=False
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("article"), _("articles")
        # What is on an article is of its desk: `claim_desk_of_article` refers to the pair.
        constraints = [
            models.UniqueConstraint(name="article_of_desk", fields=["id", "desk"]),
            external.once("article"),
        ]
        indexes = [
            # In kB: what is not merged yet is read through by every search (docs/scale.md).
            GinIndex(fields=["search"], name="article_search", gin_pending_list_limit=512),
            models.Index(fields=["desk", "created_at", "id"], name="article_desk_newest"),
            models.Index(fields=["created_at", "id"], name="article_newest"),
            models.Index(fields=["desk", "language", "created_at", "id"], name="article_language"),
            models.Index(fields=["language", "created_at", "id"], name="article_in_language"),
            # By their own date, as claims are listed by it (models/claims/orders.py).
            models.Index("desk", ARTICLE_DATE, "id", name="article_desk_date"),
            models.Index(ARTICLE_DATE, "id", name="article_date"),
            # A feed asks whether the desk has its article already.
            HashIndex(PAGE_PATH, name="article_page", condition=~Q(source_url="")),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def embargo_in_force(self):
        """What hides it now from some of its desk (embargoes.py), or None."""
        found = getattr(self, "embargo", None)
        return found if found and found.is_in_force else None


class RevisionQuerySet(OfDesks["Revision"]):
    desk, article = "article__desk", "article"
    keyset = ("article_id", "number")
    newest_first = True

    def without_text(self) -> "Self":
        """All that lists show: the text of a revision may be long."""
        return self.defer("text", "blocks", "links", "hidden")


class Revision(Stamped):
    """One immutable state of an article's text; the database refuses to change or delete it."""

    GRANTS = "SELECT, INSERT, DELETE"  # It goes with an article that is deleted.

    # Of its article, where a query reads them along (services/anchors/place.py).
    desk_id: int
    current_revision_id: int

    class Kind(models.TextChoices):
        ORIGINAL = "original", pgettext_lazy("kind of a revision", "Original")
        CORRECTION = "correction", pgettext_lazy("kind of a revision", "Correction")
        UPDATE = "update", pgettext_lazy("kind of a revision", "Update")
        TYPO = "typo", pgettext_lazy("kind of a revision", "Typo")
        LEGAL = "legal", pgettext_lazy("kind of a revision", "Legal")

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(help_text=_("Canonical text; all offsets count its code points."))
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ORIGINAL)
    note = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, help_text=_("Of the text in UTF-8."))
    length = models.PositiveIntegerField(help_text=_("In code points."))
    # Structure stands beside the text: [{start, end, type}] and [{start, end, href}].
    blocks = models.JSONField(default=list)
    links = models.JSONField(default=list)
    # What was sent along in invisible characters: a C2PA manifest in its wrapper.
    hidden = models.BinaryField(null=True)
    # What became of the anchors: {"unchanged", "moved", "changed", "orphaned"}.
    carried = models.JSONField(default=dict, db_default={})
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("revision"), _("revisions")
        constraints = [
            models.UniqueConstraint(name="revision_number_once", fields=["article", "number"]),
            models.UniqueConstraint(name="revision_of_article", fields=["article", "id"]),
            models.CheckConstraint(name="revision_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="revision_kind_known",
                condition=Q(kind__in=["original", "correction", "update", "typo", "legal"]),
            ),
        ]
        # Bulk import asks whether a desk already holds a text.
        indexes = [models.Index(fields=["sha256"], name="revision_sha256")]

    def __str__(self) -> str:
        return f"Revision {self.number}"


class Original(models.Model):
    """The bytes an article was uploaded as; kept in the database, so that text and file are one
    transaction and one backup."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="original")
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    encoding = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        verbose_name, verbose_name_plural = _("uploaded file"), _("uploaded files")

    def __str__(self) -> str:
        return self.filename
