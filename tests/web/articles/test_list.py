"""GET /articles/ and an article's original file."""

import pytest

from annotations.models import TaggingRun, WorkerHeartbeat
from annotations.services.articles import articles
from annotations.services.claims import workflow
from tests import factory
from tests.web.scene import ask, words


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def headlines(response) -> list[str]:
    return [row.headline for row in response.context["page"].rows]


def test_the_list_shows_the_newest_first(cast, reporter):
    for headline in ("First", "Second", "Third"):
        factory.make_article(cast, headline=headline)
    assert headlines(reporter.get("/articles/")) == ["Third", "Second", "First"]


def test_the_list_shows_only_ones_own_desks(cast, reporter):
    factory.make_article(cast, headline="Ours")
    factory.make_article(cast, headline="Theirs", desk=cast.other_desk, actor=cast.stranger)
    assert headlines(reporter.get("/articles/")) == ["Ours"]


def test_the_search_looks_at_headline_and_text_and_folds_case(cast, reporter):
    factory.make_article(cast, headline="Dam", text="The RÉSERVOIR is full.")
    factory.make_article(cast, headline="Road", text="The road is wet.")
    assert headlines(reporter.get("/articles/?search=reservoir")) == ["Dam"]


@pytest.mark.parametrize("search", ["&", "'", '"', "a & | b", "-", "(", "\\", ":*", "%", "  "])
def test_a_search_of_signs_is_no_error(search, cast, reporter):
    factory.make_article(cast)
    assert reporter.get("/articles/", {"search": search}).status_code == 200


def test_the_stage_filter_shows_articles_with_such_a_claim(cast, reporter):
    claim = factory.make_claim(cast, factory.make_article(cast, headline="Taken"))
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    factory.make_claim(cast, factory.make_article(cast, headline="Open"))
    assert headlines(reporter.get("/articles/?stage=checking")) == ["Taken"]


def test_the_language_filter_offers_what_there_is(cast, reporter):
    factory.make_article(cast, headline="Uk", text="Міністр пішов у відставку.", language="uk")
    factory.make_article(cast, headline="En", language="en")
    response = reporter.get("/articles/?language=uk")
    assert headlines(response) == ["Uk"]
    assert response.context["languages"] == [("en", "English"), ("uk", "Ukrainian")]


@pytest.mark.parametrize("query", ["stage=nonsense", "language=", "search="])
def test_a_filter_that_says_nothing_filters_nothing(query, cast, reporter):
    factory.make_article(cast)
    assert len(headlines(reporter.get(f"/articles/?{query}"))) == 1


@pytest.mark.parametrize("desk", ["sports", "nowhere", "999999", "9" * 30])
def test_a_desk_that_is_foreign_or_missing_is_404(desk, cast, reporter):
    assert reporter.get(f"/articles/?desk={desk}").status_code == 404


def test_pages_follow_one_another_without_gap_or_repetition(cast, reporter):
    articles.create(actor=cast.reporter, desk=cast.desk, headline="0", text="Words.")
    for number in range(1, 120):
        factory.make_article(cast, headline=str(number), text=f"Words {number}.")
    seen, address = [], "/articles/"
    while address:
        page = reporter.get(address).context["page"]
        seen += [int(row.headline) for row in page.rows]
        address = f"/articles/{page.next}" if page.next else ""
    assert seen == list(range(119, -1, -1))
    back = reporter.get(f"/articles/{page.previous}").context["page"]
    assert [int(row.headline) for row in back.rows] == seen[50:100]


@pytest.mark.parametrize("cursor", ["x", "a.b.c", "eyJ9", "%00", "W10:1aaaaa:zzzz"])
def test_a_cursor_of_somebody_elses_making_is_400(cursor, cast, reporter):
    assert reporter.get(f"/articles/?cursor={cursor}").status_code == 400


def test_a_row_counts_claims_by_verdict_without_dismissed_ones(cast, reporter):
    article = factory.make_article(cast)
    factory.make_checked_claim(cast, article)
    factory.make_claim(cast, article, words="Ilka Varn")
    gone = factory.make_claim(cast, article, words="transport minister")
    workflow.dismiss(actor=cast.checker, claim_id=gone.pk)
    row = reporter.get("/articles/").context["page"].rows[0]
    assert dict(row.tones) == {"supported": 1, "unchecked": 1}
    assert "2 claims, 1 checked" in words(reporter.get("/articles/"))


def test_a_highlight_of_two_questions_shows_whether_it_is_so(cast, reporter):
    claim = factory.make_claim(cast, questions=["said", "true"])
    proposal = factory.make_proposal(cast, claim, question="said", rating="as-quoted")
    factory.assessments.approve(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version
    )
    row = reporter.get("/articles/").context["page"].rows[0]
    assert +row.tones == {"unchecked": 1}


def test_a_queued_article_says_its_place_when_a_worker_lives(cast, reporter):
    WorkerHeartbeat.objects.create(name="w")
    for number in range(4):
        factory.make_article(cast, headline=str(number))
    rows = reporter.get("/articles/").context["page"].rows
    assert [(row.headline, row.place) for row in rows] == [("3", 3), ("2", 2), ("1", 1), ("0", 0)]
    page = words(reporter.get("/articles/"))
    assert "ago, 1 before it" in page
    assert "3 before it" in page


def test_without_a_worker_the_page_says_so_at_once(cast, reporter):
    factory.make_article(cast)
    page = words(reporter.get("/articles/"))
    assert "No worker is running." in page
    assert "Waiting for a worker" in page


def test_a_failed_tagging_is_said_in_the_row(cast, reporter):
    factory.make_article(cast)
    TaggingRun.objects.update(state="failed", error="It died", attempts=3)
    assert "Tagging failed 3 times" in words(reporter.get("/articles/"))


def test_an_empty_desk_offers_the_first_step(cast, reporter):
    assert "Add the first article" in words(reporter.get("/articles/"))


def test_a_viewer_is_not_offered_what_a_viewer_may_not(cast, sign_in):
    page = words(sign_in(cast.viewer).get("/articles/"))
    assert "Add the first article" not in page
    assert 'type="file"' not in page


def test_nothing_found_is_not_the_same_as_nothing_there(cast, reporter):
    factory.make_article(cast)
    assert "No articles match" in words(reporter.get("/articles/?search=zeppelin"))


def test_htmx_gets_the_rows_alone(cast, reporter):
    factory.make_article(cast)
    assert "<html" not in words(ask(reporter, "/articles/"))


def upload(cast, name: str, data: bytes = b"Words of a file."):
    return articles.create_from_file(
        actor=cast.reporter, desk=cast.desk, data=data, filename=name, media_type="text/plain"
    )


def test_the_original_is_a_download_that_no_browser_opens(cast, reporter):
    article = upload(cast, "report.txt")
    response = reporter.get(f"/articles/{article.pk}/original/")
    assert response.content == b"Words of a file."
    assert response["Content-Disposition"] == 'attachment; filename="report.txt"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    [
        "звіт.txt",
        'a".txt',
        "a;b.txt",
        "a\r\nSet-Cookie: x=1.txt",
        "<img src=x>.txt",
        "\u202egpj.txt",
    ],
)
def test_a_hostile_file_name_makes_one_clean_header(name, cast, reporter):
    article = upload(cast, name)
    header = reporter.get(f"/articles/{article.pk}/original/")["Content-Disposition"]
    assert header.startswith("attachment")
    assert "\r" not in header
    assert "\n" not in header
    assert header.isascii()


def test_a_pasted_article_has_no_original(cast, reporter):
    article = factory.make_article(cast)
    assert reporter.get(f"/articles/{article.pk}/original/").status_code == 404
