"""What the words beside names say of people: their roles, and whether they are he or she."""

from collections.abc import Sequence

from .lexicon import Lexicon
from .people import People
from .tokens import Is, Sentence, Token


class Introductions:
    """Tells the people of an article what its sentences say of them."""

    def __init__(self, people: People, lexicon: Lexicon):
        self.people, self.lexicon = people, lexicon

    def read(self, rows: Sequence[Sentence]) -> None:
        """Reads all sentences, roles first: a pronoun may be somebody's by them."""
        for row in rows:
            self._learn(row.tokens)
        self._vote(rows)

    def _vote(self, rows: Sequence[Sentence]) -> None:
        """A pronoun behind the only person of its sentence, or of the one before, says he or she.

        Not behind a word of saying, where it may be anybody ("Holt recalled that he …"), but for
        what is their own ("Denvers told her rival").
        """
        before: set[str] = set()
        subjects, possessives = self.lexicon.subjects, self.lexicon.possessives
        cues, complementisers = self.lexicon.cues, self.lexicon.complementisers
        telling = self.lexicon.telling
        for row in rows:
            here: set[str] = set()
            speaks = voted = reports = False
            for at, token in enumerate(row.tokens):
                is_plain = token.kind is not Is.NAME and token.kind is not Is.QUOTE
                if is_plain and token.lower not in telling:
                    continue
                if token.name is not None and token.name.label == "PERSON":
                    here.add(self.people.full(token.name, self.people.honorific(row.tokens, at)))
                word = token.lower
                speaks = speaks or token.kind is Is.QUOTE or word in cues
                reports = reports or (speaks and (word in complementisers or word in subjects))
                is_own = word in possessives and not reports
                gender = subjects.get(word) or possessives.get(word, "")
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
            name = self.people.full(token.name, self.people.honorific(tokens, at))
            first = at
            while first > 0 and tokens[first - 1].kind is Is.WORD and at - first < 5:
                word = tokens[first - 1].lower.rstrip(".")
                if not (word in self.lexicon.people or tokens[first - 1].text[:1].isupper()):
                    break
                first -= 1
            self.people.give_role(name, [one.lower for one in tokens[first:at]])
            if first < at and first > 0 and tokens[first - 1].name:
                self.people.give_role_of(name, tokens[first - 1].text, tokens[first].lower)
            if at > 1 and tokens[at - 1].text == ",":  # "His widow, Hazel Dunmore,"
                self.people.give_role(name, [tokens[at - 2].lower])
            self._learn_after(tokens, at, name)
            words = token.text.split()
            for honorific in (self.people.honorific(tokens, at), words[0].lower()):
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
