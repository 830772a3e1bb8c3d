"""Whether two texts are one story: what they share of the shorter one, in pairs of words."""

import pytest

from annotations.text.version_match import alike

STORY = (
    "The wall in Port Ellery leaks, and it cost 12 million crowns, the harbour board says. Mayor "
    "Livia Brandt had promised it for the spring of next year, after two winters of delay."
)
OTHER = (
    "Three ferries will run to the islands of the north from March on. The company hopes for more "
    "guests in summer, although the price of the crossing will rise by a tenth."
)


@pytest.mark.parametrize(
    "now",
    [STORY, STORY.replace("12", "13.5"), STORY.upper(), f"Updated. {STORY} {OTHER} {OTHER}",
     STORY[:80], " ".join(reversed(STORY.split(". ")))],
)  # fmt: skip
def test_a_text_that_was_mended_grew_or_was_cut_is_the_same(now):
    assert alike(STORY, now) > 0.8
    assert alike(now, STORY) == alike(STORY, now)


def test_two_stories_share_little():
    assert alike(STORY, OTHER) < 0.15


def test_it_is_told_in_scripts_without_spaces():
    story = "市長は春に岸壁が開くと述べた。工事には長い年月がかかった。"
    assert alike(story, story + "費用は増えた。") > 0.8
    assert alike(story, "島へ三隻の船が通う予定だ。料金は一割上がる見込み。") < 0.3


def test_nothing_is_like_nothing_and_unlike_all_else():
    assert alike("", "") == 1
    assert alike("", STORY) == 0
