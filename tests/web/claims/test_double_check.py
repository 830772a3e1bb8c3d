"""Two unseen ratings in the panel, in *My work* and on the page of the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Assessment, BlindRating, ClaimLabel, Desk, DoubleCheck
from annotations.models.claims import agreement
from annotations.services.claims import double_checks
from tests import factory
from tests.web.scene import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(cast):
    Desk.objects.filter(pk=cast.desk.pk).update(is_double_checked=True)
    return factory.make_claim(cast)


def rate(actor, claim, rating="refuted", why="No figures."):
    return double_checks.hand_in(
        actor=actor, claim_id=claim.pk, question="true", rating=rating, rationale=why
    )


def panel(client, claim) -> str:
    return client.get(f"/claims/{claim.pk}/?question=true", headers=HTMX).content.decode()


def groups(client) -> dict[str, int]:
    response = client.get("/my-work/")
    return {one.slug: len(one.rows) for one in response.context["groups"] if one.rows}


def test_the_panel_asks_for_a_rating_instead_of_a_proposal(cast, claim, sign_in):
    shown = panel(sign_in(cast.checker), claim)
    assert f"/claims/{claim.pk}/rate/" in shown
    assert f"/claims/{claim.pk}/assessments/" not in shown
    assert f"/claims/{claim.pk}/rate/" not in panel(sign_in(cast.viewer), claim)


def test_both_rate_in_the_panel_and_an_editor_approves_one(cast, claim, sign_in):
    for person, rating, why in (
        (cast.checker, "refuted", "No figures."),
        (cast.second_editor, "mixed", "Half of it."),
    ):
        sent = {"question": "true", "rating": rating, "rationale": why}
        answer = sign_in(person).post(f"/claims/{claim.pk}/rate/", sent, headers=HTMX)
        assert answer.status_code == 200
    check = DoubleCheck.objects.get()
    editor = sign_in(cast.editor)
    assert groups(editor)["differ"] == 1
    assert "differ" not in groups(sign_in(cast.second_editor))
    shown = panel(editor, claim)
    assert "No figures." in shown
    assert "Half of it." in shown

    choice = BlindRating.objects.get(rater=cast.checker).pk
    sent = {"version": check.version, "choice": choice}
    assert editor.post(f"/double-checks/{check.pk}/decide/", sent, headers=HTMX).status_code == 200
    assert Assessment.objects.get().state == "approved"
    assert "Both unseen ratings" in panel(editor, claim)


def test_a_refused_rating_comes_back_as_it_was_typed(cast, claim, sign_in):
    sent = {"question": "true", "rating": "nonsense", "rationale": "My words."}
    answer = sign_in(cast.checker).post(f"/claims/{claim.pk}/rate/", sent, headers=HTMX)
    assert answer.status_code == 422
    assert "My words." in answer.content.decode()


def test_my_work_says_who_is_to_rate_and_what_wants_a_rater(cast, claim, sign_in):
    checker, editor = sign_in(cast.checker), sign_in(cast.editor)
    url = f"/claims/{claim.pk}/raters/"
    checker.post(url, {"question": "true"}, headers=HTMX)
    assert groups(checker) == {"rate": 1}
    assert groups(editor) == {"rater": 1}
    checker.post(url, {"question": "true", "user": cast.editor.pk}, headers=HTMX)
    assert groups(editor) == {"rate": 1}
    rate(cast.checker, claim)
    assert groups(checker) == {}
    assert groups(editor) == {"rate": 1}


def test_an_editor_replaces_a_rater_and_calls_it_off(cast, claim, sign_in):
    mine = rate(cast.checker, claim)
    editor = sign_in(cast.editor)
    assert editor.post(f"/raters/{mine.pk}/leave/", headers=HTMX).status_code == 200
    assert not BlindRating.objects.exists()
    check = DoubleCheck.objects.get()
    url = f"/double-checks/{check.pk}/call-off/"
    assert editor.post(url, {"version": check.version}, headers=HTMX).status_code == 200
    assert f"/claims/{claim.pk}/assessments/" in panel(editor, claim)


def test_the_history_tells_of_both_ratings_once_they_are_in(cast, claim, sign_in):
    rate(cast.checker, claim)
    assert "second rating" not in panel(sign_in(cast.editor), claim)
    rate(cast.second_editor, claim, "mixed")
    assert "second_editor handed in the second rating: they differ" in panel(
        sign_in(cast.editor), claim
    )


def test_the_history_tells_who_approved_one_of_two_ratings(cast, claim, sign_in):
    mine = rate(cast.checker, claim)
    rate(cast.second_editor, claim, "mixed")
    editor, check = sign_in(cast.editor), DoubleCheck.objects.get()
    sent = {"version": check.version, "choice": mine.pk}
    editor.post(f"/double-checks/{check.pk}/decide/", sent, headers=HTMX)
    shown = panel(editor, claim)
    assert "editor approved a verdict" in shown
    assert "editor proposed the verdict" not in shown


def test_the_page_of_the_desk_has_the_figures_and_the_switch(cast, claim, sign_in):
    editor = sign_in(cast.editor)
    url = f"/desks/{cast.desk.pk}/double-check/"
    assert url in editor.get(f"/desks/{cast.desk.pk}/").content.decode()
    assert url not in sign_in(cast.checker).get(f"/desks/{cast.desk.pk}/").content.decode()
    assert "No claim has two ratings yet" in editor.get(url).content.decode()

    rate(cast.checker, claim)
    rate(cast.second_editor, claim)
    shown = editor.get(url).content.decode()
    assert "undefined" in shown  # All ratings are the same.
    other = factory.make_claim(cast)
    rate(cast.second_editor, other, "mixed")
    rate(cast.checker, other, "supported")
    shown = " ".join(editor.get(url).content.decode().split())
    assert "50%" in shown

    editor.post(f"{url}switch/", {"on": "0"})
    cast.desk.refresh_from_db()
    assert not cast.desk.is_double_checked


def test_the_figures_are_those_of_each_two_people_whoever_came_first(cast, claim):
    other = factory.make_claim(cast)
    rate(cast.checker, claim, "refuted")
    rate(cast.editor, claim, "mixed")
    rate(cast.editor, other, "mixed")
    rate(cast.checker, other, "refuted")

    true = agreement.of_desk(cast.desk.pk)[1]
    (pair, figures), *rest = true.pairs.items()
    assert not rest
    assert pair == (cast.checker.pk, cast.editor.pk)
    assert (figures.claims, figures.share, figures.kappa) == (2, 0.0, 0.0)
    assert len(figures.counts) == 1
    assert true.together.claims == 2
    assert len(true.together.counts) == 2


def test_what_has_no_place_on_the_scale_is_left_out_of_its_order(cast):
    Desk.objects.update(is_double_checked=True)
    said = (("supported", "supported"), ("mixed", "refuted"), ("opinion", "mixed"))
    for one, other in said:
        claim = factory.make_claim(cast)
        rate(cast.checker, claim, one)
        rate(cast.editor, claim, other)

    found = agreement.of_desk(cast.desk.pk)[1].together
    ranked = agreement.measured(
        agreement.Counter({(5, 5): 1, (3, 1): 1}), {value: value for value in (1, 3, 5)}
    )
    assert found.claims == 3
    assert found.ordinal == pytest.approx(ranked.ordinal)


def test_editors_ask_for_it_by_a_label_and_others_cannot(cast, sign_in):
    label = ClaimLabel.objects.create(desk=cast.desk, name="Tax", key="tax")
    sent = {"version": label.version, "name": "Tax", "colour": "red", "double_check": ["0", "1"]}
    assert sign_in(cast.checker).post(f"/labels/{label.pk}/edit/", sent).status_code == 403
    sign_in(cast.editor).post(f"/labels/{label.pk}/edit/", sent)
    label.refresh_from_db()
    assert label.is_double_checked
    page = sign_in(cast.checker).get("/labels/").content.decode()
    assert "rated by two people" in page


def test_the_number_of_queries_does_not_grow_with_what_two_people_rated(
    cast, claim, sign_in, django_assert_max_num_queries
):
    editor = sign_in(cast.editor)
    rate(cast.checker, claim)
    rate(cast.second_editor, claim)
    url = f"/desks/{cast.desk.pk}/double-check/"
    with CaptureQueriesContext(connection) as few:
        editor.get(url)
    for _ in range(3):
        other = factory.make_claim(cast)
        rate(cast.checker, other)
        rate(cast.editor, other, "mixed")
    with django_assert_max_num_queries(len(few)):
        editor.get(url)


def test_the_board_says_that_ratings_differ(cast, claim, sign_in):
    rate(cast.checker, claim)
    rate(cast.second_editor, claim, "mixed")
    board = sign_in(cast.viewer).get(f"/desks/{cast.desk.pk}/").content.decode()
    assert "ratings differ" in board
    assert "look again" not in board
