"""The words for what the pure layers have to tell a person (text/message.py)."""

import re
from functools import cache

from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from annotations.text.message import Message, Value

# Translators: kinds of files stand in the sentences “This is …” and “…, but it is …”.
KINDS = {
    "kind-text": pgettext_lazy("kind of file", "plain text"),
    "kind-markdown": pgettext_lazy("kind of file", "Markdown"),
    "kind-page": pgettext_lazy("kind of file", "a web page"),
    "kind-pdf": pgettext_lazy("kind of file", "a PDF document"),
    "kind-zip-or-office": pgettext_lazy("kind of file", "a ZIP archive or an office document"),
    "kind-zip": pgettext_lazy("kind of file", "a ZIP archive"),
    "kind-old-office": pgettext_lazy("kind of file", "an old office document"),
    "kind-rtf": pgettext_lazy("kind of file", "an RTF document"),
    "kind-compressed": pgettext_lazy("kind of file", "a compressed file"),
    "kind-picture": pgettext_lazy("kind of file", "an image"),
    "kind-picture-or-recording": pgettext_lazy("kind of file", "an image or a recording"),
    "kind-recording": pgettext_lazy("kind of file", "a recording"),
    "kind-program": pgettext_lazy("kind of file", "a program"),
    "kind-database": pgettext_lazy("kind of file", "a database"),
    "kind-svg": pgettext_lazy("kind of file", "an image (SVG)"),
    "kind-feed": pgettext_lazy("kind of file", "a news feed"),
    "kind-xml": pgettext_lazy("kind of file", "an XML document"),
    "kind-ending": pgettext_lazy("kind of file", "a %(ending)s file"),
}
FILES = {
    "file-endings": _(".txt, .md and .html"),
    "file-empty": _("The file is empty."),
    "file-other": _("The file was sent as %(sent)s, but it is %(found)s."),
    "file-not-read": _("This is %(found)s. Choose a file that ends in %(endings)s."),
    "file-nul": _("This is not a text file: character %(at)s is a NUL."),
    "file-controls": _("This is not a text file: it contains control characters."),
    "file-is-page": _(
        "The file was sent as %(sent)s, but it is a web page. Give it a name that ends in .html."
    ),
    "file-no-html": _(
        "There is no HTML in the file. If it is plain text, give it a name that ends in .txt."
    ),
    "markdown-too-long": _(
        "The file has more than %(most)s characters, which is too long for Markdown. "
        "Save it as plain text (.txt)."
    ),
    "encoding-unknown": _("Unknown encoding: “%(label)s” cannot be read."),
    "encoding-unclear": _(
        "Unknown encoding: the file is not UTF-8, and its letters make no sense in any other "
        "encoding. Save it as UTF-8 and send it again."
    ),
    "encoding-wrong": _("Wrong encoding: the file says %(name)s, but its bytes are not."),
}
PAGES = {
    "page-no-text": _("There is no text on the page."),
    "page-too-deep": _(
        "The page cannot be read: its elements are nested too deeply, or one is too large."
    ),
    "page-too-many-elements": _("The page cannot be read: it has more than %(most)s elements."),
    "page-too-many-attributes": _(
        "The page cannot be read: one of its elements has more than %(most)s attributes."
    ),
}
TEXTS = {
    "text-nul": _("The text cannot be saved: character %(at)s is a NUL. Delete it and try again."),
    "text-surrogate": _(
        "The text cannot be saved: character %(at)s is half of a surrogate pair. "
        "Delete it and try again."
    ),
}
FEEDS = {
    "feed-none": _("There is no feed at this address: no RSS, Atom or RDF could be read."),
    "feed-elsewhere": _("There is no feed at this address, but the page links to one: %(address)s"),
    "feed-encoding": _(
        "The encoding of this feed is unknown: it is not UTF-8,"
        " and its letters do not give it away."
    ),
    "feed-too-many-entries": _("The feed cannot be read: it has more than %(most)s entries."),
    "feed-damaged": ngettext_lazy(
        "%(count)s character could not be read and is shown as “\ufffd”.",
        "%(count)s characters could not be read and are shown as “\ufffd”.",
        "count",
    ),
    "feed-cut": _("The feed breaks off early, so the rest of it is missing."),
    "feed-broken": _("The feed’s markup is broken, so some words may be missing."),
    "feed-unread": ngettext_lazy(
        "%(count)s entry could not be read.", "%(count)s entries could not be read.", "count"
    ),
    "feed-first-ones": ngettext_lazy(
        "Only the first %(most)s of %(count)s entry are read.",
        "Only the first %(most)s of %(count)s entries are read.",
        "count",
    ),
    "feed-nameless": ngettext_lazy(
        "%(count)s entry was left out: it has no id, address, headline or date.",
        "%(count)s entries were left out: they have no id, address, headline or date.",
        "count",
    ),
    "feed-alike": ngettext_lazy(
        "%(count)s entry was left out: its id, address, headline and date are those of another.",
        "%(count)s entries were left out: their ids, addresses, headlines and dates are those of "
        "others.",
        "count",
    ),
}
IMPORTS = {
    "import-json": _("This is not JSON: line %(count)s breaks at character %(at)s."),
    "import-json-line": _("This is not JSON: it breaks at character %(at)s."),
    "import-json-deep": _("This is JSON that is nested too deeply."),
    "import-no-object": _("There is no JSON object here."),
    "import-no-text": _("There is no text here."),
    "import-no-mark": _("This says neither which words nor which label."),
    "import-no-tag": _("There is no tag such as B-PER, I-PER or O at the end of this line."),
    "import-many-marks": _("More than %(most)s words are marked in this text."),
    "import-words-elsewhere": _("The text has other words at this place."),
    "import-no-relations": _(
        "Only marks and their notes are imported, not relations between them."
    ),
    "import-no-txt": _("There is an .ann file and no .txt file of this name."),
    "import-brat-line": _("Line %(count)s of the .ann file is not in brat’s format."),
    "import-zip-broken": _("This is not a ZIP archive, or it is damaged."),
    "import-zip-many": _("There are more than %(most)s files in this archive."),
    "import-zip-large": _("What is in this archive is too large."),
    "import-no-quote": _("This annotation neither quotes words nor says anything."),
    "import-not-as-written": _(
        "The file was cut off or changed since it was written: its SHA-256 differs."
    ),
    "import-orphan": _("The words of this claim are no longer in the text."),
    "import-embargo": _("This article is under embargo and is not imported until that ends."),
    "import-verdict": _("The verdict on this claim is not imported: this desk decides for itself."),
    "import-no-claim": _("This review does not say which claim was checked."),
    "import-no-address": _("This review has no web address."),
    "import-date-ahead": _("This review is dated in the future."),
    "import-of-whole": _("This is said of the whole text, not of words in it."),
}
SENTENCES = {**KINDS, **FILES, **PAGES, **TEXTS, **FEEDS, **IMPORTS}
NUMBERS = {"at", "count", "most"}  # Places that hold one.
PLACES = re.compile(r"%\\\((\w+)\\\)s")


class _Number(int):
    """As the reader writes it."""

    def __str__(self) -> str:
        return number_format(int(self), use_l10n=True, force_grouping=True)


def in_words(message: Message) -> str:
    """The sentence in the reader's language."""
    sentence = SENTENCES[message.id]
    params = {name: _worded(value) for name, value in message.params.items()}
    return str(sentence % params) if params else str(sentence)


def in_english(message: Message) -> str:
    """The sentence as it is stored."""
    with translation.override("en-gb"):
        return in_words(message)


def recognised(english: str) -> Message | None:
    """The message that was stored in these words, where it is one."""
    for id, pattern in _patterns():
        if found := pattern.fullmatch(english):
            given = found.groupdict().items()
            return Message(id, **{place: _value(place, words) for place, words in given})
    return None


def pattern_of(sentence: str) -> re.Pattern[str]:
    """What fits the sentence whatever stands in its places, as groups of their names."""
    return re.compile(PLACES.sub(_group, re.escape(sentence)), re.DOTALL)


def _group(place: re.Match[str]) -> str:
    return f"(?P<{place[1]}>{r'[0-9,]+' if place[1] in NUMBERS else '.+?'})"


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Of each message those of its forms: of one and of many."""
    with translation.override("en-gb"):
        forms = [(id, str(SENTENCES[id] % _Blank(n))) for id in SENTENCES for n in (1, 2)]
    # “a compressed file” is also “a %(ending)s file”: what says most goes first.
    forms.sort(key=lambda one: -len(re.sub(r"%\(\w+\)s", "", one[1])))
    return [(id, pattern_of(form)) for id, form in dict.fromkeys(forms)]


class _Blank(dict[str, "_Place"]):
    """Leaves the places of a sentence of a number open."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def __missing__(self, name: str) -> "_Place":
        place = _Place(self.number)
        place.name = name
        return place


class _Place(int):
    """A number for the noun to agree with, which is written as the place itself."""

    name: str

    def __str__(self) -> str:
        return f"%({self.name})s"


def _value(place: str, words: str) -> Value:
    return int(words.replace(",", "")) if place in NUMBERS else recognised(words) or words


def _worded(value: Value) -> str | int:
    if isinstance(value, Message):
        return in_words(value)
    return _Number(value) if isinstance(value, int) else value
