"""Who says the quotes and the reported speech of one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from .cues import FARTHEST, Cues
from .lexicon import Lexicon, Mode, Sort
from .model import Speaker
from .speakers import Speakers
from .subjects import Phrases, Subject
from .tokens import Is, Sentence

OPENING = 10  # Tokens in which a sentence says whom it is about.


@dataclass(frozen=True)
class Said:
    """Who says a quote, by which word of saying (its place; -1 for none) and rule."""

    speaker: Speaker | None = None
    verb: int = -1
    cue: str = ""
    rule: str = "none"


class Clauses:
    """Reads one sentence; `reported` is who speaks in it without marks, `lead` whom it is about."""

    def __init__(
        self, row: Sentence, number: int, speakers: Speakers, cues: Cues, lexicon: Lexicon
    ):
        self.row, self.number, self.speakers = row, number, speakers
        self.cues, self.lexicon = cues, lexicon
        self.phrases = Phrases(row.tokens, lexicon)
        self.taken: set[int] = set()  # Words of saying that have a quote.
        self.shared: Speaker | None = None
        self.reported: Speaker | None = None
        self.lead = self._opening()

    def said(self, at: int) -> Said:
        """Of the quote at place `at`: the nearest word of saying whose subject is somebody."""
        last, shares = Said(), -1
        for verb, low, high in self.cues.of(self.row, at):
            subject = self._subject(verb, low, high)
            if subject is not None and subject.kind == "shared":
                subject = self._relative(verb, low) or subject
            if subject is not None and subject.kind == "shared" and not self.shared:
                shares = verb if shares < 0 else shares
                last = Said(None, verb, self.row.tokens[verb].lower)
                continue
            speaker, rule = self._speaker(subject)
            if speaker is None and subject is not None and subject.kind == "thing":
                speaker, rule = self._thing(subject, verb, at)
            last = Said(speaker, verb, self.row.tokens[verb].lower, rule)
            if speaker or rule == "narrator" or (subject and subject.kind == "pronoun"):
                break
        if not last.speaker and shares >= 0 and self.lead and last.rule == "none":
            last = Said(self.lead, shares, self.row.tokens[shares].lower, "shared")
        elif last.speaker and shares >= 0:  # "Varn said … and called it “…”"
            last = Said(last.speaker, shares, self.row.tokens[shares].lower, "shared")
        if last.verb >= 0:
            self.taken.add(last.verb)
        self.shared = last.speaker or self.shared
        return last if last.verb >= 0 else self._behind_colon(at)

    def _behind_colon(self, at: int) -> Said:
        """ "Varn summed it up: “…”" """
        before = self.row.tokens[at - 1].text if at else ""
        is_sure = before == ":" and self.lead is not None and self.lead.label == "PERSON"
        return Said(self.lead, -1, "", "shared") if is_sure else Said()

    def reporter(self, verb: int) -> tuple[Speaker | None, str]:
        """Who is the subject of a word of saying that has a clause; None for no report."""
        cue = self.cues.cue(self.row, verb)
        if cue is None or cue.mode is Mode.PARTICIPLE:
            return None, "none"
        low = max([q + 1 for q in self.row.quotes if q < verb], default=0)
        subject, passive = self.phrases.left(verb, low)
        if passive or subject is None:
            return None, "none"
        is_document = (
            subject.kind == "role" and self.row.tokens[subject.at].lower in self.lexicon.documents
        )
        if cue.sort is not Sort.SAY and not (is_document and cue.lemma in self.lexicon.findings):
            return None, "none"
        return self._speaker(subject)

    def behind(self) -> Speaker | None:
        """Who reports in the end: "It rained, said Varn."."""
        for verb, low, high in self.cues.behind_sentence(self.row, -1):
            speaker, _ = self._speaker(self._subject(verb, low, high))
            if speaker:
                return speaker
        return None

    def _speaker(self, subject: Subject | None) -> tuple[Speaker | None, str]:
        within = self._same_sentence(subject) if subject and subject.kind == "pronoun" else None
        if within:
            return within, "pronoun"
        given = self.shared or self.reported or self.lead
        return self.speakers.of(subject, self.row, self.number, given)

    def _thing(self, subject: Subject, verb: int, at: int) -> tuple[Speaker | None, str]:
        """ "The third seed said": who surely speaks is somebody, whatever they are called."""
        cue = self.lexicon.cues[self.row.tokens[verb].lower]
        is_determined = self.row.tokens[subject.first].lower in self.lexicon.determiners
        if (verb < at and cue.lemma not in self.lexicon.plainly) or not is_determined:
            return None, "none"
        return self.speakers.named_by_words(subject, self.row), "role"

    def _same_sentence(self, subject: Subject) -> Speaker | None:
        """ "Varn says that what he calls …": he is who speaks there, or is its subject."""
        token = self.row.tokens[subject.at]
        for verb in range(subject.at - 1, max(0, subject.at - FARTHEST), -1):
            cue = self.cues.cue(self.row, verb)
            if cue is None or cue.sort is not Sort.SAY or cue.mode is Mode.PARTICIPLE:
                continue
            earlier, passive = self.phrases.left(verb, 0)
            if passive or earlier is None or earlier.kind not in ("name", "role"):
                continue
            speaker, _ = self.speakers.of(earlier, self.row, self.number, None)
            if speaker and self.speakers.fits(speaker, self.lexicon.subjects[token.lower]):
                return Speaker(speaker.name, token.start, token.end, speaker.label)
        lead, gender = self.lead, self.lexicon.subjects[token.lower]
        if lead is not None and lead.end <= token.start and self.speakers.fits(lead, gender):
            return Speaker(lead.name, token.start, token.end, lead.label)
        return None

    def _subject(self, verb: int, low: int, high: int) -> Subject | None:
        row = self.row
        cue = self.lexicon.cues[row.tokens[verb].lower]
        first = verb == low or all(row.tokens[i].kind is Is.SIGN for i in range(low, verb))
        follows_quote = low > 0 and (row.tokens[low - 1].kind is Is.QUOTE or verb == low)
        if first and follows_quote:
            return self.phrases.right(verb, high)
        if cue.mode is Mode.PARTICIPLE:
            if row.tokens[verb - 1].lower == "as":
                return self._quoted(verb - 2, low)
            return self._beside(verb, low) or Subject("shared", verb, verb, verb)
        subject, passive = self.phrases.left(verb, low)
        return None if passive and cue.mode is Mode.PAST else subject

    def _quoted(self, at: int, low: int) -> Subject | None:
        """ "Varn was quoted as saying", "the agency quotes Varn as saying"."""
        for place in range(at, low - 1, -1):
            if self.row.tokens[place].lower in self.lexicon.quotings:
                if place < at:
                    return self.phrases.phrase(at, place + 1)
                return self.phrases.left(place, low)[0]
        return None

    def _relative(self, verb: int, low: int) -> Subject | None:
        """ "The party Orbis, which won by saying": it is Orbis."""
        for place in range(verb - 1, low + 1, -1):
            token = self.row.tokens[place]
            if token.kind is Is.SIGN:
                return None
            if token.lower in self.lexicon.relatives:
                found, _ = self.phrases.left(place + 1, low)
                return found if found is not None and found.kind in ("name", "role") else None
        return None

    def _beside(self, verb: int, low: int) -> Subject | None:
        """The name right before a participle: "Varn branding it", not "a letter to Varn saying"."""
        row = self.row
        token = row.tokens[verb - 1] if verb > low else None
        if token is None or token.name is None:
            return None
        found = self.phrases.phrase(verb - 1, low)
        before = row.tokens[found.first - 1].lower if found and found.first > low else ""
        is_other = before in self.lexicon.prepositions and before != "with"  # "with Varn stating"
        is_other = is_other or found is None or found.kind != "name"
        return None if is_other else found

    def _opening(self) -> Speaker | None:
        """The one a sentence is about: "Varn left, saying …", "A spokesman for Orbis denied it"."""
        start = self._start()
        for place in self._openings(start):
            token = self.row.tokens[place]
            if self._is_subject(place):
                at = self._behind_title(place)
                return self._of(Subject("name", at, at, at))
            if token.lower in self.lexicon.subjects:
                return self._of(Subject("pronoun", place, place, place))
            if self._is_role(start, place):
                return self._of(Subject("role", start, place, place))
        return None

    def _is_subject(self, place: int) -> bool:
        """A name that is nobody's: not "Orbis's leader", not "a Norwegian official"."""
        name = self.row.tokens[place].name
        if name is None or name.label not in ("PERSON", "ORG", "PLACE"):
            return False
        after = self.row.tokens[place + 1].lower if place + 1 < len(self.row.tokens) else ""
        is_land = name.label == "PLACE" and self.phrases.is_someone(after)
        return after not in ("'s", "’s") and not is_land

    def _of(self, subject: Subject) -> Speaker | None:
        return self.speakers.of(subject, self.row, self.number, None)[0]

    def _start(self) -> int:
        """Where the first noun phrase begins, behind "In a statement," and "Told of this,"."""
        tokens = self.row.tokens
        comma = next((i for i, token in enumerate(tokens[:12]) if token.text == ","), -1)
        is_named = any(t.kind in (Is.NAME, Is.QUOTE) for t in tokens[: max(comma, 0)])
        opens = bool(tokens) and tokens[0].lower in self.lexicon.prepositions
        return comma + 1 if comma > 0 and (opens or not is_named) else 0

    def _openings(self, start: int) -> Iterator[int]:
        tokens = self.row.tokens
        for place in range(start, min(start + OPENING, len(tokens))):
            token = tokens[place]
            if token.kind is Is.QUOTE or token.lower in self.lexicon.prepositions:
                return
            if token.lower in self.lexicon.auxiliaries or token.lower in self.lexicon.cues:
                return
            yield place

    def _is_role(self, start: int, place: int) -> bool:
        """ "A government spokesman": a noun for somebody that ends its phrase."""
        tokens = self.row.tokens
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        goes_on = after is not None and (
            after.kind is Is.NAME or self.phrases.is_someone(after.lower) or after.text == ","
        )
        is_determined = tokens[start].lower in self.lexicon.articles
        return (
            is_determined
            and place > start
            and not goes_on
            and self.phrases.is_someone(tokens[place].lower)
        )

    def _behind_title(self, place: int) -> int:
        """The person behind an organisation's name: "the Ferry Union's leader Ilka Varn"."""
        tokens = self.row.tokens
        for at in range(place + 1, min(place + 5, len(tokens))):
            token = tokens[at]
            if token.name is not None and token.name.label == "PERSON":
                return at
            is_comma = token.text == "," and tokens[at - 1].lower in self.lexicon.people
            if (token.kind is not Is.WORD and not is_comma) or token.lower in self.lexicon.cues:
                break
        return place
