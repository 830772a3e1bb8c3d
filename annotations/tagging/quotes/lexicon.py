"""What the rules must know of a language: its words of saying and the small words around them."""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Mode(Enum):
    FINITE = "finite"
    PAST = "past"  # Finite or a past participle: "accused".
    PARTICIPLE = "participle"  # "saying"


class Sort(Enum):
    """What a cue may introduce."""

    SAY = "say"  # Quotes and clauses.
    THINK = "think"  # Clauses only: "believes that".
    NAME = "name"  # Judgements: "called it", "accused them of".
    ACT = "act"  # Quotes only: "laughed", "asked".
    SHOW = "show"  # What a thing reads; nobody speaks.


@dataclass(frozen=True)
class Cue:
    lemma: str
    mode: Mode
    sort: Sort
    gender: str = ""  # Where the verb shows it: "сказала".


@dataclass(frozen=True)
class Lexicon:
    """Words are lower case; `subjects` are pronouns: m, f, n, p (plural) or i (the narrator)."""

    cues: dict[str, Cue]
    subjects: dict[str, str]
    possessives: dict[str, str] = field(default_factory=dict)
    relatives: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    complementisers: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    according: tuple[tuple[str, ...], ...] = ()
    honorifics: dict[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    any_organisations: frozenset[str] = frozenset()  # "The company", whatever it is called.
    requests: frozenset[str] = frozenset()  # Acts that lead on to far words: "asked them to …".
    plans: frozenset[str] = frozenset()  # They have no far clauses: "proposed a plan to …".
    plainly: frozenset[str] = frozenset()  # Whose subject speaks, whatever it is called.
    findings: frozenset[str] = frozenset()  # What documents do: "a survey found".
    quotings: frozenset[str] = frozenset()  # "Quoted as saying".
    names_of_things: frozenset[str] = frozenset()  # Before a name in marks: "titled".
    before_infinitives: frozenset[str] = frozenset()
    indirect: bool = False  # Whether speech without quotation marks is looked for.

    @cached_property
    def telling(self) -> frozenset[str]:
        """The words by which a sentence may say who is he or she, and those that forbid it."""
        return self.complementisers.union(self.cues, self.subjects, self.possessives)


def english_forms(lemma: str, past: str = "", participle: str = "") -> dict[str, Mode]:
    """The forms of an English verb; a last consonant is doubled only in irregular pasts."""
    if past.endswith(lemma[-1] + "ed") and past[:-2] != lemma:  # admit, admitted, admitting
        ing = past[:-2] + "ing"
    elif lemma.endswith("e") and not lemma.endswith("ee"):
        ing = lemma[:-1] + "ing"
    else:
        ing = lemma + "ing"
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        third, regular = lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
        regular = lemma + ("d" if lemma.endswith("e") else "ed")
    forms = {lemma: Mode.FINITE, third: Mode.FINITE, ing: Mode.PARTICIPLE}
    return {**forms, past or regular: Mode.PAST}
