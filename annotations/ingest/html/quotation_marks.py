"""The quotation marks that a browser puts around `<q>`: they go by the language around it."""

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Outer and inner pair, as in CLDR.
ENGLISH = "“”‘’"
LOW = "„“‚‘"
POLISH = "„”«»"
POINTED = "«»‹›"
RUSSIAN = "«»„“"
SPANISH = "«»“”"
SWEDISH = "””’’"
CORNERS = "「」『』"
MARKS = {
    **dict.fromkeys(("bg", "cs", "de", "et", "is", "lt", "lv", "sk", "sl", "sr", "hr"), LOW),
    **dict.fromkeys(("hu", "pl", "ro"), POLISH),
    **dict.fromkeys(("de-ch", "fa", "fr-ch"), POINTED),
    **dict.fromkeys(("be", "ru", "uk"), RUSSIAN),
    **dict.fromkeys(("ca", "el", "es", "it", "pt-pt", "sq"), SPANISH),
    **dict.fromkeys(("fi", "sv"), SWEDISH),
    **dict.fromkeys(("ja", "zh-hant", "zh-tw"), CORNERS),
    "fr": "«»«»",
    "ar": "”“’‘",
    "he": "””’’",
    "da": "“”‘’",
    "nb": "«»‘’",
    "no": "«»‘’",
    "nn": "«»‘’",
    "nl": "‘’“”",
}


def marks_of(element: etree._Element, *, depth: int) -> tuple[str, str]:
    """The opening and the closing mark of a quote within `depth` others."""
    marks = _marks(element)
    return (marks[0], marks[1]) if depth == 0 else (marks[2], marks[3])


def _marks(element: etree._Element) -> str:
    for around in element.iterancestors():
        language = (around.get("lang") or around.get(LANG) or "").strip().lower()
        if language:
            return MARKS.get(language) or MARKS.get(language.split("-")[0], ENGLISH)
    return ENGLISH
