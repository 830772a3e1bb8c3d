"""Languages of articles, by name in the language of the page."""

from .dates import locale


def choices(codes: list[str]) -> list[tuple[str, str]]:
    """Each code with its name, by name; a code is its own name where Babel knows none."""
    names = locale().languages
    named = [(code, str(names.get(code.partition("-")[0], code))) for code in codes]
    return sorted(named, key=lambda one: (one[0] == "und", one[1].casefold()))
