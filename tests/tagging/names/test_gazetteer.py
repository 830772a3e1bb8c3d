"""A desk's lists: what it always tags, and what it never does."""

import pytest

from annotations.tagging.found import NO_LISTS, DeskLists, Entry
from annotations.tagging.names.gazetteer import gazetteer
from annotations.tagging.names.occurrences import Words
from tests.tagging.marking import mark, shown

TEXT = "Orbis Group sued Ilka Varn’s firm in Orbis."


def put(lists: DeskLists, *names: tuple[str, str], text: str = TEXT) -> list[tuple[str, str]]:
    desk = gazetteer(lists)
    return shown(desk.allowed(desk.put(mark(text, *names), text, Words(text))))


def test_a_name_of_the_desk_is_tagged_wherever_it_stands():
    lists = DeskLists(always=(Entry("Orbis", "PLACE"), Entry("Orbis Group", "ORG")))

    assert put(lists) == [("Orbis Group", "ORG"), ("Orbis", "PLACE")]


def test_the_desk_knows_better_than_the_tagger():
    lists = DeskLists(always=(Entry("Ilka Varn", "ORG"),))

    assert put(lists, ("Varn", "PERSON")) == [("Ilka Varn", "ORG")]


def test_what_the_tagger_found_elsewhere_stays():
    lists = DeskLists(always=(Entry("Ilka Varn", "PERSON"),))

    assert put(lists, ("Orbis Group", "ORG"))[0] == ("Orbis Group", "ORG")


@pytest.mark.parametrize(
    ("stop", "stays"),
    [
        (Entry("Orbis"), False), (Entry("Orbis", "PLACE"), False), (Entry("Orbis", "ORG"), True),
        (Entry("orbis", "PLACE"), True),
    ],
)  # fmt: skip
def test_a_stop_rule_removes_a_name_with_its_label_or_with_any(stop, stays):
    assert bool(put(DeskLists(never=(stop,)), ("Orbis", "PLACE"), text="In Orbis.")) is stays


def test_a_stop_rule_wins_over_the_list():
    assert put(DeskLists(always=(Entry("Orbis", "ORG"),), never=(Entry("Orbis"),))) == []


def test_an_entry_of_the_list_needs_a_label():
    assert put(DeskLists(always=(Entry("Orbis"),))) == []


def test_without_lists_nothing_changes():
    assert put(NO_LISTS, ("Ilka Varn", "PERSON")) == [("Ilka Varn", "PERSON")]


def test_its_mentions_say_where_they_come_from():
    found = gazetteer(DeskLists(always=(Entry("Orbis", "ORG"),))).put([], TEXT, Words(TEXT))

    assert {one.source for one in found} == {"gazetteer/1"}
