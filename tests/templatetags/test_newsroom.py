"""Tags of the design system."""

from datetime import timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import override
from lucide import IconDoesNotExist

from annotations.models.claims.verdicts import Tone
from annotations.templatetags.newsroom import (
    TONES,
    age,
    ago,
    as_input,
    counted,
    grouped,
    icon,
    initials,
)


def render(source, **context):
    return Template("{% load newsroom %}" + source).render(Context(context))


class Note(forms.Form):
    note = forms.CharField(help_text="A few words.")
    file = forms.FileField(required=False)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Lena Abaroa", "LA"),
        ("checker", "C"),
        ("Марен в Осквалл", "МО"),
        ("  ", ""),
    ],
)
def test_initials_are_of_the_first_and_the_last_name(name, wanted):
    assert initials(name) == wanted


def test_an_icon_is_inline_and_hidden_from_screen_readers():
    drawing = icon("check", "flip")
    assert 'class="icon flip"' in drawing
    assert 'aria-hidden="true"' in drawing
    assert "style=" not in drawing


def test_an_unknown_icon_is_refused():
    with pytest.raises(IconDoesNotExist):
        icon("no-such-icon")


def test_every_tone_of_a_rating_has_a_symbol_of_its_own():
    drawn = {
        tone: render('{% include "components/symbol.html" %}', tone=tone)
        for tone in [*Tone.values, "doubted", "unchecked", "suggestion"]
    }
    assert set(TONES) == {*Tone.values, "doubted", "unchecked"}
    assert len(set(drawn.values())) == len(drawn)


def test_a_field_with_an_error_says_so_and_names_the_sentence():
    form = Note({"note": ""})
    form.is_valid()
    drawn = as_input(form["note"], "serif")
    assert 'class="input serif"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_note_error"' in drawn


def test_a_field_without_an_error_points_to_its_help():
    assert 'aria-describedby="id_note_helptext"' in as_input(Note()["note"])


def test_a_file_field_is_no_box_with_an_edge():
    assert "class" not in as_input(Note()["file"])


@pytest.mark.parametrize(("number", "wanted"), [(0, "0"), (999, "999"), (2000, "2,000")])
def test_long_numbers_are_grouped(number, wanted):
    assert grouped(number) == wanted


@pytest.mark.parametrize(
    ("number", "most", "wanted"),
    [(0, 99, "0"), (99, 99, "99"), (100, 99, "99+"), (1000, 999, "999+")],
)
def test_what_is_counted_up_to_a_number_says_so(number, most, wanted):
    assert counted(number, most) == wanted


def test_an_empty_verdict_bar_is_a_plain_line():
    assert 'class="none"' in render("{% verdict_bar counts %}", counts={})


def test_a_verdict_bar_shows_each_verdict_and_ends_at_its_width():
    drawn = render("{% verdict_bar counts %}", counts={"refuted": 1, "supported": 3})
    assert drawn.index("tone-supported") < drawn.index("tone-refuted")
    assert "H172.0" in drawn


def test_a_verdict_is_drawn_as_its_component_draws_it():
    shown = {"tone": "mixed", "label": "Mixed <so far>", "css": "proposed"}
    component = render('{% include "components/verdict.html" %}', **shown)
    for _ in range(2):
        assert render("{% verdict tone label css %}", **shown) == component


def test_words_that_are_markup_somewhere_are_escaped_for_everybody_else():
    label = "<b>Mixed</b>"
    assert label in render("{% verdict 'mixed' label %}", label=mark_safe(label))
    assert label not in render("{% verdict 'mixed' label %}", label=label)


def test_an_unchecked_verdict_is_told_in_the_readers_language():
    with override("uk"):
        first = render("{% verdict '' '' %}")
    assert "Unchecked" in render("{% verdict '' '' %}") != first


def test_numbers_of_things_are_told_in_words():
    assert render("{% characters_told 2000 %}") == "2,000 characters"
    assert render("{% characters_told 1 %}") == "1 character"
    assert render("{% mentions_told 1 %}") == "1 mention"


def test_equal_numbers_of_other_kinds_are_told_apart():
    assert (grouped(1), grouped(1.0), grouped(1)) == ("1", "1.0", "1")


def test_words_of_people_are_never_markup():
    evil = "<img src=x onerror=1>"
    assert "<img" not in render("{% verdict evil evil evil %}", evil=evil)
    for part, context in [
        ("empty", {"title": evil, "text": evil}),
        ("verdict", {"tone": evil, "label": evil}),
        ("stance", {"stance": evil, "label": evil}),
        ("avatar", {"person": evil}),
        ("tagging_state", {"run": {"state": "failed", "error": evil}}),
    ]:
        drawn = render("{% include part %}", part=f"components/{part}.html", **context)
        assert "<img" not in drawn


def test_a_field_shows_its_label_its_error_and_whether_it_may_be_empty():
    form = Note({"note": ""})
    drawn = render(
        '{% include "components/field.html" with field=form.note %}'
        '{% include "components/field.html" with field=form.file label="Copy" %}',
        form=form,
    )
    assert 'for="id_note">Note<' in drawn
    assert '<p class="field-error" id="id_note_error">This field is required.</p>' in drawn
    assert 'for="id_file">Copy <span class="optional">optional</span>' in " ".join(drawn.split())


@pytest.mark.parametrize(
    ("seconds", "wanted"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (7_199, "1 h"), (200_000, "2 d"), (-5, "0 s")],
)
def test_an_age_is_told_in_one_unit(seconds, wanted):
    moment = timezone.now() - timedelta(seconds=seconds)
    assert (age(moment), ago(moment)) == (wanted, f"{wanted} ago")


def test_there_is_no_age_without_a_moment():
    assert age(None) == ago(None) == ""
