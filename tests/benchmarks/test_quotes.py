"""The figures about speakers count what they say they count."""

import json
from pathlib import Path

import pytest

from annotations.tagging.quotes.model import Quote, Speaker
from benchmarks import quotes
from benchmarks.quotes import Figures, judged

TEXT = "“It fell,” Ilka Varn said. “It rose,” said Okell. A “bank” of mud."
VARN = Speaker("Ilka Varn", 11, 20, "PERSON")
MARKS = [["“It fell,”", ["Ilka Varn"]], ["“It rose,”", ["Tomas Okell"]], ["“bank”", []]]
KEPT = Path(__file__).parents[2] / "benchmarks" / "marks"


def quote(words: str, speaker: Speaker | None) -> Quote:
    start = TEXT.index(words)
    return Quote(start, start + len(words), "quote", "direct", speaker)


def test_right_wrong_and_missing_speakers_are_told_apart():
    figures, misses = judged(TEXT, MARKS, [quote("“It fell,”", VARN), quote("“It rose,”", VARN)])

    assert figures == Figures(marked=2, found=2, right=1, wrong=1, nobodys=1, given=0)
    assert len(misses) == 1


def test_nobodys_quote_given_to_somebody_is_counted_apart():
    assert judged(TEXT, MARKS, [quote("“bank”", VARN)])[0] == Figures(2, 0, 0, 0, 1, 1)


def test_a_surname_is_its_full_name_and_articles_are_nothing():
    okell = Speaker("the Okell", 0, 9, "")
    assert judged(TEXT, MARKS, [quote("“It rose,”", okell)])[0].right == 1


def test_words_that_a_text_does_not_have_are_refused():
    with pytest.raises(ValueError, match="does not have"):
        judged(TEXT, [["“It sank,”", []]], [])


def test_kept_marks_fit_their_texts(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["quotes", str(KEPT / "agency.jsonl"), "--misses"])
    quotes.main()

    rows = [json.loads(row) for row in (KEPT / "agency.jsonl").read_text().splitlines()]
    marked = sum(bool(speakers) for row in rows for _, speakers in row["marks"])
    assert f"all: {marked} quotes: found 100.0 %" in capsys.readouterr().out
