"""Mentions that become of another kind with their entity."""

from django.db.models import Exists, F, OuterRef, QuerySet

from annotations.models import Mention


def relabel(mentions: QuerySet, label: str) -> list[int]:
    """Make the mentions of an entity those of a `label`; says the ids of those that are not.

    Words that are marked with the new kind already are not marked twice: they lose the link only.
    """
    same = Mention.objects.filter(
        revision=OuterRef("revision"),
        start=OuterRef("start"),
        end=OuterRef("end"),
        origin=OuterRef("origin"),
        label=label,
    )
    others = mentions.exclude(label=label)
    marked = list(others.filter(Exists(same)).order_by("pk").values_list("pk", flat=True))
    raised = {"version": F("version") + 1}
    Mention.objects.filter(pk__in=marked).update(entity=None, **raised)
    others.exclude(pk__in=marked).update(label=label, **raised)
    return marked
