"""Tags of the design system."""

from datetime import timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone
from lucide import IconDoesNotExist

from annotations.models.claims.verdicts import Tone
from annotations.templatetags.newsroom import TONES, age, ago, as_input, grouped, icon, initials


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


def test_an_empty_verdict_bar_is_a_plain_line():
    assert 'class="none"' in render("{% verdict_bar counts %}", counts={})


def test_a_verdict_bar_shows_each_verdict_and_ends_at_its_width():
    drawn = render("{% verdict_bar counts %}", counts={"refuted": 1, "supported": 3})
    assert drawn.index("tone-supported") < drawn.index("tone-refuted")
    assert "H172.0" in drawn


def test_words_of_people_are_never_markup():
    evil = "<img src=x onerror=1>"
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
