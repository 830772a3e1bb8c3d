"""Bytes become the very characters that were written, or are refused."""

import codecs

import pytest
from hypothesis import given

from annotations.ingest.document import UnreadableFile
from annotations.ingest.encodings.decode import decode, known
from annotations.ingest.reader import read
from tests.properties import times
from tests.text.nasty import any_text

UKRAINIAN = (
    "Міністерка транспорту подала у відставку у вівторок після звіту про мости. Вона сказала, "
    "що їй ніколи не повідомляли про небезпеку жодного мосту в країні."
)
RUSSIAN = (
    "Министр транспорта подала в отставку во вторник после доклада о мостах. Она сказала, "
    "что ей никогда не сообщали об опасности ни одного моста в стране."
)
ARABIC = (
    "استقالت وزيرة النقل يوم الثلاثاء بعد تقرير عن الجسور في البلاد. وقالت إنها لم تخبر قط "
    "بأن أي جسر غير آمن للناس."
)
JAPANESE = (
    "運輸大臣は橋に関する報告書を受けて火曜日に辞任した。彼女は、どの橋も危険だとは"
    "一度も聞いていないと述べた。"
)
CHINESE = "交通部长在关于桥梁的报告发表后于星期二辞职。她说从来没有人告诉她任何一座桥是不安全的。"
FRENCH = (
    "La ministre des transports a démissionné mardi après le rapport sur les ponts. Elle n’a "
    "jamais été informée, a-t-elle déclaré, qu’un pont était dangereux à l’été."
)
POLISH = (
    "Minister transportu podała się do dymisji we wtorek po raporcie o mostach. Powiedziała, "
    "że nigdy jej nie mówiono, żeby jakikolwiek most był niebezpieczny."
)
GREEK = (
    "Η υπουργός μεταφορών παραιτήθηκε την Τρίτη μετά την έκθεση για τις γέφυρες. Είπε ότι "
    "ποτέ δεν της είπαν ότι κάποια γέφυρα ήταν επικίνδυνη."
)
HEBREW = (
    "שרת התחבורה התפטרה ביום שלישי לאחר הדוח על הגשרים. היא אמרה שמעולם לא נאמר לה שגשר "
    "כלשהו אינו בטוח לציבור."
)
TURKISH = (
    "Ulaştırma bakanı köprüler hakkındaki rapordan sonra salı günü istifa etti. Hiçbir "
    "köprünün güvensiz olduğunun kendisine söylenmediğini açıkladı."
)
WRITTEN = [
    (UKRAINIAN, "windows-1251"), (UKRAINIAN, "koi8-u"), (UKRAINIAN, "iso8859-5"),
    (RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp866"),
    (ARABIC, "windows-1256"), (ARABIC, "iso8859-6"),
    (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (JAPANESE, "iso2022_jp"),
    (CHINESE, "gbk"), (CHINESE, "gb18030"),
    (FRENCH, "windows-1252"), (FRENCH, "mac_roman"),
    (POLISH, "windows-1250"), (POLISH, "iso8859-2"),
    (GREEK, "windows-1253"), (HEBREW, "windows-1255"), (TURKISH, "windows-1254"),
]  # fmt: skip
LATIN_PAGE = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'
written = pytest.mark.parametrize(("text", "encoding"), WRITTEN, ids=[one[1] for one in WRITTEN])


@written
def test_an_older_encoding_is_told_by_its_letters(text, encoding):
    assert decode(text.encode(encoding))[0] == text


@written
@pytest.mark.parametrize("wrong", ["iso-8859-1", "utf-8", "no-such-thing", "base64", ""])
def test_a_wrong_declaration_does_not_spoil_the_letters(text, encoding, wrong):
    page = LATIN_PAGE.format(wrong, text)

    assert text in read(page.encode(encoding), "a.html").text


@written
def test_a_right_declaration_is_believed(text, encoding):
    page = LATIN_PAGE.format(encoding, text)

    assert text in read(page.encode(encoding), "a.html").text


@pytest.mark.parametrize(
    ("text", "encoding"), [("Київ", "windows-1251"), ("café", "iso-8859-1"), ("橋", "shift_jis")]
)
def test_one_word_alone_needs_its_declaration(text, encoding):
    data = text.encode(encoding)

    with pytest.raises(UnreadableFile, match="encoding-unclear"):
        decode(data)
    assert decode(data, insisted=encoding)[0] == text


@pytest.mark.parametrize(
    ("text", "encoding", "wrong"),
    [
        ("Київ закрив міст", "windows-1251", "iso-8859-1"),
        ("Київ закрив міст", "windows-1251", "koi8-u"),
        ("café fermé", "windows-1252", "windows-1251"),
        ("橋が落ちた", "euc_jp", "shift_jis"),
    ],
)
def test_a_few_words_with_a_wrong_declaration_are_refused_instead_of_misread(text, encoding, wrong):
    with pytest.raises(UnreadableFile, match="encoding-unclear"):
        decode(text.encode(encoding), declared=wrong)


MARKS = [
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
]


@pytest.mark.parametrize(("encoding", "mark"), MARKS)
def test_a_byte_order_mark_goes_before_everything_that_is_said(encoding, mark):
    data = mark + UKRAINIAN.encode(encoding)

    assert decode(data, declared="koi8-u", insisted="windows-1251") == (UKRAINIAN, encoding)


@pytest.mark.parametrize(("encoding", "mark"), MARKS)
@times(0.3)
@given(text=any_text)
def test_any_text_behind_a_byte_order_mark_comes_back(encoding, mark, text):
    assert decode(mark + text.encode(encoding)) == (text.removeprefix("\ufeff"), encoding)


@given(any_text.filter(lambda text: "\x1b" not in text))
def test_any_text_in_utf_8_comes_back(text):
    assert decode(text.encode()) == (text.removeprefix("\ufeff"), "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [UKRAINIAN, ARABIC, FRENCH, "Minister resigns 👩‍👧"])
def test_utf_16_without_a_mark_is_told_by_its_blanks(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xfe\xff\xd8\x00", b"\xef\xbb\xbf\xff"])
def test_a_mark_before_other_bytes_is_refused(data):
    with pytest.raises(UnreadableFile, match="encoding-wrong"):
        decode(data)


def test_what_the_sender_insists_on_is_used_or_refused():
    data = RUSSIAN.encode("koi8-r")

    assert read(data, "a.txt", "text/plain; charset=koi8-r").text == RUSSIAN
    assert read(data, "a.txt", 'text/plain; Charset = "KOI8-R"; x=y').text == RUSSIAN
    with pytest.raises(UnreadableFile, match=r"encoding-wrong\(name=utf-8\)"):
        read(data, "a.txt", "text/plain; charset=utf-8")


@pytest.mark.parametrize("label", ["rot13", "base64", "idna", "punycode", "hex", "utf-7", "x" * 99])
def test_an_encoding_that_is_none_of_texts_is_refused_by_name(label):
    with pytest.raises(UnreadableFile, match="encoding-unknown") as refusal:
        decode(b"Words", insisted=label)

    assert refusal.value.message.params == {"label": label[:40]}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("latin-1", "cp1252"),
        (" ISO-8859-1 ", "cp1252"),
        ("us-ascii", "cp1252"),
        ("x-sjis", "cp932"),
        ("gb2312", "gb18030"),
        ("koi8-r", "koi8-u"),
        ("UTF8", "utf-8"),
    ],
)
def test_an_encoding_is_read_as_the_one_that_pages_mean_by_it(label, name):
    assert known(label) == name


def test_curly_quotes_of_a_page_that_says_latin_1_are_quotes():
    page = LATIN_PAGE.format("iso-8859-1", "She said “never” on Tuesday – and left the building.")

    assert "“never” on Tuesday –" in read(page.encode("cp1252"), "a.html").text


def test_the_chosen_encoding_is_told():
    assert read(UKRAINIAN.encode("koi8-u"), "a.txt").metadata["encoding"] == "koi8-u"


def test_bytes_that_make_sense_in_nothing_are_refused():
    with pytest.raises(UnreadableFile, match="encoding-unclear"):
        decode(bytes(range(128, 256)) * 20)


def test_a_nul_in_a_text_is_said_with_its_place():
    with pytest.raises(UnreadableFile, match=r"file-nul\(at=4\)"):
        read(b"abc\0def", "a.txt")


def test_half_of_a_surrogate_pair_is_refused():
    with pytest.raises(UnreadableFile):
        read(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", "a.txt")
