"""Who is meant by the subject of a word of saying."""

from collections.abc import Sequence
from itertools import takewhile

from ..engine import Found
from .lexicon import Lexicon
from .model import Speaker
from .people import CROWD, People
from .subjects import Subject
from .tokens import Is, Sentence, Token

LATELY = 3  # Sentences in which somebody was named to be meant by a pronoun.


class Speakers:
    """Turns subjects into speakers, from the first sentence of an article to the last.

    Precision first: a pronoun or a role that may mean two people means nobody.
    """

    def __init__(self, names: Sequence[Found], rows: Sequence[Sentence], lexicon: Lexicon):
        self.lexicon = lexicon
        self.people = People(names, lexicon)
        self.last: Speaker | None = None  # Who spoke last.
        self.named: list[tuple[int, str]] = []  # (sentence, full name) of people, as they come.
        self.everybody: dict[str, None] = {}  # The same people, each once.
        self.organisations: list[tuple[int, str]] = []
        for row in rows:
            self._learn(row.tokens)
        self._vote(rows)

    def _vote(self, rows: Sequence[Sentence]) -> None:
        """A pronoun behind the only person of its sentence, or of the one before, says he or she.

        Not behind a word of saying, where it may be anybody ("Holt recalled that he …"), but for
        what is their own ("Denvers told her rival").
        """
        before: set[str] = set()
        for row in rows:
            here: set[str] = set()
            speaks = voted = reports = False
            for at, token in enumerate(row.tokens):
                if token.name is not None and token.name.label == "PERSON":
                    here.add(self.people.full(token.name, self.honorific(row.tokens, at)))
                speaks = speaks or token.kind is Is.QUOTE or token.lower in self.lexicon.cues
                is_clause = token.lower in self.lexicon.complementisers | {*self.lexicon.subjects}
                reports = reports or (speaks and is_clause)
                is_own = token.lower in self.lexicon.possessives and not reports
                gender = self.lexicon.subjects.get(token.lower) or self.lexicon.possessives.get(
                    token.lower, ""
                )
                if (
                    gender in ("m", "f")
                    and token.kind is Is.WORD
                    and not voted
                    and (is_own or not speaks)
                ):
                    near, weight = (here, 3) if here else (before, 1)
                    voted = True
                    if len(near) == 1:
                        self.people.vote(next(iter(near)), gender, weight)
            before = set() if speaks else here

    def _learn(self, tokens: Sequence[Token]) -> None:
        """Honorifics and roles beside names: "Ms Varn", "Finance Minister Piet Harsema"."""
        for at, token in enumerate(tokens):
            if token.name is None or token.name.label != "PERSON":
                continue
            name = self.people.full(token.name, self.honorific(tokens, at))
            first = at
            while first > 0 and tokens[first - 1].kind is Is.WORD and at - first < 5:
                word = tokens[first - 1].lower.rstrip(".")
                if not (word in self.lexicon.people or tokens[first - 1].text[:1].isupper()):
                    break
                first -= 1
            self.people.give_role(name, [one.lower for one in tokens[first:at]])
            if at > 1 and tokens[at - 1].text == ",":  # "His widow, Hazel Dunmore,"
                self.people.give_role(name, [tokens[at - 2].lower])
            self._learn_after(tokens, at, name)
            words = token.text.split()
            for honorific in (self.honorific(tokens, at), words[0].lower()):
                self.people.vote(name, self.lexicon.honorifics.get(honorific, ""), 3)

    def _learn_after(self, tokens: Sequence[Token], at: int, name: str) -> None:
        """ "Ilka Varn, the transport minister,": the words of the apposition."""
        if at + 2 >= len(tokens) or tokens[at + 1].text != ",":
            return
        start = at + 2
        if tokens[start].lower not in self.lexicon.determiners and tokens[start].lower not in (
            self.lexicon.people
        ):
            return
        words = []
        for token in tokens[start : start + 6]:
            if token.kind is not Is.WORD or token.lower in self.lexicon.prepositions:
                break
            words.append(token.lower)
        self.people.give_role(name, words)

    def honorific(self, tokens: Sequence[Token], at: int) -> str:
        before = tokens[at - 1].lower.rstrip(".") if at else ""
        if before == "." and at > 1:
            before = tokens[at - 2].lower
        return before if before in self.lexicon.honorifics else ""

    def hear(self, number: int, tokens: Sequence[Token]) -> None:
        """The names of a sentence outside its quotes were read."""
        for at, token in enumerate(tokens):
            if token.name is None:
                continue
            if token.name.label == "PERSON":
                name = self.people.full(token.name, self.honorific(tokens, at))
                self.named.append((number, name))
                self.everybody[name] = None
            elif token.name.label == "ORG":
                self.organisations.append((number, self.people.full(token.name)))

    def of(
        self, subject: Subject | None, row: Sentence, number: int, shared: Speaker | None
    ) -> tuple[Speaker | None, str]:
        """The speaker and the rule; None where nobody is sure."""
        if subject is None:
            return None, "none"
        token = row.tokens[subject.at]
        if subject.kind == "name":
            label = token.name.label if token.name else ""
            if label not in ("PERSON", "ORG", "PLACE", "MISC"):
                return None, "none"
            name = self.people.full(token.name, self.honorific(row.tokens, subject.at))
            return Speaker(name, token.start, token.end, label), subject.via
        if subject.kind == "pronoun":
            return self._pronoun(token, number)
        if subject.kind == "shared":
            return (shared, "shared") if shared else (None, "none")
        if subject.kind == "role":
            return self._role(subject, row)
        if subject.kind == "unknown":
            return Speaker(token.text, token.start, token.end, ""), "subject"
        return None, "none"

    def _pronoun(self, token: Token, number: int) -> tuple[Speaker | None, str]:
        gender = self.lexicon.subjects[token.lower]
        if gender == "i":
            return None, "narrator"
        if gender == "n":
            return self._it(token, number)
        if gender == "p":
            return None, "none"
        name = self._he_or_she(gender, number)
        if not name:
            return None, "none"
        self.people.vote(name, gender)
        label = self.people.label(name) or "PERSON"
        return Speaker(name, token.start, token.end, label), "pronoun"

    def _he_or_she(self, gender: str, number: int) -> str:
        """Who spoke last, if that fits; else the only one named lately whom it fits."""
        lately: list[str] = []
        for at, name in reversed(self.named):
            if number - at > LATELY:
                break
            if name not in lately and self.people.gender(name) in ("", gender):
                lately.append(name)
        newest, last = self._newest(number), self.last
        if newest and self.people.gender(newest) in ("", gender):
            return newest
        if last is not None and last.label == "PERSON":
            shown = self.people.gender(last.name)
            others = [name for name in lately if name != last.name]
            if shown == gender and (
                not newest or newest == last.name or self._never(newest, gender)
            ):
                return last.name
            if shown == "" and not others:
                return last.name
        for known in (lately, self.everybody if len(self.everybody) <= CROWD else ()):
            sure = [name for name in known if self._sure(name, gender)]
            if len(sure) == 1:
                return sure[0]
        return lately[0] if len(lately) == 1 else ""

    def _never(self, name: str, gender: str) -> bool:
        """Whether the pronoun does not fit the person."""
        return self.people.gender(name) not in ("", gender)

    def _newest(self, number: int) -> str:
        """The person named first in the sentence before: the one it is about."""
        newest, since = "", -1
        for at, name in reversed(self.named):
            if at < number - 1 or (newest and at < since):
                break
            newest, since = name, at
        return newest

    def _sure(self, name: str, gender: str) -> bool:
        return self.people.gender(name) == gender

    def _it(self, token: Token, number: int) -> tuple[Speaker | None, str]:
        recent = takewhile(lambda one: number - one[0] < LATELY, reversed(self.organisations))
        lately = {name for _, name in recent}
        last = self.last
        if last is not None and last.label == "ORG" and (not lately or last.name in lately):
            return Speaker(last.name, token.start, token.end, "ORG"), "pronoun"
        if len(lately) == 1:
            return Speaker(lately.pop(), token.start, token.end, "ORG"), "pronoun"
        return None, "none"

    def _role(self, subject: Subject, row: Sentence) -> tuple[Speaker | None, str]:
        first, last = row.tokens[subject.first], row.tokens[subject.last]
        head = row.tokens[subject.at].lower
        determiner = first.lower
        if determiner in ("the", "its", "their", "his", "her") or head == determiner:
            name = self.people.with_role(head)
            if name:
                label = self.people.label(name) or "PERSON"
                return Speaker(name, first.start, last.end, label), "role"
            is_organisation = head in self.lexicon.organisations and determiner == "the"
            if is_organisation and self.last is not None and self.last.label == "ORG":
                return Speaker(self.last.name, first.start, last.end, "ORG"), "role"
            if is_organisation:
                name = self.people.organisation(head, first.start)
                if name:
                    return Speaker(name, first.start, last.end, "ORG"), "role"
        persons = self.everybody.keys()
        is_person = head in self.lexicon.people and determiner == "the"
        if is_person and len(persons) == 1 and self.people.roles.get(head, persons) == persons:
            return Speaker(next(iter(persons)), first.start, last.end, "PERSON"), "role"
        words = " ".join(token.text for token in row.tokens[subject.first : subject.last + 1])
        return Speaker(words, first.start, last.end, ""), "role"
