"""`tag`: what the tagger finds, without a database."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.work import engines

NAMES = engines.Names(("Ilka Varn", "PERSON"), ("Київ", "PLACE"), ("Eurovision", "MISC"))


@pytest.fixture
def tag(settings, tmp_path, capsys, monkeypatch):
    """Runs the command on these bytes; the values that it printed, one a line."""
    settings.TAGGER = "tests.work.engines.current"
    monkeypatch.setattr(engines, "chosen", [NAMES])

    def run(data: bytes, *options: str) -> list:
        (tmp_path / "a file.txt").write_bytes(data)
        call_command("tag", str(tmp_path / "a file.txt"), *options)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_every_mention_is_a_line_of_json(tag):
    assert tag("Ilka Varn left Київ.".encode()) == [
        {"start": 0, "end": 9, "label": "PERSON", "text": "Ilka Varn", "score": 0.9, "source": ""},
        {"start": 15, "end": 19, "label": "PLACE", "text": "Київ", "score": 0.9, "source": ""},
    ]


def test_offsets_count_code_points_behind_a_byte_order_mark(tag):
    [found] = tag(b"\xef\xbb\xbf" + "👩‍👧 Ilka Varn".encode())

    assert (found["start"], found["end"]) == (4, 13)


def test_a_text_without_names_prints_nothing(tag):
    assert tag(b"Nobody came.") == tag(b"") == []


def test_other_things_are_printed_on_demand_only(tag):
    assert tag(b"It was Eurovision.") == []
    assert [one["label"] for one in tag(b"It was Eurovision.", "--misc")] == ["MISC"]


def test_more_lines_than_a_batch_are_answered_in_order(tag):
    lines = [json.dumps({"text": "x" * (i % 7) + "Ilka Varn"}) for i in range(150)]

    answers = tag("\n".join(lines).encode(), "--jsonl")
    assert [answer["mentions"][0]["start"] for answer in answers] == [i % 7 for i in range(150)]


def test_each_line_of_json_is_answered_by_one(tag):
    texts = ["Ilka Varn", "Nobody", "In Київ"]
    lines = "\n\n".join(json.dumps({"text": text, "id": 1}) for text in texts)

    answers = tag(lines.encode(), "--jsonl")
    assert [[one["text"] for one in answer["mentions"]] for answer in answers] == [
        ["Ilka Varn"], [], ["Київ"],
    ]  # fmt: skip


def test_a_text_may_come_by_standard_input(tag, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Ilka Varn")))
    call_command("tag", "-")

    assert json.loads(capsys.readouterr().out)["text"] == "Ilka Varn"


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (b"\xff\xfe\x00", ()),
        (b"\xff\xfe\x00", ("--report",)),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(tag, data, options):
    with pytest.raises(CommandError, match=r"^This cannot be read: "):
        tag(data, *options)


def test_a_file_that_is_not_there_is_one_clear_sentence(tag):
    with pytest.raises(CommandError, match="none"):
        call_command("tag", "none.txt")


BAD_LINES = [
    b"not json", b'{"words": "x"}', b'["text"]', b'{"text": 5}', b'{"text": null}', b"\xff", b"5",
    b"null", b'{"text": "\\ud800"}', b"[" * 100_000,
]  # fmt: skip


def test_a_line_that_cannot_be_read_is_answered_by_its_error_and_the_next_are_read(
    tag, capsys, subtests
):
    good = json.dumps({"text": "Ilka Varn"}).encode()
    for bad in BAD_LINES:
        with subtests.test(bad[:20]):
            with pytest.raises(SystemExit) as ended:
                tag(b"\n".join([good, b"", bad, good]), "--jsonl")
            answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

            assert ended.value.code == 1
            assert [list(answer) for answer in answers] == [
                ["mentions"], ["line", "error"], ["mentions"],
            ]  # fmt: skip
            assert answers[1]["line"] == 3
            assert answers[1]["error"].startswith("This cannot be read: ")
            assert answers[0] == answers[2]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'["text"]', "it is not a JSON object"),
        (b"5", "it is not a JSON object"),
        (b"null", "it is not a JSON object"),
        (b'"text"', "it is not a JSON object"),
        (b'{"words": "x"}', "there is no text in it"),
        (b'{"text": null}', "its text is not a string"),
    ],
)
def test_the_error_of_a_line_says_what_it_lacks(line, why, tag, capsys):
    with pytest.raises(SystemExit):
        tag(line, "--jsonl")
    assert json.loads(capsys.readouterr().out)["error"] == f"This cannot be read: {why}."


def test_bad_lines_alone_are_all_answered(tag, capsys):
    with pytest.raises(SystemExit):
        tag(b"x\n" * 150, "--jsonl")
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [answer["line"] for answer in answers] == list(range(1, 151))
