"""`manage.py train_checkworthy`, on a few lines."""

import json

import pytest
from django.core.management import CommandError, call_command

from annotations.tagging.checkworthy.ranker import load
from annotations.tagging.checkworthy.suggesting import suggest

WORTH = [f"The town lost {n} bridges and $ {n} million in 19{n}." for n in range(10, 60)]
NOT = [f"Well, so it goes in the house of the tall {chr(97 + n)}." for n in range(26)]
LINES = [(one, 1) for one in WORTH] + [(one, 0) for one in NOT]


def write(path, lines) -> None:
    path.write_text("".join(json.dumps({"text": t, "label": n}) + "\n" for t, n in lines))


@pytest.fixture
def lines(tmp_path):
    write(tmp_path / "lines.jsonl", LINES)
    return tmp_path / "lines.jsonl"


def test_a_ranker_is_trained_and_used(lines, tmp_path):
    out = tmp_path / "ranker.json"
    news = tmp_path / "news.jsonl"
    write(news, LINES[::3])
    call_command("train_checkworthy", lines, out=out, news=news, precision=1.0, source="Tests, CC0")

    ranker = load(out)
    assert ranker.about["source"] == "Tests, CC0"
    assert ranker.about["lines"] + ranker.about["aside"] == len(LINES)
    assert ranker.about["average precision"] > 0.9
    text = f"{NOT[0]} {WORTH[3]}"
    [one] = suggest(text, (), "en", ranker=ranker)
    assert text[one.start :].startswith("The town")
    assert one.rule in ("money", "number", "event")


def test_without_news_everything_is_shown(lines, tmp_path):
    out = tmp_path / "ranker.json"
    call_command("train_checkworthy", lines, out=out)

    assert load(out).threshold == 0
    assert load(out).about["source"] == "lines.jsonl"


def test_the_same_lines_give_the_same_file(lines, tmp_path):
    for name in ("one.json", "two.json"):
        call_command("train_checkworthy", lines, out=tmp_path / name)

    assert (tmp_path / "one.json").read_text() == (tmp_path / "two.json").read_text()


@pytest.mark.parametrize("wrong", ["not json", '{"text": "A.", "label": 7}', ""])
def test_lines_that_teach_nothing_are_refused_and_nothing_is_written(tmp_path, wrong):
    file, out = tmp_path / "lines.jsonl", tmp_path / "ranker.json"
    file.write_text(wrong)
    with pytest.raises(CommandError):
        call_command("train_checkworthy", file, out=out)
    with pytest.raises(CommandError):
        call_command("train_checkworthy", tmp_path / "missing", out=out)
    assert not out.exists()
