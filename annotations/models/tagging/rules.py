"""What a desk teaches its tagger, and the words it watches."""

from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Left
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..accounts.people import Desk, OfDesks, User
from ..articles.articles import Article
from ..audit import Event
from ..base import Versioned
from ..counting import FEW, CountUpTo
from ..entities.entities import BEGINNING, GAZETTEER, Label, Mention
from ..keyset import Row

MOST_MENTIONS = 5_000  # Looked through for where a page of rules was taught.


class RuleQuerySet(OfDesks[Row]):
    keyset = ("created_at", "id")
    newest_first = True


class TaggingRule(Versioned):
    """One name that a desk always tags with one label, or never tags."""

    class Kind(models.TextChoices):
        ALWAYS = "always", _("Always tag")
        NEVER = "never", _("Never tag")

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="tagging_rules")
    kind = models.CharField(max_length=6, choices=Kind)
    name = models.CharField(max_length=300, help_text=_("As it is written in articles."))
    # The folded name: one rule a desk and name.
    key = models.CharField(max_length=300, editable=False)
    label = models.CharField(max_length=10, choices=Label, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("tagging rule"), _("tagging rules")
        constraints = [
            models.UniqueConstraint(name="tagging_rule_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="tagging_rule_label",
                condition=Q(kind="always", label__in=Label.values) | Q(kind="never", label=""),
            ),
        ]

    def __str__(self) -> str:
        message = gettext("%(kind)s: %(name)s")
        return message % {"kind": self.get_kind_display(), "name": self.name}


class StyleWord(Versioned):
    """A loaded word that the outlet's own voice should not use unseen."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="style_words")
    word = models.CharField(max_length=100)
    key = models.CharField(max_length=100, editable=False)
    advice = models.CharField(max_length=200, blank=True, help_text=_("What to write instead."))

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("loaded word"), _("loaded words")
        constraints = [models.UniqueConstraint(name="style_word_once", fields=["desk", "key"])]

    def __str__(self) -> str:
        return self.word


def mentions_made(rules: list[TaggingRule]) -> dict[int, int]:
    """Of each rule (id), how many mentions in texts that stand it made, up to FEW and one; in one
    query."""
    made = Mention.objects.alias(begins=Left("exact", BEGINNING)).filter(
        desk=OuterRef("desk"), begins=Left(OuterRef("name"), BEGINNING), exact=OuterRef("name"),
        origin__startswith=GAZETTEER,
    )  # fmt: skip
    number = CountUpTo(made.current_by_row().values("pk"), FEW)
    rows = TaggingRule.objects.filter(pk__in=[rule.pk for rule in rules])
    counted = rows.annotate(number=number).values_list("pk", "number")
    return {pk: number for pk, number in counted if number}


def taught_in(rules: list[TaggingRule]) -> dict[int, Article]:
    """Of each rule (id) the article in which its teacher last decided that name before, if any.

    The trail knows it; in three queries.
    """
    wanted = {(rule.desk_id, rule.name) for rule in rules}
    decided = _named(wanted).exclude(state=Mention.State.SUGGESTED)
    names = dict(decided.values_list("pk", "exact")[:MOST_MENTIONS])
    events = Event.objects.filter(
        table=Mention._meta.model_name,
        object_id__in=names,
        actor_id__in={rule.created_by_id for rule in rules},
    )
    rows = events.order_by("pk").values_list("object_id", "actor_id", "article_id", "at")
    found: dict[int, int] = {}
    for pk, actor, article, at in rows:
        for rule in rules:
            is_its = (names[pk], actor) == (rule.name, rule.created_by_id)
            if is_its and article and at <= rule.updated_at:
                found[rule.pk] = article
    articles = Article.objects.only("headline").in_bulk(set(found.values()))
    return {rule: articles[pk] for rule, pk in found.items() if pk in articles}


def _named(wanted):
    """Mentions with one of these names on one of these desks."""
    desks, names = {desk for desk, _ in wanted}, {name for _, name in wanted}
    begins = {name[:BEGINNING] for name in names}
    rows = Mention.objects.alias(begins=Left("exact", BEGINNING))
    return rows.filter(desk__in=desks, begins__in=begins, exact__in=names)
