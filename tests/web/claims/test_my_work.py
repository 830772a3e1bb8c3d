"""*My work*: what needs a person, grouped, oldest first."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Anchor, Claim
from annotations.models.claims import queues
from annotations.services.articles import revisions
from annotations.services.claims import assessments, claims, contacts, workflow
from annotations.web.claims import my_work
from tests import factory
from tests.web.scene import HTMX, send, words

TEXT = factory.TEXT


def correct(cast, article, old, new):
    article.refresh_from_db()
    given = {"actor": cast.editor, "kind": "correction", "seen_version": None}
    text = article.current_revision.text.replace(old, new)
    revisions.revise(article_id=article.pk, text=text, **given)


def groups(client, path="/my-work/") -> dict[str, list[Claim]]:
    shown = client.get(path).context["shown"]
    return {group.slug: group.rows for group in shown}


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


def test_every_queue_holds_what_it_is_named_for(cast, article, checker, sign_in):
    gone = factory.make_claim(cast, article, words="“I was never told,” she said.")
    changed = factory.make_claim(cast, article)
    correct(cast, article, "41 bridges", "43 bridges")
    correct(cast, article, " “I was never told,” she said.", "")
    article.refresh_from_db()
    late = factory.make_claim(cast, article, words="Ilka Varn")
    yesterday = timezone.now() - timezone.timedelta(days=1)
    contacts.ask(
        actor=cast.checker, claim_id=late.pk, asked="Varn", asked_at=yesterday, deadline=yesterday
    )
    doubted = factory.make_checked_claim(cast, article, words="resigned on Tuesday")
    factory.make_evidence(cast, doubted)
    held = factory.make_claim(cast, article, words="in need of repair")
    workflow.take(actor=cast.checker, claim_id=held.pk)
    proposed = factory.make_claim(cast, article, words="The report")
    factory.make_proposal(cast, proposed)

    assert groups(checker) == {
        "gone": [gone],
        "changed": [changed],
        "overdue": [late],
        "doubted": [doubted],
        "held": [held],
    }
    assert groups(sign_in(cast.editor))["review"] == [proposed]
    assert queues.count(cast.checker) == 5


def test_the_author_of_a_returned_proposal_is_told_and_counted(cast, article, checker, sign_in):
    claim = factory.make_claim(cast, article, questions=["said", "true"])
    proposal = factory.make_proposal(cast, claim, question="said", rating="not-said")
    before = queues.count(cast.checker)
    assessments.return_(
        actor=cast.editor,
        assessment_id=proposal.pk,
        seen_version=proposal.version,
        note="Which page?",
    )

    assert groups(checker) == {"returned": [claim]}
    page = words(checker.get("/my-work/"))
    assert "Which page?" in page
    assert f"?claim={claim.pk}&amp;question=said" in page
    assert queues.count(cast.checker) == before + 1
    assert groups(sign_in(cast.editor)) == {}
    factory.make_proposal(cast, claim, question="said", rating="distorted")
    assert groups(checker) == {}


def test_a_row_to_review_opens_on_the_verdict_that_one_may_decide(cast, article, sign_in):
    claim = factory.make_claim(cast, article, questions=["said", "true"])
    said = factory.make_proposal(cast, claim, question="said", rating="as-quoted")
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement="No bridges")
    true = factory.make_proposal(cast, claim, rating="refuted")

    editor, second = sign_in(cast.editor), sign_in(cast.second_editor)
    for client, shown in ((editor, true), (second, said)):
        page = words(client.get("/my-work/"))
        assert f"?claim={claim.pk}&amp;question={shown.question}" in page
        assert f"Proposed verdict: {shown.rating}" in page
        assert f'class="row tone-{shown.rating.tone}"' in page


def test_a_row_that_came_back_shows_the_note_that_still_asks_for_something(cast, article, checker):
    claim = factory.make_claim(cast, article, questions=["said", "true"])
    for question, rating in (("true", "refuted"), ("said", "as-quoted")):
        proposal = factory.make_proposal(cast, claim, question=question, rating=rating)
        given = {"assessment_id": proposal.pk, "seen_version": proposal.version}
        assessments.return_(actor=cast.editor, note=f"More about {question}", **given)
    factory.make_proposal(cast, claim, question="said", rating="distorted")

    assert groups(checker) == {"returned": [claim]}
    page = words(checker.get("/my-work/"))
    assert "More about true" in page
    assert "More about said" not in page
    assert f"?claim={claim.pk}&amp;question=true" in page


def test_who_proposed_without_having_the_claim_is_told_of_the_return_too(cast, article, checker):
    claim = factory.make_claim(cast, article)
    workflow.take(actor=cast.editor, claim_id=claim.pk)
    proposal = factory.make_proposal(cast, claim)
    assessments.return_(
        actor=cast.second_editor,
        assessment_id=proposal.pk,
        seen_version=proposal.version,
        note="Page?",
    )
    assert groups(checker) == {"returned": [claim]}
    assert "Hand back" not in words(checker.get("/my-work/"))


def test_a_returned_claim_that_is_handed_back_is_anybodys(cast, article, checker, sign_in):
    claim = factory.make_claim(cast, article)
    proposal = factory.make_proposal(cast, claim)
    assessments.return_(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version, note="Page?"
    )
    page = send(checker, f"/claims/{claim.pk}/hand-back/?from=work")
    assert [group.slug for group in page.context["shown"]] == ["nobody"]
    assert groups(sign_in(cast.second_editor)) == {"nobody": [claim]}


def test_what_nobody_has_is_taken_from_here_and_counts_for_nobody(cast, article, checker):
    claim = factory.make_claim(cast, article)
    page = words(checker.get("/my-work/"))
    assert "Nothing needs you now. 1 claim is open to anyone." in " ".join(page.split())
    assert queues.count(cast.checker) == 0

    page = send(checker, f"/claims/{claim.pk}/take/?from=work")
    assert [group.slug for group in page.context["shown"]] == ["held"]
    refused = send(checker, f"/claims/{claim.pk}/take/?from=work")
    assert (refused.status_code, refused.templates[0].name) == (409, "claims/my_work/rows.html")
    assert checker.post(f"/claims/{claim.pk}/hand-back/?from=work")["Location"] == "/my-work/"


def test_more_than_the_page_shows_is_said(cast, article, checker, monkeypatch):
    monkeypatch.setattr(my_work, "MOST", 2)
    for taken in (False, True):
        for _ in range(3):
            claim = factory.make_claim(cast, article)
            if taken:
                workflow.take(actor=cast.checker, claim_id=claim.pk)
    page = " ".join(words(checker.get("/my-work/")).split())
    assert (
        "2+ items need you, oldest first. The rest can wait. 2+ claims are open to anyone." in page
    )
    assert "Everything <span>2+</span>" in page


@pytest.mark.parametrize("how", ["reporter", "viewer", "left", "off", "gone"])
def test_a_claim_of_who_cannot_check_it_is_nobodys(how, cast, article, checker):
    claim = factory.make_claim(cast, article)
    holder = cast.second_editor
    workflow.take(actor=holder, claim_id=claim.pk)
    assert groups(checker) == {}
    if how in ("reporter", "viewer"):
        holder.memberships.update(role=how)
    elif how == "left":
        holder.memberships.all().delete()
    elif how == "off":
        type(holder).objects.filter(pk=holder.pk).update(is_active=False)
    else:
        Claim.objects.update(assignee=None)

    assert groups(checker) == {"nobody": [claim]}
    page = words(checker.get("/my-work/"))
    asked = re.search(r'hx-post="(/claims/\d+/assign/[^"]*)"(.*?)</form>', page, re.S)
    given = re.search(r'name="user" value="(\d+)"', asked[2])
    page = send(checker, html.unescape(asked[1]), user=given[1])
    assert [group.slug for group in page.context["shown"]] == ["held"]


def test_an_administrators_claim_is_held_on_any_desk(cast, article, checker):
    claim = factory.make_claim(cast, article)
    workflow.take(actor=cast.admin, claim_id=claim.pk)
    assert groups(checker) == {}


def test_said_approved_while_so_is_open_stays_with_who_has_it(cast, article, checker, sign_in):
    claim = factory.make_claim(cast, article, questions=["said", "true"])
    proposal = factory.make_proposal(cast, claim, question="said", rating="as-quoted")
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    assert groups(checker) == {"held": [claim]}

    workflow.hand_back(actor=cast.checker, claim_id=claim.pk)
    assert groups(checker) == groups(sign_in(cast.editor)) == {"nobody": [claim]}


def test_a_question_that_evidence_raises_on_a_checked_claim_is_somebodys(cast, article, checker):
    claim = factory.make_checked_claim(cast, article)
    factory.make_evidence(cast, claim, question="said")
    assert groups(checker) == {"held": [claim]}
    workflow.assign(actor=cast.editor, claim_id=claim.pk, user=None)
    assert groups(checker) == {"nobody": [claim]}


def test_one_queue_may_be_looked_at_alone(cast, article, checker):
    factory.make_claim(cast, article)
    correct(cast, article, "41 bridges", "43 bridges")
    assert list(groups(checker, "/my-work/?group=changed")) == ["changed"]
    assert list(groups(checker, "/my-work/?group=held")) == []


def test_reporters_settle_their_own_claims_only(cast, article, sign_in):
    factory.make_claim(cast, article, actor=cast.checker)
    own = factory.make_claim(cast, article, words="41 bridges in need")
    correct(cast, article, "41 bridges", "43 bridges")

    assert groups(sign_in(cast.reporter)) == {"changed": [own]}
    assert groups(sign_in(cast.viewer)) == {}
    assert groups(sign_in(cast.stranger)) == {}


def test_a_row_is_decided_in_its_place_and_can_be_taken_back(cast, article, checker):
    claim = factory.make_claim(cast, article, statement="Bridges need repair.")
    correct(cast, article, "41 bridges", "43 bridges")
    page = checker.get("/my-work/")
    assert "<del>41</del> bridges</q> became <q" in words(page)
    assert "<ins>43</ins> bridges</q>" in words(page)

    article.refresh_from_db()
    seen = {"revision": article.current_revision_id}
    page = send(checker, f"/claims/{claim.pk}/decide/same/?from=work", **seen)
    assert page.templates[0].name == "claims/my_work/rows.html"
    assert [group.slug for group in page.context["shown"]] == ["nobody"]
    page = send(checker, f"/claims/{claim.pk}/decide/undecided/?from=work")
    assert [group.slug for group in page.context["shown"]] == ["changed"]
    response = checker.post(f"/claims/{claim.pk}/decide/same/?from=work", seen)
    assert response["Location"] == "/my-work/"


@pytest.fixture
def lost(cast, article) -> Claim:
    """A claim whose sentence was written anew elsewhere: the product offers places."""
    claim = factory.make_claim(cast, article, words="counted 41 bridges in need of repair")
    correct(cast, article, "The report counted 41 bridges in need of repair", "Nobody counted them")
    article.refresh_from_db()
    start = article.current_revision.text.index("Nobody counted them")
    here = claim.anchors.filter(revision=article.current_revision)
    here.update(candidates=[[start, start + 19, 0.6]])
    return claim


def test_a_claim_that_says_a_lost_number_is_not_decided_by_one_key(cast, article, checker):
    claim = factory.make_claim(cast, article)
    correct(cast, article, "41 bridges", "43 bridges")
    page = words(checker.get("/my-work/"))
    assert "The claim still says 41." in page
    assert 'data-row-key="y"' not in page
    Claim.objects.filter(pk=claim.pk).update(statement="Bridges need repair.")
    assert 'data-row-key="y"' in words(checker.get("/my-work/"))


def test_a_change_at_the_end_of_long_words_is_seen(cast, checker):
    start = "She declined to show the records, which the board had asked for in March and added"
    article = factory.make_article(cast, text=f"{start} that they were in every way complete.")
    factory.make_claim(cast, article, words=article.current_revision.text)
    correct(cast, article, "in every way", "in no way")
    page = words(checker.get("/my-work/"))
    assert "<del>every</del> way complete." in page
    assert re.search(r"… [^<]{8,30} <ins>no</ins> way complete\.", page)


def test_lost_words_are_placed_again_from_here_and_taken_back(cast, article, lost, checker):
    page = words(checker.get("/my-work/?group=gone"))
    assert re.search(r"…[^<]+</span>Nobody counted them<span", page)
    asked = re.search(r'hx-post="(/claims/\d+/place/[^"]*)".*?</form>', page, re.S)
    sent = dict(re.findall(r'name="(revision|start|end)" value="(\d+)"', asked[0]))

    page = send(checker, html.unescape(asked[1]), **sent)
    assert page.context["shown"] == []
    assert page.context["asked"] == "gone"
    anchor = lost.anchors.get(revision=article.current_revision)
    assert (anchor.exact, anchor.state) == ("Nobody counted them", "exact")
    page = send(checker, f"/claims/{lost.pk}/decide/undecided/?from=work")
    assert [group.slug for group in page.context["shown"]] == ["gone"]


def test_a_refused_decision_stays_in_the_list(cast, article, lost, checker):
    seen = {"revision": article.current_revision_id}
    correct(cast, article, "Minister", "The minister")
    page = send(checker, f"/claims/{lost.pk}/decide/withdrawn/?from=work", **seen)
    assert page.status_code == 409
    assert page.templates[0].name == "claims/my_work/rows.html"
    assert "corrected again" in words(page)
    assert [group.slug for group in page.context["shown"]] == ["gone"]


def test_a_desk_at_hand_limits_it(cast, article, checker):
    factory.make_claim(cast, article)
    correct(cast, article, "41 bridges", "43 bridges")
    assert groups(checker, "/my-work/?desk=politics")
    assert checker.get("/my-work/?desk=sports").status_code == 404


def test_an_empty_desk_says_what_belongs_here(cast, checker):
    assert "Nothing needs you right now" in words(checker.get("/my-work/"))


def test_places_cost_one_question_whatever_their_number(cast, article, lost, checker):
    checker.get("/my-work/", headers=HTMX)
    with CaptureQueriesContext(connection) as few:
        checker.get("/my-work/", headers=HTMX)
    for _ in range(3):
        other = factory.make_article(cast)
        factory.make_claim(cast, other, words="counted 41 bridges in need of repair")
        correct(cast, other, "The report counted 41 bridges in need of repair", "Nobody counted")
    Anchor.objects.filter(state="orphaned").update(candidates=[[0, 8, 0.6]])
    with CaptureQueriesContext(connection) as many:
        rows = checker.get("/my-work/", headers=HTMX).context["shown"][0].rows
    assert [len(row.places) for row in rows] == [1, 1, 1, 1]
    assert len(many) == len(few)


def test_it_asks_as_many_questions_whatever_its_length(cast, article, checker):
    factory.make_claim(cast, article)
    correct(cast, article, "41 bridges", "43 bridges")
    checker.get("/my-work/", headers=HTMX)
    with CaptureQueriesContext(connection) as few:
        checker.get("/my-work/", headers=HTMX)
    for _ in range(4):
        other = factory.make_article(cast)
        factory.make_claim(cast, other)
        correct(cast, other, "41 bridges", "43 bridges")
    with CaptureQueriesContext(connection) as many:
        rows = checker.get("/my-work/", headers=HTMX).context["shown"][0].rows
    assert len(rows) == 5
    assert len(many) == len(few)


def test_the_bar_counts_it(cast, article, checker):
    claim = factory.make_claim(cast, article)
    correct(cast, article, "41 bridges", "43 bridges")
    assert ">1</span>" in words(checker.get("/my-work/count/", headers=HTMX))
    seen = {"revision": claim.anchors.current().get().revision_id}
    page = words(send(checker, f"/claims/{claim.pk}/decide/same/?from=work", **seen))
    for name in ("work-count", "work-groups", "work-lead"):
        assert re.search(rf'id="{name}"[^>]* hx-swap-oob="true"', page)
    assert "Nothing needs you now." in page
    send(checker, f"/claims/{claim.pk}/decide/undecided/?from=work")
    assert "1 item needs you" in checker.get("/articles/").content.decode()


def test_an_outcome_to_confirm_stands_beside_the_words_that_changed(cast, article, checker):
    claim = factory.make_claim(cast, article)
    contacts.ask(actor=cast.checker, claim_id=claim.pk, asked="Gazette", kind="correction")
    correct(cast, article, "41 bridges", "14 bridges")
    response = checker.get("/my-work/")
    found = {one.slug: one.rows for one in response.context["shown"]}
    assert found["changed"] == found["outcome"] == [claim]
    assert response.context["total"] == 1
    assert "Asked <bdi>Gazette</bdi>" in words(response)
