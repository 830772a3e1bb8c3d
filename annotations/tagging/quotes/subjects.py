"""The subject of a word of saying: the phrase to its left, or to its right when inverted."""

from collections.abc import Sequence
from dataclasses import dataclass

from .lexicon import Lexicon
from .tokens import Is, Token

COMMA = ","
FARTHEST = 40  # Tokens between a verb and its subject.


@dataclass(frozen=True)
class Subject:
    """Tokens `[first, last]` of a sentence; `at` is the one that names somebody.

    `kind` is name, pronoun, role ("a senior official"), shared (the subject of the verb before,
    as in "and said"), or thing (nobody who speaks).
    """

    kind: str
    first: int
    last: int
    at: int
    via: str = "subject"


class Phrases:
    """Reads the phrases of one sentence; every look is bounded by FARTHEST."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon):
        self.tokens, self.lexicon = tokens, lexicon

    # To the left of the verb.

    def left(self, verb: int, low: int) -> tuple[Subject | None, bool]:
        """The subject before the verb, at or behind place `low`; whether the verb is passive."""
        low = max(low, verb - FARTHEST)
        at, passive = verb - 1, False
        while at >= low and self._is_small(at):
            passive = passive or self.tokens[at].lower in self.lexicon.passives
            at -= 1
        at = self._before_date(at, low)
        if at < low:
            return None, passive
        return self._ending_at(at, low), passive

    def _is_small(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is not Is.WORD:
            return False
        lower = token.lower
        is_manner = lower.endswith("ly") and lower not in ("family", "ally", "italy", "reply")
        return is_manner or lower in self.lexicon.adverbs or lower in self.lexicon.auxiliaries

    def _before_date(self, at: int, low: int) -> int:
        """ "Varnia on Wednesday accused": past the date."""
        token = self.tokens[at] if at >= low else None
        if token is None or token.name is None or token.name.label != "DATE":
            return at
        at -= 1
        if at >= low and self.tokens[at].lower in ("on", "in", "since"):
            at -= 1
        return at

    def _ending_at(self, at: int, low: int) -> Subject | None:
        token = self.tokens[at]
        if token.lower in self.lexicon.relatives:
            is_thing = token.lower == "which"
            at -= 1
            if at >= low and self.tokens[at].text == COMMA:
                at -= 1
            name = self.tokens[at].name if at >= low else None
            if name is not None and (
                name.label in ("ORG", "PLACE") if is_thing else name.label == "PERSON"
            ):
                return Subject("name", at, at, at)
            return self.phrase(at, low) if at >= low else None
        if token.lower in self.lexicon.conjunctions:
            return Subject("shared", at, at, at)
        if token.text == COMMA:
            return self._across(at, low)
        if token.kind is Is.SIGN and token.text[0] == ")":
            opening = at - 1
            while opening >= low and self.tokens[opening].text != "(":
                opening -= 1
            return self._ending_at(opening - 1, low) if opening > low else None
        if token.kind in (Is.SIGN, Is.QUOTE):
            return None
        return self.phrase(at, low)

    def _across(self, comma: int, low: int) -> Subject | None:
        """Past a phrase between commas: an apposition or a relative clause."""
        opening = comma - 1
        while opening >= low and self.tokens[opening].text != COMMA:
            if self.tokens[opening].kind is Is.QUOTE:
                return None
            opening -= 1
        if opening < low:
            return Subject("shared", comma, comma, comma)
        if self._is_lone_name(opening + 1, comma - 1):
            first = self.phrase(opening - 1, low) if opening > low else None
            if first is not None and first.kind == "role":
                return Subject("name", first.first, comma - 1, comma - 1, "apposition")
            return Subject("name", opening + 1, comma - 1, comma - 1)
        named = next(
            (
                i
                for i in range(opening + 1, comma)
                if self.tokens[i].lower in self.lexicon.prepositions
            ),
            comma,
        )
        if self._is_lone_name(opening + 1, named - 1):  # "its coach, Rolf Egeland of Norway,"
            return Subject("name", opening + 1, named - 1, named - 1, "apposition")
        if opening <= low or not self._is_insertion(opening + 1):
            if opening > low and self._is_insertion_before(opening, low):
                return self._across(opening, low)
            return Subject("shared", comma, comma, comma)
        return self._ending_at(opening - 1, low) if opening > low else None

    def _is_insertion_before(self, comma: int, low: int) -> bool:
        at = comma - 1
        while at >= low and self.tokens[at].text != COMMA:
            at -= 1
        return at > low and self._is_insertion(at + 1)

    def _is_lone_name(self, first: int, last: int) -> bool:
        """A name alone, or with a title: "Tiago Sorel", "Dr Shale"."""
        if last < first or not self._names_someone(last):
            return False
        return all(
            self.tokens[i].text[:1].isupper() or self.tokens[i].lower in self.lexicon.people
            for i in range(first, last)
        )

    def _is_insertion(self, at: int) -> bool:
        token = self.tokens[at]
        lexicon = self.lexicon
        return (
            token.lower in lexicon.relatives
            or token.lower in ("whose", "now", "then", "aged", "whom", "himself", "herself")
            or token.lower in lexicon.determiners
            or token.lower in lexicon.prepositions
            or token.text[:1].isdigit()
            or token.lower in lexicon.people
            or token.lower.endswith(("ing", "ed"))
            or (token.name is not None and token.name.label in ("DATE", "PLACE"))
            or (token.text.islower() and token.kind is Is.WORD)
        )

    # A noun phrase.

    def phrase(self, last: int, low: int) -> Subject | None:
        """The noun phrase that ends at token `last`."""
        token = self.tokens[last]
        if token.lower in self.lexicon.subjects:
            return Subject("pronoun", last, last, last)
        first = last
        while first > low and self._continues(first - 1):
            first -= 1
        while first <= last and self.tokens[first].lower in self.lexicon.prepositions:
            first = self._past_preposition(first, last)
        return self._read(first, last) if first <= last else None

    def _continues(self, at: int) -> bool:
        token, lexicon = self.tokens[at], self.lexicon
        if token.kind in (Is.SIGN, Is.QUOTE):
            return token.text in ("&", "'", "’", "-") or token.text == "%"
        lower = token.lower
        if lower in lexicon.subjects and lower != "it":
            return False
        is_noun = at > 0 and self.tokens[at - 1].lower in lexicon.determiners
        is_verb = lower in lexicon.cues and not is_noun and not token.text[:1].isupper()
        return not (
            is_verb
            or lower in lexicon.subjects
            or lower in lexicon.relatives
            or lower in lexicon.complementisers
            or lower in lexicon.conjunctions
            or lower in lexicon.auxiliaries
        )

    def _past_preposition(self, first: int, last: int) -> int:
        """ "In a statement officials": on to the noun phrase behind the one in front."""
        for at in range(last, first + 1, -1):
            if self.tokens[at].lower in self.lexicon.determiners:
                return at
        if self._names_someone(last):
            return last
        if self.tokens[last].lower in self.lexicon.people:
            return last
        return last + 1

    def _names_someone(self, at: int) -> bool:
        token = self.tokens[at]
        return token.name is not None and token.name.label in ("PERSON", "ORG", "PLACE", "MISC")

    def _read(self, first: int, last: int) -> Subject | None:
        """Who is meant by tokens `[first, last]`: the name at the end of its head, or its noun."""
        head = first
        while head < last and not self._ends_head(head + 1):
            head += 1
        token = self.tokens[head]
        if token.lower in ("'s", "’s"):
            return None
        if self._names_someone(head):
            return Subject("name", first, head, head)
        if token.text[:1].isupper() and head > 0 and token.lower not in self.lexicon.determiners:
            lexicon = self.lexicon
            is_title = token.lower in lexicon.people or token.lower in lexicon.organisations
            if token.name is None and not is_title:
                return Subject("unknown", head, head, head)
        noun = token.lower
        if self.is_someone(noun):
            return Subject("role", first, last, head)
        return Subject("thing", first, last, head)

    def _ends_head(self, at: int) -> bool:
        token = self.tokens[at]
        lower = token.lower
        return (
            lower in self.lexicon.prepositions
            or lower in ("familiar", "close", "present", "involved", "briefed", "speaking")
            or (token.kind is Is.SIGN and token.text not in ("&", "-"))
        )

    def is_someone(self, noun: str) -> bool:
        lexicon = self.lexicon
        if noun in lexicon.people or noun in lexicon.organisations or noun in lexicon.documents:
            return True
        last = noun.rsplit("-", 1)[-1]
        return last != noun and last in lexicon.people

    # To the right of the verb.

    def right(self, verb: int, high: int) -> Subject | None:
        """The subject behind an inverted verb: "said its president, Priya Somerled"."""
        at = verb + 1
        high = min(high, verb + FARTHEST)
        while at < high and self._is_small(at) and self.tokens[at].lower != "one":
            at += 1
        if at >= high:
            return None
        if self.tokens[at].lower in self.lexicon.subjects:
            return Subject("pronoun", at, at, at)
        last = at
        while last < high and self._goes_right(last):
            last += 1
        if last == at:
            return None
        return self._named_right(at, last, high)

    def _goes_right(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind in (Is.SIGN, Is.QUOTE):
            return token.text in ("&", "-")
        lower, lexicon = token.lower, self.lexicon
        return not (
            lower in lexicon.relatives
            or lower in lexicon.complementisers
            or lower in lexicon.conjunctions
        )

    def _named_right(self, first: int, last: int, high: int) -> Subject | None:
        head = first
        while head < last - 1 and not self._ends_head(head + 1) and not self._names_someone(head):
            head += 1
        if (
            self._names_someone(head)
            and head + 1 < last
            and self.tokens[head + 1].lower in ("'s", "’s")
        ):
            head = min(head + 2, last - 1)
            while head < last - 1 and not self._ends_head(head + 1):
                head += 1
        if self._names_someone(head):
            return Subject("name", first, head, head)
        after = last + 1
        is_comma = last < high and self.tokens[last].text == COMMA
        if is_comma and after < high and self.is_someone(self.tokens[head].lower):
            stop = after
            while (
                stop < high
                and self.tokens[stop].kind in (Is.WORD, Is.NAME)
                and not self._names_someone(stop)
            ):
                stop += 1
            ends = stop + 1 >= len(self.tokens) or self.tokens[stop + 1].kind in (Is.SIGN, Is.QUOTE)
            if stop < high and self._is_lone_name(after, stop) and ends:
                return Subject("name", first, stop, stop, "apposition")
        return self._read(first, last - 1)
