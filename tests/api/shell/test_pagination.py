"""Pages: forwards and back, without gaps or repeats, also while rows are added."""

import base64
import json
from itertools import chain
from urllib.parse import parse_qs, urlsplit

import pytest

from annotations.models import Article, Claim, Entity, TaggingRun
from annotations.models.searching import vector
from annotations.services.sources import sources
from tests.api.calls import ids, refused
from tests.factory import make_article, make_claim


def cursor(*words) -> str:
    return base64.urlsafe_b64encode(json.dumps(words).encode()).decode().rstrip("=")


def walk(caller, address, link="next") -> list[list[int]]:
    """The ids of every page from this one on."""
    pages = []
    while address:
        page = caller.get(address).json()
        pages.append([row["id"] for row in page["results"]])
        address = page[link]
    return pages


@pytest.fixture
def claims(cast):
    """Twelve ids in the order of the list: places repeat, so that the id decides."""
    articles = [make_article(cast), make_article(cast)]
    Claim.objects.bulk_create(
        Claim(
            article=articles[n % 2], desk=cast.desk, statement=f"Claim {n}",
            sort_start=n // 4, sort_end=9, search=vector(f"Claim {n}"),
        )
        for n in range(12)
    )  # fmt: skip
    keys = ("article_id", "sort_start", "sort_end", "id")
    return list(Claim.objects.order_by(*keys).values_list("id", flat=True))


def test_pages_follow_one_another_without_gaps_or_repeats(subtests, claims, api):
    for limit in (1, 5, 6, 11, 12, 13, 200):
        with subtests.test(str(limit)):
            pages = walk(api.viewer, f"claims/?limit={limit}")
            assert list(chain(*pages)) == claims
            assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
            assert len(pages) == -(-12 // limit)


def test_the_way_back_shows_the_same_pages(claims, api):
    first = api.viewer.get("claims/?limit=5").json()
    second = api.viewer.get(first["next"]).json()
    third = api.viewer.get(second["next"]).json()

    assert (first["previous"], third["next"]) == (None, None)
    back = api.viewer.get(third["previous"]).json()
    assert back["results"] == second["results"]
    start = api.viewer.get(back["previous"]).json()
    assert start["results"] == first["results"]
    assert start["previous"] is None
    assert api.viewer.get(start["next"]).json()["results"] == second["results"]
    assert api.viewer.get(back["next"]).json()["results"] == third["results"]


def test_a_way_back_that_ends_within_a_page_shows_what_there_is(claims, api):
    second = api.viewer.get(api.viewer.get("claims/?limit=5").json()["next"]).json()
    query = second["previous"].replace("limit=5", "limit=9")

    page = api.viewer.get(query).json()
    assert [row["id"] for row in page["results"]] == claims[:5]
    assert page["previous"] is None


def test_links_are_addresses_that_keep_the_filters(cast, claims, api):
    page = api.viewer.get("claims/?limit=2&desk=politics&search=claim&stage=open").json()

    link = urlsplit(page["next"])
    assert f"{link.scheme}://{link.netloc}{link.path}" == "http://testserver/api/v1/claims/"
    query = parse_qs(link.query)
    assert query.pop("cursor")
    assert query == {"limit": ["2"], "desk": ["politics"], "search": ["claim"], "stage": ["open"]}
    assert list(chain(*walk(api.viewer, page["next"]))) == claims[2:]


def test_fifty_are_shown_unless_asked_and_two_hundred_at_most(cast, api):
    Entity.objects.bulk_create(
        Entity(desk=cast.desk, name=f"No. {n}", label="MISC") for n in range(201)
    )

    assert len(ids(api.viewer.get("entities/"))) == 50
    assert len(ids(api.viewer.get("entities/?limit="))) == 50
    assert len(ids(api.viewer.get("entities/?limit=200"))) == 200


def test_a_limit_that_is_none_is_refused(subtests, api):
    for limit in (
        "0",
        "201",
        "-1",
        "1.5",
        "x",
        "1e2",
        "%D9%A1",
        "99999999999999999999",
        "+5",
        "%205",
    ):
        with subtests.test(limit):
            refused(api.viewer.get(f"claims/?limit={limit}"), 400, "unreadable", "limit")


def test_a_cursor_that_we_did_not_make_is_refused(subtests, claims, api):
    for text in [
        "x", "%00", "%C3%A9", "====", cursor(), cursor("n"), cursor("n", 1), cursor("n", 1, 2, 3),
        cursor("n", 1, 2, 3, 4, 5), cursor("x", 1, 2, 3, 4), cursor("n", "1", 2, 3, 4),
        cursor("n", 1, 2, 3, -4), cursor("n", 1, 2, 3, None), cursor("n", 1, 2, 3, True),
        cursor("n", 1, 2, 3, 1.5), cursor("n", 1, 2, 3, 2**63), cursor(["n"], 1, 2, 3, 4),
        cursor("n", 1, 2, 3, [4]), base64.urlsafe_b64encode(b'{"n": 1}').decode(),
        base64.urlsafe_b64encode(b"5").decode(), base64.urlsafe_b64encode(b"\xff").decode(),
        base64.urlsafe_b64encode(b"[" * 2000).decode(), "A" * 5000,
    ]:  # fmt: skip
        with subtests.test(text[:60]):
            refused(api.viewer.get(f"claims/?cursor={text}"), 400, "unreadable", "cursor")
    for text in (cursor("n", "yesterday", 1), cursor("n", 5, 1), cursor("n", None, 1)):
        with subtests.test(text):
            refused(api.viewer.get(f"articles/?cursor={text}"), 400, "unreadable", "cursor")


def test_a_cursor_of_another_list_is_refused(claims, api):
    link = api.viewer.get("claims/?limit=1").json()["next"].replace("/claims/", "/articles/")

    refused(api.viewer.get(link), 400, "unreadable", "cursor")


def test_a_cursor_shows_no_more_than_one_may_see(claims, api):
    link = api.viewer.get("claims/?limit=1").json()["next"]
    for forged in (
        link,
        f"claims/?cursor={cursor('n', 0, 0, 0, 0)}",
        f"claims/?cursor={cursor('p', 2**62, 1, 1, 1)}",
    ):
        assert ids(api.stranger.get(forged)) == []
    assert (
        ids(api.viewer.get(f"claims/?limit=3&cursor={cursor('p', 2**62, 1, 1, 1)}")) == claims[-3:]
    )


def test_rows_that_come_and_go_disturb_no_page(cast, claims, api):
    first = api.viewer.get("claims/?limit=5").json()
    gone = claims[7]
    Claim.objects.filter(pk__in=[claims[0], claims[4], gone]).delete()
    before = make_claim(cast, Article.objects.earliest("id"), words="Minister")
    Claim.objects.filter(pk=before.pk).update(sort_start=0, sort_end=1)
    late = make_claim(cast, make_article(cast))

    rest = list(chain(*walk(api.viewer, first["next"])))
    assert rest == [one for one in claims[5:] if one != gone] + [late.pk]


def test_new_articles_and_runs_do_not_push_rows_to_the_next_page(cast, api):
    articles = [make_article(cast).pk for _ in range(4)]
    runs = list(TaggingRun.objects.order_by("-id").values_list("id", flat=True))
    page = api.viewer.get("articles/?limit=2").json()
    of_runs = api.viewer.get("tagging-runs/?limit=2").json()
    make_article(cast)

    assert [row["id"] for row in page["results"]] == articles[:1:-1]
    assert walk(api.viewer, page["next"]) == [articles[1::-1]]
    assert walk(api.viewer, of_runs["next"]) == [runs[2:]]
    newer = api.viewer.get(api.viewer.get(page["next"]).json()["previous"]).json()
    assert newer["results"] == page["results"]
    assert len(walk(api.viewer, newer["previous"], "previous")[0]) == 1


def test_articles_and_runs_of_one_moment_stand_by_their_ids(cast, api):
    articles = [make_article(cast) for _ in range(5)]
    Article.objects.update(created_at=articles[0].created_at)
    TaggingRun.objects.update(queued_at=articles[0].created_at)

    for name, rows in (("articles", Article.objects), ("tagging-runs", TaggingRun.objects)):
        newest_first = list(rows.order_by("-id").values_list("id", flat=True))
        assert list(chain(*walk(api.viewer, f"{name}/?limit=2"))) == newest_first
        last = api.viewer.get(
            f"{name}/?limit=2&cursor={cursor('n', '2001-01-01T00:00:00+00:00', 1)}"
        )
        assert last.json()["results"] == []


def test_every_list_has_pages(subtests, cast, scene, api):
    make_claim(cast, actor=cast.editor)
    api.admin.post("desks/", {"name": "Culture", "slug": "culture"})
    sources.find_or_create(actor=cast.editor, desk=cast.desk, title="Talk")
    Entity.objects.create(desk=cast.desk, name="Other", label="ORG")
    claim = {"claim": scene.claim.pk}
    api.editor.post("evidence/", claim | {"source": scene.evidence.source_id, "stance": "context"})
    proposal = {"question": "true", "rating": "mixed", "rationale": "R"}
    api.editor.post("assessments/", claim | proposal)
    span = {"revision": scene.article.current_revision_id, "start": 0, "end": 8, "label": "ORG"}
    api.editor.post("mentions/", span)
    for name in ("desks", "articles", "claims", "sources", "evidence", "assessments", "mentions",
                 "entities", "tagging-runs"):  # fmt: skip
        with subtests.test(name):
            page = api.admin.get(f"{name}/?limit=1").json()
            assert set(page) == {"next", "previous", "results"}
            everything = api.admin.get(f"{name}/").json()
            assert (everything["next"], everything["previous"]) == (None, None)
            listed = [row["id"] for row in everything["results"]]
            assert len(listed) > 1
            assert list(chain(*walk(api.admin, f"{name}/?limit=1"))) == listed


def test_the_pages_beside_are_in_the_header_too(claims, api):
    first = api.viewer.get("claims/?limit=5")
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    middle = api.viewer.get(first.json()["next"])
    rows = middle.json()
    assert middle["Link"] == f'<{rows["next"]}>; rel="next", <{rows["previous"]}>; rel="prev"'
    assert "Link" not in api.viewer.get("claims/")
