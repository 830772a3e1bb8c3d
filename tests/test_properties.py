"""Properties are tried with the same examples each time, and with many more on demand."""

import re
from pathlib import Path

from hypothesis import settings

from tests.properties import times

HERE = Path(__file__).parent
# The last asks for made-up calls, and judges none of them as a property does.
OURS = {
    HERE / "conftest.py", HERE / "properties.py", Path(__file__), HERE / "api/fuzz/cases.py",
}  # fmt: skip
A_RULE_OF_ITS_OWN = re.compile(r"\bsettings\([^)]*?\b(max_examples|derandomize|deadline)\s*=")


def test_a_run_of_everything_tries_the_same_examples_again():
    profile = settings.get_profile("fixed")

    assert profile.derandomize
    assert profile.database is None
    assert profile.deadline is None


def test_exploring_is_at_random_and_many_times_as_long():
    fixed, explore = settings.get_profile("fixed"), settings.get_profile("explore")

    assert not explore.derandomize
    assert explore.max_examples >= 10 * fixed.max_examples


def test_a_property_may_be_tried_more_or_less_often_than_others_in_both():
    assert times(3).max_examples == 3 * settings().max_examples
    assert times(0.00001).max_examples == 1


def test_no_property_leaves_the_profile():
    """It would be tried at random in a run of everything, or as seldom when one explores."""
    files = set(HERE.rglob("*.py")) - OURS

    assert [str(file) for file in files if A_RULE_OF_ITS_OWN.search(file.read_text())] == []
