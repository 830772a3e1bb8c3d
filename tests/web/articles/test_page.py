"""GET /articles/<id>/ and what it is made of; claims from selections."""

import html
import json
import re

import pytest

from annotations.models import Claim, TaggingRun, WorkerHeartbeat
from annotations.services.articles import revisions
from annotations.services.claims import workflow
from annotations.services.comments import threads
from annotations.services.entities import mentions
from annotations.web.workbench import spans
from tests import factory
from tests.web.scene import ask, send, words

NASTY = (
    "Überschrift 🌊\n\n“Café e\u0301té” – said\u00a0Özil & <b>Sons</b>.\n\n"
    "قال الوزير إن التقرير صحيح.\n\nМіністр 👨‍👩‍👧 пішов; 1 260 справ."
)


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def text_in(response) -> str:
    """The text nodes of <annotated-text>, joined."""
    inside = re.search(r"<annotated-text[^>]*>(.*?)</annotated-text>", words(response), re.S)[1]
    return html.unescape(re.sub(r"<[^>]*>", "", inside))


def selection(article, chosen: str) -> dict:
    text = article.current_revision.text
    start = text.index(chosen)
    return {
        "revision": article.current_revision_id,
        "start": start,
        "end": start + len(chosen),
        "exact": chosen,
    }


def test_the_pages_text_is_the_revisions_character_for_character(cast, reporter):
    article = factory.make_article(cast, text=NASTY)
    assert text_in(reporter.get(f"/articles/{article.pk}/")) == article.current_revision.text


def test_spans_stand_on_their_words_in_the_order_of_the_text(cast, scene, reporter):
    page = reporter.get(f"/articles/{scene.article.pk}/")
    rows = json.loads(re.search(r'<script id="spans"[^>]*>(.*?)</script>', words(page), re.S)[1])
    text = scene.article.current_revision.text
    assert [row["kind"] for row in rows] == ["mention", "claim"]
    assert all(text[row["start"] : row["end"]] == row["exact"] for row in rows)


def test_a_verdict_that_may_no_longer_fit_is_not_painted(cast, scene, reporter):
    def painted() -> dict[int, tuple[str, str]]:
        spans = reporter.get(f"/articles/{article.pk}/spans/").json()["spans"]
        return {
            row["id"]: (row["verdict"], row["label"]) for row in spans if row["kind"] == "claim"
        }

    def bar() -> dict[str, int]:
        [row] = [one for one in reporter.get("/articles/").context["page"].rows if one == article]
        return {tone: number for tone, number in row.tones.items() if number}

    article = factory.make_article(cast)
    claim = factory.make_checked_claim(cast, article)
    assert painted() == {claim.pk: ("supported", "Supported")}
    assert bar() == {"supported": 1}
    factory.make_evidence(cast, claim)
    assert painted() == {claim.pk: ("doubted", "Supported, needs another look")}
    article.refresh_from_db()
    text = article.current_revision.text.replace("41 bridges", "43 bridges")
    revisions.revise(
        actor=cast.editor, article_id=article.pk, text=text, kind="update", seen_version=None
    )
    assert painted() == {claim.pk: ("doubted", "The words changed")}
    assert bar() == {"doubted": 1}


def test_spans_as_json_are_those_of_the_page(scene, reporter):
    page = reporter.get(f"/articles/{scene.article.pk}/")
    answer = reporter.get(f"/articles/{scene.article.pk}/spans/").json()
    assert answer["spans"] == page.context["spans"]
    assert answer["revision"] == scene.article.current_revision_id


def test_the_panel_lists_the_claims(scene, reporter):
    page = reporter.get(f"/articles/{scene.article.pk}/")
    assert [claim.pk for claim in page.context["claims"]] == [scene.claim.pk]


def test_the_address_opens_a_claim_or_a_mention(scene, reporter):
    path = f"/articles/{scene.article.pk}/"
    assert reporter.get(path, {"claim": scene.claim.pk}).context["panel"] == "claim"
    assert reporter.get(path, {"mention": scene.mention.pk}).context["panel"] == "mention"


@pytest.mark.parametrize("name", ["claim", "mention", "thread"])
@pytest.mark.parametrize("value", ["999999", "x", "-1", "9" * 30, "٣"])
def test_the_article_opens_and_says_what_is_not_there(name, value, scene, reporter):
    page = reporter.get(f"/articles/{scene.article.pk}/", {name: value})
    assert page.status_code == 200
    assert [claim.pk for claim in page.context["claims"]] == [scene.claim.pk]
    said = {"claim": "This claim", "mention": "This mention", "thread": "This note"}[name]
    assert words(page).count(f'role="alert">{said} is not here: it was deleted') == 1


def test_what_is_of_another_article_is_not_opened_here(cast, scene, reporter):
    other = factory.make_article(cast)
    start = other.current_revision.text.index("Ilka Varn")
    mention = mentions.create(
        actor=cast.reporter,
        revision_id=other.current_revision_id,
        start=start,
        end=start + len("Ilka Varn"),
        label="PERSON",
    )
    asked = {
        "claim": factory.make_claim(cast, other).pk,
        "thread": threads.on_article(
            actor=cast.reporter, article_id=other.pk, body="There."
        ).comment.thread_id,
        "mention": mention.pk,
    }
    for name, pk in asked.items():
        page = reporter.get(f"/articles/{scene.article.pk}/", {name: pk})
        assert page.context["panel"] == "list"
        assert "is not here: it was deleted, or is in another article." in words(page)


def test_the_conversation_on_a_claim_opens_its_claim(scene, reporter):
    thread = scene.comment.thread_id
    page = reporter.get(f"/articles/{scene.article.pk}/", {"thread": thread})
    assert page.context["claim"] == scene.claim


def test_who_may_not_see_the_article_is_told_nothing(cast, scene, sign_in):
    asked = {"claim": scene.claim.pk}
    page = sign_in(cast.stranger).get(f"/articles/{scene.article.pk}/", asked)
    assert page.status_code == 404


def test_a_viewer_gets_no_tools(cast, scene, sign_in):
    page = words(sign_in(cast.viewer).get(f"/articles/{scene.article.pk}/"))
    assert 'id="toolbar"' not in page
    assert "data-may-annotate" not in page
    assert "Edit text" not in page


def test_selected_words_become_a_claim_that_is_open_in_the_panel(cast, scene, reporter):
    fields = selection(scene.article, "I was never told")
    response = send(reporter, f"/articles/{scene.article.pk}/claims/", **fields)
    claim = Claim.objects.order_by("-pk").first()
    assert response.status_code == 200
    assert f'data-panel-claim="{claim.pk}"' in words(response)
    assert f'"id":{claim.pk},' in words(response)  # The new span goes along.
    assert claim.created_by == cast.reporter


def test_without_htmx_a_new_claim_leads_to_its_page(scene, reporter):
    fields = selection(scene.article, "I was never told")
    response = reporter.post(f"/articles/{scene.article.pk}/claims/", fields)
    assert response["Location"].startswith(f"/articles/{scene.article.pk}/?claim=")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"start": "x"}, 422),
        ({"end": ""}, 422),
        ({"end": "10000"}, 422),
        ({"start": "9999999999999999999999"}, 422),
        ({"exact": "other words"}, 422),
        ({"revision": "999999"}, 422),
    ],
)
def test_a_selection_that_does_not_fit_makes_no_claim(change, status, scene, reporter):
    fields = selection(scene.article, "I was never told") | change
    response = send(reporter, f"/articles/{scene.article.pk}/claims/", **fields)
    assert response.status_code == status
    assert 'role="alert"' in words(response)
    assert Claim.objects.count() == 1


def test_a_claim_on_a_text_that_was_corrected_meanwhile_lands_on_the_new_one(cast, scene, reporter):
    fields = selection(scene.article, "I was never told")
    scene.article.refresh_from_db()
    revisions.revise(
        actor=cast.editor,
        article_id=scene.article.pk,
        text="More. " + scene.article.current_revision.text,
        kind="update",
        seen_version=scene.article.version,
    )
    response = send(reporter, f"/articles/{scene.article.pk}/claims/", **fields)
    assert response.status_code == 200
    anchor = Claim.objects.latest("pk").anchors.get()
    assert (anchor.revision.number, anchor.exact) == (2, "I was never told")


def test_a_selection_over_a_line_break_arrives_whole(cast, scene, reporter):
    fields = selection(scene.article, "report\n\nIlka Varn")
    fields["exact"] = fields["exact"].replace("\n", "\r\n")  # As forms send it.
    response = send(reporter, f"/articles/{scene.article.pk}/claims/", **fields)
    assert response.status_code == 200


def test_claims_whose_words_are_gone_are_listed_first(cast, scene, reporter):
    scene.article.refresh_from_db()
    revisions.revise(
        actor=cast.editor,
        article_id=scene.article.pk,
        text="Nothing of it is left.",
        kind="update",
        seen_version=scene.article.version,
    )
    response = ask(reporter, f"/articles/{scene.article.pk}/claims/list/")
    assert [claim.pk for claim in response.context["orphans"]] == [scene.claim.pk]
    assert "1 needs a decision" in words(response)


def test_the_state_tells_the_place_in_the_queue_and_brings_fresh_spans(scene, reporter):
    WorkerHeartbeat.objects.create(name="w")
    response = ask(reporter, f"/articles/{scene.article.pk}/state/")
    assert "Queued" in words(response)
    assert 'id="span-data"' in words(response)


def test_a_run_that_ends_while_the_page_is_drawn_is_asked_for_again(scene, reporter, monkeypatch):
    read = spans.span_rows

    def and_then_it_ends(article):
        rows = read(article)
        TaggingRun.objects.update(state="done", counts={"mentions": 5})
        return rows

    monkeypatch.setattr(spans, "span_rows", and_then_it_ends)
    page = words(reporter.get(f"/articles/{scene.article.pk}/"))
    assert "5 mentions" not in page
    assert re.search(r'id="tagging-state"[^>]*, every 3s', page)


def test_a_failed_run_offers_retry_to_those_who_may(cast, scene, reporter, sign_in):
    TaggingRun.objects.update(state="failed", error="It died")
    path = f"/articles/{scene.article.pk}/state/"
    assert f"/jobs/{scene.run.pk}/retry/" in words(ask(reporter, path))
    assert "/retry/" not in words(ask(sign_in(cast.viewer), path))


def test_dismissed_claims_are_no_work(cast, scene, reporter):
    workflow.dismiss(actor=cast.checker, claim_id=scene.claim.pk)
    page = reporter.get(f"/articles/{scene.article.pk}/")
    assert page.context["counts"]["claims"] == 0
    assert page.context["claims"] == []
    assert [row.pk for row in page.context["dismissed"]] == [scene.claim.pk]


def test_the_list_the_panel_and_the_head_count_the_same_claims(cast, scene, reporter):
    """Neither a suggestion nor a dismissed claim has a number, and no step leads to one."""
    words_of = ("Ilka Varn", "resigned on Tuesday", "twice as many", "as in 2019")
    first, dismissed, third, idea = (
        factory.make_claim(cast, scene.article, words=one) for one in words_of
    )
    workflow.dismiss(actor=cast.checker, claim_id=dismissed.pk)
    Claim.objects.filter(pk=idea.pk).update(stage="suggested")
    counted = [first, scene.claim, third]
    rows = spans.span_rows(scene.article)
    painted = [row for row in rows if row["kind"] == "claim" and not row.get("uncounted")]
    assert [row["id"] for row in painted] == [one.pk for one in counted]

    page = reporter.get(f"/articles/{scene.article.pk}/")
    assert page.context["counts"]["claims"] == len(counted)
    assert [row.pk for row in page.context["claims"]] == [one.pk for one in counted]
    seen, here = [], first.pk
    while here:
        position = ask(reporter, f"/claims/{here}/").context["position"]
        assert (position["index"], position["count"]) == (len(seen) + 1, len(counted))
        seen.append(here)
        here = position["next"]
    assert seen == [one.pk for one in counted]

    position = ask(reporter, f"/claims/{dismissed.pk}/").context["position"]
    assert position == {
        "index": None, "count": 3, "previous": first.pk, "next": scene.claim.pk,
    }  # fmt: skip
    assert 'class="position"' not in words(ask(reporter, f"/claims/{idea.pk}/"))


def test_spans_go_along_with_the_revision_they_stand_in(scene, reporter):
    revision = f'<data id="spans-revision" value="{scene.article.current_revision_id}">'
    address = f"/articles/{scene.article.pk}/"
    assert revision in words(reporter.get(address))
    assert revision in words(ask(reporter, f"{address}state/"))


def test_what_the_product_says_reads_left_to_right_beside_a_text_that_does_not(cast, reporter):
    article = factory.make_article(cast, text="استقال الوزير يوم الثلاثاء بعد التقرير.")
    page = words(reporter.get(f"/articles/{article.pk}/"))
    assert '<div class="column" dir="rtl">' in page
    assert re.search(r'<p [^>]*id="mismatch"[^>]* dir="ltr"', page)
    assert re.search(r'<div [^>]*id="outdated"[^>]* dir="ltr"', page)
