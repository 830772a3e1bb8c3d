"""Sentences in rows of *My work*: whole, so that each language has its own order, and escaped."""

from types import SimpleNamespace

import pytest

from annotations.models import Anchor, Claim
from annotations.web.claims import changed_words, work_reasons


def claim(**more: object) -> Claim:
    row = Claim(stage="review")
    for name, value in {"asked": None, "lost_numbers": [], "revision": 3, **more}.items():
        setattr(row, name, value)
    return row


def changed(before: str, now: str, **more: object) -> Anchor:
    anchor = Anchor(before=before, exact=now, state="changed", **more)
    anchor.old_words, anchor.new_words = changed_words.sides(before, now)
    return anchor


def test_words_before_and_after_and_a_number_that_the_claim_still_has():
    row = claim(waits=changed("41 <b>", "43 <b>"), lost_numbers=["41"])
    assert work_reasons.why(row, "changed") == (
        '<q dir="auto"><del>41</del> &lt;b&gt;</q> became '
        '<q dir="auto"><ins>43</ins> &lt;b&gt;</q> in revision 3 '
        '<strong class="state waiting">The claim still says 41.</strong>'
    )


def test_the_same_words_that_may_be_another_sentence():
    row = claim(waits=changed("41 bridges", "41 bridges", reason="elsewhere"))
    assert work_reasons.why(row, "changed") == (
        '<strong class="state waiting">May be another sentence</strong> in revision 3: '
        '<q dir="auto">41 bridges</q>'
    )


def test_lost_words_stand_between_what_was_beside_them_and_are_cut():
    row = claim(waits=Anchor(exact="long & " * 40, prefix="<i>", suffix="", state="orphaned"))
    said = work_reasons.why(row, "gone")
    assert said.startswith('Revision 3 left out <q dir="auto">…&lt;i&gt;<strong>long &amp; ')
    assert said.endswith("…</strong></q>")
    assert len(said) < 300


@pytest.mark.parametrize(
    ("prefix", "suffix", "said"),
    [
        (
            "pent 4 million. ",
            " In 1954 the c",
            "… 4 million. <strong>It rose.</strong> In 1954 the…",
        ),
        ("那是第一", "今年七十", "…那是第一<strong>It rose.</strong>今年七十…"),
        ("", " crowns", "<strong>It rose.</strong> crowns…"),
    ],
)
def test_what_stands_beside_lost_words_begins_and_ends_with_a_word(prefix, suffix, said):
    row = claim(waits=Anchor(exact="It rose.", prefix=prefix, suffix=suffix, state="orphaned"))
    assert said in work_reasons.why(row, "gone")


@pytest.mark.parametrize(
    ("slug", "more", "said"),
    [
        (
            "returned",
            {"asked": SimpleNamespace(reviewer="<Ann>", review_note="Which <page>?")},
            '<bdi>&lt;Ann&gt;</bdi> wrote: <q dir="auto">Which &lt;page&gt;?</q>',
        ),
        (
            "review",
            {"asked": SimpleNamespace(rating="Refuted")},
            "Proposed verdict: Refuted",
        ),
        (
            "doubted",
            {"verdict_label": "Refuted, needs another look"},
            "Refuted, needs another look",
        ),
        ("nobody", {}, "In review"),
        ("review", {}, "In review"),
    ],
)
def test_each_group_says_what_it_is_about(slug, more, said):
    assert work_reasons.why(claim(**more), slug) == said


def test_a_language_may_turn_the_sentence_round(monkeypatch):
    turned = "{revision}: {now} ← {before}"
    monkeypatch.setattr(
        work_reasons, "_", lambda text: turned if text.startswith("{before}") else text
    )
    said = work_reasons.why(claim(waits=changed("41", "43")), "changed")
    assert said.startswith('3: <q dir="auto">')
    assert said.endswith("</q>")
