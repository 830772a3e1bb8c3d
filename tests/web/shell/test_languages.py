"""Languages of articles are called by their names."""

from django.utils import translation

from annotations.web.shell.languages import choices


def test_languages_are_named_in_the_language_of_the_page():
    assert choices(["und", "uk", "pt-BR", "xx"]) == [
        ("pt-BR", "Portuguese"),
        ("uk", "Ukrainian"),
        ("xx", "xx"),
        ("und", "Unknown language"),
    ]
    with translation.override("uk"):
        assert choices(["en"]) == [("en", "англійська")]
