"""Who is who in one article: full names behind surnames and acronyms, and who is he or she."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..found import Found
from ..names import first_names
from .lexicon import Lexicon
from .tokens import Token

WOMEN = frozenset(
    "widow wife mother daughter sister grandmother aunt queen princess actress spokeswoman "
    "chairwoman businesswoman congresswoman woman girl niece girlfriend".split()
)
MEN = frozenset(
    "widower husband father son brother grandfather uncle king prince actor spokesman chairman "
    "businessman congressman man boy nephew boyfriend".split()
)
CROWD = 50  # Full names that share a word; of more, none is meant.


class People:
    """The names of one article. A name that may mean two of them stays as it is written."""

    def __init__(self, names: Iterable[Found], lexicon: Lexicon):
        self.lexicon = lexicon
        self.names = [one for one in names if one.label not in ("DATE", "NORP")]
        self.by_word: dict[str, list[str]] = defaultdict(list)
        self.labels: dict[str, str] = {}
        self.votes: dict[str, dict[str, int]] = defaultdict(lambda: {"m": 0, "f": 0})
        self.roles: dict[str, set[str]] = defaultdict(set)
        self.first: dict[str, int] = {}
        self.introduced: dict[str, int] = {}  # Where each full name stands first.
        self.bearing: dict[str, list[str]] = defaultdict(list)  # Organisations by their words.
        self.organisations: list[int] = []  # Where each of them stands first, two at most.
        self.single: dict[str, str] = {}  # Labels of names of one word.
        self._bare: dict[str, str] = {}
        self._index()

    def _index(self) -> None:
        for one in self.names:
            bare = self.bare(one.text)
            words = bare.split()
            if len(words) > 1:
                self.introduced.setdefault(bare, one.start)
            if len(words) > 1 and bare not in self.labels:
                self.labels[bare] = one.label
                for word in {words[0], words[-1], "".join(w[0] for w in words if w[0].isupper())}:
                    self.by_word[word].append(bare)
            self.single.setdefault(bare, one.label)
        for name, label in self.labels.items():
            if label == "PERSON":
                self.vote(name, first_names.gender(name.split()[0]), 2)
        for one in self.names:
            self.first.setdefault(self.full(one), one.start)
        for name, at in self.first.items():
            if self.label(name) == "ORG":
                self.organisations = sorted([*self.organisations, at])[:2]
                for word in set(name.lower().split()):
                    self.bearing[word].append(name)
        self.by_place = {at: name for name, at in self.first.items()}

    def bare(self, name: str) -> str:
        """The name without honorifics and articles."""
        if name not in self._bare:
            words = name.split()
            while len(words) > 1 and (
                words[0].lower() in self.lexicon.honorifics
                or words[0].lower() in ("the", "dr", "cllr")
            ):
                words = words[1:]
            self._bare[name] = " ".join(words)
        return self._bare[name]

    def honorific(self, tokens: Sequence[Token], at: int) -> str:
        """ "Ms" before the name at a place; empty without one."""
        before = tokens[at - 1].lower.rstrip(".") if at else ""
        if before == "." and at > 1:
            before = tokens[at - 2].lower
        return before if before in self.lexicon.honorifics else ""

    def full(self, one: Found, honorific: str = "") -> str:
        """The full name that a mention means; itself when none or several fit."""
        return self.resolve(one.text, one.label, honorific, one.start)

    def resolve(self, name: str, label: str = "", honorific: str = "", at: int = 2**31) -> str:
        bare = self.bare(name)
        if bare in self.labels or len(self.by_word.get((bare.split() or [""])[-1], ())) > CROWD:
            return bare
        if len(bare.split()) > 1:
            longer = [full for full in self.by_word.get(bare.split()[-1], ()) if full != bare and
                      full.endswith(" " + bare)]  # fmt: skip
            return longer[0] if len(longer) == 1 else bare
        found = [
            full for full in self.by_word.get(bare, ())
            if not label or self.labels[full] == label
        ]  # fmt: skip
        surnames = [full for full in found if full.split()[-1] == bare] or found
        first_word = name.split()[0].lower() if name.split() else ""
        wanted = self.lexicon.honorifics.get(honorific or first_word, "")
        if wanted:
            surnames = [full for full in surnames if self.gender(full) in ("", wanted)]
        if len(surnames) > 1:  # Who was introduced so far.
            surnames = [full for full in surnames if self.introduced[full] <= at]
        return surnames[0] if len(surnames) == 1 else bare

    def label(self, name: str) -> str:
        if name in self.labels:
            return self.labels[name]
        return self.single.get(name, "")

    def gender(self, name: str) -> str:
        """m, f, or nothing when the article does not show it."""
        votes = self.votes[name]
        if votes["m"] == votes["f"]:
            return ""
        return "m" if votes["m"] > votes["f"] else "f"

    def vote(self, name: str, gender: str, weight: int = 1) -> None:
        if gender in ("m", "f"):
            self.votes[name][gender] += weight

    def give_role(self, name: str, words: Sequence[str]) -> None:
        """The person is called by these words: "Trade Secretary"."""
        for word in words:
            if word in WOMEN or word in MEN:
                self.vote(name, "f" if word in WOMEN else "m", 3)
            if word in self.lexicon.people or word in self.lexicon.agents:
                self.roles[word].add(name)

    def give_role_of(self, name: str, land: str, word: str) -> None:
        """The person is called by a country's or organisation's name and a word: "US President"."""
        if word in self.lexicon.people:
            self.roles[f"{land} {word}".lower()].add(name)

    def with_role(self, head: str) -> str:
        """The one person who is called so; nothing when none or several are."""
        found = self.roles.get(head, set())
        return next(iter(found)) if len(found) == 1 else ""

    def organisation(self, head: str, before: int, is_any: bool) -> str:
        """The organisation that "the ministry" means: it bears the word, or is the only one.

        "The company" may be any.
        """
        bearing = self.bearing.get(head, ())
        if bearing and not is_any:
            return bearing[0] if len(bearing) == 1 else ""
        earlier = [at for at in self.organisations if at < before]
        return self.by_place[earlier[0]] if len(earlier) == 1 else ""
