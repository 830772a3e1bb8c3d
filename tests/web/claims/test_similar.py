"""Checked already? In the panel of a claim, and on a page of its own."""

from datetime import datetime, timezone

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import ClaimLink, ExternalCheck
from annotations.services.claims import external_checks
from tests.factory import make_article, make_checked_claim, make_claim
from tests.web.scene import ask, send, tidy

TEXT = "Bridges are closed. The bridge was closed twice. Turnips are dear."


@pytest.fixture
def article(cast):
    return make_article(cast, text=TEXT, language="en")


@pytest.fixture
def two(cast, article):
    return (
        make_checked_claim(cast, article, words="Bridges are closed."),
        make_claim(cast, article, words="The bridge was closed twice."),
    )


def test_the_panel_offers_similar_claims_with_verdicts_to_be_linked(cast, sign_in, two):
    checked, claim = two
    client = sign_in(cast.reporter)
    assert f'hx-get="/claims/{claim.pk}/similar/"' in tidy(ask(client, f"/claims/{claim.pk}/"))
    shown = tidy(ask(client, f"/claims/{claim.pk}/similar/"))
    assert checked.statement in shown
    assert "Supported" in shown
    assert "Link as the same claim" in shown
    assert (
        send(client, f"/claims/{claim.pk}/links/", kind="same", other=checked.pk).status_code == 200
    )
    assert ClaimLink.objects.get().kind == "same"
    assert "No other similar claim on your desks." in tidy(
        ask(client, f"/claims/{claim.pk}/similar/")
    )


def test_beside_a_check_by_others_it_is_not_said_that_nobody_checked_it(
    cast, sign_in, two, monkeypatch
):
    external_checks.add(
        actor=cast.checker,
        desk=cast.desk,
        claim_id=None,
        about={
            "url": "https://facts.example/1",
            "claim_text": "The bridge was closed twice.",
            "rating": "False",
            "licence": "CC BY 4.0",
        },
    )
    monkeypatch.setattr("annotations.models.claims.similar.to_claim", lambda *_, **given: [])
    shown = tidy(ask(sign_in(cast.viewer), f"/claims/{two[1].pk}/similar/"))
    assert "Your desks have no similar claim. Others checked this:" in shown
    assert "No similar claim on your desks." not in shown


def test_a_family_is_told_with_its_first_and_last_sighting(cast, sign_in):
    days = [datetime(2026, month, 5, tzinfo=timezone.utc) for month in (2, 3, 4)]
    one, two, three = (
        make_claim(
            cast,
            make_article(cast, text=TEXT, headline=str(day), language="en", published_at=day),
            words="Bridges are closed.",
        )
        for day in days
    )
    client = sign_in(cast.reporter)
    assert "of this family" not in tidy(ask(client, f"/claims/{one.pk}/"))
    send(client, f"/claims/{one.pk}/links/", kind="same", other=two.pk)
    send(client, f"/claims/{three.pk}/links/", kind="same", other=two.pk)
    message = "3 claims of this family: first seen 5 Feb 2026, last 5 Apr 2026."
    assert message in tidy(ask(client, f"/claims/{one.pk}/"))


def test_who_may_not_link_is_not_offered_to(cast, sign_in, two):
    shown = tidy(ask(sign_in(cast.viewer), f"/claims/{two[1].pk}/similar/"))
    assert "Link as the same claim" not in shown


def test_the_page_finds_claims_by_any_words(cast, sign_in, two):
    client = sign_in(cast.viewer)
    assert two[0].statement not in tidy(client.get("/claims/similar/"))
    shown = tidy(client.get("/claims/similar/", {"text": "Who closes #TheBridges?"}))
    assert two[0].statement in shown
    assert "Nothing similar" in tidy(client.get("/claims/similar/", {"text": "volcano"}))
    assert two[0].statement not in tidy(
        sign_in(cast.stranger).get("/claims/similar/", {"text": "bridges"})
    )


def test_the_number_of_queries_does_not_grow(cast, sign_in, article, two):
    client = sign_in(cast.reporter)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            ask(client, f"/claims/{two[1].pk}/similar/")
        return len(queries)

    asked()
    one = asked()
    for _ in range(2):
        make_checked_claim(cast, article, words="Bridges are closed.")
    assert asked() == one


ADDRESS = "https://facts.example/1"


def add(client, claim, **fields):
    form = {"url": ADDRESS, "rating": "False", "scope": "one"} | fields
    return client.post(f"/claims/{claim.pk}/external-check/", form)


def test_a_check_by_others_is_added_by_hand(cast, sign_in, two):
    claim, client = two[1], sign_in(cast.checker)
    assert (
        f"/claims/{claim.pk}/external-check/"
        in ask(client, f"/claims/{claim.pk}/similar/").content.decode()
    )
    assert "Their verdict" in tidy(client.get(f"/claims/{claim.pk}/external-check/"))

    answer = add(client, claim, reviewed_on="2026-03-01", justification="Page 4 says 41.")

    assert answer.status_code == 302
    check = ExternalCheck.objects.get()
    assert (check.claim, check.publisher, check.reviewed_on) == (
        claim, "facts.example", "2026-03-01",
    )  # fmt: skip
    assert check.claim_text == claim.statement
    assert "Page 4 says 41." in tidy(ask(client, f"/claims/{claim.pk}/"))


def test_one_of_another_claim_says_beside_similar_ones_where_it_belongs(cast, sign_in, two):
    """Also in as many queries for several as for one; in its own panel it says nothing of it."""
    own, beside = two[1], make_claim(cast, statement="The bridge was closed twice.")
    client = sign_in(cast.checker)

    def asked() -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            page = tidy(ask(client, f"/claims/{beside.pk}/similar/"))
        return page, len(queries)

    add(client, own)
    asked()
    page, one = asked()
    assert "Check of the claim" in page
    assert f"?claim={own.pk}" in page.partition("Checked by others")[2]
    assert "Check of the claim" not in tidy(ask(client, f"/claims/{own.pk}/"))
    add(client, make_claim(cast, statement="The bridge was closed twice."))
    page, two_of_them = asked()
    assert page.count("Check of the claim") == 2
    assert two_of_them == one


def test_a_check_of_a_day_to_come_is_refused_beside_its_date(cast, sign_in, two):
    answer = add(sign_in(cast.checker), two[1], reviewed_on="9998-05-04")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"reviewed_on": ["This date is in the future."]}
    assert "9998-05-04" in tidy(answer)
    assert not ExternalCheck.objects.exists()


def test_one_for_all_is_offered_beside_others_and_found_by_words(cast, sign_in, two):
    claim = two[1]
    add(sign_in(cast.checker), claim, scope="all", claim_text="Bridges are closed everywhere.")
    assert ExternalCheck.objects.get().claim is None
    for who, seen in ((cast.viewer, True), (cast.stranger, False)):
        page = tidy(sign_in(who).get("/claims/similar/", {"text": "Who closes #TheBridges?"}))
        assert ("Bridges are closed everywhere." in page) == seen


def test_one_for_all_is_found_by_its_words_on_a_desk_of_many_languages(cast, sign_in, two):
    words = "Ministers announced falling wages, rising prices and closing factories."
    for language in ("uk", "ar", "de"):
        make_article(cast, headline=language, language=language)
    add(sign_in(cast.checker), two[1], scope="all", claim_text=words)
    page = tidy(sign_in(cast.viewer).get("/claims/similar/", {"text": words}))
    assert "Checked by others" in page


def test_the_words_of_a_claim_are_never_shown_beside_all_unasked(cast, sign_in, two):
    claim, given = two[1], {"url": "facts", "claim_text": " ", "justification": "Page 4."}
    answer = add(sign_in(cast.checker), claim, scope="all", **given)
    page = tidy(answer)
    assert answer.status_code == 422
    assert "This cannot be empty." in page
    assert "Give an address that begins with http:// or https://." in page
    assert "Page 4." in page
    assert not ExternalCheck.objects.exists()


def test_of_one_claim_it_leads_to_it_and_is_found_on_its_desk_alone(cast, sign_in, two):
    claim = two[1]
    add(sign_in(cast.checker), claim)
    client = sign_in(cast.admin)
    asked = {"text": "The bridge was closed twice", "desk": cast.desk.slug}
    assert f"?claim={claim.pk}" in client.get("/claims/similar/", asked).content.decode()
    assert "facts.example" in tidy(client.get("/claims/similar/", asked))
    asked["desk"] = cast.other_desk.slug
    assert "facts.example" not in tidy(client.get("/claims/similar/", asked))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"url": ""}, "This field is required."),
        ({"url": "javascript:alert(1)"}, "Give an address that begins with http:// or https://."),
        ({"scope": "none"}, "Select a valid choice."),
        ({"reviewed_on": "soon"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_kept_comes_back_with_what_was_typed(cast, sign_in, two, fields, told):
    answer = add(sign_in(cast.checker), two[1], **{"rating": "Half true"} | fields)
    assert answer.status_code in (400, 422)
    assert told in tidy(answer)
    assert "Half true" in answer.content.decode()
    assert not ExternalCheck.objects.exists()


def test_the_same_is_added_once(cast, sign_in, two):
    client = sign_in(cast.checker)
    add(client, two[1])
    assert "This check is there already." in tidy(add(client, two[1]))
