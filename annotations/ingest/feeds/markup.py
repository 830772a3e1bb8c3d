"""The markup of a feed before it is parsed: signs that no parser agrees on, and how it ends."""

import re
from html import escape

ENTRY = re.compile(r"<(?:item|entry)\b", re.I)
ENTRY_END = re.compile(r"</(?:item|entry)\s*>", re.I)
CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
# One that begins no reference: “R&D”, “?a=1&b=2”.
BARE = re.compile(r"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,40};)")
ROOT = re.compile(r"<([A-Za-z_][\w:.-]{0,60})")


def escaped(text: str) -> str:
    """The same document without CDATA sections and bare ampersands.

    These make feedparser give up XML and guess, and then “R&D” becomes “R&D;”.
    """
    end = text.rfind("]]>") + 3 if "]]>" in text else 0
    parts = CDATA.split(text[:end])  # In turn what is outside and what is in a section.
    parts[-1] += text[end:]  # No section ends here, however many begin.
    parts[0::2] = [BARE.sub("&amp;", part) for part in parts[0::2]]
    parts[1::2] = [escape(part, quote=False) for part in parts[1::2]]
    return "".join(parts)


def breaks_off(text: str) -> bool:
    """Whether a document does not come to its end."""
    root = ROOT.search(text)
    return root is not None and f"</{root[1]}".lower() not in text.lower()


def is_last_entry_open(text: str) -> bool:
    """Whether the last entry does not come to its end."""
    begins = [found.start() for found in ENTRY.finditer(text)]
    return bool(begins) and not ENTRY_END.search(text, begins[-1])
