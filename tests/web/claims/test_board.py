"""The board of a desk: claims by stage, moved by what is allowed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from annotations.models import Assessment, Claim, Event
from annotations.models.claims import board as desk_board
from annotations.services.claims import claims, workflow
from annotations.web.claims import board
from tests import factory
from tests.web.scene import HTMX, ask, send, words


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


def path(cast) -> str:
    return f"/desks/{cast.desk.pk}/"


def cards(response) -> dict[str, list[Claim]]:
    return {str(column.stage): column.cards for column in response.context["columns"]}


def move(client, claim: Claim, to: str, **fields):
    claim.refresh_from_db()
    fields = {"version": claim.version} | fields
    return send(client, f"/claims/{claim.pk}/move/", to=to, **fields)


def stage(claim: Claim) -> str:
    claim.refresh_from_db(fields=["stage"])
    return claim.stage


def test_every_claim_that_counts_stands_in_the_column_of_its_stage(cast, article, checker):
    waits = factory.make_claim(cast, article)
    held = factory.make_claim(cast, article, words="resigned on Tuesday")
    workflow.take(actor=cast.checker, claim_id=held.pk)
    proposed = factory.make_claim(cast, article, words="The report")
    factory.make_proposal(cast, proposed)
    checked = factory.make_checked_claim(cast, article, words="Ilka Varn")
    gone = factory.make_claim(cast, article, words="in 2019")
    workflow.dismiss(actor=cast.checker, claim_id=gone.pk)

    shown = checker.get(path(cast))
    assert cards(shown) == {
        "open": [waits],
        "checking": [held],
        "review": [proposed],
        "checked": [checked],
    }
    assert f"?claim={waits.pk}" in words(shown)


def test_who_is_on_another_desk_does_not_know_the_board(cast, sign_in):
    assert sign_in(cast.stranger).get(path(cast)).status_code == 404
    assert sign_in(cast.admin).get(path(cast)).status_code == 200


def test_the_bar_leads_to_the_desk_at_hand(cast, sign_in, django_user_model):
    admin = sign_in(cast.admin)
    assert admin.get("/desks/?desk=sports")["Location"] == f"/desks/{cast.other_desk.pk}/"
    assert sign_in(cast.viewer).get("/desks/")["Location"] == path(cast)
    nobody = django_user_model.objects.create_user("newcomer", password="correct horse battery")
    assert sign_in(nobody).get("/desks/")["Location"] == "/articles/"


def test_the_longest_waiting_stand_first_and_more_are_shown_on_demand(
    cast, article, checker, monkeypatch
):
    monkeypatch.setattr(board, "SHOWN", 2)
    made = [factory.make_claim(cast, article) for _ in range(5)]
    Claim.objects.filter(pk=made[3].pk).update(stage_since=F("stage_since") - timedelta(days=1))
    shown = checker.get(path(cast))
    assert cards(shown)["open"] == [made[3], made[0]]
    column = shown.context["columns"][0]
    assert (column.count, column.hidden) == (5, 3)
    assert cards(checker.get(path(cast) + column.more))["open"] == [
        made[3], *made[:3], made[4],
    ]  # fmt: skip


def test_a_number_is_counted_no_further_than_it_is_told(cast, article, checker, monkeypatch):
    monkeypatch.setattr(desk_board, "MOST_COUNTED", 2)
    for _ in range(4):
        factory.make_claim(cast, article)
    assert '<span class="number">2+</span>' in words(checker.get(path(cast)))


def test_reviews_that_are_overdue_stand_first_and_are_marked(cast, article, checker):
    first, second = (factory.make_claim(cast, article) for _ in range(2))
    for claim in (first, second):
        factory.make_proposal(cast, claim)
    late = Assessment.objects.filter(claim=second)
    late.update(created_at=F("created_at") - timedelta(days=3))
    shown = checker.get(path(cast))
    assert cards(shown)["review"] == [second, first]
    assert [card.is_late_review for card in cards(shown)["review"]] == [True, False]
    assert words(shown).count("review overdue") == 1


def test_it_asks_as_many_questions_whatever_its_length(cast, article, checker):
    def fill():
        factory.make_claim(cast, article)
        factory.make_proposal(cast, factory.make_claim(cast, article))
        factory.make_checked_claim(cast, article)

    fill()
    checker.get(path(cast), headers=HTMX)
    with CaptureQueriesContext(connection) as few:
        checker.get(path(cast))
    for _ in range(3):
        fill()
    with CaptureQueriesContext(connection) as many:
        shown = checker.get(path(cast))
    assert len(cards(shown)["review"]) == 4
    assert len(many) == len(few)


# --- moves ------------------------------------------------------------------------------------


def test_a_claim_is_taken_and_given_back(cast, article, checker):
    claim = factory.make_claim(cast, article)
    shown = move(checker, claim, "checking")
    assert (shown.status_code, cards(shown)["checking"]) == (200, [claim])
    claim.refresh_from_db()
    assert claim.assignee == cast.checker
    assert cards(move(checker, claim, "open"))["open"] == [claim]
    claim.refresh_from_db()
    assert claim.assignee is None


def test_what_a_colleague_has_is_given_back_as_well(cast, article, sign_in):
    claim = factory.make_claim(cast, article)
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    move(sign_in(cast.editor), claim, "open")
    assert stage(claim) == "open"


def test_a_verdict_is_asked_for_where_none_is_proposed(cast, article, checker):
    claim = factory.make_claim(cast, article)
    form = move(checker, claim, "review")
    assert form["HX-Retarget"] == "#board-form"
    assert 'name="rating" value="true:supported"' in words(form)
    assert stage(claim) == "open"

    given = {"asked": "proposal", "rating": "true:refuted", "rationale": "Page 4 denies it."}
    assert cards(move(checker, claim, "review", **given))["review"] == [claim]
    assert claim.assessments.get().rating.slug == "refuted"


def test_a_verdict_that_is_proposed_already_is_only_sent(cast, article, checker):
    claim = factory.make_claim(cast, article)
    proposal = factory.make_proposal(cast, claim)
    Claim.objects.filter(pk=claim.pk).update(stage="checking", assignee=cast.checker)
    assert cards(move(checker, claim, "review"))["review"] == [claim]
    assert claim.assessments.get() == proposal


def test_reopening_and_dismissing_ask_why(cast, article, checker):
    claim = factory.make_checked_claim(cast, article)
    assert 'id="move-note"' in words(move(checker, claim, "open"))
    move(checker, claim, "open", asked="note", note="New figures.")
    assert (stage(claim), Claim.objects.get(pk=claim.pk).stage_note) == ("open", "New figures.")
    move(checker, claim, "dismissed", asked="note")
    assert stage(claim) == "dismissed"


def test_a_claim_is_assigned_to_somebody_who_can_check_it(cast, article, checker):
    claim = factory.make_claim(cast, article)
    form = words(move(checker, claim, "assign"))
    assert f'value="{cast.editor.pk}"' in form
    assert f'value="{cast.viewer.pk}"' not in form
    move(checker, claim, "assign", asked="person", user=cast.editor.pk)
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee) == ("open", cast.editor)
    stranger = move(checker, claim, "assign", asked="person", user=cast.stranger.pk)
    assert (stranger.status_code, "not on the desk" in words(stranger)) == (422, True)


REFUSED = {
    ("open", "checked"): "an editor approves its verdict",
    ("checking", "checked"): "an editor approves its verdict",
    ("review", "open"): "leaves review when its verdict",
    ("review", "checking"): "leaves review when its verdict",
    ("review", "checked"): "leaves review when its verdict",
    ("checked", "checking"): "Reopen the claim first",
    ("open", "open"): "already",
    ("open", "nowhere"): "cannot be moved",
}


@pytest.mark.parametrize(("begins", "to"), REFUSED)
def test_a_move_that_nothing_makes_is_refused_with_what_does(cast, article, sign_in, begins, to):
    claim = factory.make_claim(cast, article)
    Claim.objects.filter(pk=claim.pk).update(stage=begins)
    shown = move(sign_in(cast.editor), claim, to)
    assert shown.status_code == 409
    assert REFUSED[begins, to] in words(shown)
    assert stage(claim) == begins


def test_what_a_card_offers_is_what_is_done_and_nothing_else(cast, article, sign_in):
    claim = factory.make_claim(cast, article)
    for name, offered in {
        "viewer": "",
        "reporter": "",
        "checker": "checking review dismissed assign",
    }.items():
        shown = sign_in(cast.by_role(name)).get(path(cast))
        assert cards(shown)["open"][0].targets == offered
    for name in ("viewer", "reporter"):
        assert move(sign_in(cast.by_role(name)), claim, "checking").status_code == 403
    assert move(sign_in(cast.stranger), claim, "checking").status_code == 404
    assert stage(claim) == "open"


def test_a_card_that_somebody_changed_is_not_moved_and_shown_as_it_is(cast, article, checker):
    claim = factory.make_claim(cast, article)
    seen = claim.version
    workflow.take(actor=cast.editor, claim_id=claim.pk)
    shown = move(checker, claim, "dismissed", version=seen)
    assert shown.status_code == 412
    assert "it is in “Checking” now" in words(shown)
    assert cards(shown)["checking"] == [claim]
    assert send(checker, f"/claims/{claim.pk}/move/", to="open").status_code == 422


def test_what_was_typed_outlives_a_conflict(cast, article, checker):
    claim = factory.make_claim(cast, article)
    seen = claim.version
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement="Another")
    given = {"asked": "proposal", "rating": "true:mixed", "rationale": "Half of it."}
    form = move(checker, claim, "review", version=seen, **given)
    assert form.status_code == 412
    assert "Half of it." in words(form)
    claim.refresh_from_db()
    assert f'name="version" value="{claim.version}"' in words(form)
    move(checker, claim, "review", **given)
    assert stage(claim) == "review"


def test_a_form_without_its_words_comes_back(cast, article, checker):
    claim = factory.make_claim(cast, article)
    given = {"asked": "proposal", "rating": "true:mixed", "rationale": " "}
    form = move(checker, claim, "review", **given)
    assert (form.status_code, "Say why" in words(form)) == (422, True)


def test_a_move_is_taken_back(cast, article, checker):
    claim = factory.make_claim(cast, article)
    page = words(move(checker, claim, "checking"))
    assert 'id="undo-offer"' in page
    request = Event.objects.filter(claim_id=claim.pk).latest("pk").request
    back = path(cast)
    response = checker.post("/undo/", {"request": request, "back": back})
    assert (response["Location"], stage(claim)) == (back, "open")


def test_it_works_without_scripts(cast, article, checker):
    claim = factory.make_claim(cast, article)
    address = f"/claims/{claim.pk}/move/"
    assert checker.get(address).status_code == 405
    form = checker.post(address, {"to": "dismissed", "version": claim.version})
    assert form.templates[0].name == "claims/board/form_page.html"
    response = checker.post(address, {"to": "checking", "version": claim.version})
    assert response["Location"] == path(cast)
    refused = checker.post(address, {"to": "checked", "version": claim.version + 1})
    assert refused.status_code == 409
    assert refused.templates[0].name == "claims/board/page.html"


def test_only_its_columns_are_sent_for_news(cast, article, checker):
    shown = ask(checker, path(cast))
    assert shown.templates[0].name == "claims/board/columns.html"
