"""Which words of saying may introduce a quote."""

from collections.abc import Iterator, Sequence

from .lexicon import Cue, Lexicon, Mode, Sort
from .marks import Stretch
from .tokens import Is, Sentence

FAR = 30  # Where it judges: called a report that … "absurd".
BESIDE = 14  # Tokens between a quote and the word of saying behind it.
FARTHEST = 60  # Tokens between a quote and the word of saying before it.
CLOSE = 3
LONGEST_TITLE = 8  # Words.
SPEAKS = (Sort.SAY, Sort.ACT)
STOPS = (".", ";", "?", "!")


class Cues:
    """Looks for words of saying in the sentences of one text."""

    def __init__(self, text: str, found: Sequence[Stretch], lexicon: Lexicon):
        self.text, self.found, self.lexicon = text, found, lexicon

    def of(self, row: Sentence, at: int) -> Iterator[tuple[int, int, int]]:
        """Words of saying that the quote at place `at` may have, the likeliest first.

        Each with the ends of its clause. What stands right behind the quote is the only one.
        """
        stop = next((q for q in row.quotes if q > at), len(row.tokens))
        low = max([q + 1 for q in row.quotes if q < at], default=0)
        after = self._after(row, at, stop)
        if after is not None:
            yield after, at + 1, stop
            return
        yield from ((place, low, at) for place in self._before(row, at, low))
        yield from self.behind_sentence(row, at)

    def _after(self, row: Sentence, at: int, stop: int) -> int | None:
        """Right behind the quote: "…," said Varn; "…," she told reporters."""
        one = self.found[row.tokens[at].stretch]
        words = self.text[one.content_start : one.content_end]
        if at and row.tokens[at - 1].kind is Is.WORD and " " in words and words.istitle():
            return None  # On the programme "This Week," Varn said.
        if self.text[one.content_end - 1] not in ",?!…—–-" and not self._is_comma(row, at + 1):
            return None
        for place in range(at + 1, min(stop, at + BESIDE)):
            token = row.tokens[place]
            cue = self.cue(row, place)
            if cue and cue.sort in SPEAKS and cue.mode is not Mode.PARTICIPLE:
                # "…," and said: the verb before the quote goes on.
                return None if row.tokens[place - 1].lower in self.lexicon.conjunctions else place
            if token.kind is Is.SIGN and token.text in (".", ";", ":", "?", "!"):
                return None
        return None

    def _is_comma(self, row: Sentence, at: int) -> bool:
        return at < len(row.tokens) and row.tokens[at].text == ","

    def behind_sentence(self, row: Sentence, at: int) -> Iterator[tuple[int, int, int]]:
        """At the end of its sentence: it is "rewarding" and new, Varn said."""
        end = len(row.tokens)
        for comma in range(max(at + 1, end - FAR), end):
            opens = row.tokens[comma + 1].lower if comma + 1 < end else ""
            if row.tokens[comma].text != "," or opens in self.lexicon.conjunctions:
                continue
            for place in range(comma + 1, min(comma + CLOSE + 4, end)):
                cue = self.cue(row, place)
                if cue and cue.sort is Sort.SAY and cue.mode is not Mode.PARTICIPLE:
                    yield place, comma + 1, end

    def _before(self, row: Sentence, at: int, low: int) -> Iterator[int]:
        """Before it in its sentence: Varn said: "…"; called it "absurd"; said that … "…"."""
        if self._names_it(row, at):
            return
        is_title = self._is_title(row, at)
        says = [
            place
            for place in range(low, at)
            if (cue := self.cue(row, place))
            and cue.sort is Sort.SAY
            and self._is_finite(row, place)
        ]
        for place in range(at - 1, max(low, at - FARTHEST) - 1, -1):
            token, cue = row.tokens[place], self.cue(row, place)
            if token.kind is Is.SIGN and token.text in STOPS:
                return
            if cue is None or cue.sort is Sort.SHOW:
                continue
            if (
                cue.sort is Sort.ACT
                and at - place > CLOSE
                and cue.lemma not in self.lexicon.requests
            ):
                continue
            is_inner = cue.sort is Sort.THINK or not self._is_finite(row, place)
            if is_inner and cue.mode is not Mode.PARTICIPLE and says and says[0] < place:
                continue  # "Varn said that Iran must know “…”": it is Varn's.
            is_far = cue.sort is Sort.SAY and cue.lemma not in self.lexicon.plans
            reach = FAR if cue.sort is Sort.NAME else BESIDE
            if at - place <= (CLOSE if is_title else reach) or (is_far and not is_title):
                yield place

    def _is_title(self, row: Sentence, at: int) -> bool:
        """A name of something: "Islam in a Pluralistic World"."""
        one = self.found[row.tokens[at].stretch]
        words = self.text[one.content_start : one.content_end].split()
        telling = [word for word in words if len(word) > CLOSE]
        is_short = 1 < len(words) <= LONGEST_TITLE and words[-1][-1].isalpha()
        return is_short and bool(telling) and all(word[0].isupper() for word in telling)

    def _names_it(self, row: Sentence, at: int) -> bool:
        """A name or a word of somebody's: known as "Nino"."""
        before = [token.lower for token in row.tokens[max(0, at - 2) : at]]
        return bool(before) and (
            before[-1] in self.lexicon.names_of_things or before == ["known", "as"]
        )

    def _is_finite(self, row: Sentence, place: int) -> bool:
        """Not "must know" nor "to say"."""
        before = row.tokens[place - 1].lower if place else ""
        return before not in self.lexicon.before_infinitives

    def cue(self, row: Sentence, place: int) -> Cue | None:
        """The word of saying at a place; None where it is a noun or none."""
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
            is_verb = cue.mode is Mode.PARTICIPLE and before.lower in self.lexicon.prepositions
            return cue if is_verb else None  # "by saying"; a noun: "the report", "in answer".
        if before is not None and before.lower in ("'s", "’s"):
            return None
        if before is not None and before.name and place > 1 and cue.mode is Mode.FINITE:
            leads = row.tokens[place - 2].text  # A noun too: "repeated U.S. claims".
            if leads in self.lexicon.cues or (leads != "the" and leads in self.lexicon.determiners):
                return None
        if after is not None and after.text.startswith("-"):
            return None
        return cue
