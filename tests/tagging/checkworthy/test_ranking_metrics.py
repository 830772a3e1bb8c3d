"""Average precision and the threshold of what is shown."""

from itertools import permutations
from statistics import mean

import pytest

from annotations.tagging.checkworthy.ranking_metrics import average_precision, threshold


def plain(labels) -> float:
    """Of labels in the order of a ranking without ties."""
    places = [place for place, label in enumerate(labels, 1) if label]
    return mean(number / place for number, place in enumerate(places, 1))


@pytest.mark.parametrize("labels", [[1, 1, 0], [0, 1], [1, 0, 1, 0, 1], [0, 0, 1, 1]])
def test_without_ties_it_is_the_mean_precision_at_each_that_is_worth_it(labels):
    scores = [-place for place in range(len(labels))]
    assert average_precision(scores, labels) == pytest.approx(plain(labels))


@pytest.mark.parametrize("labels", [[1, 0], [1, 1, 0], [1, 0, 0, 1], [1, 1, 1]])
def test_ties_count_as_in_a_random_order(labels):
    orders = mean(plain(order) for order in permutations(labels))
    assert average_precision([0.5] * len(labels), labels) == pytest.approx(orders)
    behind = mean(plain([1, 0, *order]) for order in permutations(labels))
    scores = [0.9, 0.8, *[0.5] * len(labels)]
    assert average_precision(scores, [1, 0, *labels]) == pytest.approx(behind)


def test_of_nothing_worth_it_it_is_nought():
    assert average_precision([0.5, 0.4], [0, 0]) == 0
    assert average_precision([], []) == 0


def test_the_threshold_is_the_lowest_score_with_the_precision():
    scores, labels = [0.9, 0.8, 0.7, 0.6, 0.5], [1, 0, 1, 1, 0]
    assert threshold(scores, labels, 0.75) == 0.6
    assert threshold(scores, labels, 0.9) == 0.9
    assert threshold([0.9, 0.5, 0.5], [1, 1, 0], 0.75) == 0.9  # Equals are shown together.
    assert threshold(scores, [0] * 5, 0.1) == 1.0
