"""Quotes and reports of speech in a text, each with its speaker where that is sure.

Parser-free, by rules that can be read: the quotation marks say what is quoted, a word of saying
beside it who says it (subject, pronoun, role), and a quote alone in its sentence is said by who
spoke before it in the paragraph. After the rules of Pouliquen, Steinberger and Best (2007) and
Krestel, Bergler and Witte (2008) for news.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..found import Found
from .clauses import Clauses
from .cues import Cues
from .english import ENGLISH
from .lexicon import Lexicon
from .marks import Stretch, stretches
from .model import Kind, Quote, Speaker
from .speakers import Speakers
from .tokens import ENDS, Is, Sentence, sentences

SILENT = Lexicon(cues={}, subjects={})  # Of languages without rules: marks only, no speakers.
DIRECT = 4  # Words; a shorter quote is part of somebody's sentence.
SHORTEST = 3  # Words of indirect speech.
NEAR = 80  # Code points before a nested quote that may lead up to it.
BEHIND = 4  # Words between the word of saying and a nested quote, itself included.
WORD = re.compile(r"[^\W\d_]+")
END = re.compile(r"[.?!…]")


def quotes(text: str, names: Sequence[Found], language: str) -> list[Quote]:
    """What is said in a canonical text, by its start; ranges in code points.

    `names` are sorted and do not overlap. In languages without rules quotes have no speaker.
    Nested quotes follow the one around them.
    """
    found = stretches(text)
    lexicon = ENGLISH if language.split("-")[0] in ("en", "und", "") else SILENT
    rows = sentences(text, names, found)
    reader = _Reader(text, found, rows, Speakers(names, rows, lexicon), lexicon)
    said = reader.read()
    made = [*said, *_nested(text, found, said, lexicon)]
    return sorted(made, key=lambda one: (one.start, -one.end))


def _nested(
    text: str, found: Sequence[Stretch], outer: Sequence[Quote], lexicon: Lexicon
) -> list[Quote]:
    """Quotes within quotes: "I told her ‘no’" is said by who says the rest, others by nobody."""
    around = {one.start: one for one in outer}
    nested = []
    for one in found:
        if one.parent is None:
            continue
        parent = found[one.parent]
        said = around.get(parent.start)
        cue = _own_words(text[max(parent.content_start, one.start - NEAR) : one.start], lexicon)
        if cue and said and said.speaker:
            nested.append(_quote(text, one, said.speaker, cue, "shared"))
        else:
            nested.append(_quote(text, one, None, "", "none"))
    return nested


def _own_words(before: str, lexicon: Lexicon) -> str:
    """The word of saying of "I told her", when it leads up to what follows."""
    clause = END.split(before)[-1]
    words = [word.lower() for word in WORD.findall(clause)]
    cues = [i for i, word in enumerate(words) if word in lexicon.cues]
    if not cues or len(words) - cues[-1] > BEHIND:
        return ""
    subjects = [lexicon.subjects.get(word) for word in words[: cues[-1]]]
    own = [one for one in subjects if one]
    return words[cues[-1]] if own and own[-1] == "i" and "you" not in words[: cues[-1]] else ""


def _quote(text: str, one: Stretch, speaker: Speaker | None, cue: str, rule: str) -> Quote:
    content = text[one.content_start : one.content_end]
    is_whole = len(content.split()) >= DIRECT and (
        content[:1].isupper() or not content[:1].isalpha() or content[-1:] in ".?!,…"
    )
    kind: Kind = "direct" if is_whole or one.continues else "partial"
    parts = ((one.content_start, one.content_end),)
    return Quote(one.start, one.end, "quote", kind, speaker, cue, rule, parts)


class _Reader:
    """Reads sentence by sentence; remembers who speaks in a paragraph."""

    def __init__(
        self,
        text: str,
        found: Sequence[Stretch],
        rows: Sequence[Sentence],
        speakers: Speakers,
        lexicon: Lexicon,
    ):
        self.text, self.found, self.rows = text, found, rows
        self.speakers, self.lexicon = speakers, lexicon
        self.cues = Cues(text, found, lexicon)
        self.made: list[Quote] = []
        self.carried: Speaker | None = None  # Of the last quote, while the paragraph lasts.
        self.line = -1
        self.turns: list[tuple[int, str]] = []  # Paragraphs and who spoke, one after the other.
        self.asks = False  # Whether the narrator speaks: then it is a conversation.
        self.goes_on: Speaker | None = None  # Of a quote that the next paragraph opens again.
        self.spoke: Speaker | None = None  # In the last sentence, quoted or reported.

    def read(self) -> list[Quote]:
        for number, row in enumerate(self.rows):
            if row.line != self.line:
                self._new_paragraph(number, row)
            self._sentence(number, row)
            if self._is_sentence(row):
                self.speakers.hear(number, row.tokens)
        return self._filled_back()

    def _filled_back(self) -> list[Quote]:
        """Paragraphs of one quote are said by whom its last one names."""
        unclosed = {one.start for one in self.found if one.continues}
        filled: list[Quote] = []
        speaker: Speaker | None = None
        for one in reversed(self.made):
            if one.form == "quote":
                if one.start in unclosed and one.speaker is None and speaker:
                    one = replace(one, speaker=speaker, rule="carried")
                speaker = one.speaker
            filled.append(one)
        return filled[::-1]

    def _new_paragraph(self, number: int, row: Sentence) -> None:
        """A paragraph of nothing but quotes goes on by who spoke last in the one before.

        In a conversation paragraphs take turns: then nothing is carried over.
        """
        alone = row.is_bare and self._only_quotes(number)
        spoke = self.spoke if alone and not self._takes_turns() else None
        self.carried = self.goes_on or spoke
        self.goes_on, self.line = None, row.line

    def _only_quotes(self, number: int) -> bool:
        line = self.rows[number].line
        here = [row for row in self.rows[number : number + 8] if row.line == line]
        return all(row.is_bare for row in here)

    def _takes_turns(self) -> bool:
        """Whether two people spoke in turns, a paragraph each, or the narrator asks."""
        if self.asks or len(self.turns) < 3:
            return self.asks
        (first, one), (second, _), (third, other) = self.turns[-3:]
        return one == other and (second - first, third - second) == (1, 1)

    def _sentence(self, number: int, row: Sentence) -> None:
        if row.is_bare:
            for at in row.quotes:
                self._add(row, at, self.carried, "", "carried" if self.carried else "none")
            self.spoke = self.carried
            return
        clauses = Clauses(row, number, self.speakers, self.cues, self.lexicon)
        spoken: Speaker | None = None
        leads_on = False  # The word of saying stands before a quote, and so before the next ones.
        for at in row.quotes:
            said = clauses.said(at)
            if said.speaker:
                spoken, leads_on = said.speaker, said.verb < at
                self.speakers.last = said.speaker
            elif said.verb < 0 and spoken and (leads_on or self._goes_on(row, at)):
                said = replace(said, speaker=spoken, rule="carried")
            elif said.verb < 0 and self.carried and self._hangs_on(row, at, clauses):
                said = replace(said, speaker=self.carried, rule="carried")
            self._add(row, at, said.speaker, said.cue, said.rule)
        self._indirect(row, clauses)
        self.speakers.follow(spoken or clauses.reported, clauses.lead)
        goes_on = self.spoke and clauses.lead and clauses.lead.name == self.spoke.name
        self.spoke = spoken or clauses.reported or (self.spoke if goes_on else None)
        if self.spoke:
            self.carried = self.spoke
        elif self.carried and clauses.lead and clauses.lead.name != self.carried.name:
            self.carried = None  # It is about somebody else now.
        if not self._is_sentence(row):
            self.spoke = None

    def _add(self, row: Sentence, at: int, speaker: Speaker | None, cue: str, rule: str) -> None:
        one = self.found[row.tokens[at].stretch]
        self.made.append(_quote(self.text, one, speaker, cue, rule))
        self.asks = self.asks or rule == "narrator"
        if speaker and (not self.turns or self.turns[-1][1] != speaker.name):
            self.turns.append((row.line, speaker.name))
        if one.continues:
            self.goes_on = speaker

    def _is_sentence(self, row: Sentence) -> bool:
        """Not a heading nor who made a picture; one line alone may be either."""
        last = row.tokens[-1]
        return last.kind is Is.QUOTE or last.text in ENDS or last.text in (":", ")", ",")

    def _hangs_on(self, row: Sentence, at: int, clauses: Clauses) -> bool:
        """A longer quote in a sentence about nobody else, of a paragraph in which one speaks."""
        one = self.found[row.tokens[at].stretch]
        words = self.text[one.content_start : one.content_end].split()
        return clauses.lead is None and len(words) >= DIRECT and not self._names_people(row)

    def _names_people(self, row: Sentence) -> bool:
        return any(t.name is not None and t.name.label == "PERSON" for t in row.tokens)

    def _goes_on(self, row: Sentence, at: int) -> bool:
        """ "…," she says, "and …": a quote that goes on behind its word of saying."""
        before = [one for one in row.quotes if one < at]
        return bool(before) and row.tokens[at - 1].kind is Is.SIGN

    # Speech without marks.

    def _indirect(self, row: Sentence, clauses: Clauses) -> None:
        """The first clause of reported speech, unless its word of saying has a quote of its own."""
        if not self.lexicon.indirect:
            return
        for place in range(1, len(row.tokens)):
            if row.tokens[place].lower not in self.lexicon.cues:
                continue
            start = self._clause(row, place) if self.cues.cue(row, place) else None
            if start is None:
                continue
            speaker, rule = clauses.reporter(place)
            if speaker is None:
                continue
            self.speakers.last = clauses.reported = speaker
            if place not in clauses.taken:
                self._report(row, start, speaker, row.tokens[place].lower, rule)
                break
        clauses.reported = clauses.reported or (clauses.behind() if not row.quotes else None)

    def _clause(self, row: Sentence, verb: int) -> int | None:
        """Where what is said begins: behind "that", or at once; None for no clause."""
        at = verb + 1
        name = row.tokens[at].name if at < len(row.tokens) else None
        if name is not None and name.label == "DATE":
            at += 1
        while at < len(row.tokens) and row.tokens[at].lower in ("on", "in", "reporters", "also"):
            at += 1
            if at < len(row.tokens) and row.tokens[at].kind is Is.NAME:
                at += 1
        if at >= len(row.tokens):
            return None
        token = row.tokens[at]
        if token.lower == "that":
            return at + 1 if at + 1 < len(row.tokens) else None
        opens = (
            token.kind is Is.NAME
            or token.lower in self.lexicon.determiners
            or token.lower in self.lexicon.subjects
        )
        return at if (opens and at == verb + 1) or (opens and token.lower != "to") else None

    def _report(self, row: Sentence, start: int, speaker: Speaker, cue: str, rule: str) -> None:
        end = len(row.tokens)
        for place in range(start, len(row.tokens)):
            token, after = row.tokens[place], row.tokens[place + 1 : place + 2]
            if token.kind is Is.SIGN and token.text in (".", ";", "?", "!"):
                end = place
                break
            if token.text == "," and after and after[0].lower in ("but", "adding", "while"):
                end = place
                break
        words = [token for token in row.tokens[start:end] if token.kind is not Is.SIGN]
        if len(words) < SHORTEST:
            return
        first, last = row.tokens[start].start, row.tokens[end - 1].end
        made = Quote(first, last, "paraphrase", "indirect", speaker, cue, rule, ((first, last),))
        self.made.append(made)
