"""The same words elsewhere in a text: nobody has to say twice what they are."""

from django.db.models import Exists, F, OuterRef

from annotations.models import Mention


def follow(mention: Mention, label: str) -> int:
    """Give the undecided mentions of the same words, with this old `label`, that of `mention` and
    its entity; says how many.

    They wait for a decision as before, but their label is the person's: no run takes it back. What
    somebody else decides at this moment, and words that have the label already, are left out.
    """
    standing = Mention.objects.filter(revision=mention.revision_id).exclude(pk=mention.pk)
    same = standing.filter(exact=mention.exact, label=label, state=Mention.State.SUGGESTED)
    free = same.placed().order_by("pk").select_for_update(no_key=True, skip_locked=True)
    waiting = list(free.values_list("pk", flat=True))
    # Asked once they are held: what the locking statement joins is as it was before.
    marked = standing.filter(start=OuterRef("start"), end=OuterRef("end"), label=mention.label)
    return Mention.objects.filter(~Exists(marked), pk__in=waiting).update(
        label=mention.label,
        entity=mention.entity_id,
        origin=Mention.PERSON_ORIGIN,
        score=None,
        created_by=mention.created_by_id,
        version=F("version") + 1,
    )
