"""Which letters beyond ASCII a language writes, and the encodings of one byte a letter it used.

Only to tell readings of bytes apart: `é` read as `ŕ` is a letter too, but none of French.
"""

WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœšž"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщ"

WEST = ("cp1252", "mac_roman")
CENTRAL = ("cp1250", "iso8859-2")
EAST = ("cp1251", "koi8-u", "iso8859-5", "cp866", "mac_cyrillic")

# Language: its encodings and its letters in lower case.
_BY_LANGUAGE: dict[str, tuple[tuple[str, ...], str]] = {
    "en": (WEST, WESTERN),
    "nl": (WEST, WESTERN),
    "fr": (WEST, "àâäæçèéêëîïôöœùûüÿñ"),
    "de": (WEST, "äöüßàáçéèêñ"),
    "es": (WEST, "áéíóúüñçàèïºª"),
    "pt": (WEST, "áâãàçéêíóôõúüñºª"),
    "gl": (WEST, "áéíóúüñ"),
    "it": (WEST, "àèéìíîòóùúüçº"),
    "ca": (WEST, "àçèéíïòóúüñ"),
    "sv": (WEST, "åäöéáèüàæøç"),
    "da": (WEST, "æøåéèêóôüöäáç"),
    "no": (WEST, "æøåéèêóòôüöäç"),
    "nb": (WEST, "æøåéèêóòôüöäç"),
    "fi": (WEST, "åäöšžé"),
    "is": (WEST, "áðéíóúýþæöü"),
    "et": (("cp1257", "cp1252"), "äõöüšž"),
    "pl": (CENTRAL, "ąćęłńóśźżéöü"),
    "cs": (CENTRAL, "áčďéěíňóřšťúůýžöü"),
    "sk": (CENTRAL, "áäčďéíĺľňóôŕšťúýžöü"),
    "hu": (CENTRAL, "áéíóöőúüűä"),
    "ro": (CENTRAL, "ăâîşţéáö"),
    "hr": (CENTRAL, "čćđšžéöü"),
    "bs": (CENTRAL, "čćđšžéöü"),
    "sl": (CENTRAL, "čšžćđéöü"),
    "sq": (CENTRAL, "çë"),
    "tr": (("cp1254",), "çğıöşüâîû"),
    "lt": (("cp1257",), "ąčęėįšųūž"),
    "lv": (("cp1257",), "āčēģīķļņšūž"),
    "ru": (EAST, CYRILLIC + "ъыьэюяё"),
    "uk": (EAST, CYRILLIC + "ьюяєіїґ"),
    "be": (EAST, CYRILLIC + "ыьэюяёіў"),
    "bg": (("cp1251", "iso8859-5", "mac_cyrillic", "cp866"), CYRILLIC + "ъьюя"),
    "mk": (("cp1251", "iso8859-5"), "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ"),
    "sr": (("cp1251", "iso8859-5"), "абвгдђежзијклљмнњопрстћуфхцчџш"),
    "el": (("cp1253", "iso8859-7"), "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ"),
    "he": (("cp1255", "iso8859-8"), "אבגדהוזחטיךכלםמןנסעףפץצקרשת"),
    "th": (("cp874",), "".join(map(chr, range(0x0E01, 0x0E5C)))),
    "ar": (("cp1256", "iso8859-6"), "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژگ"),
    "fa": (("cp1256",), "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژکگی"),
}

ALPHABETS = {language: letters for language, (_, letters) in _BY_LANGUAGE.items()}
CODECS_OF = {language: codecs for language, (codecs, _) in _BY_LANGUAGE.items()} | {
    "zh": ("gb18030", "big5hkscs"),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "ko": ("cp949",),
}

# The letters that make up some two thirds of any text of the scripts that one language, or a few
# with much in common, are written in.
_CYRILLIC, _ARABIC = "оаеинтсрвлі", "ايلمونتربدهی"
FREQUENT = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), _CYRILLIC),
    **dict.fromkeys(("ar", "fa"), _ARABIC),
    "el": "αοιετσνηυρ",
    "he": "יוהלארתבמש",
    "th": "านรอกเงทมย่ีว",
}

# Common characters have low first bytes in these older sets: the codec and the first byte from
# which they are rare. Bytes read by the wrong table give rare ones.
COMMON_IDEOGRAPHS = {
    "gb18030": ("gb2312", 0xD8),
    "big5hkscs": ("big5", 0xC9),
    "cp932": ("euc_jp", 0xD0),
    "euc_jp": ("euc_jp", 0xD0),
    "iso2022_jp": ("euc_jp", 0xD0),
    "cp949": ("euc_kr", 0xCA),
}
