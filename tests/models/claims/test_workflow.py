"""The one table of stages, and which action stands between two of them."""

import pytest

from annotations import rights
from annotations.models import Claim, Stage, User
from annotations.models.claims import workflow


def test_every_move_needs_a_right_and_knows_its_stages():
    for name, move in workflow.MOVES.items():
        assert name in rights.LEAST_ROLE
        assert move.begins <= set(Stage.values)
        assert move.ends is None or move.ends in Stage.values


def test_every_stage_can_be_left_except_checked_by_dismissing():
    for stage in Stage:
        assert any(workflow.allows(name, stage) for name in workflow.MOVES)
    assert not workflow.allows("dismiss", Stage.CHECKED)


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [
        ("open", "checking", "take"),
        ("checking", "review", "review"),
        ("suggested", "open", "accept"),
        ("review", "dismissed", "dismiss"),
        ("dismissed", "open", "reopen"),
        ("checked", "open", "reopen"),
        ("dismissed", "review", "dismiss"),
        ("checked", "review", ""),
        ("review", "checked", ""),
        ("open", "review", ""),
    ],
)
def test_what_stands_between_two_stages_is_known_also_backwards(before, after, action):
    assert workflow.action_between(before, after) == action
    backwards = workflow.action_between(after, before)
    assert bool(backwards) == bool(action)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("action", "is_own", "is_proposed", "lacking"),
    [
        ("hand back", True, False, None),
        ("hand back", False, True, workflow.Need.OWN),
        ("review", False, True, None),
        ("review", True, False, workflow.Need.PROPOSAL),
        ("take", False, False, None),
    ],
)
def test_what_an_action_needs_beside_the_stage(action, is_own, is_proposed, lacking):
    user = User(pk=1)
    claim = Claim(assignee_id=1 if is_own else 2)
    assert workflow.lacks(action, claim, user, lambda: is_proposed) is lacking
