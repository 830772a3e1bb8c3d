"""Which text is worse encoded: what a wrong encoding leaves counts, natural letters do not."""

import pytest

from annotations.ingest.encodings.garbled import garbled, is_worse

NATURAL = [
    "The board’s café — “at last”, says Łódź, Ångström, naïve. R&D; A&amp B.",
    "« CAFÉ… », „JÄ“, MANHÃ” À LA, GÓ” SZKÓŁ BĂŞ Â CITTÀ – É» passé…”",
    "Різдво в Сирії: РІСІ, Раїса, подъезд, «Ёлка»",
    "Ελληνικά νέα από την Αθήνα: «ΝΑΙ»",
    "日本語の記事です。市長は春に。",
    "חדשות היום: ראש העיר",
    "أخبار اليوم: قالت العمدة",
    "Thủ tướng nói: “Đường sẽ mở”",
]
CODECS = ["cp1252", "cp1250", "iso8859-2", "latin-1", "mac_roman", "cp437", "cp1251", "koi8-u"]
WORDS = ["The board’s café — “at last”", "Łódź, Kraków", "Это новости из Москвы", "これは日本です"]


@pytest.mark.parametrize("text", NATURAL)
def test_natural_texts_are_not_garbled(text):
    assert garbled(text) == 0


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("words", WORDS)
def test_utf_8_that_was_read_as_something_else_is(words, codec):
    misread = words.encode().decode(codec, "replace")
    assert is_worse(words, misread)
    assert not is_worse(misread, words)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The café", "The caf\ufffd"),
        ("The café opened", "The caf? opened"),
        ("The café’s door", "The caf??s door"),
        ("Die Straße", "Die Stra??e"),
        ("The board’s", "The board&#8217;s"),
        ("The café", "The caf&eacute;"),
        ("The board’s", "The boardï¿½s"),
        ("中文", "锟斤拷"),
        ("Great 😀", "Great ðŸ˜€"),
    ],
)
def test_other_signs_of_it_count_too(old, new):
    assert is_worse(old, new)
    assert not is_worse(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [("It is done…", "It is done?"), ("Opened", "Café opened"), ("Caf\ufffd", "Caf\ufffd opened"),
     ("Où est-il ?", "Où est-il ? Là."), ("", "")],
)  # fmt: skip
def test_an_ordinary_change_is_no_worse(old, new):
    assert not is_worse(old, new)
