"""The translated sentences: all there, with what is filled in, and compiled as they are written."""

import re

import pytest
from django.conf import settings

from annotations.management import catalogues

TRANSLATED = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
FILLED_IN = re.compile(r"%\((\w+)\)[sd]|%[sd]")
each = pytest.mark.parametrize(
    ("language", "domain"),
    [(language, domain) for language in TRANSLATED for domain in catalogues.DOMAINS],
)


@pytest.fixture(scope="module")
def found():
    return {domain: catalogues.extracted(domain) for domain in catalogues.DOMAINS}


def forms(words) -> list[str]:
    return list(words) if isinstance(words, tuple | list) else [words]


def names(message: str) -> set[str]:
    return set(FILLED_IN.findall(message))


@each
def test_the_catalogue_has_the_sentences_of_the_code_and_no_others(language, domain, found):
    """`manage.py makemessages` brings it up to date."""

    def ids(catalogue):
        return {(forms(one.id)[0], one.context) for one in catalogue if one.id}

    assert ids(catalogues.read(language, domain)) == ids(found[domain])


@each
def test_no_sentence_lacks_its_translation(language, domain):
    missing = [
        one.id for one in catalogues.read(language, domain) if not catalogues.is_complete(one)
    ]
    assert missing == []


@each
def test_what_is_filled_in_is_named_as_in_english(language, domain):
    wrong = []
    for one in catalogues.read(language, domain):
        if one.id:
            known = set.union(*map(names, forms(one.id)))
            *most, last = forms(one.string)
            # One of the plural forms may say "one" in words.
            if names(last) != known or any(names(form) - known for form in most):
                wrong.append((one.id, one.string))
    assert wrong == []


@each
def test_the_compiled_catalogue_is_that_of_the_text(language, domain):
    path = catalogues.path_of(language, domain)
    assert path.with_suffix(".mo").read_bytes() == catalogues.compiled(
        catalogues.read(language, domain)
    )


# What a Ukrainian reader would take for another thing: of an English word the one that is not ours.
OTHER_WORDS = {
    r"\bexport": "вивантаж",
    r"\brevisions?\b": "редакці",
    r"\battribution": "авторств",
    r"\bdue\b": "термін",
    r"^(?!.*remov).*\bdelet": "вилуч",
    r"second factor": "чинник",
}


@pytest.mark.parametrize(("english", "other"), OTHER_WORDS.items())
@pytest.mark.parametrize("domain", catalogues.DOMAINS)
def test_one_thing_has_one_ukrainian_word(english, other, domain):
    rows = [one for one in catalogues.read("uk", domain) if one.id]
    named = [one for one in rows if re.search(english, forms(one.id)[0], re.I | re.S)]
    assert [one.string for one in named if other in " ".join(forms(one.string)).lower()] == []


def test_sentences_of_templates_python_and_scripts_are_found(tmp_path, monkeypatch):
    (tmp_path / "annotations").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "annotations" / "one.py").write_text(
        'from x import ngettext\n# Translators: of a claim\nA = _("In Python")\n'
        'B = ngettext("%(n)s claim", "%(n)s claims", 2)\n'
    )
    (tmp_path / "annotations" / "two.js").write_text('alert(gettext("In a script"));')
    (tmp_path / "templates" / "page.html").write_text(
        "<p>\n    {% translate 'In a page' context 'state' %}</p>\n  {# a note #}\n"
        "{% blocktranslate trimmed with n=1 %}\n  Two\n lines {{ n }}\n{% endblocktranslate %}"
    )
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "SCRIPTS", tmp_path / "annotations")
    monkeypatch.setattr(catalogues, "SOURCES", (tmp_path / "annotations",))

    of_pages = {one.id: one for one in catalogues.extracted("django") if one.id}
    assert set(of_pages) == {
        "In Python",
        ("%(n)s claim", "%(n)s claims"),
        "In a page",
        "Two lines %(n)s",
    }
    assert of_pages["In a page"].context == "state"
    assert of_pages["In Python"].auto_comments == ["Translators: of a claim"]
    assert [one.id for one in catalogues.extracted("djangojs") if one.id] == ["In a script"]
