"""The other things that the database holds by itself."""

import pytest
from django.db.models.functions import Now

from annotations.models import (
    Alias,
    AttributionStep,
    Desk,
    Entity,
    Membership,
    Source,
    SourceMerge,
    TaggingRun,
    Token,
)
from annotations.services.accounts import tokens
from tests.factory import make_article, make_claim, make_source

from .refused_by_database import refused


@pytest.fixture
def run(cast):
    return TaggingRun.objects.get(article=make_article(cast))


@pytest.fixture
def entity(cast):
    return Entity.objects.create(desk=cast.desk, name="Ilka Varn", label="PERSON")


def test_a_revision_has_one_run_under_way(run):
    with refused("run_one_active_a_revision"):
        TaggingRun.objects.create(
            revision_id=run.revision_id, article_id=run.article_id, desk_id=run.desk_id
        )


def test_a_revision_may_have_many_ended_runs(run):
    TaggingRun.objects.filter(pk=run.pk).update(state="failed")
    TaggingRun.objects.create(
        revision_id=run.revision_id, article_id=run.article_id, desk_id=run.desk_id
    )


def test_a_running_run_has_a_lease(run):
    with refused("run_running_has_lease"):
        TaggingRun.objects.filter(pk=run.pk).update(state="running", started_at=Now())


def test_a_run_is_in_a_known_state(run):
    with refused("run_state_known"):
        TaggingRun.objects.filter(pk=run.pk).update(state="lost")


def test_an_address_is_one_source_of_a_desk(cast):
    source = make_source(cast)
    with refused("source_address_once"):
        Source.objects.create(desk=cast.desk, url=source.url, url_key=source.url_key)


def test_sources_without_an_address_may_share_a_title(cast):
    for _ in range(2):
        Source.objects.create(desk=cast.desk, title="Interview")


def test_a_source_has_a_title_or_an_address(cast):
    with refused("source_has_name_or_address"):
        Source.objects.create(desk=cast.desk)


def test_a_name_leads_to_one_entity(cast, entity):
    columns = {"entity": entity, "desk": cast.desk, "label": "PERSON", "key": "ilka varn"}
    Alias.objects.create(name="Ilka Varn", **columns)
    with refused("alias_once"):
        Alias.objects.create(name="ILKA VARN", **columns)


def test_an_entity_is_not_merged_into_itself(entity):
    with refused("entity_not_merged_into_itself"):
        Entity.objects.filter(pk=entity.pk).update(merged_into=entity)


def test_somebody_speaks_in_each_step_of_an_attribution(cast):
    with refused("attribution_has_speaker"):
        AttributionStep.objects.create(claim=make_claim(cast), position=0)


def test_steps_of_an_attribution_do_not_share_a_place(cast):
    claim = make_claim(cast)
    AttributionStep.objects.create(claim=claim, position=0, name="A")
    with refused("attribution_position_once"):
        AttributionStep.objects.create(claim=claim, position=0, name="B")


def test_a_person_has_one_role_on_a_desk(cast):
    with refused("membership_once"):
        Membership.objects.create(desk=cast.desk, user=cast.viewer, role="editor")


def test_a_role_is_known(cast):
    with refused("membership_role_known"):
        Membership.objects.filter(user=cast.viewer).update(role="owner")


def test_a_desk_is_not_called_by_a_number(cast):
    with refused("desk_slug_not_a_number"):
        Desk.objects.filter(pk=cast.desk.pk).update(slug="12")


def test_the_secret_of_a_token_is_stored_nowhere(cast):
    secret = tokens.create(actor=cast.admin, user=cast.reporter, name="script")

    assert secret not in str(Token.objects.values().get())
    assert Token.objects.valid().for_secret(secret).get().user == cast.reporter


def test_a_source_is_not_merged_into_itself(cast):
    source = make_source(cast)
    with refused("source_not_merged_into_itself"):
        Source.objects.filter(pk=source.pk).update(merged_into=source)


def test_a_source_is_merged_into_one_of_its_desk_that_stands(cast):
    first, second, third = (make_source(cast, f"https://example.org/{n}") for n in "123")
    foreign = Source.objects.create(desk=cast.other_desk, title="Foreign")
    with refused("merged into one of its desk"):
        Source.objects.filter(pk=first.pk).update(merged_into=foreign)
    Source.objects.filter(pk=first.pk).update(merged_into=second)
    with refused("merged into one of its desk"):
        Source.objects.filter(pk=third.pk).update(merged_into=first)
    with refused("merged into one of its desk"):
        Source.objects.filter(pk=second.pk).update(merged_into=third)


def test_a_merge_of_sources_is_between_two_and_stands_once(cast):
    first, second = (make_source(cast, f"https://example.org/{n}") for n in "12")
    with refused("source_merge_between_two"):
        SourceMerge.objects.create(desk=cast.desk, source=first, target=first)
    SourceMerge.objects.create(desk=cast.desk, source=first, target=second)
    with refused("source_merge_once"):
        SourceMerge.objects.create(desk=cast.desk, source=first, target=second)
