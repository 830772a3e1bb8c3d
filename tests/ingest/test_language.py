"""The language of a text, when there is enough of it to say."""

import threading
import time

import pytest

from annotations.ingest import language
from annotations.ingest.language import detect, detect_all, likelihoods

TEXTS = {
    "en": "The minister resigned on Tuesday after the report on the bridges was published.",
    "de": "Die Ministerin trat am Dienstag zurück, nachdem der Bericht erschienen war.",
    "uk": "Міністерка подала у відставку у вівторок після звіту про мости в країні.",
    "ar": "استقالت وزيرة النقل يوم الثلاثاء بعد تقرير عن الجسور في البلاد.",
    "ja": "運輸大臣は橋に関する報告書を受けて火曜日に辞任した。",
    "he": "שרת התחבורה התפטרה ביום שלישי לאחר הדוח על הגשרים.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=TEXTS)
def test_a_sentence_is_enough(code, text):
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "Yes.", "12 345 678 901 234 567", "👩‍👧 🇺🇦 !!!", " \n\n "])
def test_too_little_to_say_is_und(text):
    assert detect(text) == "und"


def test_the_probabilities_are_those_of_languages_with_two_letters():
    found = likelihoods(TEXTS["en"])

    assert sum(found.values()) == pytest.approx(1, abs=0.01)
    assert all(len(name) == 2 for name in found.keys() - {"zxx"})


def test_a_long_text_is_judged_by_all_of_it_and_not_by_how_it_begins():
    assert detect(TEXTS["en"] * 60 + TEXTS["uk"] * 600) == "uk"
    assert detect(TEXTS["uk"] * 600 + TEXTS["en"] * 60) == "uk"


def test_the_model_reads_some_hundred_letters_of_a_long_text_once(monkeypatch):
    read = []
    model = language._model()
    monkeypatch.setattr(type(model), "rank", lambda _, text: read.append(text) or [("uk", 1.0)])

    assert detect(TEXTS["uk"] * 6_000) == "uk"
    assert [0 < len(text) <= 650 for text in read] == [True]


def test_the_models_numbers_need_no_conversion_for_each_text():
    numbers = language._model().nb_ptc

    assert (numbers.dtype, numbers.flags.c_contiguous) == ("float32", True)


def test_many_texts_at_once_are_told_as_each_alone():
    long = [f"{one} {other}" * 40 for one in TEXTS.values() for other in TEXTS.values()]
    texts = [*TEXTS.values(), *long, "", "Yes.", TEXTS["en"].upper(), "1234567890 aaaaaaaaaaaaa"]

    assert detect_all(texts) == [detect(text) for text in texts]
    assert detect_all([]) == []


def test_two_that_come_at_once_load_the_model_once(monkeypatch):
    made = []

    def slowly(*words, **given):
        made.append(words)
        time.sleep(0.2)
        return from_file(*words, **given)

    from_file = language.LanguageIdentifier.from_model_file
    monkeypatch.setattr(language.LanguageIdentifier, "from_model_file", slowly)
    language._loaded_model.cache_clear()
    threads = [threading.Thread(target=likelihoods, args=("It rained in Oslo.",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
