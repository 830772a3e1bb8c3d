"""A selection as the browser sends it."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.messages import in_words
from annotations.models import Article, Revision
from annotations.text.canonical import UnfitText, canonicalise
from annotations.text.whole_numbers import whole


def number_of(request, field: str) -> int:
    """A number that a form sends along; raises Invalid."""
    number = whole(request.POST.get(field, ""))
    if number is None:
        raise Invalid(_("This form is incomplete: reload the page."))
    return number


class Selection(NamedTuple):
    """Words `[start, end)` (code points) of a revision, as services take them."""

    revision_id: int
    start: int
    end: int
    exact: str


def selection_of(request) -> Selection:
    """What was selected; raises Invalid."""
    numbers = []
    for field in ("revision", "start", "end"):
        number = whole(request.POST.get(field, ""))
        if number is None:
            raise Invalid(_("The selection did not arrive whole. Select the words again."))
        numbers.append(number)
    revision, start, end = numbers
    # A form's line breaks travel as CRLF; a canonical text has none.
    return Selection(revision, start, end, request.POST.get("exact", "").replace("\r\n", "\n"))


def chosen_words(request, article: Article) -> Selection:
    """The same from a selection, or from `words` that were typed and stand once in the text.

    Raises Invalid beside `words` when they stand nowhere or more than once.
    """
    if "start" in request.POST:
        return selection_of(request)
    words = _clean(request.POST.get("words", ""))
    revision = Revision.objects.only("text").get(pk=article.current_revision_id)
    start = revision.text.find(words)
    if start < 0:
        raise Invalid(_("These words are not in the current text."), field="words")
    if revision.text.find(words, start + 1) >= 0:
        raise Invalid(
            _("These words occur more than once. Add some of the words around them."), field="words"
        )
    return Selection(revision.pk, start, start + len(words), words)


def _clean(text: str) -> str:
    try:
        words = canonicalise(text).text.strip()
    except UnfitText as error:
        raise Invalid(in_words(error.message), field="words") from error
    if not words:
        raise Invalid(_("Type or paste the words."), field="words")
    return words
