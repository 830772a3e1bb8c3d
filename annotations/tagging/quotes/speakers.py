"""Who is meant by the subject of a word of saying."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from ..found import Found
from .introductions import Introductions
from .lexicon import Lexicon
from .model import Speaker
from .people import CROWD, MEN, WOMEN, People
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
        self.about: Speaker | None = None  # Whom the sentence before is about.
        self.topic: Speaker | None = None  # The same, or who spoke, with sentences about nobody.
        Introductions(self.people, lexicon).read(rows)

    def hear(self, number: int, tokens: Sequence[Token]) -> None:
        """The names of a sentence outside its quotes were read."""
        for at, token in enumerate(tokens):
            if token.name is None:
                continue
            if token.name.label == "PERSON":
                name = self.people.full(token.name, self.people.honorific(tokens, at))
                self.named.append((number, name))
                self.everybody[name] = None
            elif token.name.label == "ORG":
                self.organisations.append((number, self.people.full(token.name)))

    def follow(self, spoke: Speaker | None, lead: Speaker | None) -> None:
        """A sentence was read in which one spoke and that is about another, or the same."""
        self.last = spoke or self.last
        self.about = lead
        self.topic = spoke or lead or self.topic

    def of(
        self, subject: Subject | None, row: Sentence, number: int, shared: Speaker | None
    ) -> tuple[Speaker | None, str]:
        """The speaker and the rule; None where nobody is sure."""
        if subject is None:
            return None, "none"
        token = row.tokens[subject.at]
        if subject.kind == "name":
            if not token.name or token.name.label not in ("PERSON", "ORG", "PLACE", "MISC"):
                return None, "none"
            name = self.people.full(token.name, self.people.honorific(row.tokens, subject.at))
            return Speaker(name, token.start, token.end, token.name.label), subject.via
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
            last = self.last
            if last is not None and self.fits(last, "p"):
                return Speaker(last.name, token.start, token.end, last.label), "pronoun"
            return None, "none"
        about = self.topic
        if about is not None and not about.label and self.fits(about, gender):
            return Speaker(about.name, token.start, token.end, ""), "pronoun"
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
        newest, last, about = self._newest(number), self.last, self.topic
        if about is not None and about.label == "PERSON" and not self._never(about.name, gender):
            return about.name
        if last is not None and last.label == "PERSON" and self._sure(last.name, gender):
            return last.name
        if newest and not self._never(newest, gender):
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

    def fits(self, speaker: Speaker, gender: str) -> bool:
        """Whether the pronoun may mean the speaker."""
        head = speaker.name.split()[-1].lower()
        if gender in ("m", "f"):
            is_one = head in self.lexicon.people and not self._is_many(head)
            is_somebody = speaker.label == "PERSON" or (not speaker.label and is_one)
            is_other = (gender == "m" and head in WOMEN) or (gender == "f" and head in MEN)
            return is_somebody and not is_other and not self._never(speaker.name, gender)
        if gender == "n":
            is_thing = head in self.lexicon.organisations or head in self.lexicon.documents
            return speaker.label in ("ORG", "PLACE") or (not speaker.label and is_thing)
        return gender == "p" and not speaker.label and self._is_many(head)

    def _is_many(self, head: str) -> bool:
        return head in ("police", "people", "men", "women", "children") or head.endswith("s")

    def _it(self, token: Token, number: int) -> tuple[Speaker | None, str]:
        """What the sentence before is about, what spoke last, or the only one named lately."""
        for one in (self.about, self.last):
            if one is not None and self.fits(one, "n"):
                return Speaker(one.name, token.start, token.end, one.label), "pronoun"
        recent = takewhile(lambda one: number - one[0] < LATELY, reversed(self.organisations))
        lately = {name for _, name in recent}
        if len(lately) == 1:
            return Speaker(lately.pop(), token.start, token.end, "ORG"), "pronoun"
        return None, "none"

    def _role(self, subject: Subject, row: Sentence) -> tuple[Speaker | None, str]:
        first, last = row.tokens[subject.first], row.tokens[subject.last]
        head = row.tokens[subject.at].lower
        determiner = first.lower
        before = row.tokens[subject.last - 1].lower
        if last.name and last.name.label == "PERSON" and before not in self.lexicon.prepositions:
            # "The head of Orbis Ilka Varn"
            return Speaker(self.people.full(last.name), last.start, last.end, "PERSON"), "subject"
        land = first.name or row.tokens[min(subject.first + 1, subject.at)].name
        name = self.people.with_role(f"{land.text} {head}".lower()) if land else ""
        if name:  # "The U.S. president"
            return Speaker(name, first.start, last.end, "PERSON"), "role"
        named = {t.name.label for t in row.tokens[subject.first : subject.last + 1] if t.name}
        owner = self._owner(subject, row)
        if owner is not None:
            return Speaker(self.people.full(owner), first.start, last.end, "ORG"), "role"
        if named & {"PERSON", "ORG"}:  # "The Obama administration" is no other one.
            return self.named_by_words(subject, row), "role"
        if determiner in ("the", "its", "their", "his", "her") or head == determiner:
            name = self.people.with_role(head)
            if name:
                label = self.people.label(name) or "PERSON"
                return Speaker(name, first.start, last.end, label), "role"
            is_organisation = head in self.lexicon.organisations and determiner == "the"
            is_bare = subject.first + 1 == subject.last
            is_any = is_bare and head in self.lexicon.any_organisations
            is_topic = is_bare and self.last is not None and self.last is self.topic
            is_last = is_any or (is_topic and not self.people.bearing.get(head))
            if is_organisation and is_last and self.last is not None and self.last.label == "ORG":
                return Speaker(self.last.name, first.start, last.end, "ORG"), "role"
            if is_organisation and is_bare:
                name = self.people.organisation(head, first.start, is_any)
                if name:
                    return Speaker(name, first.start, last.end, "ORG"), "role"
        persons = self.everybody.keys()
        is_person = head in self.lexicon.people and determiner == "the"
        if is_person and len(persons) == 1 and self.people.roles.get(head, persons) == persons:
            return Speaker(next(iter(persons)), first.start, last.end, "PERSON"), "role"
        return self.named_by_words(subject, row), "role"

    def _owner(self, subject: Subject, row: Sentence) -> Found | None:
        """ "Varn's Orbis party", "the Orbis rights group": the organisation itself."""
        if row.tokens[subject.at].lower not in self.lexicon.organisations:
            return None
        for token in reversed(row.tokens[max(subject.first, subject.at - 2) : subject.at]):
            if token.name is not None:
                return token.name if token.name.label == "ORG" else None
            if token.kind is not Is.WORD or token.lower in ("'s", "’s"):
                return None
        return None

    def named_by_words(self, subject: Subject, row: Sentence) -> Speaker:
        """Somebody without a name: the words themselves, without a kind."""
        tokens = row.tokens[subject.first : subject.last + 1]
        return Speaker(_written(tokens), tokens[0].start, tokens[-1].end, "")


def _written(tokens: Sequence[Token]) -> str:
    """The words of tokens with the spaces of their text, one each."""
    words = tokens[0].text if tokens else ""
    for before, token in pairwise(tokens):
        words += " " * (token.start > before.end) + token.text
    return words
