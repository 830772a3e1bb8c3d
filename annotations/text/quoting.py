"""A passage quoted so that it can be read by itself: in whole clauses, of bounded length."""

from itertools import pairwise

import regex

from .spans import Range

LONGEST = 280  # Code points of a quotation in which something is unchanged.
LONGEST_CHANGE = 900  # Code points of words that differ; longer ones are counted.
PAUSE = regex.compile(r"[,;:،，；：]\s+|\s[–—-]\s+|\s(?=\()|(?<=\))\s+|(?<=[.!?…]\p{P}?)\s+|\n")


def quoted(text: str, words: Range, around: Range) -> str:
    """`words` with as many clauses of `around` beside them as fit, quotation marks made single.

    An ellipsis stands where a sentence is cut; a full stop at the end is left out.
    """
    if words[1] - words[0] > LONGEST_CHANGE:
        return _beginning(text[slice(*words)])
    start, end = around
    if end - start > LONGEST:
        start, end = _clauses(text, words, around)
    found = _plain(text[start:end])
    before = "… " if start > around[0] else ""
    return f"{before}{found} …" if end < around[1] else before + _without_stop(found)


def _clauses(text: str, words: Range, around: Range) -> Range:
    """The clause of the words, and its neighbours in turn while there is room."""
    inner = [match.span() for match in PAUSE.finditer(text, *around)]
    clauses = list(pairwise([around[0], *(end for _, end in inner), around[1]]))
    here = [i for i, (a, b) in enumerate(clauses) if a <= words[1] and b >= words[0]]
    first, last = here[0], here[-1]
    if clauses[last][1] - clauses[first][0] > LONGEST:
        return _cut(text, words, (clauses[first][0], clauses[last][1]))
    grew = True
    while grew:
        grew = False
        for i, j in ((first - 1, last), (first, last + 1)):
            fits = i >= 0 and j < len(clauses) and clauses[j][1] - clauses[i][0] <= LONGEST
            if fits and (i, j) != (first, last):
                first, last, grew = min(i, first), max(j, last), True
    return clauses[first][0], clauses[last][1]


def _cut(text: str, words: Range, around: Range) -> Range:
    """The words with as many others on both sides as fit, cut between words."""
    room = max(0, LONGEST - (words[1] - words[0])) // 2
    start, end = max(around[0], words[0] - room), min(around[1], words[1] + room)
    while around[0] < start < words[0] and not text[start - 1].isspace():
        start += 1
    while words[1] < end < around[1] and not text[end].isspace():
        end -= 1
    while around[0] < start <= words[0] and not text[start - 1].isspace():
        start -= 1
    while words[1] <= end < around[1] and not text[end].isspace():
        end += 1
    return start, end


def _beginning(words: str) -> str:
    found = _plain(words)
    cut = found[:LONGEST].rsplit(" ", 1)[0]
    return f"{cut} … [{len(found.split())} words]"


def _plain(words: str) -> str:
    words = " ".join(words.split()).strip(" ,;:")
    return words.replace("“", "‘").replace("”", "’").replace("„", "‚").replace('"', "’")


def _without_stop(words: str) -> str:
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words
