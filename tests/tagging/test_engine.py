"""What an engine is given: as many languages and lists as texts."""

import pytest

from annotations.tagging.engine import per_text
from annotations.tagging.found import NO_LISTS, DeskLists, Entry

MINE = DeskLists(always=(Entry("Varn", "PERSON"),))


def test_one_desks_lists_serve_every_text():
    assert per_text(["a", "b"], ["en", "uk"], MINE) == [("a", "en", MINE), ("b", "uk", MINE)]


def test_every_text_may_have_the_lists_of_its_own_desk():
    assert per_text(["a", "b"], ["en", "en"], [NO_LISTS, MINE])[1] == ("b", "en", MINE)


@pytest.mark.parametrize(
    ("languages", "lists"), [(["en"], NO_LISTS), (["en", "en"], [MINE]), (["en"] * 3, NO_LISTS)]
)
def test_different_numbers_are_refused(languages, lists):
    with pytest.raises(ValueError, match="zip"):
        per_text(["a", "b"], languages, lists)
