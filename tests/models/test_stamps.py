"""`updated_at` moves with every write, through every door; a claim's version with all it shows."""

from datetime import datetime, timezone

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F

from annotations.models import (
    Claim,
    Entity,
    Mention,
    PublicPages,
    Rating,
    Revision,
    StyleWord,
    User,
)
from annotations.models.base import Stamped, Versioned
from annotations.services.accounts import desks
from annotations.services.claims import assessments
from annotations.services.entities import merge, revert
from tests.factory import make_checked_claim, make_claim, make_proposal
from tests.names import make_article_naming, make_entity
from tests.web.scene import make_scene

LONG_AGO = datetime(2001, 1, 1, tzinfo=timezone.utc)
OURS = apps.get_app_config("annotations").get_models()
STAMPED = [model for model in OURS if issubclass(model, Stamped)]
VERSIONED = [model for model in STAMPED if issubclass(model, Versioned)]


@pytest.fixture
def scene(cast):
    """With a row of every versioned table."""
    StyleWord.objects.create(desk=cast.desk, word="our own", key="our own")
    scene = make_scene(cast)
    for row in (
        scene.pair,
        scene.contact,
        scene.webhook,
        scene.double_check,
        scene.imported,
        scene.external,
        scene.check_answer,
        scene.publication,
        scene.reader,
    ):
        assert row.pk
    PublicPages.objects.get_or_create(desk=cast.desk)
    return scene


@pytest.mark.django_db
@pytest.mark.parametrize("model", STAMPED, ids=lambda model: model._meta.model_name)
def test_every_table_with_a_stamp_has_its_trigger(model):
    """Also those that a later migration makes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgtype & 23 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE tgrelid = %s::regclass AND proname = 'newsroom_stamp'",
            [model._meta.db_table],
        )
        assert cursor.fetchall() == [(23,)]  # Before insert or update, for each row.


@pytest.mark.parametrize("model", VERSIONED, ids=lambda model: model._meta.model_name)
def test_a_bulk_update_that_raises_versions_moves_the_stamp(model, scene):
    before = dict(model.objects.values_list("pk", "updated_at"))
    assert before
    model.objects.update(version=F("version") + 1)
    after = dict(model.objects.values_list("pk", "updated_at"))

    assert all(after[pk] > moment for pk, moment in before.items())


@pytest.mark.parametrize("model", VERSIONED, ids=lambda model: model._meta.model_name)
def test_sql_by_hand_moves_the_stamp_and_cannot_set_it(model, scene):
    before = model.objects.latest("updated_at").updated_at
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute(f"UPDATE {table} SET version = version + 1, updated_at = %s", [LONG_AGO])

    assert model.objects.earliest("updated_at").updated_at > before


def test_a_row_that_is_put_in_by_hand_is_stamped_now(cast):
    before = make_claim(cast).updated_at
    row = Claim(article=Claim.objects.get().article, desk=cast.desk, statement="Late")
    row.updated_at = LONG_AGO
    Claim.objects.bulk_create([row])

    assert Claim.objects.get(statement="Late").updated_at > before


def test_placing_claims_anew_moves_the_stamp(cast):
    claim = make_claim(cast)
    before = Claim.objects.get(pk=claim.pk)
    Claim.objects.all().place({claim.pk: (1, 2)})
    after = Claim.objects.get(pk=claim.pk)

    assert (after.version, after.updated_at > before.updated_at) == (before.version + 1, True)


def risen(claim: Claim) -> bool:
    """Whether its version and stamp went on from what we saw; sees it anew."""
    version, moment = claim.version, claim.updated_at
    claim.refresh_from_db(fields=["version", "updated_at"])
    assert (claim.version > version) is (claim.updated_at > moment)
    return claim.version > version


@pytest.fixture
def spoken(cast):
    """A claim that an entity says."""
    article = make_article_naming(cast, "Ilka Varn")
    speaker = Entity.objects.get(name="Ilka Varn")
    claim = make_claim(cast, article, claimant=speaker.pk)
    claim.refresh_from_db()
    return claim


def test_a_claim_shows_the_new_name_of_its_speaker(cast, spoken):
    other = make_claim(cast)
    other.refresh_from_db()
    Entity.objects.filter(name="Ilka Varn").update(description="A minister")
    assert not risen(spoken)
    Entity.objects.filter(name="Ilka Varn").update(name="Ilka Varn-Holt")

    assert risen(spoken)
    assert not risen(other)


def test_a_claim_shows_whom_its_speaker_was_merged_into_and_back(cast, spoken):
    source = Entity.objects.get(name="Ilka Varn")
    target = make_entity(cast.desk, "Ilka Holt")
    move = merge.merge(actor=cast.checker, source_id=source.pk, target_id=target.pk)
    assert risen(spoken)
    revert.undo(actor=cast.checker, move_id=move.pk)
    assert risen(spoken)


def test_names_that_lead_on_rise_when_they_lead_elsewhere(cast):
    first, second, third = (make_entity(cast.desk, name) for name in ("Ada A", "Bea B", "Cyd C"))
    merge.merge(actor=cast.checker, source_id=first.pk, target_id=second.pk)
    seen = Entity.objects.get(pk=first.pk).version
    move = merge.merge(actor=cast.checker, source_id=second.pk, target_id=third.pk)
    assert Entity.objects.get(pk=first.pk).version == seen + 1
    revert.undo(actor=cast.checker, move_id=move.pk)
    assert Entity.objects.get(pk=first.pk).version == seen + 2


def test_a_mention_that_a_split_accepts_and_its_undo_unaccepts_rises(cast):
    article = make_article_naming(cast, "Ilka Varn")
    mention = Mention.objects.get(article=article)
    Mention.objects.update(state="suggested")
    versions = [Mention.objects.get().version]
    move = merge.split(
        actor=cast.checker,
        entity_id=mention.entity_id,
        mentions=[mention.pk],
        name="Somebody Else",
    )
    versions.append(Mention.objects.get().version)
    revert.undo(actor=cast.checker, move_id=move.pk)
    row = Mention.objects.get()
    versions.append(row.version)
    assert row.state == "suggested"
    assert versions == sorted(set(versions))


@pytest.mark.parametrize("changes", [{"label": "Holds"}, {"value": 4}, {"slug": "holds"}])
def test_a_verdict_shows_the_new_words_of_its_rating(changes, cast):
    claim = make_checked_claim(cast)
    pending = make_claim(cast, words="Minister")
    proposal = make_proposal(cast, pending)
    for row in (claim, pending, proposal):
        row.refresh_from_db()
    verdict = claim.assessments.get()
    rating = Rating.objects.get(desk=cast.desk, slug="supported")
    Rating.objects.filter(pk=rating.pk).update(position=9)
    assert not risen(claim)
    Rating.objects.filter(pk=rating.pk).update(**changes)

    assert risen(claim)
    assert not risen(pending)  # It shows approved verdicts only.
    assert risen(verdict)
    assert risen(proposal)


def test_a_reworded_rating_moves_no_history(cast):
    claim = make_claim(cast)
    old = make_proposal(cast, claim)
    returned = make_proposal(cast, make_claim(cast), rating="supported")
    assessments.return_(
        actor=cast.editor, assessment_id=returned.pk, seen_version=returned.version, note="Page?"
    )
    make_proposal(cast, claim, rating="mixed")  # The one before gives way.
    for row in (old, returned):
        row.refresh_from_db()
    assert (old.state, returned.state) == ("superseded", "returned")
    Rating.objects.filter(desk=cast.desk, slug="supported").update(label="Borne out")

    assert not risen(old)
    assert not risen(returned)


def test_a_claim_shows_that_who_had_it_is_gone(cast):
    leaver = User.objects.create_user("leaver")
    desks.set_role(actor=cast.admin, desk=cast.desk, user=leaver, role="checker")
    claim = make_claim(cast)
    Claim.objects.filter(pk=claim.pk).update(assignee=leaver, version=F("version") + 1)
    claim.refresh_from_db()
    leaver.delete()

    assert risen(claim)
    claim.refresh_from_db()
    assert claim.assignee is None


def test_a_mention_shows_that_its_entity_is_gone(cast):
    make_article_naming(cast, "Ilka Varn")
    seen = Mention.objects.get().version
    Entity.objects.get(name="Ilka Varn").delete()

    row = Mention.objects.get()
    assert (row.entity, row.version) == (None, seen + 1)


def test_a_revision_is_stamped_once(cast):
    make_claim(cast)
    row = Revision.objects.get()
    assert row.updated_at >= row.created_at
