"""Reading corpora."""

import gzip
import json

import pytest

from annotations.tagging.training import corpora
from annotations.tagging.training.corpora import CorpusError, Line

GOOD = {"text": "Ilka saw Oslo.", "ents": [[9, 13, "PLACE"], [0, 4, "PERSON"]]}


def write(path, *lines: object):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_lines_are_read_with_their_names_in_order(tmp_path):
    [line] = corpora.read(write(tmp_path / "a_train.jsonl", GOOD))

    assert line.ents == ((0, 4, "PERSON"), (9, 13, "PLACE"))


def test_a_gzipped_corpus_is_read(tmp_path):
    path = tmp_path / "a_train.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(GOOD).encode()))

    assert [line.text for line in corpora.read(path)] == ["Ilka saw Oslo."]


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path):
    path = tmp_path / "a_train.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())

    assert [line.text for line in corpora.read(path)] == ["Ilka saw Oslo."]


def test_lines_name_their_article_or_are_one_of_their_own(tmp_path):
    lines = corpora.read(write(tmp_path / "a.jsonl", GOOD | {"article": 7}, GOOD, GOOD))

    assert lines[0].article == "7"
    assert len({line.article for line in lines}) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"text": "Oslo"}, "'ents' is missing"),
        (GOOD | {"ents": [[0, 4]]}, "is not"),
        (GOOD | {"ents": [[0, 4, "GPE"]]}, "'GPE' is no label"),
        (GOOD | {"ents": [[0, 99, "PLACE"]]}, "outside the text"),
        (GOOD | {"ents": [[0, 4, "PERSON"], [3, 9, "ORG"]]}, "overlaps"),
        (["no", "object"], "line 2"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path, line, reason):
    path = write(tmp_path / "a.jsonl", GOOD, line)

    with pytest.raises(CorpusError, match=r"a.jsonl, line 2") as caught:
        corpora.read(path)
    assert reason in str(caught.value)


def test_a_file_that_is_no_gzip_is_said(tmp_path):
    (tmp_path / "a.jsonl.gz").write_text("plain")

    with pytest.raises(CorpusError, match="cannot be read"):
        corpora.read(tmp_path / "a.jsonl.gz")


def test_a_folder_gives_what_to_learn_from_and_what_is_held_out(tmp_path):
    write(tmp_path / "a_train.jsonl", *[GOOD] * 96)
    write(tmp_path / "b_train.jsonl", GOOD)
    write(tmp_path / "b_dev.jsonl", GOOD, GOOD)
    learned, held_out = corpora.folder(tmp_path)

    assert {name: len(lines) for name, lines in learned.items()} == {"a_train": 84, "b_train": 1}
    assert {name: len(lines) for name, lines in held_out.items()} == {"a_dev": 12, "b_dev": 2}


def test_a_folder_without_a_corpus_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="holds no corpus"):
        corpora.folder(tmp_path)


def test_no_article_is_on_both_sides():
    lines = [Line(f"{number}", (), f"article {number // 5}") for number in range(240)]
    kept, held_out = corpora.halves(lines)

    assert not {line.article for line in kept} & {line.article for line in held_out}
    assert sorted(map(int, (line.text for line in kept + held_out))) == list(range(240))
