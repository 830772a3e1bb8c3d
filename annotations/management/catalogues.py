"""The catalogues of translated sentences: collected, brought up to date and compiled by Babel."""

from collections.abc import Iterator
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

from babel.messages import extract, mofile, pofile
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
LOCALE = ROOT / "annotations" / "locale"
SCRIPTS = ROOT / "annotations" / "static" / "annotations" / "js"
SOURCES = (ROOT / "annotations", ROOT / "newsroom")
DOMAINS = ("django", "djangojs")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Of the header: what changes with each run, and what nobody keeps up.
UNSTEADY = tuple(
    f'"{name}'
    for name in ("POT-", "PO-", "Generated-", "Project-Id", "Report-", "Last-", "Language-Team")
)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
PYTHON_FORMAT = "python-format"


def extracted(domain: str) -> Catalog:
    """All sentences of the code, without translations: of Python and templates, or of scripts."""
    catalogue = Catalog(domain=domain, charset="utf-8")
    for path, (_, ids, comments, context) in _found(domain):
        where = [(path.relative_to(ROOT).as_posix(), 0)]
        text = ids[0] if isinstance(ids, tuple) else ids
        flags = [PYTHON_FORMAT] if "%(" in text else []
        catalogue.add(ids, None, where, flags=flags, auto_comments=comments, context=context)
    return catalogue


def _found(domain: str) -> Iterator[tuple[Path, tuple]]:
    if domain == "djangojs":
        for path in sorted(SCRIPTS.rglob("*.js")):
            yield from _of(path, "javascript", path.read_bytes())
        return
    for path in sorted(path for root in SOURCES for path in root.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _of(path, "python", path.read_bytes())
    for path in sorted((ROOT / "templates").rglob("*.html")):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # In brackets, lines may begin anywhere.
        yield from _of(path, "python", f"(\n{source}\n)".encode())


def _of(path: Path, method: str, source: bytes) -> Iterator[tuple[Path, tuple]]:
    found = extract.extract(method, BytesIO(source), KEYWORDS, ["Translators:"])
    for message in found:
        yield path, message


def path_of(language: str, domain: str) -> Path:
    """Where a catalogue lies, as text; the compiled one (.mo) lies beside it."""
    return LOCALE / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"


def read(language: str, domain: str) -> Catalog:
    """The catalogue as it lies there; an empty one before the first time."""
    path = path_of(language, domain)
    if not path.exists():
        return Catalog(
            to_locale(language),
            domain,
            header_comment="# For translators: `manage.py makemessages` keeps this up to date.",
            project="Newsroom",
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return pofile.read_po(file, locale=to_locale(language), domain=domain)


def updated(language: str, domain: str, found: Catalog) -> Catalog:
    """The catalogue with what the code says now: nothing guessed, nothing that is gone."""
    catalogue = read(language, domain)
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def write(language: str, domain: str, catalogue: Catalog) -> None:
    """Both files, the same for the same sentences: no dates, no numbers of lines."""
    path = path_of(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = BytesIO()
    pofile.write_po(
        text, catalogue, width=100, omit_header=False, sort_by_file=True, include_lineno=False
    )
    lines = [
        line for line in text.getvalue().decode().splitlines() if not line.startswith(UNSTEADY)
    ]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    path.with_suffix(".mo").write_bytes(compiled(read(language, domain)))


def compiled(catalogue: Catalog) -> bytes:
    """As Python's gettext reads it."""
    made = BytesIO()
    catalogue.creation_date = catalogue.revision_date = EPOCH  # Else the moment of reading.
    mofile.write_mo(made, catalogue)
    return made.getvalue()


def is_complete(message: Message) -> bool:
    """Whether every form of it is translated; the header, which has no id, always is."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return not message.id or (all(strings) and not message.fuzzy)
