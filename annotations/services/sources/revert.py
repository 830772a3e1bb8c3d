"""Takes a merge of sources back; what was added since stays with the source it was added to."""

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import NotFound, WrongState
from annotations.models import Evidence, Snapshot, Source, SourceMerge, User

from ..transactions import acting
from . import merge, snapshots
from .notify import notify_pages


def undo(*, actor: User, merge_id: int) -> SourceMerge:
    """Evidence and copies that were moved go back, as far as they are there still.

    Raises NotFound, NotAllowed, and WrongState when it was undone already or one of the two was
    merged again since.
    """
    with acting(actor):
        row = SourceMerge.objects.select_for_update(no_key=True).filter(pk=merge_id).first()
        if row is None:
            raise NotFound
        access.require(actor, merge.ACTION, row.desk_id)
        source, target = merge.lock_two(actor, row.source_id, row.target_id)
        _check_undoable(row, source, target)
        source.merged_into = None
        _give_back(row, target)
        merge.save_both(source, target)
        earlier = Source.objects.filter(pk__in=row.moved["sources"], merged_into=target)
        earlier.update(merged_into=source, version=F("version") + 1)
        _move_back(row, source, target)
        for one in (source, target):
            merge.update_search(one)
            notify_pages(one)
        row.undone_by, row.undone_at = actor, timezone.now()
        row.save(update_fields=["undone_by", "undone_at"])
    return row


def undoable(source: Source) -> list[SourceMerge]:
    """The merges into the source that can be undone now, the last one first."""
    later = SourceMerge.objects.standing().filter(source=OuterRef("target"))
    rows = SourceMerge.objects.standing().filter(target=source).exclude(Exists(later))
    return list(rows.select_related("source").defer("source__search", "moved").order_by("-pk"))


def _check_undoable(row: SourceMerge, source: Source, target: Source) -> None:
    if row.undone_at:
        raise WrongState(_("This has already been undone."))
    if source.merged_into_id != target.pk:
        message = _("“%(source)s” has been merged again since: undo that first.")
        raise WrongState(message % {"source": target})


def _give_back(row: SourceMerge, target: Source) -> None:
    """What the target took along, unless somebody has said something else since."""
    for name, value in row.moved["taken"].items():
        now = getattr(target, name)
        if (now.isoformat() if name == "published_on" and now else now) == value:
            setattr(target, name, None if name == "published_on" else "")


def _move_back(row: SourceMerge, source: Source, target: Source) -> None:
    """Copies first: an excerpt that has followed into a newer copy is looked for in its own."""
    copies = Snapshot.objects.filter(pk__in=row.moved["snapshots"], source=target)
    merge.move_copies(copies, source)
    there = Evidence.objects.filter(pk__in=row.moved["evidence"], source=target)
    moved = merge.move_evidence(there, source)
    elsewhere = Evidence.objects.filter(pk__in=moved, snapshot__isnull=False)
    for evidence in elsewhere.exclude(snapshot__source=source):
        snapshots.find(evidence)
        evidence.version += 1
        evidence.save()
