"""Texts of all kinds with names in them, as hypothesis draws them."""

from hypothesis import strategies as st

from annotations.exchange.names.texts import Text

PIECES = (
    "Oslo", "Ilka Varn", "Bosch", "St. Olav", "U.S.", "-DOCSTART- -X- O O", "«Å»", "don’t", '"', "\\",
    " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x1c", "\x85", "\x0b", "\u200b", "\ufeff",
    ".", "! ", "? A", "🌊", "👩‍👩‍👧", "👍🏽", "🇳🇴", "𝔘", "e\u0301", "\u0301", "ก็", "東京", "نيويورك", "שלום",
    "\u202b", "\u2069", "#", "--", "...", "O", "B-ORG", "_", "\\u0041", "\x01", "\U0010ffff",
)  # fmt: skip
LABELS = ("PERSON", "ORG", "PLACE", "NORP", "DATE", "MISC")
ABOUT = {
    "article": 7, "revision": 9, "headline": "Høyt 🌊", "desk": "demo", "language": "no",
    "url": "https://example.org/a", "published_at": None,
}  # fmt: skip


@st.composite
def named_texts(draw, *, overlaps: bool = False) -> Text:
    """A text with names; each holds more than white space, those that stay do not overlap."""
    parts = st.lists(st.sampled_from(PIECES) | st.text(min_size=1, max_size=3), min_size=1)
    text = "".join(draw(parts)).replace("\0", "").encode(errors="ignore").decode() or "x"
    places = st.integers(0, len(text))
    spans = sorted({(min(p), max(p)) for p in draw(st.lists(st.tuples(places, places)))})
    names, free = [], 0
    for start, end in spans:
        if not text[start:end].strip():
            continue
        stays = start >= free
        if not stays and not overlaps:
            continue
        free = end if stays else free
        names.append(name(len(names) + 1, start, end, draw(st.sampled_from(LABELS)), stays=stays))
    return {"text": text, "about": ABOUT, "names": names}


def name(pk: int, start: int, end: int, label: str, *, stays: bool = True) -> dict:
    return {
        "id": pk, "start": start, "end": end, "label": label, "state": "accepted", "origin": "person",
        "score": None, "entity": None, "stays": stays,
    }  # fmt: skip
