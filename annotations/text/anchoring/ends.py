"""The exact ends of a place: within or beside its outermost words, as in the old text."""

from .placing import Place
from .versions import Version


def exact_ends(old: Version, new: Version, span: tuple[int, int], at: Place) -> tuple[int, int]:
    """The range of the new text, in code points, for a `span` of the old one that is placed `at`.

    A span may begin or end inside a word, or beside it with white space that it includes.
    """
    (start, end), (a, b) = span, (old.words, new.words)
    new_start, new_end = b.starts[at.first], b.ends[at.last - 1]
    if at.low is not None:
        begin = a.starts[at.low]
        if start > begin and _same_word(old, new, at.low, at.first):
            new_start += start - begin
        elif start < begin and _ends_with(new.text, new_start, old.text[start:begin]):
            new_start -= begin - start
    if at.high is not None:
        stop = a.ends[at.high]
        if end < stop and _same_word(old, new, at.high, at.last - 1):
            new_end -= stop - end
        elif end > stop and new.text.startswith(old.text[stop:end], new_end):
            new_end += end - stop
    return new_start, new_end


def _ends_with(text: str, end: int, part: str) -> bool:
    return text.endswith(part, 0, end)


def _same_word(old: Version, new: Version, one: int, two: int) -> bool:
    a, b = old.words, new.words
    return old.text[a.starts[one] : a.ends[one]] == new.text[b.starts[two] : b.ends[two]]
