"""A headline for a text that has none."""

import regex

from annotations.text.spans import is_boundary

from .metadata import one_line

LONGEST = 120  # Code points.
# Much longer lines are read no further.
FAR = 4_000
# The end of a sentence, with its closing marks. A single letter, a number that begins the line, a
# day, a short word with a capital ("Dr.", "Sen.", "No.") and a longer rank end none.
SENTENCE_END = regex.compile(
    r"""(?: (?<![!?…])[!?…]++ | (?<! ^\d+ | \b\d{1,2} | \b\p{L} | \b\p{Lu}\p{Ll}{1,2}
          | \b(?:Messrs|Mmes|Mlle|Supt|Insp|Cllr|Capt|Prof|Profs|Sens|Reps|Gens|Govs|Lieut|Sept) )
          \.++ ) [\p{Pe}\p{Pf}"']*+ (?:\[\d{1,3}\])*+
        (?= \s+ [\p{Pi}\p{Ps}"'¿¡]* [^\p{Ll}\s] )
      | [。！？]++ [\p{Pe}\p{Pf}]*+""",
    regex.VERBOSE,
)


def headline_of(text: str) -> str:
    """The first line; of a paragraph the first sentence; at most LONGEST characters."""
    line = one_line(text.strip().split("\n", 1)[0][:FAR], FAR)
    line = line[: _first_end(line)]
    return line if len(line) <= LONGEST else _cut(line)


def _first_end(line: str) -> int:
    """Where its first sentence ends; a word with a full stop is a dateline, and no sentence."""
    for start, end in (found.span() for found in SENTENCE_END.finditer(line)):
        if line[start] != "." or " " in line[:start]:
            return end
    return len(line)


def _cut(line: str) -> str:
    """Cut at a word, with an ellipsis; what has no words for so long, at a character."""
    cut = line[:LONGEST].rsplit(" ", 1)[0] if " " in line[LONGEST // 2 : LONGEST] else ""
    if not cut:
        at = LONGEST - 1
        while at > 1 and not is_boundary(line, at):
            at -= 1
        cut = line[:at]
    return cut.rstrip(" ,;:–—-(“„«") + "…"
