"""The admin panel: every table shown at the cost of a few queries, changed through the services."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Claim, Desk, Event, TaggingRun, Token
from annotations.services import tokens
from tests import factory

TABLES = [model for model in admin.site._registry if model._meta.app_label == "annotations"]


def changelist(model) -> str:
    return reverse(f"admin:annotations_{model._meta.model_name}_changelist")


def add_work(cast, *, first: int, number: int) -> None:
    """Articles with a claim, a mention, evidence and a verdict each."""
    for i in range(first, first + number):
        article = factory.make_article(
            cast, headline=f"Article {i}", text=f"Ilka Varn counted {i} things."
        )
        claim = factory.make_claim(cast, article, words="counted", claimant="Ilka Varn")
        factory.make_evidence(
            cast, claim, source=factory.make_source(cast, f"https://example.org/{i}")
        )
        factory.make_proposal(cast, claim)
        tokens.create(actor=None, user=cast.reporter)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_a_list_of_a_table_takes_the_same_few_queries_whatever_its_length(cast, sign_in, model):
    client = sign_in(cast.admin)
    add_work(cast, first=0, number=3)
    client.get(changelist(model))
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(changelist(model)).status_code == 200
    add_work(cast, first=3, number=6)
    with CaptureQueriesContext(connection) as more:
        assert client.get(changelist(model)).status_code == 200

    assert len(more) <= len(few) <= 14


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
@pytest.mark.parametrize("search", ["%00", "%ED%A0%80", "'\"%25;--", "x" * 500])
def test_a_hostile_search_is_no_server_error(cast, sign_in, model, search):
    answer = sign_in(cast.admin).get(f"{changelist(model)}?q={search}")

    assert answer.status_code in (200, 302, 400)


def test_the_first_page_shows_what_waits(cast, sign_in):
    factory.make_claim(cast)

    page = sign_in(cast.admin).get(reverse("admin:index")).content.decode()

    assert "What needs somebody" in page
    assert "none is running" in page


def test_people_who_are_not_staff_are_sent_to_sign_in(cast, sign_in):
    for name in ("editor", "stranger"):
        answer = sign_in(cast.by_role(name)).get(changelist(Claim))
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def test_claims_cannot_be_written_by_hand(cast, sign_in):
    claim = factory.make_claim(cast)
    client = sign_in(cast.admin)

    assert client.get(reverse("admin:annotations_claim_add")).status_code == 403
    assert (
        client.post(reverse("admin:annotations_claim_change", args=[claim.pk]), {}).status_code
        == 403
    )
    assert (
        client.post(
            reverse("admin:annotations_claim_delete", args=[claim.pk]), {"post": "yes"}
        ).status_code
        == 403
    )


def test_checked_claims_are_reopened_by_an_action_and_open_ones_say_why_not(cast, sign_in):
    checked = factory.make_checked_claim(cast)
    still_open = factory.make_claim(cast, checked.article, words="resigned")

    page = (
        sign_in(cast.admin)
        .post(
            changelist(Claim),
            {"action": "reopen", "_selected_action": [checked.pk, still_open.pk]},
            follow=True,
        )
        .content.decode()
    )

    checked.refresh_from_db()
    assert checked.stage == "open"
    assert "1 reopened" in page
    assert "cannot be done while the claim is open" in page
    assert Event.objects.filter(claim_id=checked.pk, actor_id=cast.admin.pk).exists()


def test_failed_runs_are_queued_again_by_an_action(cast, sign_in):
    article = factory.make_article(cast)
    run = TaggingRun.objects.get(article=article)
    TaggingRun.objects.filter(pk=run.pk).update(state="failed")

    sign_in(cast.admin).post(
        changelist(TaggingRun), {"action": "retry", "_selected_action": [run.pk]}
    )

    assert TaggingRun.objects.active().filter(article=article).count() == 1


def test_a_token_is_revoked_by_an_action_and_its_digest_is_never_shown(cast, sign_in):
    secret = tokens.create(actor=None, user=cast.reporter)
    token = Token.objects.get(user=cast.reporter)
    client = sign_in(cast.admin)

    page = client.get(reverse("admin:annotations_token_change", args=[token.pk])).content.decode()
    client.post(changelist(Token), {"action": "revoke", "_selected_action": [token.pk]})

    assert token.digest not in page
    assert not Token.objects.for_secret(secret).valid().exists()


def test_a_desk_made_in_the_panel_gets_its_scales(cast, sign_in):
    sign_in(cast.admin).post(
        reverse("admin:annotations_desk_add"), {"name": "Science", "slug": "science"}
    )

    assert Desk.objects.get(slug="science").ratings.count() == 12
