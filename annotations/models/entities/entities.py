"""Canonical people, organisations, places and times, and where texts name them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Left, Now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .. import external
from ..accounts.people import Desk, Hidden, OfDesks, User
from ..articles.articles import Article, Revision
from ..articles.spans import Span, span_checks
from ..base import Versioned
from ..counting import FEW, CountUpTo
from ..external import ExternalId
from ..searching import Searchable, SearchableQuerySet

if TYPE_CHECKING:
    from typing_extensions import Self


class Label(models.TextChoices):
    PERSON = "PERSON", pgettext_lazy("kind of entity", "Person")
    ORG = "ORG", pgettext_lazy("kind of entity", "Organisation")
    PLACE = "PLACE", pgettext_lazy("kind of entity", "Place")
    NORP = "NORP", pgettext_lazy("kind of entity", "Nationality or group")
    DATE = "DATE", pgettext_lazy("kind of entity", "Date")
    MISC = "MISC", pgettext_lazy("kind of entity", "Other")


class EntityQuerySet(SearchableQuerySet["Entity"]):
    def outside(self, hidden: Hidden) -> "Self":
        """Without those that are named in these articles and nowhere else."""
        there = Mention.objects.filter(article__in=hidden, entity__isnull=False).values("entity")
        elsewhere = Mention.objects.filter(entity=OuterRef("pk")).outside(hidden)
        return self.filter(~Q(pk__in=there) | Exists(elsewhere))

    def standing(self) -> "Self":
        """Entities that were not merged into another."""
        return self.filter(merged_into=None)

    def counted(self, user: User, most: int = FEW) -> "Self":
        """With `mention_count` and `article_count`, of what stands in texts now and this person
        may see; more than `most` are `most` and one."""
        here = Mention.objects.not_hidden_from(user).filter(entity=OuterRef("pk"))
        named = here.current_by_row().placed().not_rejected()
        articles = named.order_by("article").values("article").distinct()
        return self.annotate(
            mention_count=CountUpTo(named.order_by("article").values("pk"), most),
            article_count=CountUpTo(articles, most),
            most_counted=Value(most),
        )


class EntitiesByName(EntityQuerySet):
    """In the order in which people look for them."""

    keyset = ("name", "id")


class Entity(Versioned, Searchable, ExternalId):
    """A canonical person, organisation, place, event or other thing, as one desk knows it."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="entities", db_index=False)
    name = models.CharField(max_length=300)
    label = models.CharField(max_length=10, choices=Label)
    description = models.TextField(blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = EntityQuerySet.as_manager()
    by_name = EntitiesByName.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("entity"), _("entities")
        constraints = [
            external.once("entity"),
            models.CheckConstraint(name="entity_label_known", condition=Q(label__in=Label.values)),
            models.CheckConstraint(
                name="entity_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="entity_search"),
            models.Index(fields=["desk", "id"], name="entity_desk"),
            models.Index(fields=["desk", "label", "id"], name="entity_desk_label"),
            models.Index(fields=["desk", "name", "id"], name="entity_desk_name"),
            models.Index(fields=["desk", "label", "name", "id"], name="entity_desk_kind_name"),
            models.Index(fields=["name", "id"], name="entity_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """A name by which texts call an entity; the entity's own name is one of them."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases")
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="+")
    label = models.CharField(max_length=10, choices=Label)
    name = models.CharField(max_length=300)
    # The folded name: one entity a desk, label and key, so that tagging twice makes one.
    key = models.CharField(max_length=300)
    # Names that share one of these may be one name spelt otherwise (tagging/similarity/suggest.py).
    blocks = ArrayField(
        models.CharField(max_length=80), default=list, db_default=[], editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("other name"), _("other names")
        constraints = [
            models.UniqueConstraint(name="alias_once", fields=["desk", "label", "key"]),
        ]
        indexes = [GinIndex(fields=["blocks"], name="alias_blocks")]

    def __str__(self) -> str:
        return self.name


class NamesReviewQuerySet(OfDesks["NamesReview"]):
    desk, article = "revision__article__desk", "revision__article"

    def of_desk(self, desk_id: int) -> "Self":
        return self.filter(revision__article__desk=desk_id)

    def newest(self) -> "Self":
        """Of each article the newest revision that was reviewed."""
        later = NamesReview.objects.filter(
            revision__article=OuterRef("revision__article"),
            revision__number__gt=OuterRef("revision__number"),
        )
        return self.exclude(Exists(later))


class NamesReview(models.Model):
    """A person looked at every name of a revision: it can teach the tagger."""

    revision = models.OneToOneField(Revision, models.CASCADE, related_name="names_review")
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(db_default=Now())

    objects = NamesReviewQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("review of names"), _("reviews of names")

    def __str__(self) -> str:
        return gettext("Names of revision %(number)s reviewed") % {"number": self.revision_id}


GAZETTEER = "gazetteer/"  # So begins the origin of what a desk's rule made.
BEGINNING = 100  # Characters of a name by which it is looked for.


class MentionQuerySet(OfDesks["Mention"]):
    article = "article"
    keyset = ("article_id", "start", "end", "id")

    def current(self) -> "Self":
        """Mentions in the revisions that stand."""
        return self.filter(revision=F("article__current_revision"))

    def current_by_row(self) -> "Self":
        """The same, asked of each row: for pages, which read few.

        Of the join that `current` makes PostgreSQL expects next to nothing, and sorts all there is.
        """
        article = Article.objects.filter(pk=OuterRef("article"))
        here = article.values(here=Q(current_revision=OuterRef("revision")))
        return self.filter(Subquery(here, output_field=models.BooleanField()))

    def found_by(self, desks: Iterable[int], *, label: str = "", state: str = "") -> "Self":
        """Of those on these desks the ones of this label and in this state, if any is given.

        Pages look in each part of the index `mention_found` by itself.
        """
        parts: list[dict[str, object]] = [{"desk": desk} for desk in desks]
        if label or state:
            labels, states = [label] if label else Label.values, [state] if state else Mention.State
            kinds = [{"label": one, "state": other} for one in labels for other in states]
            parts = [part | kind for part in parts for kind in kinds]
        given = {name: value for name, value in (("label", label), ("state", state)) if value}
        return self.filter(**given).in_parts(Q(**part) for part in parts)

    def placed(self) -> "Self":
        """Mentions whose words are still there."""
        return self.filter(start__isnull=False)

    def not_rejected(self) -> "Self":
        """Mentions of which nobody said that they are none."""
        return self.exclude(state=Mention.State.REJECTED)


class Mention(Versioned, Span):
    """A span that names an entity."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", pgettext_lazy("state of a name", "Suggested")
        ACCEPTED = "accepted", pgettext_lazy("state of a name", "Accepted")
        REJECTED = "rejected", pgettext_lazy("state of a name", "Rejected")

    PERSON_ORIGIN = "person"  # Marked by a person; a pipeline writes "name/version".
    OF_IMPORT = "/import"  # So ends the origin of what came with a file, after its format.

    # Where another index begins with a column, it has none of its own (`Meta.indexes`).
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="mentions", db_index=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="+", db_index=False)
    label = models.CharField(max_length=10, choices=Label)
    entity = models.ForeignKey(
        Entity, models.SET_NULL, null=True, blank=True, related_name="mentions", db_index=False
    )
    origin = models.CharField(max_length=80)
    score = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("mention"), _("mentions")
        constraints = [
            *span_checks("mention"),
            models.CheckConstraint(name="mention_label_known", condition=Q(label__in=Label.values)),
            models.CheckConstraint(
                name="mention_state_known",
                condition=Q(state__in=["suggested", "accepted", "rejected"]),
            ),
            # A run that is repeated cannot double what it found before.
            models.UniqueConstraint(
                name="mention_once", fields=["revision", "start", "end", "label", "origin"]
            ),
        ]
        # Each is paid for every name that is tagged: of one article the few rows are put in order.
        indexes = [
            models.Index(fields=["desk", "article"], name="mention_desk"),
            models.Index(fields=["desk", "label", "state", "article"], name="mention_found"),
            models.Index(fields=["entity", "article"], name="mention_entity"),
            # What a desk's rules made and what people decided, by its words (tagging/rules.py).
            models.Index(
                "desk",
                Left("exact", BEGINNING),
                name="mention_made",
                condition=Q(origin__startswith=GAZETTEER),
            ),
            models.Index(
                "desk",
                Left("exact", BEGINNING),
                name="mention_taught",
                condition=~Q(state="suggested"),
            ),
            models.Index(
                fields=["created_by"], name="mention_maker", condition=Q(created_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def is_imported(self) -> bool:
        """Whether it came with a file of another program."""
        return self.origin.endswith(self.OF_IMPORT)

    @property
    def is_found_by_runs(self) -> bool:
        """Whether a machine made it, and may again."""
        return self.origin != self.PERSON_ORIGIN and not self.is_imported
