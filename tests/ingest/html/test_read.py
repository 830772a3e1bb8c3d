"""Web pages: what they show becomes text, what they say of themselves becomes metadata."""

from datetime import datetime, timedelta, timezone

import pytest

from annotations.ingest.reader import read
from tests.ingest.sound import blocks_of, check, links_of

SENTENCE = "The minister resigned on Tuesday after the report on the bridges. "


def page(body: str, head: str = ""):
    return check(read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html"))


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>a<p>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<div>a<div>b</div>c</div>", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
        ("<h2>a</h2>b", [("heading", "a"), ("paragraph", "b")]),
        ("<ul><li>a<li>b</ul>", [("item", "a"), ("item", "b")]),
        ("<ul><li><p>a</p><p>b</p></ul>", [("item", "a"), ("item", "b")]),
        ("<dl><dt>a<dd>b</dl>", [("item", "a"), ("item", "b")]),
        ("<blockquote>a<p>b</blockquote>c", [("quote", "a"), ("quote", "b"), ("paragraph", "c")]),
        ("<figure><img><figcaption>a</figcaption></figure>", [("caption", "a")]),
        ("<p>a<br>b", [("paragraph", "a\nb")]),
        ("<p>a<br><br>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<pre>a\n  b</pre>", [("paragraph", "a\nb")]),
        ("<table><tr><td>1<td>2<tr><th>3</table>", [("paragraph", "1\t2"), ("paragraph", "3")]),
        ("<p>a <b>b</b><i>c</i>\n d", [("paragraph", "a bc d")]),
        ("<h2>a</h2>", [("heading", "a")]),
        ("a", [("paragraph", "a")]),
    ],
)  # fmt: skip
def test_elements_become_blocks(body, blocks):
    assert blocks_of(page(f"<p>Before</p>{body}"))[1:] == blocks


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>no</script>",
        "<style>no{}</style>",
        "<template>no</template>",
        "<iframe>no</iframe>",
        "<select><option>no</select>",
        "<textarea>no</textarea>",
        "<svg><title>no</title><desc>no</desc><defs><text>no</text></defs></svg>",
        "<math><semantics><annotation>no</annotation></semantics></math>",
        "<video>no<track></video>",
        "<meter>no</meter><progress>no</progress>",
        "<dialog>no</dialog>",
        "<span popover>no</span>",
        "<span hidden>no</span>",
        "<span style='DISPLAY : none; color: red'>no</span>",
        "<span style='visibility:hidden'>no<b>no</b></span>",
        "<!-- no -->",
    ],
)
def test_what_a_page_does_not_show_is_left_out_and_what_follows_it_stays(unseen):
    assert page(f"<p>Before {unseen}after</p>").text == "Before after"


def test_no_break_spaces_and_characters_by_name_and_number_stay():
    shown = page("<p>5&nbsp;% of&#8239;it &ldquo;so&rdquo; &#x1F469;&amp;lt; &#150;</p>").text

    assert shown == "5\u00a0% of\u202fit “so” 👩&lt; –"


def test_no_break_spaces_stay_in_a_long_article_too():
    body = f"<nav>Menu</nav><article><p>{SENTENCE * 40}5\u00a0% of\u202f312.</p></article>"

    assert "5\u00a0% of\u202f312." in page(body).text


def test_the_frame_of_a_long_page_is_left_out_and_its_article_stays():
    body = (
        "<nav><a href='/'>Menu</a></nav><header>Courier</header>"
        f"<article><h1>Bridges</h1><p>{SENTENCE * 30}</p><h2>Part</h2><p>{SENTENCE * 20}</p>"
        "<blockquote><p>I was never told, she said to us on the stairs.</p></blockquote></article>"
        "<footer>Imprint</footer>"
    )
    document = page(body)

    assert "Menu" not in document.text
    assert "Imprint" not in document.text
    assert ("heading", "Part") in blocks_of(document)
    assert ("quote", "I was never told, she said to us on the stairs.") in blocks_of(document)


def test_captions_of_a_long_article_are_captions():
    body = (
        f"<nav>Menu</nav><article><p>{SENTENCE * 30}</p><figure><img src=x>"
        f"<figcaption>The bridge in March, before it fell.</figcaption></figure>"
        f"<p>{SENTENCE * 20}</p></article>"
    )
    assert ("caption", "The bridge in March, before it fell.") in blocks_of(page(body))


def test_links_of_a_page_keep_their_words_when_they_lead_to_the_web():
    body = (
        "<p><a href='https://e.org/1'>one <b>bold</b></a>, <a href=' http://e.org/2 '>two</a>, "
        "<a href='mailto:x@e.org'>three</a>, <a>four</a> <a href='https://e.org/5'></a></p>"
    )
    assert links_of(page(body)) == [("https://e.org/1", "one bold"), ("http://e.org/2", "two")]


def test_relative_links_of_a_long_article_are_joined_to_its_own_address():
    body = f"<nav>Menu</nav><article><p>{SENTENCE * 40}<a href='next'>More</a></p></article>"
    document = page(body, "<link rel='canonical' href='https://courier.example/2026/story'>")

    assert links_of(document) == [("https://courier.example/2026/next", "More")]


ABOUT = """
<title>Bridges are old - Courier</title>
<link rel="canonical" href="https://courier.example/story/bridges">
<meta property="og:site_name" content="Courier">
<meta property="og:title" content="Bridges are old">
<meta name="author" content="Rana Reporter">
<meta property="article:published_time" content="2025-10-14T08:30:00+02:00">
"""


def test_a_page_says_who_published_it_where_and_when():
    document = page(f"<article><h1>Bridges are old</h1><p>{SENTENCE * 5}</p></article>", ABOUT)

    about = document.metadata
    assert about.pop("published_at") == datetime(
        2025, 10, 14, 8, 30, tzinfo=timezone(timedelta(hours=2))
    )
    assert about == {
        "headline": "Bridges are old",
        "byline": "Rana Reporter",
        "outlet": "Courier",
        "source_url": "https://courier.example/story/bridges",
        "language": "en",
        "encoding": "utf-8",
    }


def test_the_headline_is_not_repeated_as_the_first_heading():
    document = page(f"<article><h1>Bridges are old</h1><p>{SENTENCE * 3}</p></article>", ABOUT)

    assert document.metadata["headline"] == "Bridges are old"
    assert blocks_of(document)[0][0] == "paragraph"
    assert document.text.startswith("The minister")


def test_a_page_of_nothing_but_its_headline_keeps_it_as_text():
    assert page("<h1>Bridges</h1>", "<title>Bridges</title>").text == "Bridges"


def test_the_words_go_before_the_language_a_template_states():
    german = "Die Ministerin trat am Dienstag zurück, nachdem der Bericht erschienen war. " * 4
    data = f"<html lang='en'><body><p>{german}</p></body></html>".encode()

    assert read(data, "a.html").metadata["language"] == "de"


def test_a_language_is_taken_from_the_page_when_the_words_are_too_few():
    assert read(b"<html lang='nb-NO'><p>Ja.</p>", "a.html").metadata["language"] == "nb"


def test_a_script_in_what_a_page_says_of_itself_is_text_only():
    head = "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>"
    document = page(f"<p>{SENTENCE}</p>", head)

    assert document.metadata["headline"] == "<script>alert(1)</script>"
    assert "alert" not in document.text


@pytest.mark.parametrize(
    ("heading", "headline"),
    [
        ("Budget 2021<br>2022 passed", "Budget 2021 2022 passed"),
        ("Bridge shut<span hidden>secret</span>", "Bridge shut"),
        ("Bridge shut<b style='display:none'>secret</b>", "Bridge shut"),
        ("<svg><title>icon</title></svg>Bridge shut", "Bridge shut"),
        ("Mayor: <q>no</q>", "Mayor: “no”"),
        ("<span>Live</span><div>Bridge shut</div>", "Live Bridge shut"),
        ("Area of 3 m<sup>2</sup> shut", "Area of 3 m² shut"),
        (
            f"Ferry sinks\ufeff{''.join(chr(0xE0100 + i % 200) for i in range(3_000))}",
            "Ferry sinks",
        ),
    ],
)
@pytest.mark.parametrize("title", ["", "<title>{}</title>", "<title>{} | Courier</title>"])
def test_a_headline_is_what_its_heading_shows_and_is_not_said_twice(heading, headline, title):
    said = title.format(headline.replace("“", "").replace("”", ""))
    document = page(f"<h1>{heading}</h1><p>{SENTENCE}</p>", said)

    assert document.metadata["headline"] == headline
    assert document.text == SENTENCE.strip()


@pytest.mark.parametrize(
    "style",
    [
        "backface-visibility:hidden",
        "-webkit-backface-visibility: hidden",
        "/* display:none */ color: red",
        "display:none;display:block",
        "display:none; DISPLAY : Block !important; display:none",
        "display:none-such",
        "visibility:hidden;visibility:visible",
        "--display:none",
        "font-family:'display:none'",
    ],
)
def test_a_style_that_hides_nothing_takes_no_words(style):
    assert page(f'<p>Before</p><p style="{style}">Twelve died.</p>').text == (
        "Before\n\nTwelve died."
    )


@pytest.mark.parametrize(
    "style",
    [f"display:none{' ' * 3_000}! important", "display:block;display:none", "display:none;display:nonsense", "visibility:collapse",
     "display:none!important;display:block", "color:red;display:/**/none"],
)  # fmt: skip
def test_a_style_that_hides_takes_the_words(style):
    assert page(f'<p>Before</p><p style="{style}">Twelve died.</p>').text == "Before"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<div style='visibility:hidden'>a<p style='visibility:visible'>b</p>c</div>d", "b\n\nd"),
        ("<p hidden style='display:block'>a</p>", "a"),
        ("<span style='display:block'>a</span><span style='display:block'>b</span>", "a\n\nb"),
        ("<b>a</b><div style='display:inline'>b</div><b>c</b>", "abc"),
        ("<p>a&#11;b\x0cc", "a b c"),
    ],
)
def test_what_a_style_says_of_an_element_counts(body, text):
    assert page(body).text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("In 2021<sup>3</sup> it", "In 2021³ it"),
        ("In 2021<sup><a href='#3'>3</a></sup> it", "In 2021³ it"),
        ("In 2021<sup>3,4</sup> it", "In 2021^3,4 it"),
        ("In 2021<sup>[3]</sup> it", "In 2021[3] it"),
        ("the 1<sup>st</sup> of 10<sup>6</sup>", "the 1st of 10⁶"),
        ("10<sup>-6</sup> and 10<sup>3.5</sup>", "10⁻⁶ and 10^3.5"),
        ("3<sup>1</sup>/<sub>2</sub> m", "3¹/₂ m"),
        ("<sup>1</sup>2021 was a year", "¹2021 was a year"),
        ("CO<sub>2</sub> of 12<sub>3</sub>", "CO2 of 12₃"),
        ("pays <sup>3 percent</sup>", "pays 3 percent"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
        ("3<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "3 1/2"),
        (
            "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mn>2</mn></mfrac></math>",
            "(a+1)/2",
        ),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math>", "10⁶"),
        ("<math><msubsup><mn>10</mn><mn>2</mn><mn>6</mn></msubsup></math>", "10₂⁶"),
        ("<math><mn>3</mn><msqrt><mn>2</mn></msqrt></math>", "3√2"),
        (
            "<math><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable></math>",
            "1 2",
        ),
    ],
)
def test_a_number_does_not_run_into_another_one(markup, text):
    assert page(f"<p>{markup}</p>").text == text


def test_invisible_characters_count_for_nothing_when_the_article_is_chosen():
    hidden = "".join(chr(0xE0100 + i % 200) for i in range(3_000))
    flash = f"<p>A ferry sank.</p><p>None hurt.</p><p>More follows.\ufeff{hidden}</p>"
    document = page(f"<nav><a href='/'>Home</a></nav><article>{flash}</article>")

    assert document.text == "A ferry sank.\n\nNone hurt.\n\nMore follows."
    assert document.left_out == ["navigation"]


def test_a_block_of_nothing_that_is_seen_leaves_no_gap():
    hidden = "".join(chr(0xE0100 + i % 200) for i in range(300))

    assert (
        page(f"<p>{hidden}</p><p>A <a href='https://e.org'>b</a></p><p>{hidden}</p>").text == "A b"
    )
