"""Spans of a revision, checked and widened to whole characters."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Anchor, Revision, User
from annotations.models.audit import NAMED, who
from annotations.text.anchoring import carry
from annotations.text.invisible import BIDI_CONTROLS
from annotations.text.spans import Span, TextQuote, quote, widen

from ..transactions import too_long

LONGEST_SPAN = 5_000  # Code points: what stands there can be the statement.


def place(revision: Revision, start: int, end: int, *, exact: str = "") -> TextQuote:
    """The words at `[start, end)` (code points) of the revision, widened to whole characters.

    Raises Invalid when it is empty, outside the text, longer than a claim can be, or when `exact`
    is given and is not what stands there.
    """
    return quote(revision.text, *fit(revision.text, start, end, exact=exact))


def fit(text: str, start: int, end: int, *, exact: str = "") -> Span:
    """The span widened to grapheme boundaries of the text; raises Invalid as `place` does."""
    if not 0 <= start < end:
        raise Invalid(_("The selection is empty or begins before the text."), field="start")
    if end > len(text):
        raise Invalid(_("The text ends at %(end)s.") % {"end": len(text)}, field="end")
    if exact and text[start:end] != exact:
        raise Invalid(_("These are not the words at this place in the text."), field="exact")
    start, end = widen(text, start, end)
    # A direction that ends with the words would turn what is written after them.
    end = max(start + len(text[start:end].rstrip(BIDI_CONTROLS)), start)
    if end - start > LONGEST_SPAN:
        raise Invalid(too_long(LONGEST_SPAN, end - start), field="end")
    if not text[start:end].strip():
        raise Invalid(_("There are no words in the selection."), field="start")
    return Span(start, end)


READ = "r.id, r.article_id, r.text, r.sha256, a.current_revision_id, a.desk_id"
OF_ITS_ARTICLE = "FROM annotations_revision r JOIN annotations_article a ON a.id = r.article_id"
SEEN_REVISION = f"SELECT {READ} {OF_ITS_ARTICLE} WHERE r.id = %s"
HELD_REVISION = f"""
SELECT {READ}, {NAMED} {OF_ITS_ARTICLE} WHERE r.id = %s FOR SHARE OF a
"""
# The same inside another statement, of a revision that was seen before; takes `still(…)`. Found by
# the article alone: of a desk, or a digest, there may be many.
STILL_HELD = f"""
SELECT {NAMED} {OF_ITS_ARTICLE}
WHERE a.id = %s AND r.id = %s AND a.current_revision_id = r.id
    AND r.sha256 IS NOT DISTINCT FROM %s AND a.desk_id IS NOT DISTINCT FROM %s
FOR SHARE OF a
"""  # noqa: S608 - our own words


def held_revision(
    actor: User | None, action: str, revision_id: int, *, may_be_old: bool = False
) -> Revision:
    """The revision, with its `desk_id`; nobody corrects its article until the transaction ends,
    and the audit events of that name the actor.

    Without an actor the product itself acts. Held shared, so that many people may annotate one
    article at once. Raises Invalid when there is none on the actor's desks, NotAllowed when the
    actor may not do `action` there, and WrongState when the article was corrected since the
    caller read it, unless the caller can deal with that.
    """
    revision = _read(HELD_REVISION, [*who(actor), revision_id])
    revision = _permitted(actor, action, revision)
    if revision.current_revision_id != revision.pk and not may_be_old:
        raise WrongState(_("The article was corrected meanwhile: reload it to see the new text."))
    return revision


def seen_revision(actor: User | None, action: str, revision_id: int) -> Revision:
    """The same, not held: what is written by it has to look again, by STILL_HELD.

    Raises Invalid and NotAllowed as `held_revision` does.
    """
    return _permitted(actor, action, _read(SEEN_REVISION, [revision_id]))


def still(actor: User | None, seen: Revision) -> list[Any]:
    """For STILL_HELD: that the revision stands, with the same words and on the same desk."""
    return [*who(actor), seen.article_id, seen.pk, seen.sha256, seen.desk_id]


def _permitted(actor: User | None, action: str, revision: Revision | None) -> Revision:
    if revision is None or (actor and not _may_know(actor, revision)):
        raise Invalid(_("There is no such revision."), field="revision")
    if actor:
        access.require(actor, action, revision.desk_id)
    return revision


def _may_know(actor: User, revision: Revision) -> bool:
    is_member = access.role_on(actor, revision.desk_id) is not None
    return is_member and not access.is_hidden_from(actor, revision.article_id)


def _read(question: str, given: list[Any]) -> Revision | None:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        found = cursor.fetchone()
    if found is None:
        return None
    revision = Revision.from_db(connection.alias, ("id", "article_id", "text", "sha256"), found[:4])
    revision.current_revision_id, revision.desk_id = found[4:6]
    return revision


def landing(seen: Revision, words: TextQuote) -> Anchor:
    """An anchor, not saved, for words chosen on the held revision `seen`, on the one that stands.

    They differ when somebody corrected the article while the span was chosen: then it is carried
    as everything else was, and a claim made in that moment is not lost.
    """
    anchor = Anchor(revision=seen).on(words)
    if seen.pk == seen.current_revision_id:
        return anchor
    anchor.revision = Revision.objects.get(pk=seen.current_revision_id)
    text = anchor.revision.text
    (fate,) = carry(seen.text, text, [(words.start, words.end)])
    if fate.span:
        anchor.on(quote(text, *fate.span))
    else:
        anchor.start = anchor.end = None
        anchor.state = Anchor.State.ORPHANED
    if fate.outcome == "changed":
        anchor.state, anchor.before, anchor.reason = Anchor.State.CHANGED, words.exact, fate.reason
    if anchor.state != Anchor.State.EXACT:
        anchor.similarity = fate.similarity
        anchor.candidates = [list(one) for one in fate.candidates]
    return anchor
