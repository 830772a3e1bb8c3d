"""Against published worked examples.

* Jacob Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological
  Measurement 20 (1960), table 2: two people, three categories, 200 cases.
* "Cohen's kappa" in Wikipedia, its first example: 50 proposals for a grant.
* Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania,
  2011), examples A to D.
"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.agreement import alpha, kappa, nominal, ordinal, share

COHEN = {
    (1, 1): 88, (1, 2): 14, (1, 3): 18,
    (2, 1): 10, (2, 2): 40, (2, 3): 10,
    (3, 1): 2, (3, 2): 6, (3, 3): 12,
}  # fmt: skip
GRANTS = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
BINARY = ("0100000010", "1110010000")
TWO = ("aabbdcccedda", "babbbccceddd")
# Four people, twelve units; a point where somebody said nothing.
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(rows, read=str) -> Counter:
    """How often there was which unit, of what each person said of all of them."""
    return Counter(
        tuple(read(said) for said in column if said != ".") for column in zip(*rows, strict=True)
    )


def test_kappa_is_what_cohen_found():
    assert share(COHEN) == 0.70
    assert kappa(COHEN) == pytest.approx(0.29 / 0.59)


def test_kappa_is_what_the_encyclopaedia_says_of_the_grants():
    assert kappa(GRANTS) == pytest.approx(0.4)


@pytest.mark.parametrize(("rows", "expected"), [(BINARY, 0.095), (TWO, 0.692), (MISSING, 0.743)])
def test_alpha_is_what_krippendorff_found_for_names(rows, expected):
    assert alpha(units(rows)) == pytest.approx(expected, abs=0.0005)


def test_alpha_is_what_krippendorff_found_for_ranks_with_missing_ratings():
    assert alpha(units(MISSING, int), ordinal) == pytest.approx(0.815, abs=0.0005)


@pytest.mark.parametrize("pairs", [{}, {("a", "a"): 7}])
def test_of_nothing_and_of_one_value_there_is_nothing_to_say(pairs):
    assert kappa(pairs) is None
    assert alpha(pairs) is None
    assert alpha(pairs, lambda totals, one, other: 1.0) is None


def test_what_was_rated_once_says_nothing():
    assert alpha({("a",): 3, (): 2}) is None
    assert alpha({("a",): 3, ("b", "b"): 2, ("c", "c"): 1}) == 1.0


def test_near_misses_weigh_less_than_far_ones_on_a_scale():
    near = {(1, 1): 3, (2, 2): 3, (3, 3): 3, (1, 2): 1}
    far = {(1, 1): 3, (2, 2): 3, (3, 3): 3, (1, 3): 1}

    assert alpha(near, ordinal) > alpha(far, ordinal)
    assert alpha(near, nominal) == pytest.approx(alpha(far, nominal))


pairs_of_ratings = st.dictionaries(
    st.tuples(st.integers(1, 5), st.integers(1, 5)), st.integers(1, 9), max_size=12
)


@given(pairs_of_ratings)
def test_nobody_agrees_more_than_wholly_and_the_order_of_two_people_is_all_the_same(pairs):
    turned = {(other, one): times for (one, other), times in pairs.items()}

    for measure in (kappa, alpha, lambda given: alpha(given, ordinal)):
        found = measure(pairs)
        assert found is None or found <= 1 + 1e-9
        assert (found is None) == (measure(turned) is None)
        assert found is None or measure(turned) == pytest.approx(found)
