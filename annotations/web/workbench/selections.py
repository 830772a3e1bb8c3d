"""A selection as the browser sends it."""

from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.messages import in_words
from annotations.models import Article, Revision
from annotations.text.canonical import UnfitText, canonicalise


def number_of(request, field: str) -> int:
    """A number that a form sends along; raises Invalid."""
    value = request.POST.get(field, "")
    if not (value.isascii() and value.isdecimal() and len(value) < 19):
        raise Invalid(_("This form is incomplete: reload the page."))
    return int(value)


def selection_of(request) -> dict[str, object]:
    """`revision_id`, `start`, `end` (code points) and `exact`; raises Invalid."""
    numbers = {}
    for field, name in (("revision", "revision_id"), ("start", "start"), ("end", "end")):
        value = request.POST.get(field, "")
        if not (value.isascii() and value.isdecimal() and len(value) < 19):
            raise Invalid(_("The selection did not arrive whole. Select the words again."))
        numbers[name] = int(value)
    # A form's line breaks travel as CRLF; a canonical text has none.
    return numbers | {"exact": request.POST.get("exact", "").replace("\r\n", "\n")}


def chosen_words(request, article: Article) -> dict[str, object]:
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
    end = start + len(words)
    return {"revision_id": revision.pk, "start": start, "end": end, "exact": words}


def _clean(text: str) -> str:
    try:
        words = canonicalise(text).text.strip()
    except UnfitText as error:
        raise Invalid(in_words(error.message), field="words") from error
    if not words:
        raise Invalid(_("Type or paste the words."), field="words")
    return words
