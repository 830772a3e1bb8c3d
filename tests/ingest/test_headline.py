"""The headline of a text that came without one."""

import pytest

from annotations.ingest.headline import LONGEST, headline_of

LONG = "The harbour board of Velden said on Monday that the rebuilt quay would open to ferries " * 4


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Quay to open\n\nThe board said so. It left.", "Quay to open"),
        ("  \n\n Quay to open\nMore.", "Quay to open"),
        ("The quay opens. It cost 12 million.", "The quay opens."),
        ("Київ. Міст закрито. Чому?", "Київ. Міст закрито."),
        ("Is it open? “Yes,” he said.", "Is it open?"),
        ("“It is open.” She left.", "“It is open.”"),
        ("Dr. Varn and Sen. T. Ost met. They left.", "Dr. Varn and Sen. T. Ost met."),
        ("It cost $3.4 million. It opened.", "It cost $3.4 million."),
        ("3. März 2021: die Brücke. Mehr folgt.", "3. März 2021: die Brücke."),
        ("1986. A great year for the port. More.", "1986. A great year for the port."),
        ("The U.S. Senate voted. It left.", "The U.S. Senate voted."),
        ("Am 3. März 2021 fiel er. Dann.", "Am 3. März 2021 fiel er."),
        ("On 3. March it fell. Then.", "On 3. March it fell."),
        ("Am 3. Okt. 2021 fiel er. Dann.", "Am 3. Okt. 2021 fiel er."),
        ("He said Messrs. Smith left. More.", "He said Messrs. Smith left."),
        ("The Supt. Ann Bee spoke. More.", "The Supt. Ann Bee spoke."),
        ("The end.[1] Next sentence. x", "The end.[1]"),
        ("It fell in 2021. Then it rose.", "It fell in 2021."),
        ("码头开放。费用很高。", "码头开放。"),
        ("So it goes ... and on", "So it goes ... and on"),
        ("A\tb\u202e\x07 c", "A b c"),
    ],
)
def test_the_first_line_or_its_first_sentence_serves(text, headline):
    assert headline_of(text) == headline


@pytest.mark.parametrize(
    "text", [LONG, LONG.replace(" ", "\u3000"), "渡" * 500, "a" * 500, "👩‍👩‍👧‍👦" * 99]
)
def test_a_long_line_is_cut_at_a_word_with_an_ellipsis(text):
    headline = headline_of(text)

    assert 60 < len(headline) <= LONGEST
    assert headline.endswith("…")
    line = " ".join(text.split())
    assert line.startswith(headline[:-1])
    assert " " not in line or line[len(headline) - 1] == " "
    assert not headline[:-1].endswith("\u200d")
