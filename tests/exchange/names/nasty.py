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
    """A text with names, in order; each holds more than white space."""
    parts = st.lists(st.sampled_from(PIECES) | st.text(min_size=1, max_size=3), min_size=1)
    text = "".join(draw(parts)).replace("\0", "").encode(errors="ignore").decode() or "x"
    places = st.integers(0, len(text))
    spans = sorted({(min(p), max(p)) for p in draw(st.lists(st.tuples(places, places)))})
    names: list[dict] = []
    free = 0
    for start, end in spans:
        if not text[start:end].strip():
            continue
        if start < free and not overlaps:
            continue
        free = end
        names.append(name(len(names) + 1, start, end, draw(st.sampled_from(LABELS))))
    return {"text": text, "about": ABOUT, "names": names}


def without_overlaps(names: list[dict]) -> list[dict]:
    """The rule, one name against each other."""

    def is_better(one: dict, other: dict) -> bool:
        return (one["start"] - one["end"], one["start"], one["id"]) < (
            other["start"] - other["end"], other["start"], other["id"],
        )  # fmt: skip

    return [
        one
        for one in names
        if not any(
            is_better(other, one) and other["start"] < one["end"] and one["start"] < other["end"]
            for other in names
        )
    ]


def name(pk: int, start: int, end: int, label: str) -> dict:
    return {
        "id": pk, "start": start, "end": end, "label": label, "state": "accepted", "origin": "person",
        "score": None, "entity": None,
    }  # fmt: skip
