"""What workers stored in English, said in the language at hand."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.utils import translation

from annotations.jobs import read_feeds
from annotations.messages import in_english, in_words
from annotations.services.claims import changed_words
from annotations.services.entities import merge
from annotations.services.feeds import doubts, entries, reading
from annotations.tagging.checkworthy.rules import RULES
from annotations.tagging.similarity.suggest import WORTH_SUGGESTING, likeness
from annotations.tagging.statistical import ModelUnavailable, StatisticalTagger
from annotations.text.message import Message
from annotations.web.shell import stored
from annotations.work.fetch_url import Unfetched, fetch
from annotations.work.load_engine import load
from annotations.work.tagging.run import FAILED
from tests.test_layers import MODULES, ROOT, part_of, tree_of

# Columns of sentences in English, and what is handed them.
RETOLD = {"note", "stage_note", "reason", "problem", "error"}
WRITERS = {"put_aside", "_failed", "_note", "Unfetched", "Held"}
PAIRS = [
    ("Ilka Varn", "ILKA VARN"),
    ("Ilka Varn", "Varn Ilka"),
    ("NATO", "North Atlantic Treaty Organization"),
    ("I. Varn", "Ilka Varn"),
    ("Oksana Mykolayenko", "Oksana Mykolaienko"),
    ("Ilka Maria Varn", "Ilka Varn"),
    ("Mohammed Salah", "Muhammed Salah"),
    ("محمد صلاح", "Mohammed Salah"),
]


@pytest.fixture
def translated(monkeypatch):
    """Every known sentence stands in brackets in the other language."""
    monkeypatch.setattr(stored, "_", lambda text: f"⟦{text}⟧")


def is_translated(sentence: str) -> bool:
    said = stored.retold(sentence)
    return said.startswith("⟦") and said.replace("⟦", "").replace("⟧", "") == sentence


def is_in_ukrainian(sentence: str, retold=stored.retold) -> bool:
    with translation.override("uk"):
        said = retold(sentence)
    return said != sentence and bool(re.search("[а-я]", said))


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_reason_of_a_pair_is_known(a, b, translated):
    found = likeness(a, b)
    assert found.score >= WORTH_SUGGESTING
    assert is_translated(found.reason)


def test_why_a_text_was_not_tagged_is_known(translated):
    assert is_translated(FAILED.format("ValueError"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_of_suggestions_has_its_words(rule):
    assert stored.WORTH_CHECKING[rule.name] == rule.reason


@pytest.mark.parametrize(
    ("reason", "wanted"),
    [
        ("share: a third of them", "⟦⟦share⟧: a third of them⟧"),
        ("quoted share: a third", "⟦quoted ⟦⟦share⟧: a third⟧⟧"),
        ("words like ‘bribe’ and ‘paid’", "⟦words like ‘bribe’ and ‘paid’⟧"),
        ("attributed to Ilka; how the sentence is made",
         "⟦attributed to Ilka; ⟦how the sentence is made⟧⟧"),
    ],
)  # fmt: skip
def test_why_a_claim_is_suggested_is_said_part_by_part(reason, wanted, translated):
    assert stored.retold(reason) == wanted


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://127.0.0.1:99999/", "ftp://x/"])
def test_why_an_address_was_not_fetched_is_known(address, translated):
    with pytest.raises(Unfetched) as told:
        fetch(address)
    assert is_translated(str(told.value))


@pytest.mark.parametrize(
    "sentence",
    [
        merge.SPLIT,
        *(doubts.WORSE, doubts.SHORT, doubts.UNLIKE),
        *(reading.DIED, read_feeds.EMPTY, read_feeds.BROKEN),
        read_feeds.NOT_ALLOWED % {"who": "Lena"},
        reading.NOT_ADDED % {"number": 1, "total": 20},
    ],
)
def test_how_a_feed_was_read_and_why_two_are_not_one_is_known(sentence):
    assert is_in_ukrainian(sentence)


def test_an_entry_is_named_beside_the_reason_why_it_brought_nothing(translated):
    line = reading.OF_ENTRY % {"title": "Sources: “two”", "reason": doubts.WORSE}
    assert stored.retold(line) == f"⟦“Sources: “two””: ⟦{doubts.WORSE}⟧⟧"


@pytest.mark.parametrize(
    "note",
    [
        changed_words.SAYS_ELSE % {"number": 12},
        changed_words.SAYS_NO_MORE,
        entries.FROM_FEED % {"feed": "The Karsk Herald"},
    ],
)
def test_a_note_that_nobody_typed_is_known(note):
    assert is_in_ukrainian(note, stored.retold_note)


@pytest.mark.parametrize(
    "note", ["", "Sources", "number: two of them", "An initial fits the name."]
)
def test_a_note_that_somebody_typed_stays_as_it_is(note):
    with translation.override("uk"):
        assert stored.retold_note(note) == note


def test_a_message_that_was_stored_is_said_in_the_reader_s_language():
    message = Message("feed-unread", count=1234)
    stands = in_english(message)
    with translation.override("uk"):
        assert stored.retold(stands) == in_words(message) != stands


def test_nothing_stays_nothing():
    assert stored.retold("") == ""


@pytest.mark.parametrize("tagger", ["nowhere.Engine", f"{__name__}.Bare"])
def test_every_problem_of_an_engine_is_known(tagger, translated, settings):
    settings.TAGGER = tagger
    assert is_translated(load().problem)


def test_a_model_that_is_not_there_is_known(translated):
    with pytest.raises(ModelUnavailable) as told:
        StatisticalTagger("xx_none")
    assert is_translated(str(told.value))


def test_a_sentence_in_a_sentence_is_said_too(translated):
    assert stored.retold("An initial fits the name. One has a name more.") == (
        "⟦⟦An initial fits the name.⟧ One has a name more.⟧"
    )


def test_a_sentence_of_another_version_is_shown_as_it_is_stored():
    assert stored.retold("They rhyme.") == "They rhyme."


def written_in(path) -> list[str]:
    """What a module writes into columns that are retold, with a number in each place."""
    names = vars(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)))
    written: list[ast.expr] = []
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.keyword(arg=str(name), value=value) if name in RETOLD:
                written.append(value)
            case ast.Assign(targets=[target], value=value):
                targets = getattr(target, "elts", [target])
                written += [value] if {getattr(one, "attr", "") for one in targets} & RETOLD else []
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                written += [value for key, value in pairs if getattr(key, "value", "") in RETOLD]
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args):
                written += args if name in WRITERS else []
    words = [told for value in written for told in _words(value, names) if " " in told]
    return [re.sub(r"%\(\w+\)s|{}", "7", told) for told in words]


def _words(node: ast.AST, names: dict[str, object]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in parts)
        case ast.Name(id=name):
            yield from [words for words in [names.get(name)] if isinstance(words, str)]
        case _:
            for part in ast.iter_child_nodes(node):
                yield from _words(part, names)


WRITTEN = [
    pytest.param(words, id=f"{path.relative_to(ROOT)}: {words[:30]}")
    for path in MODULES
    if part_of(path) in {"services", "jobs", "work"}
    for words in written_in(path)
]


@pytest.mark.parametrize("words", WRITTEN)
def test_whatever_services_and_jobs_store_for_people_is_known(words):
    assert is_in_ukrainian(words) or is_in_ukrainian(words, stored.retold_note)


def test_what_they_store_is_found():
    assert len(WRITTEN) > 10


class Bare:
    """No engine at all."""

    def __init__(self, model: str) -> None:
        self.name = model
