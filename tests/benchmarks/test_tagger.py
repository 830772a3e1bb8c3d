"""The figures of a tagger on corpora."""

import json
import re

import pytest

from benchmarks import tagger
from tests.tagging import spacy_models

LINE = {
    "text": "Ilka Varn left Oslo for Bergen.",
    "ents": [[0, 9, "PERSON"], [15, 19, "PLACE"], [24, 30, "PLACE"]],
}


@pytest.fixture
def printed(tmp_path, monkeypatch, capsys) -> str:
    (tmp_path / "news_test.jsonl").write_text((json.dumps(LINE) + "\n") * 3)
    (tmp_path / "news_train.jsonl").write_text("never read")
    model = spacy_models.folder_at(tmp_path / "model")
    monkeypatch.setattr("sys.argv", ["evaluate", str(tmp_path), "--model", str(model)])
    tagger.main()
    return capsys.readouterr().out


def test_f1_by_label_of_every_set_that_was_not_learned_from(printed):
    row, *_ = re.findall(r"^news_test +(.+)$", printed, re.MULTILINE)

    # Two of three names, every found one right; Bergen is in no pattern.
    assert row.split() == ["80.0", "100.0", "-", "66.7", "-", "-", "-"]
    assert "news_train" not in printed


def test_speed_memory_and_size_are_told(printed):
    head = r"en_desk/2.3.4: loads in [\d.]+ s, -?\d+ MB of memory, 0\.\d MB on disk"

    assert re.search(head, printed)
    assert re.search(r"alone [\d,]+, the whole pipeline [\d,]+ \([\d.]+ of it\)", printed)
