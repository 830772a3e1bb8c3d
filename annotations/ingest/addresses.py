"""Addresses that a document may hold."""

import re
from urllib.parse import urljoin, urlsplit

LONGEST = 2_000
UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0<>\"\\^`{|}\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def web_link(href: str, base: str = "") -> str:
    """The http or https address, or an empty text for anything else.

    Relative ones are joined to `base`, when that is an address.
    """
    href = href.strip(" \t\r\n\f")
    if base:
        href = _joined(base, href)
    if len(href) > LONGEST or UNSAFE.search(href):
        return ""
    try:
        parts = urlsplit(href)
        port = parts.port
    except ValueError:
        return ""
    fits = parts.scheme in ("http", "https") and parts.hostname and port != 0
    return href if fits else ""


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return ""
