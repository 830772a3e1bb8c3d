"""How far a desk's decisions move a rule."""

import pytest

from annotations.work.tagging.rule_feedback import MOST, log_odds, shift


def test_without_decisions_nothing_moves():
    assert shift(0, 0) == 0


def test_taking_and_dismissing_move_as_far_to_either_side():
    assert shift(3, 3) == pytest.approx(-shift(0, 3))
    assert shift(3, 3) > 0
    assert shift(2, 4) == 0


def test_each_decision_moves_less_than_the_one_before_and_never_beyond_the_bound():
    moves = [shift(n, n) for n in range(200)]
    steps = [b - a for a, b in zip(moves, moves[1:], strict=False)]
    assert all(a >= b for a, b in zip(steps, steps[1:], strict=False))
    assert moves[-1] == MOST
    assert shift(0, 200) == -MOST


@pytest.mark.parametrize("score", [0, 1])
def test_a_score_at_the_end_of_the_scale_is_finite(score):
    assert abs(log_odds(score)) < 10
    assert log_odds(0.5) == 0
