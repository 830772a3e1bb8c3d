"""The article of a page, word for word: what stands around it goes, what stands in it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.ingest.reader import read
from tests.ingest.sound import blocks_of, check

FIRST = "The harbour board of Velden said on Monday that the rebuilt quay would open before summer."
LAST = "Residents of the lower town had waited for it since the storm, when the old wall gave way."
SENTENCES = (
    "The board had set aside {} million crowns for the work, of which a third was spent by then.",
    "Builders from {} towns took part, and the stone was brought from a quarry in the north.",
    "A ferry with room for {} cars will run six times a day in summer, the company told us.",
    "Shop owners near square {} expect more visitors, though some fear the lanes will fill again.",
)
MORE = "\n".join(f"<p>{SENTENCES[i % 4].format(i + 2)}</p>" for i in range(24))
FRAME = (
    "<header><a href='/'>Velden Post</a></header>"
    "<nav><ul><li><a href='/News'>News</a></li><li><a href='/Sport'>Sport</a></li></ul></nav>"
    "{}<footer><p>Imprint · Privacy · © Velden Post</p></footer>"
)


def article(part: str, more: str = MORE, head: str = ""):
    """A page with navigation; the part stands between the article's first sentences."""
    body = f"<article><h1>Quay to open</h1><p>{FIRST}</p>{part}<p>{LAST}</p>{more}</article>"
    page = f"<html lang=en><head><title>Quay to open</title>{head}</head><body>"
    return check(read(f"{page}{FRAME.format(body)}</body></html>".encode(), "a.html"))


def between(document) -> list[str]:
    """The words of the blocks that the part became."""
    words = [text for _, text in blocks_of(document)]
    return words[words.index(FIRST) + 1 : words.index(LAST)]


INLINE = (
    "a abbr acronym b bdi bdo big blink button center-piece cite code data del dfn em font i ins "
    "kbd label map mark marquee math mtext my-term nobr noscript output picture s samp small span "
    "strike strong sub sup time tt u var x:y"
).split()


@pytest.mark.parametrize("more", ["", MORE], ids=["short", "long"])
@pytest.mark.parametrize("tag", INLINE)
def test_no_element_takes_words_out_of_a_sentence(tag, more):
    sentence = (
        f"The fund pays <{tag}>3 percent</{tag}> or <b><{tag}>40 crowns</{tag}></b> to owners."
    )
    document = article(f"<p>{sentence}</p>", more)

    assert between(document) == ["The fund pays 3 percent or 40 crowns to owners."]


@pytest.mark.parametrize(
    "tag", ["li", "h2", "blockquote", "td", "dd", "figcaption", "summary", "div"]
)
@pytest.mark.parametrize("inner", ["time", "label", "button", "output", "data"])
def test_a_block_keeps_the_words_that_it_begins_with(tag, inner):
    around = {
        "li": "<ul>{}</ul>", "td": "<table><tr>{}</table>", "dd": "<dl><dt>When</dt>{}</dl>",
        "figcaption": "<figure><img src=x>{}</figure>", "summary": "<details>{}</details>",
    }.get(tag, "{}")  # fmt: skip
    block = (
        f"<{tag}><{inner}>10:31</{inner}> The wall gave way over a length of forty metres.</{tag}>"
    )
    document = article(around.format(block))

    assert between(document)[-1] == "10:31 The wall gave way over a length of forty metres."


VOID = "area base br col embed hr img input link meta param source track wbr keygen bgsound".split()


@pytest.mark.parametrize("more", ["", MORE], ids=["short", "long"])
@pytest.mark.parametrize("tag", VOID)
@pytest.mark.parametrize("written", ["<{}>", "<{}/>", "<{} src='a>b' hidden >", "<{}></{}>"])
def test_an_element_without_content_swallows_nothing(tag, written, more):
    void = written.format(tag, tag)
    document = article(f"<p>The fund pays {void}3 {void} percent to{void} owners.</p>", more)

    words = " ".join(between(document)).split()
    assert words == "The fund pays 3 percent to owners.".split()


def test_five_hundred_possible_breaks_are_not_nested():
    document = article(f"<p>{'a<wbr>' * 500}.</p>")

    assert between(document) == ["a" * 500 + "."]


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en", "“‘’”"),
        ("de", "„‚‘“"),
        ("de-AT", "„‚‘“"),
        ("fr", "««»»"),
        ("uk", "«„“»"),
        ("xx", "“‘’”"),
    ],
)
def test_a_quote_in_a_sentence_has_its_marks_and_stays_in_it(language, marks):
    said = f"<p lang={language}>The board said <q>we <q>will</q> open in March</q> and left.</p>"
    outer, inner, inner_end, outer_end = marks

    assert between(article(said)) == [
        f"The board said {outer}we {inner}will{inner_end} open in March{outer_end} and left."
    ]


def test_readings_above_a_word_stand_behind_it():
    ruby = "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>"

    assert between(
        article(f"<p>She wrote {ruby} on the wall of the ferry house that morning.</p>")
    ) == ["She wrote 漢(kan)字(ji) on the wall of the ferry house that morning."]


@pytest.mark.parametrize(
    ("part", "blocks"),
    [
        (
            "<figure class='wp-block-pullquote'><blockquote><p>We will open in March.</p>"
            "<cite>Ilka Varn, mayor</cite></blockquote></figure>",
            ["We will open in March.", "Ilka Varn, mayor"],
        ),
        ("<figure><table><tr><td>2021<td>3.4</table></figure>", ["2021\t3.4"]),
        ("<figure><img><figcaption>The quay in March.</figcaption></figure>", ["The quay in March."]),
        ("<picture><source><img></picture><p>The quay.</p>", ["The quay."]),
        (
            "<table><tr><td><p>It may be either:</p><ul><li>A ferry and its berth</li>"
            "<li>A crane<ul><li>of steel</li></ul></li></ul></td></tr></table>",
            ["It may be either:", "A ferry and its berth", "A crane", "of steel"],
        ),
        (
            "<ul><li><a href='https://e.org/1'>Accounts of the board</a></li>"
            "<li><a href='https://e.org/2'>Report on the ferry</a></li></ul>",
            ["Accounts of the board", "Report on the ferry"],
        ),
        ("<dl><dt>Ferry</dt><dd>A ship</dd></dl>", ["Ferry", "A ship"]),
        ("<details><summary>Why?</summary><p>Stone moved.</p></details>", ["Why?", "Stone moved."]),
        ("<p aria-hidden=true>Twelve million in all.</p>", ["Twelve million in all."]),
        ("<pre>a  1\nb  2</pre>", ["a 1\nb 2"]),
        ("<svg><title>no</title><text>12 %</text></svg>", []),
        ("<div><p>The wall is sound, he said.</p></div>", ["The wall is sound, he said."]),
        ("<section><h2>The cost</h2><ol><li>Stone</li></ol></section>", ["The cost", "Stone"]),
        ("<address>Quay 3, Velden, where the ferry of the county lies today</address>",
         ["Quay 3, Velden, where the ferry of the county lies today"]),
        ("<p>Read also: <a href='https://e.org/3'>The frost came early</a></p>",
         ["Read also: The frost came early"]),
    ],
)  # fmt: skip
def test_what_a_reader_sees_between_two_paragraphs_is_in_the_text(part, blocks):
    assert between(article(part)) == blocks


@pytest.mark.parametrize(
    "part",
    [
        "<nav><p>In this article</p><ul><li><a href='#1'>The cost</a></li></ul></nav>",
        "<aside><h3>More on this</h3><p>Subscribe to our newsletter and read the news first.</p></aside>",
        "<div class='related-stories'><ul><li><a href='/1'>Frost came</a></li></ul></div>",
        "<div class='ArticleShareBar'><button>Share</button> <button>Print</button></div>",
        "<div id='ad-3'><p>Advertisement: Buy the new lamps of the county today, they are good.</p></div>",
        "<form><label>Your address</label><input><button>Sign up</button></form>",
        "<div><button>Listen</button></div>",
        "<div role=complementary><p>Sign up for the letter that we send to you on Mondays.</p></div>",
    ],
)
def test_what_is_no_part_of_an_article_is_left_out(part):
    assert between(article(part)) == []


@pytest.mark.parametrize("more", ["", MORE], ids=["short", "long"])
@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("<blockquote><p>We will.</p><footer>— Ann Bee, mayor</footer></blockquote>",
         "We will. — Ann Bee, mayor"),
        ("<p class='quote-author'>Ann Bee, mayor</p>", "Ann Bee, mayor"),
        ("<div role=alert><p>Evacuation ordered for 12,000 people.</p></div>",
         "Evacuation ordered for 12,000 people."),
        ("<aside class=pullquote><p>“We will not pay,” she said</p></aside>",
         "“We will not pay,” she said"),
        ("<div>12 dead.</div>", "12 dead."),
        ("<div><strong>12 million</strong> <span>people live there</span></div>",
         "12 million people live there"),
        ("<center><b>HEADING</b></center>", "HEADING"),
        ("<div><span class=time>10:30</span> <span>The wall gave way</span></div>",
         "10:30 The wall gave way"),
        *((f"<div class={name}><p>12 people died.</p></div>", "12 people died.")
          for name in ("card", "info", "topic", "date", "tabs", "live-meta", "embed")),
        ("<p id=poll-results>60 percent said no.</p>", "60 percent said no."),
    ],
)  # fmt: skip
def test_what_reads_as_a_part_of_the_article_stays_whatever_it_is_called(part, words, more):
    assert " ".join(between(article(part, more))) == words


MENU = "<ul><li><a href='/n'>News</a></li><li><a href='/s'>Sport</a></li></ul>"


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td><a href='/'>News</a><br><a href='/s'>Sport</a></td>"
        "<td>A ferry sank on Monday.<p>None hurt.</td></tr></table>",
        f"{MENU}<h1>Ferry sinks</h1><p>A ferry sank on Monday.</p><p>None hurt.</p>",
        "<a href='/n'>News</a> | <a href='/s'>Sport</a><p>A ferry sank on Monday.</p><p>None hurt.</p>",
        f"<p>A ferry sank on Monday.</p><p>None hurt.</p>{MENU}",
    ],
)
def test_a_menu_that_no_element_names_is_left_out_of_a_short_flash(page):
    document = read(f"<title>Ferry sinks</title><body>{page}".encode(), "a.html")

    assert document.text == "A ferry sank on Monday.\n\nNone hurt."
    assert document.left_out == ["box"]


def test_links_among_the_words_of_a_short_flash_stay():
    flash = f"<p>A ferry sank.</p>{MENU}"
    page = f"{flash}<p>See <a href='/a'>the report</a></p>"

    assert read(page.encode(), "a.html").text == (
        "A ferry sank.\n\nNews\n\nSport\n\nSee the report"
    )


def test_a_short_flash_has_its_paragraphs_and_no_menu():
    flash = (
        "<article><h1>Ferry sinks</h1><p>A ferry sank in the bay of Velden on Monday.</p>"
        "<p>Nobody was hurt, police said.</p></article>"
    )
    document = read(f"<title>Ferry sinks</title>{FRAME.format(flash)}".encode(), "a.html")

    assert blocks_of(document) == [
        ("paragraph", "A ferry sank in the bay of Velden on Monday."),
        ("paragraph", "Nobody was hurt, police said."),
    ]


@pytest.mark.parametrize("tag", ["div", "main", "section", "center", "td", "form"])
def test_a_short_flash_is_found_in_any_element(tag):
    flash = f"<{tag}><p>A ferry sank on Monday.</p>\n<p>Nobody was hurt.</p></{tag}>"
    flash = f"<table><tr>{flash}</tr></table>" if tag == "td" else flash

    assert read(FRAME.format(flash).encode(), "a.html").text == (
        "A ferry sank on Monday.\n\nNobody was hurt."
    )


def test_a_page_that_is_laid_out_by_a_table_keeps_its_lists_and_not_its_menu():
    article = f"<h1>Quay</h1><p>{FIRST}</p><ul><li>A ferry</li><li>A crane</li></ul>{MORE}"
    page = f"<table><tr><td><a href='/'>Home</a></td><td>{article}</td></tr></table>"
    words = [text for _, text in blocks_of(read(FRAME.format(page).encode(), "a.html"))]

    assert words[:3] == [FIRST, "A ferry", "A crane"]


def test_a_page_of_nothing_but_links_or_frame_is_read_whole():
    assert read(b"<nav><a href='/'>Home</a></nav>", "a.html").text == "Home"
    assert read(b"<ul><li><a href='/'>Home</a></ul>", "a.html").text == "Home"


def test_an_article_that_a_page_says_a_second_time_for_machines_is_taken_as_it_is_shown():
    shown = "".join(f"<div>{SENTENCES[i % 4].format(i)}</div>" for i in range(30))
    said = " ".join(SENTENCES[i % 4].format(i) for i in range(30))
    data = f'<script type="application/ld+json">{{"articleBody": "{said}"}}</script>'
    document = article("", shown, data)

    assert document.text.count(SENTENCES[0].format(4)) == 1
    assert "Imprint" not in document.text


WORDS = st.lists(st.sampled_from("Velden ferry 12 quay €3 m² über 渡船 שלום".split()), min_size=1)
PARTS = st.one_of(
    WORDS.map(" ".join),
    st.tuples(st.sampled_from(INLINE), WORDS).map(
        lambda one: f"<{one[0]}>{' '.join(one[1])}</{one[0]}>"
    ),
    st.sampled_from(
        ["<br>", "<wbr>", "<img src=x>", "<input>", "<source>", "&nbsp;", "<!-- no -->"]
    ),
)


@pytest.mark.slow
@given(st.lists(PARTS, min_size=1, max_size=8))
def test_every_word_of_a_paragraph_of_the_article_is_in_the_text(parts):
    paragraph = " ".join(["The board said", *parts, "and left the room at noon."])
    seen = paragraph.replace("<!-- no -->", " ").replace("&nbsp;", "\u00a0")
    while "<" in seen:
        seen = seen[: seen.index("<")] + " " + seen[seen.index(">") + 1 :]

    assert " ".join(between(article(f"<p>{paragraph}</p>"))).split() == seen.split()
