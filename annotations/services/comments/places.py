"""Where a conversation about words stands: in the text that it was begun on, and in each after."""

from annotations.models import Revision, Thread
from annotations.models.base import BATCH
from annotations.text.anchoring import Carried, carry
from annotations.text.spans import Span, quote

from ..anchors.place import landing, place

State = Thread.State
PLACE = ("revision", "start", "end", "exact", "prefix", "suffix", "state", "before", "version")


def put(thread: Thread, seen: Revision, start: int, end: int, exact: str) -> None:
    """Set the thread, not saved, on words of the held revision `seen`, in the text that stands.

    Words that a correction changed in this moment are followed. Raises Invalid as `place` does.
    """
    words = place(seen, start, end, exact=exact)
    found = landing(seen, words)
    thread.revision = found.revision
    thread.start, thread.end = found.start, found.end
    thread.exact, thread.prefix, thread.suffix = words.exact, words.prefix, words.suffix
    thread.state = State(found.state)
    if found.start is not None:
        thread.exact, thread.prefix, thread.suffix = found.exact, found.prefix, found.suffix
        thread.before = words.exact if found.state == State.CHANGED else ""


def follow(old: Revision, new: Revision) -> None:
    """Carry what was said about words of `old` into `new`, which corrects it.

    Words that are gone are kept, and return when they stand once in a later text.
    """
    threads = list(Thread.objects.filter(revision=old).exclude(state=State.WHOLE).order_by("pk"))
    if not threads:
        return
    placed = {thread.pk: spot for thread in threads if (spot := thread.place)}
    fates = dict(zip(placed, carry(old.text, new.text, list(placed.values())), strict=True))
    for thread in threads:
        _move(thread, _span_in(thread, new.text, fates.get(thread.pk)), new)
    Thread.objects.bulk_update(threads, PLACE, batch_size=BATCH)


def _span_in(thread: Thread, text: str, fate: Carried | None) -> Span | None:
    if fate is not None:
        return fate.span
    words = thread.words_noted
    start = text.find(words)
    is_once = start >= 0 and text.find(words, start + 1) < 0
    return Span(start, start + len(words)) if is_once else None


def _move(thread: Thread, span: Span | None, new: Revision) -> None:
    thread.revision = new
    thread.version += 1
    if span is None:
        thread.start = thread.end = None
        thread.state = State.ORPHANED
        return
    noted = thread.words_noted
    thread.on(quote(new.text, *span))
    is_same = thread.exact == noted
    thread.state = State.EXACT if is_same else State.CHANGED
    thread.before = "" if is_same else noted
