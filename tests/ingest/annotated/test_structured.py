"""ClaimReview that stands in a page's elements: microdata and RDFa, as fact-checkers write them."""

from annotations.ingest.annotated import claim_review, structured
from annotations.ingest.annotated.records import Bad, Review
from annotations.ingest.html.tree import parse

MICRODATA = """<!doctype html><html><head><title>x</title></head><body>
<div itemscope itemtype="http://schema.org/WebPage">
<div itemprop="mainEntity" itemscope itemtype="http://schema.org/ClaimReview" itemref="who">
 <meta itemprop="datePublished" content="2026-05-13"><meta itemprop="inLanguage" content="en">
 <link itemprop="url" href="/check/1"><link itemprop="license" href="https://cc.example/by">
 <h2 itemprop="claimReviewed">Earth is <b>flat</b></h2>
 <div itemprop="itemReviewed" itemscope itemtype="http://schema.org/Claim">
  <div itemprop="author" itemscope itemtype="http://schema.org/Person">
   <span itemprop="name">Alex</span></div>
  <time itemprop="datePublished" datetime="2026-05-07">last week</time>
  <a itemprop="appearance" href="https://x.example/p">a</a>
  <a itemprop="appearance" href="https://x.example/q">b</a>
 </div>
 <div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
  <span itemprop="ratingValue">1</span><span itemprop="bestRating">5</span>
  <span itemprop="worstRating" content="1">one</span>
  <img itemprop="image" src="x.png" alt=""><em itemprop="alternateName">False</em></div>
</div></div>
<div id="who"><p itemprop="author" itemscope itemtype="http://schema.org/Organization">
 <a itemprop="url" href="https://facts.example/"><span itemprop="name">Facts</span></a></p></div>
<base href="https://facts.example/x/"></body></html>"""
RDFA = """<html><body vocab="http://schema.org/"><div typeof="ClaimReview"
 resource="https://facts.example/check/1"><a property="url" href="https://facts.example/check/1">l</a>
 <span property="schema:claimReviewed">Earth is flat</span>
 <div property="author" typeof="Organization"><b property="name">Facts</b></div>
 <div property="reviewRating" typeof="schema:Rating"><b property="alternateName">False</b>
 <span property="ratingValue" content="1"></span></div>
</div></body></html>"""


def read(page: str) -> list:
    return list(claim_review.read(page.encode()))


def test_microdata_is_read_with_what_it_refers_to():
    [found] = read(MICRODATA)

    assert found == Review(
        3, "Earth is flat", "https://facts.example/check/1", "Facts", "https://facts.example/",
        "False", 1.0, 5.0, 1.0, "Alex", "2026-05-07", "2026-05-13", "en", "https://cc.example/by",
        appearances=["https://x.example/p", "https://x.example/q"],
    )  # fmt: skip


def test_rdfa_is_read():
    [found] = read(RDFA)

    assert (found.claim, found.url) == ("Earth is flat", "https://facts.example/check/1")
    assert (found.publisher, found.rating, found.value) == ("Facts", "False", 1.0)


def test_json_ld_of_the_page_goes_first_and_is_not_said_twice():
    script = """<script type="application/ld+json">{"@type": "ClaimReview", "claimReviewed": "A",
        "url": "https://facts.example/a"}</script>"""

    assert [one.claim for one in read(MICRODATA.replace("<title>", f"{script}<title>"))] == ["A"]


def test_a_page_that_says_no_address_of_a_review_gives_its_own():
    page = """<html><head>{}</head><body><p itemscope itemtype="https://schema.org/ClaimReview">
        <i itemprop="claimReviewed">A</i></p></body></html>"""
    link = '<link rel="canonical" href="https://facts.example/own">'

    assert [one.url for one in read(page.format(link))] == ["https://facts.example/own"]
    assert [type(one) for one in read(page.format(""))] == [Bad]


def test_a_page_that_is_made_to_be_slow_is_not():
    thing = '<div itemprop="author" itemscope itemtype="https://schema.org/ClaimReview">'
    assert read("<html><body>" + thing * 150 + "</div>" * 150)
    many = f'<b id="a" itemprop="name">x</b>{thing.replace("<div", "<div itemref=a")}</div>'
    assert len(read("<html><body>" + many * 3_000)) == 3_000
    deep = f"{thing}{'<p>' * 5_000}<i itemprop=name>x"
    assert isinstance(read("<html><body>" + deep), list)


def test_things_that_all_refer_to_the_same_words_are_read_within_bounds(monkeypatch):
    again = "a " * 5_000
    long = f"<p id=a itemprop=claimReviewed>{'x ' * 20_000}</p>"
    review = "<div itemscope itemtype='https://schema.org/ClaimReview' itemref='{}'></div>"
    tree = parse(f"<html><body>{long}{review.format(again)}</body></html>")

    [(_line, row)] = structured.things(tree, "ClaimReview", "")

    assert isinstance(row["claimReviewed"], str)

    many = "<p itemprop=name>w</p>" * 100
    tree = parse(f"<html><body><div id=a>{many}</div>{review.format('a') * 100}</body></html>")
    monkeypatch.setattr(structured, "MOST_READ", 1_000)

    rows = [row for _line, row in structured.things(tree, "ClaimReview", "")]

    assert len(rows) == 100
    assert 0 < sum(len(row.get("name", ())) for row in rows) < 1_000
