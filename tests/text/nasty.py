"""Short texts in which offsets go wrong; small enough to try every pair of offsets."""

from hypothesis import strategies as st

NASTY = {
    "family emoji": "a 👩‍👩‍👧‍👦 b",
    "flags": "🇺🇦🇪🇺🇵🇱x🇺",
    "skin tone and heart": "👍🏽❤️ 1️⃣",
    "combining marks": "e\u0301 Z\u0351\u036b\u0343 n\u0303",
    "marks out of order": "q\u0307\u0323 a\u0344\u0316",
    "line breaks": "a\r\nb\rc\n\r\r\n\nd\u2028e\x85",
    "only line breaks": "\r\r\n\n\r",
    "no-break space": "5\u00a0% of\u202fit",
    "curly quotes": "“so,” it’s ‘said’ –",
    "Arabic": "قالَ: «لا» ٣ آب",
    "Persian joiner": "بین‌الملل می‌رود",
    "Hebrew points": "שָׁלוֹם, ק״ג",
    "Ukrainian": "Київ, об’єкт и\u0306 і\u0308",
    "Hangul letters": "\u1112\u1161\u11ab\u1100\u1173\u11af 한",
    "Indic": "क्षि न\u093c \u09c7\u09be",
    "composition exclusion": "\u0958\ufb1d\u212b",
    "astral": "𝕬𝖒 𠮷野家",
    "invisible": "a\u200b\u200e\u202eb\u202c\u00adc\ufeff",
    "prepended": "\u0600١ \u0d4eക",
}

# Characters that meet in ways that split or join graphemes and compositions.
ALPHABET = sorted(
    set("".join(NASTY.values())) | set("\u11a8\u1160\u0f73\u0f74\u0f71\u3099か\u00e9각")
)
nasty_text = st.text(st.sampled_from(ALPHABET), max_size=24)
any_text = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))


def pairs(text: str) -> list[tuple[int, int]]:
    """Every non-empty range of the text."""
    return [(i, j) for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
