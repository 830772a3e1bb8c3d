"""Claims that others checked, however they are wrapped."""

import json
import re

import pytest

from annotations.ingest.annotated import claim_review
from annotations.ingest.annotated.records import Bad, Review


def review(**more) -> dict:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "Earth isn&#39;t flat 😀",
        "url": "https://facts.example/1",
        "author": {"@type": "Organization", "name": "Facts", "url": "https://facts.example/"},
        "reviewRating": {"ratingValue": "1", "bestRating": 5, "alternateName": "False"},
        "itemReviewed": {
            "author": {"name": " Alex "}, "datePublished": "2026-05-07",
            "appearance": [{"url": "https://x.example/p"}, "javascript:alert(1)"],
        },
        "datePublished": "2026-05-13 15:44",
    } | more  # fmt: skip


def read(value) -> list:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(claim_review.read(data))


def test_who_checked_what_is_read_in_their_words():
    [found] = read(review())

    assert found == Review(
        1, "Earth isn't flat 😀", "https://facts.example/1", "Facts", "https://facts.example/",
        "False", 1.0, 5.0, None, "Alex", "2026-05-07", "2026-05-13 15:44",
        appearances=["https://x.example/p"],
    )  # fmt: skip


def test_dumps_feeds_graphs_and_lines_are_read_with_their_licence():
    feed = {
        "@type": "DataFeed", "license": "https://creativecommons.org/licenses/by/4.0/",
        "dataFeedElement": [{"@type": "DataFeedItem", "item": [review(), review()]}],
    }  # fmt: skip
    own = review(license={"url": "https://other.example/"})

    assert [one.licence for one in read(feed)] == [feed["license"]] * 2
    assert read({"@graph": [{"@type": "WebPage"}, own]})[0].licence == "https://other.example/"
    lines = "\r\n".join([json.dumps(review())] * 2).encode("utf-8-sig")
    assert [one.line for one in read(lines)] == [1, 2]


def test_a_page_is_read_and_its_broken_scripts_are_told():
    page = f"""<!doctype html><html><head>
<script type="application/ld+json">{{broken</script>
<script>var x = {{"@type": "ClaimReview"}}</script>
<script data-x="1" type='application/ld+json'>
{json.dumps([review()])}</script></head><body>words</body></html>"""

    bad, good = read(page.encode())

    assert (type(bad), bad.line) == (Bad, 2)
    assert (type(good), good.line) == (Review, 4)


def test_an_answer_of_the_fact_check_tools_api_is_read():
    answer = {"claims": [{"text": "Flat", "claimant": "Alex", "claimDate": "2026-05-07T00:00:00Z",
        "claimReview": [{"publisher": {"name": "Facts", "site": "facts.example"},
                         "url": "https://facts.example/2", "title": "No", "textualRating": "False",
                         "languageCode": "en"}]}]}  # fmt: skip
    [found] = read(answer)

    assert (found.claim, found.publisher, found.rating, found.language) == (
        "Flat", "Facts", "False", "en",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "problem"),
    [({"claimReviewed": ""}, "import-no-claim"), ({"url": "ftp://x"}, "import-no-address")],
)
def test_what_says_too_little_is_bad(more, problem):
    [found] = read(review(**more))

    assert isinstance(found, Bad)
    assert found.problem.id == problem


def test_odd_shapes_break_nothing():
    odd = review(
        author="Facts", reviewRating="False", itemReviewed=[None], url=["https://a.example"]
    )

    [found] = read(odd)

    assert (found.publisher, found.url, found.rating) == ("Facts", "https://a.example", "")
    assert read({"a": {"b": [1, None, "x"]}}) == []
    assert len(read(review(claimReview=5))) == 1


class Counting:
    """A pattern that counts how often it is searched for."""

    def __init__(self, pattern: re.Pattern):
        self.pattern, self.searches = pattern, 0

    def search(self, text: str, at: int) -> re.Match | None:
        self.searches += 1
        return self.pattern.search(text, at)


def test_a_page_of_scripts_without_end_is_not_looked_through_from_each(monkeypatch):
    """Each was looked through to the end of the page; 3 MB took minutes."""
    opens, closes = Counting(claim_review.OPENS), Counting(claim_review.CLOSES)
    monkeypatch.setattr(claim_review, "OPENS", opens)
    monkeypatch.setattr(claim_review, "CLOSES", closes)
    opening = '<script type="application/ld+json">'
    whole = f"\n{opening}{json.dumps(review())}</SCRIPT >"
    page = f"<p>{whole}{whole}\n{opening * 1_000}"

    found = list(claim_review.read(page.encode()))

    assert [one.line for one in found] == [2, 3]
    assert (opens.searches, closes.searches) == (3, 3)


@pytest.mark.parametrize(
    "given",
    [
        {"datePublished": "9998-05-13"},
        {"itemReviewed": {"datePublished": "9998-05-13T10:00:00Z"}},
    ],
)
def test_a_review_of_a_day_to_come_is_a_fault_of_its_line(given):
    found, kept = read([review(**given), review()])
    assert isinstance(found, Bad)
    assert found.problem.id == "import-date-ahead"
    assert isinstance(kept, Review)
