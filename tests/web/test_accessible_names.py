"""What something is called begins with the words on it: so it is found by speaking them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
NAMED = re.compile(
    r"""<(?P<tag>a|button|summary)\b[^<]*?aria-label="(?P<name>[^"]*)"[^<]*?>"""
    r"(?P<inner>.*?)</(?P=tag)>",
    re.DOTALL,
)
SAID = re.compile(r"""{%\s*translate "(?P<said>[^"]*)"[^%]*%}""")
SENTENCE = re.compile(
    r"{%\s*blocktranslate.*?%}(?P<said>.*?){%\s*endblocktranslate\s*%}", re.DOTALL
)
SILENT = re.compile(r"{%.*?%}|<kbd.*?</kbd>|<[^>]*>", re.DOTALL)  # Icons, keys, tags.


def found() -> list[tuple[str, str, str]]:
    """(template, visible words, name) of each that has both."""
    pairs = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        for one in NAMED.finditer(in_english(path.read_text())):
            words = " ".join(SILENT.sub("", one["inner"]).split())
            if words:
                pairs.append((str(path.relative_to(TEMPLATES)), words, one["name"]))
    return pairs


def in_english(source: str) -> str:
    """A template as its English reads: what is marked to be translated stands as it is."""
    return SENTENCE.sub(r"\g<said>", SAID.sub(r"\g<said>", source))


@pytest.mark.parametrize(("template", "words", "name"), found())
def test_a_name_begins_with_what_is_seen(template, words, name):
    assert name.startswith(words)


def test_there_are_some():
    assert len(found()) > 10
