"""Sentences of templates: translated once a language, told to every reader in their own."""

import sys

import pytest
from django.template import Context, Template
from django.utils.translation import override

from annotations.templatetags.sentences import Sentence

CLAIMS = {"en-gb": "Claims", "uk": "Твердження"}


def said(template, language, **context):
    with override(language):
        return template.render(Context(context))


@pytest.mark.parametrize(
    "source",
    ['{% translate "Claims" %}', '{% translate "Claims" as words %}{{ words }}'],
)
def test_each_reader_is_told_in_their_language_whoever_came_first(source):
    for order in (CLAIMS, reversed(CLAIMS)):
        template = Template(source)
        for language in [*order, *CLAIMS]:
            assert said(template, language) == CLAIMS[language]


def test_the_same_word_with_another_meaning_is_another_sentence():
    template = Template('{% translate "Other" context "kind of entity" %} {% translate "Other" %}')
    assert said(template, "uk").split()[0] != "Other"


def test_what_comes_from_the_context_is_told_as_it_is_each_time():
    template = Template("{% translate words %}{% translate 'Claims'|cut:drop %}")
    assert said(template, "en-gb", words="One", drop="C") == "Onelaims"
    assert said(template, "en-gb", words="<b>", drop="s") == "&lt;b&gt;Claim"


def test_a_sentence_is_looked_up_once_for_a_language(monkeypatch):
    template = Template('{% translate "Claims" %}')
    assert isinstance(template.nodelist[0], Sentence)
    said(template, "uk")
    looked_up = []

    def note(frame, event, _):
        if event == "call" and frame.f_code.co_name == "gettext":
            looked_up.append(frame)

    with override("uk"):
        sys.setprofile(note)
        try:
            template.render(Context())
        finally:
            sys.setprofile(None)
    assert looked_up == []
