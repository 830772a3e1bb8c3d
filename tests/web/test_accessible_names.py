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
KEPT = re.compile(  # A sentence under a name, for the attributes after it.
    r"{%\s*blocktranslate[^%]* asvar (?P<name>\w+)[^%]*%}(?P<said>.*?){%\s*endblocktranslate\s*%}"
    r"|{%\s*translate \"(?P<word>[^\"]*)\" as (?P<short>\w+)\s*%}",
    re.DOTALL,
)
SILENT = re.compile(r"{%.*?%}|<kbd.*?</kbd>|<[^>]*>", re.DOTALL)  # Icons, keys, tags.


def found() -> list[tuple[str, str, str]]:
    """(template, visible words, name) of each that has both."""
    pairs = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        kept, source = with_kept(path.read_text())
        for one in NAMED.finditer(in_english(source)):
            words = " ".join(SILENT.sub("", one["inner"]).split())
            name = kept.get(one["name"], one["name"])
            if words:
                pairs.append((str(path.relative_to(TEMPLATES)), words, name))
    return pairs


def with_kept(source: str) -> tuple[dict[str, str], str]:
    """Each sentence under a name, by a number that takes the place of the name where it is used."""
    kept: dict[str, str] = {}
    parts, names, at = [], {}, 0
    for one in KEPT.finditer(source):
        parts.append(renamed(source[at : one.start()], names))
        at = one.end()
        number = f"{{{{ kept{len(kept)} }}}}"
        kept[number] = " ".join((one["said"] or one["word"]).split())
        names[one["name"] or one["short"]] = number
    return kept, "".join([*parts, renamed(source[at:], names)])


def renamed(source: str, names: dict[str, str]) -> str:
    for name, number in names.items():
        source = source.replace(f"{{{{ {name} }}}}", number)
    return source


def in_english(source: str) -> str:
    """A template as its English reads: what is marked to be translated stands as it is."""
    return SENTENCE.sub(r"\g<said>", SAID.sub(r"\g<said>", source))


@pytest.mark.parametrize(("template", "words", "name"), found())
def test_a_name_begins_with_what_is_seen(template, words, name):
    assert name.startswith(words)


def test_there_are_some():
    assert len(found()) > 10
