"""Quotes and reports of speech in a text, each with its speaker where that is sure.

Parser-free, by rules that can be read: the quotation marks say what is quoted, a word of saying
beside it who says it (subject, pronoun, role), and a quote alone in its sentence is said by who
spoke before it in the paragraph. After the rules of Pouliquen, Steinberger and Best (2007) and
Krestel, Bergler and Witte (2008) for news.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..engine import Found
from .english import ENGLISH
from .lexicon import Cue, Lexicon, Mode, Sort
from .marks import Stretch, stretches
from .model import Quote, Speaker
from .speakers import Speakers
from .subjects import Phrases, Subject
from .tokens import Is, Sentence, sentences

SILENT = Lexicon(cues={}, subjects={})  # Of languages without rules: marks only, no speakers.
DIRECT = 4  # Words; a shorter quote is part of somebody's sentence.
BESIDE = 14  # Tokens between a quote and its word of saying.
SPEAKS = (Sort.SAY, Sort.ACT)
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
        is_own = bool(cue) and said is not None and said.speaker is not None
        speaker, rule = (said.speaker, "shared") if is_own else (None, "none")
        nested.append(_quote(text, one, speaker, cue if is_own else "", rule))
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
    kind = "direct" if is_whole or one.continues else "partial"
    parts = ((one.content_start, one.content_end),)
    return Quote(one.start, one.end, "quote", kind, speaker, cue, rule, parts)


class _Reader:
    """Reads sentence by sentence; remembers who speaks in a paragraph."""

    def __init__(self, text, found, rows, speakers: Speakers, lexicon: Lexicon):
        self.text, self.found, self.rows = text, found, rows
        self.speakers, self.lexicon = speakers, lexicon
        self.made: list[Quote] = []
        self.carried: Speaker | None = None  # Of the last quote, while the paragraph lasts.
        self.line = -1
        self.turns: list[str] = []  # Who spoke, one after the other.
        self.asks = False  # Whether the narrator speaks: then it is a conversation.
        self.goes_on: Speaker | None = None  # Of a quote that the next paragraph opens again.

    def read(self) -> list[Quote]:
        for number, row in enumerate(self.rows):
            if row.line != self.line:
                self._new_paragraph(number, row)
            self._sentence(number, row)
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
        alone = row.is_bare and self._only_quotes(number)
        is_named = self.carried is not None and bool(self.carried.label)
        spoke = (
            self.carried if alone and is_named and self._ended_with_attribution(number) else None
        )
        self.carried = self.goes_on or spoke
        self.goes_on, self.line = None, row.line

    def _only_quotes(self, number: int) -> bool:
        line = self.rows[number].line
        here = [row for row in self.rows[number : number + 8] if row.line == line]
        return all(row.is_bare for row in here)

    def _ended_with_attribution(self, number: int) -> bool:
        """Whether the paragraph before was one quote with its speaker and the next may go on.

        In a conversation paragraphs take turns: then nothing is carried over.
        """
        before = self.rows[number - 1] if number else None
        if before is None or not before.quotes or before.is_bare:
            return False
        return not self._takes_turns()

    def _takes_turns(self) -> bool:
        """Whether two people spoke in turns until here, or the narrator asks."""
        turns = self.turns
        return self.asks or (len(turns) > 2 and turns[-1] == turns[-3])

    def _sentence(self, number: int, row: Sentence) -> None:
        phrases = Phrases(row.tokens, self.lexicon)
        shared: Speaker | None = None
        spoken: Speaker | None = None
        if row.is_bare:
            for at in row.quotes:
                self._add(row, at, self.carried, "", "carried" if self.carried else "none")
            return
        taken: set[int] = set()
        results: dict[int, tuple[Speaker | None, str, str]] = {}
        for at in row.quotes:
            cue = self._cue_of(row, at)
            if cue is None:
                continue
            verb, subject = cue[0], self._subject(phrases, row, *cue)
            speaker, rule = self.speakers.of(
                subject, row, number, shared or self._first(row, number)
            )
            taken.add(verb)
            results[at] = (speaker, row.tokens[verb].lower, rule)
            if speaker:
                shared = spoken = speaker
                self.speakers.last = speaker
        for at in row.quotes:
            speaker, cue_word, rule = results.get(at, (None, "", "none"))
            if at not in results and spoken and self._goes_on(row, at):
                speaker, rule = spoken, "carried"
            self._add(row, at, speaker, cue_word, rule)
        self._indirect(number, row, phrases, taken)
        if spoken:
            self.carried = spoken

    def _add(self, row: Sentence, at: int, speaker: Speaker | None, cue: str, rule: str) -> None:
        one = self.found[row.tokens[at].stretch]
        self.made.append(_quote(self.text, one, speaker, cue, rule))
        self.asks = self.asks or rule == "narrator"
        if speaker and self.turns[-1:] != [speaker.name]:
            self.turns.append(speaker.name)
        if one.continues:
            self.goes_on = speaker

    def _goes_on(self, row: Sentence, at: int) -> bool:
        """ "…," she says, "and …": a quote that goes on behind its word of saying."""
        before = [one for one in row.quotes if one < at]
        return bool(before) and row.tokens[at - 1].kind is Is.SIGN

    def _cue_of(self, row: Sentence, at: int) -> tuple[int, int, int] | None:
        """The word of saying of the quote: its place, and the ends of its clause."""
        stop = next((q for q in row.quotes if q > at), len(row.tokens))
        low = max([q + 1 for q in row.quotes if q < at], default=0)
        after = self._after(row, at, stop)
        if after is not None:
            return after, at + 1, stop
        before = self._before(row, at, low)
        return (before, low, at) if before is not None else None

    def _after(self, row: Sentence, at: int, stop: int) -> int | None:
        """Right behind the quote: "…," said Varn; "…," she told reporters."""
        one = self.found[row.tokens[at].stretch]
        if self.text[one.content_end - 1] not in ",?!…—–-" and not self._is_comma(row, at + 1):
            return None
        for place in range(at + 1, min(stop, at + BESIDE)):
            token = row.tokens[place]
            cue = self._cue(row, place)
            if cue and cue.sort in SPEAKS and cue.mode is not Mode.PARTICIPLE:
                return place
            if token.kind is Is.SIGN and token.text in (".", ";", ":", "?", "!"):
                return None
        return None

    def _is_comma(self, row: Sentence, at: int) -> bool:
        return at < len(row.tokens) and row.tokens[at].text == ","

    def _before(self, row: Sentence, at: int, low: int) -> int | None:
        """Before it in its clause: Varn said: "…"; called it "absurd"; that "…"."""
        for place in range(at - 1, max(low, at - BESIDE) - 1, -1):
            token = row.tokens[place]
            cue = self._cue(row, place)
            if cue and cue.sort is not Sort.SHOW and (cue.sort is not Sort.ACT or at - place <= 3):
                return place
            if token.kind is Is.SIGN and token.text in (".", ";", "?", "!"):
                return None
        return None

    def _cue(self, row: Sentence, place: int) -> Cue | None:
        token = row.tokens[place]
        if token.kind is not Is.WORD or (token.text[:1].isupper() and place):
            return None
        cue = self.lexicon.cues.get(token.lower)
        if cue is None:
            return None
        before = row.tokens[place - 1] if place else None
        after = row.tokens[place + 1] if place + 1 < len(row.tokens) else None
        if before is not None and (
            before.lower in self.lexicon.determiners or before.lower in self.lexicon.prepositions
        ):
            return None  # A noun: "the report", "in answer".
        if before is not None and before.lower in ("'s", "’s"):
            return None
        if after is not None and after.text.startswith("-"):
            return None
        return cue

    def _subject(
        self, phrases: Phrases, row: Sentence, verb: int, low: int, high: int
    ) -> Subject | None:
        cue = self.lexicon.cues[row.tokens[verb].lower]
        first = verb == low or all(row.tokens[i].kind is Is.SIGN for i in range(low, verb))
        follows_quote = low > 0 and row.tokens[low - 1].kind is Is.QUOTE
        if first and follows_quote:
            subject = phrases.right(verb, high)
            return subject
        if cue.mode is Mode.PARTICIPLE:
            return self._beside(phrases, row, verb, low) or Subject("shared", verb, verb, verb)
        subject, passive = phrases.left(verb, low)
        return None if passive and cue.mode is Mode.PAST else subject

    def _beside(self, phrases: Phrases, row: Sentence, verb: int, low: int) -> Subject | None:
        """The name right before a participle: "Varn branding it", not "a letter to Varn saying"."""
        token = row.tokens[verb - 1] if verb > low else None
        if token is None or token.name is None:
            return None
        found = phrases.phrase(verb - 1, low)
        before = row.tokens[found.first - 1].lower if found and found.first > low else ""
        is_other = before in self.lexicon.prepositions or found is None or found.kind != "name"
        return None if is_other else found

    def _first(self, row: Sentence, number: int) -> Speaker | None:
        """The one a sentence begins with: "Varn left, saying …", "She left and said …"."""
        for place, token in enumerate(row.tokens[:3]):
            if token.kind is Is.NAME and token.name.label in ("PERSON", "ORG"):
                at = self._behind_title(row, place)
                return self.speakers.of(Subject("name", at, at, at), row, number, None)[0]
            if token.lower in self.lexicon.subjects:
                subject = Subject("pronoun", place, place, place)
                return self.speakers.of(subject, row, number, None)[0]
            if token.lower not in self.lexicon.honorifics and token.kind is not Is.SIGN:
                break
        return None

    def _behind_title(self, row: Sentence, place: int) -> int:
        """The person behind an organisation's name: "the Ferry Union's leader Ilka Varn"."""
        for at in range(place + 1, min(place + 5, len(row.tokens))):
            token = row.tokens[at]
            if token.name is not None and token.name.label == "PERSON":
                return at
            if token.kind is not Is.WORD or token.lower in self.lexicon.cues:
                break
        return place

    # Speech without marks.

    def _indirect(self, number: int, row: Sentence, phrases: Phrases, taken: set[int]) -> None:
        if not self.lexicon.indirect:
            return
        shared: Speaker | None = None
        for place in range(1, len(row.tokens)):
            cue = self._cue(row, place)
            if cue is None or cue.sort is not Sort.SAY or cue.mode is Mode.PARTICIPLE:
                continue
            start = self._clause(row, place)
            if start is None:
                continue
            low = max([q + 1 for q in row.quotes if q < place], default=0)
            subject, passive = phrases.left(place, low)
            if passive or subject is None:
                continue
            given = shared or self._first(row, number)
            speaker, rule = self.speakers.of(subject, row, number, given)
            if speaker is None:
                continue
            shared = speaker
            self.speakers.last = speaker
            if place in taken:
                continue
            self._report(row, start, speaker, row.tokens[place].lower, rule)
            break

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
