"""`tag --report`: what was found in a text, for people to read."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from annotations.management.reporting import lines, shown
from annotations.tagging.engine import Document
from annotations.tagging.found import Cluster, Found
from tests.work import engines

VARN = Found(4, 13, "PERSON", "Ilka Varn", 0.9, "model/1")
LATER = Found(30, 34, "PERSON", "Varn", 0.85, "consistency/1")
KYIV = Found(40, 44, "PLACE", "Київ", 1.0, "gazetteer/1")
FAIR = Found(50, 54, "MISC", "Fair", 0.4, "model/1")
DOCUMENT = Document(
    found=(VARN, LATER, KYIV, FAIR),
    clusters=(
        Cluster("Ilka Varn", "PERSON", (VARN, LATER)),
        Cluster("Київ", "PLACE", (KYIV,)),
        Cluster("Fair", "MISC", (FAIR,)),
    ),
)


@pytest.fixture
def report(settings, tmp_path, capsys, monkeypatch):
    """Runs the command on a text; all that it printed."""
    settings.TAGGER = "tests.work.engines.current"
    monkeypatch.setattr(engines, "chosen", [engines.Names(("Ilka Varn", "PERSON"))])

    def run(text: str, *options: str) -> str:
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        call_command("tag", str(tmp_path / "text.txt"), "--report", *options)
        return capsys.readouterr().out

    return run


def test_every_mention_is_a_row_with_its_step_and_score():
    rows = list(lines(DOCUMENT, "", engines.Names(), hidden=("MISC",)))

    assert rows[:7] == [
        "Engine: names/1",
        "",
        "Mentions (3)",
        "  4–13   PERSON  0.90  model/1        Ilka Varn",
        "  30–34  PERSON  0.85  consistency/1  Varn",
        "  40–44  PLACE   1.00  gazetteer/1    Київ",
        "",
    ]


def test_names_show_their_other_forms_and_how_often_they_stand_there():
    rows = list(lines(DOCUMENT, "", engines.Names(), hidden=("MISC",)))

    assert rows[7:10] == ["Names (2)", "  PERSON Ilka Varn ×2 = Varn", "  PLACE Київ ×1"]


def test_quotes_are_shown_with_their_speakers_and_rules(report, monkeypatch):
    text = "“It fell,” said Ilka Varn. “Oh.”"
    varn = engines.Speaker("Ilka Varn", "PERSON", 16, 25)
    quotes = (
        engines.Quote(0, 10, parts=((0, 10),), speaker=varn, cue="said"),
        engines.Quote(27, 32, parts=((27, 32),), rule=""),
    )
    monkeypatch.setattr(engines, "chosen", [engines.Reader(quotes=lambda _: quotes)])

    assert report(text).split("Quotes (2)\n")[1].splitlines()[:2] == [
        "  0–10  Ilka Varn (direct quote, subject, “said”): “It fell,”",
        "  27–32  nobody (direct quote, no rule): “Oh.”",
    ]


def test_sentences_worth_checking_are_shown_with_rule_and_reason(report, monkeypatch):
    found = (engines.Worth(0, 12, rule="number", reason="Number with measure", score=0.75),)
    monkeypatch.setattr(engines, "chosen", [engines.Reader(suggestions=lambda _: found)])

    assert "\nWorth checking (1)\n  0–12  0.75  number (Number with measure): It fell 5 m.\n" in (
        report("It fell 5 m. Nobody knew.")
    )


def test_other_things_are_shown_on_demand(report, monkeypatch):
    monkeypatch.setattr(engines, "chosen", [engines.Names(("Fair", "MISC"))])

    assert "Mentions (0)" in report("At the Fair.")
    assert "Mentions (1)" in report("At the Fair.", "--misc")


def test_a_problem_of_the_engine_is_said_first():
    engine = engines.Names()
    engine.problem = "The model xx cannot be loaded."

    assert list(lines(Document(), "", engine))[1] == "Problem: The model xx cannot be loaded."


def test_the_last_line_says_how_many_words_and_how_fast(report):
    text = "Yesterday Ilka Varn left the town with her brother and came back in the evening."

    assert re.fullmatch(r"15 words \(en\), [\d,]+ words/s", report(text).splitlines()[-1])


def test_two_reports_of_one_text_differ_in_nothing_but_the_speed(report):
    first, second = report("Ilka Varn left."), report("Ilka Varn left.")

    assert first.splitlines()[:-1] == second.splitlines()[:-1]


def test_a_text_without_names_has_empty_sections(report):
    empty = "Mentions (0)\n\nNames (0)\n\nQuotes (0)\n\nWorth checking (0)\n"
    assert empty in report("")


def test_every_script_is_printed_to_a_terminal_of_another(report, monkeypatch):
    monkeypatch.setattr(engines, "chosen", [engines.Names(("Київ", "PLACE"))])
    raw = io.BytesIO()
    terminal = io.TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr("sys.stdout", terminal)
    report("In Київ.")
    terminal.flush()

    assert "PLACE  0.90    Київ" in raw.getvalue().decode()


def test_what_a_terminal_would_obey_is_not_printed():
    assert shown("Il\x1b[31mka\nVarn\u202e") == "Il [31mka Varn "


def test_long_words_are_cut():
    assert shown("x" * 300, 10) == "xxxxxxxxx…"


def test_a_report_of_many_texts_is_refused(report):
    with pytest.raises(CommandError, match=r"^--report is for one text"):
        report("{}", "--jsonl")
