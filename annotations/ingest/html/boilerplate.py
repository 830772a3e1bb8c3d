"""What stands around an article or between its paragraphs: by element, role and name."""

import re
from collections.abc import Callable

from lxml import etree

# The first of these that fits says what it is called.
NAMED = {
    "navigation": re.compile(r"\b(?:nav|navigation|navbar|menu|menubar|breadcrumbs?|pagination)\b"),
    "comments": re.compile(r"\b(?:comments?|disqus)\b"),
    "links": re.compile(
        r"\b(?:related\w*|recirc|recommend\w*|read more|more on|most (?:read|popular)|trending"
        r"|teasers?|next|prev|outbrain|taboola|jump links?|toc)\b"
    ),
    "advert": re.compile(r"\b(?:ads?|adverts?|advertisement|adsense|dfp|promos?|sponsor\w*)\b"),
    "form": re.compile(r"\b(?:newsletters?|subscri\w+|sign ?up|login|paywall|search)\b"),
    "box": re.compile(
        r"\b(?:aside|authors?|bio|byline|buttons?|carousel|cookies?|consent|cta|donate|follow"
        r"|modal|overlay|player|popup|rating|share|sharing|sharethis|sidebar|skip|sociable|social"
        r"|sr only|toolbar)\b"
    ),
    "footer": re.compile(r"\bfooter\b"),
}
# These hold words of an article as often: what reads as a sentence there is one.
VAGUE = re.compile(
    r"\b(?:badge|card|controls?|date|dateline|embed|hidden|info|kicker|meta|metadata|poll|print"
    r"|rail|tabs|tags?|timestamp|tools?|topics?|widgets?)\b"
)
# Whoever is quoted is named with the quote.
QUOTE = re.compile(r"\b(?:block|pull)?quot(?:e|es|ation)\b|\bpull (?:out|quote)\b")
TAGS = {
    "nav": "navigation",
    "menu": "navigation",
    "aside": "box",
    "dialog": "box",
    "footer": "footer",
    "search": "form",
}
ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "tablist": "navigation",
    "toolbar": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "box",
    "dialog": "box",
    "search": "form",
    "form": "form",
}
NOTHING = ("", None)
BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_\s]+")


def margin(element: etree._Element) -> str:
    """What part of the page's frame the element is by its tag or role, or nothing."""
    if element.tag in ("header", "footer"):
        around = {ancestor.tag for ancestor in element.iterancestors()}
        inner = {"article", "main"} if element.tag == "header" else {"blockquote", "figure"}
        if element.tag == "header" or around & inner:
            return "" if around & inner else "header"
    if element.tag == "aside" and QUOTE.search(_called(element)):
        return ""
    return TAGS.get(element.tag) or ROLES.get(element.get("role", "").strip().lower(), "")


def furniture(element: etree._Element) -> str:
    """The same for an element within an article; here its class and id count too."""
    if element.tag == "form":
        return "form"
    called = _called(element)
    if QUOTE.search(called):
        return margin(element)
    return margin(element) or next(
        (what for what, name in NAMED.items() if name.search(called)), ""
    )


def vague(element: etree._Element) -> str:
    """What its class or id alone say of it, where they say little."""
    called = _called(element)
    return "box" if VAGUE.search(called) and not QUOTE.search(called) else ""


def _called(element: etree._Element) -> str:
    return BETWEEN_WORDS.sub(" ", f"{element.get('class', '')} {element.get('id', '')}").lower()


class Surroundings:
    """What the outermost named element around another is, below `top`; remembered for each."""

    def __init__(self, top: etree._Element, name_of: Callable[[etree._Element], str]):
        self._top, self._name_of = top, name_of
        self._known: dict[etree._Element, tuple[str, etree._Element | None]] = {}

    def of(self, element: etree._Element | None) -> tuple[str, etree._Element | None]:
        """The name and the element; an empty name and None when there is none."""
        if element is None or element is self._top:
            return NOTHING
        if element not in self._known:
            found = self.of(element.getparent())
            if not found[0]:
                name = self._name_of(element)
                found = (name, element) if name else NOTHING
            self._known[element] = found
        return self._known[element]
