"""What a desk teaches its tagger: names that it always tags as one kind, and names that it never
tags. Engines take them with the next run (work/desk_rules.py)."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Article, Label, Mention, TaggingRule, TaggingRun, User
from annotations.models.base import BATCH, longest
from annotations.text.folding import key as key_of
from annotations.work import wakeup

from ..entities import mentions
from ..transactions import acting, check_version, chosen, clean_line, locked

Kind = TaggingRule.Kind
LONGEST = longest(TaggingRule, "name")
MOST_AGAIN = 500  # Articles; the rest is met by their own next run, or by tagging the desk again.


def teach(*, actor: User, desk_id: int, kind: str, name: str, label: str = "") -> TaggingRule:
    """Always tag `name` as `label` on this desk, or never tag it; what was taught of the name
    before gives way.

    Raises NotFound, NotAllowed, and Invalid for a name without a letter, an unknown kind, or a
    label that is missing or too many.
    """
    access.require(actor, "teach", desk_id)
    chosen(Kind, kind, "kind")
    if kind == Kind.ALWAYS:
        chosen(Label, label, "label")
    elif label:
        raise Invalid(_("A name that is never tagged has no kind."), field="label")
    name = clean_line(name, "name", longest=LONGEST, required=True)
    key = key_of(name)
    if not any(char.isalnum() for char in key):
        raise Invalid(_("A name needs a letter or a digit."), field="name")
    said = {"name": name, "kind": kind, "label": label}
    with acting(actor):
        rules = TaggingRule.objects.select_for_update()
        with transaction.atomic():
            rule, is_new = rules.get_or_create(
                desk_id=desk_id, key=key, defaults=said | {"created_by": actor}
            )
        if not is_new and any(getattr(rule, field) != value for field, value in said.items()):
            for field, value in said.items():
                setattr(rule, field, value)
            rule.created_by = actor
            rule.version += 1
            rule.save()
    return rule


def teach_by_mention(
    *, actor: User, mention_id: int, kind: str, seen_version: int | None
) -> TaggingRule:
    """Teach the name of a mention, with its label, and decide the mention alike.

    Raises as `teach` and `mentions.edit` do.
    """
    state = Mention.State.ACCEPTED if kind == Kind.ALWAYS else Mention.State.REJECTED
    with acting(actor):
        # Decided before it is taught: the trail then says from which article (models/tagging/).
        mention = mentions.edit(
            actor=actor, mention_id=mention_id, seen_version=seen_version, state=state
        )
        label = mention.label if kind == Kind.ALWAYS else ""
        return teach(
            actor=actor, desk_id=mention.desk_id, kind=kind, name=mention.exact, label=label
        )


def forget(*, actor: User, rule_id: int, seen_version: int | None = None) -> None:
    """Take a rule away; mentions that it made stay until their article is tagged again.

    Raises NotFound, NotAllowed, Stale.
    """
    with acting(actor):
        rule = locked(TaggingRule.objects.all(), rule_id)
        access.require(actor, "teach", rule.desk_id)
        check_version(rule, seen_version)
        rule.delete()


def tag_again(*, actor: User, rule_id: int) -> int:
    """Queue the articles that have the rule's name, behind all other work; says how many.

    The newest ones, at most MOST_AGAIN; those that wait already are left out. Raises NotFound,
    NotAllowed.
    """
    with acting(actor):
        rule = locked(TaggingRule.objects.all(), rule_id)
        access.require(actor, "teach", rule.desk_id)
        under_way = TaggingRun.objects.active().filter(revision=OuterRef("current_revision"))
        articles = Article.objects.filter(~Exists(under_way), desk=rule.desk_id)
        found = articles.filter(current_revision__text__icontains=rule.name).in_order()
        wanted = list(found.values_list("pk", "current_revision_id")[:MOST_AGAIN])
        TaggingRun.objects.bulk_create(
            (
                TaggingRun(
                    article_id=article,
                    revision_id=revision,
                    desk_id=rule.desk_id,
                    priority=TaggingRun.Priority.AGAIN,
                )
                for article, revision in wanted
            ),
            batch_size=BATCH,
            ignore_conflicts=True,
        )
        if wanted:
            wakeup.ring(len(wanted))
    return len(wanted)
