"""A correction that came second, as the editor shows it: who was first, and where both meet."""

from dataclasses import dataclass, field

from django.shortcuts import render

from annotations import access
from annotations.models import Article, Revision
from annotations.services.articles import edit_conflicts
from annotations.text.diff.merge3 import Conflict, marked
from annotations.text.whole_numbers import COUNT_DIGITS, whole

from ..claims.changed_words import Piece, sides
from ..workbench.draw import load_article
from .words import merging_advice


@dataclass(frozen=True)
class Sides:
    """Words that both changed, each side cut where it differs from the other."""

    theirs: list[Piece]
    mine: list[Piece]


@dataclass(frozen=True)
class Merging:
    """What articles/merged.html shows above the text.

    `since` is the number of the revision the person began with, `saved` what came after it; `mine`
    is the text as it was sent, None when that is not known.
    """

    since: int
    saved: list[Revision] = field(default_factory=list)
    places: list[Sides] = field(default_factory=list)
    mine: str | None = None
    is_again: bool = False

    @property
    def advice(self) -> str:
        return merging_advice(len(self.places), is_again=self.is_again)


def meanwhile(request, pk: int):
    """A line above the open editor for what colleagues saved since it was opened."""
    article = load_article(request, pk)
    access.require(request.user, "revise article", article.desk_id)
    base = number_in(request.GET, "base")
    saved = edit_conflicts.saved_since(article, base) if base is not None else []
    return render(request, "articles/meanwhile.html", {"article": article, "saved": saved})


def second(article: Article, base: int, mine: str, conflicts: list[Conflict]) -> Merging:
    """Of a form that was stale."""
    return Merging(base, list(edit_conflicts.saved_since(article, base)), _places(conflicts), mine)


def undecided(article: Article, sent, text: str) -> Merging | None:
    """Of a merged text that was sent again and refused; None when the form is no merged one."""
    places = _places(marked(text))
    since = number_in(sent, "since")
    if since is None:
        return Merging(0, places=places, is_again=True) if places else None
    saved = edit_conflicts.saved_since(article, since).filter(
        number__lte=number_in(sent, "base") or 0
    )
    mine = typed_in(sent, "mine")
    return Merging(since, list(saved), places, mine, is_again=True)


def number_in(sent, name: str) -> int | None:
    """A revision's number in a form's data; None when there is none."""
    return whole(sent.get(name, ""), COUNT_DIGITS)


def typed_in(sent, name: str) -> str:
    """A text in a form's data, with its lines as ours end."""
    return sent.get(name, "").replace("\r\n", "\n")


def _places(conflicts: list[Conflict]) -> list[Sides]:
    return [Sides(*sides(one.theirs, one.mine)) for one in conflicts]
