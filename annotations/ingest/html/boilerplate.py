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
    "form": re.compile(r"\b(?:newsletters?|subscri\w+|sign ?up|login|paywall|poll|search)\b"),
    "box": re.compile(
        r"\b(?:aside|authors?|badge|bio|byline|buttons?|card|carousel|controls?|cookies?|consent"
        r"|cta|date|dateline|donate|embed|follow|hidden|info|kicker|meta|metadata|modal|overlay"
        r"|player|popup|print|rail|rating|share|sharing|sharethis|sidebar|skip|sociable|social"
        r"|sr only|tabs|tags?|timestamp|toolbar|tools?|topics?|widgets?)\b"
    ),
    "footer": re.compile(r"\bfooter\b"),
}
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
    "alert": "box",
    "search": "form",
    "form": "form",
}
NOTHING = ("", None)
BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_\s]+")


def margin(element: etree._Element) -> str:
    """What part of the page's frame the element is by its tag or role, or nothing."""
    if element.tag == "header":
        around = {ancestor.tag for ancestor in element.iterancestors()}
        return "" if around & {"article", "main"} else "header"
    return TAGS.get(element.tag) or ROLES.get(element.get("role", "").strip().lower(), "")


def furniture(element: etree._Element) -> str:
    """The same for an element within an article; here its class and id count too."""
    if element.tag == "form":
        return "form"
    called = BETWEEN_WORDS.sub(" ", f"{element.get('class', '')} {element.get('id', '')}").lower()
    return margin(element) or next(
        (what for what, name in NAMED.items() if name.search(called)), ""
    )


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
