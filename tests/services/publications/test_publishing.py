"""A checked claim becomes public, is corrected there, and is taken down."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.access import forget_roles
from annotations.errors import NotAllowed, NotFound, Stale, WrongState
from annotations.models import Assessment, Claim, Publication, PublishedVerdict, Rating
from annotations.services.articles import embargoes
from annotations.services.claims import assessments, claims
from annotations.services.publications import publishing, settings
from annotations.services.transfers import change_desk, move, revert
from tests import factory


@pytest.fixture
def pages(cast):
    return settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=True)


@pytest.fixture
def claim(cast):
    return factory.make_checked_claim(cast)


@pytest.fixture
def published(cast, pages, claim):
    return publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)


def rate_anew(cast, claim, rating="refuted"):
    """Another verdict of the same checker, approved by the editor."""
    proposal = factory.make_proposal(cast, claim, rating=rating)
    return assessments.approve(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version
    )


def readable() -> list[int]:
    return list(Publication.objects.readable().values_list("pk", flat=True))


def test_a_checked_claim_is_published_with_its_verdict(cast, published, claim):
    assert readable() == [published.pk]
    assert published.article_id == claim.article_id
    assert published.published_by == cast.editor
    assert [one.assessment.claim_id for one in published.verdicts.all()] == [claim.pk]


def test_desks_have_no_public_pages_until_an_editor_switches_them_on(cast, claim):
    with pytest.raises(WrongState):
        publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)


def test_switched_off_nothing_can_be_read(cast, pages, published):
    settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=False)
    assert readable() == []


@pytest.mark.parametrize("role", ["viewer", "reporter", "checker"])
def test_only_editors_publish_and_take_down(cast, published, role):
    person = cast.by_role(role)
    with pytest.raises(NotAllowed):
        publishing.unpublish(actor=person, publication_id=published.pk)
    with pytest.raises(NotAllowed):
        publishing.publish_claim(actor=person, claim_id=published.claim_id)
    with pytest.raises(NotAllowed):
        settings.change(actor=person, desk_id=cast.desk.pk, is_on=False)


def test_strangers_learn_nothing(cast, published):
    with pytest.raises(NotFound):
        publishing.publish_claim(actor=cast.stranger, claim_id=published.claim_id)
    with pytest.raises(NotFound):
        publishing.unpublish(actor=cast.stranger, publication_id=published.pk)


def test_a_claim_without_a_verdict_that_stands_stays_inside(cast, pages, claim):
    open_claim = factory.make_claim(cast)
    claims.edit(
        actor=cast.editor, claim_id=claim.pk, seen_version=claim.version, statement="Other words"
    )
    for one in (open_claim, claim):
        with pytest.raises(WrongState):
            publishing.publish_claim(actor=cast.editor, claim_id=one.pk)


def test_nothing_of_an_article_under_embargo_is_published_or_read(cast, pages, claim):
    until = timezone.now() + timedelta(days=1)
    embargoes.put(actor=cast.editor, article_id=claim.article_id, until=until)
    with pytest.raises(WrongState):
        publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    with pytest.raises(WrongState):
        publishing.publish_article(actor=cast.editor, article_id=claim.article_id)
    embargoes.lift(actor=cast.editor, article_id=claim.article_id)
    row = publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    embargoes.put(actor=cast.editor, article_id=claim.article_id, until=until)
    assert readable() == []
    embargoes.lift(actor=cast.editor, article_id=claim.article_id)
    assert readable() == [row.pk]


def test_it_is_published_as_it_was_seen(cast, pages, claim):
    with pytest.raises(Stale):
        publishing.publish_claim(
            actor=cast.editor, claim_id=claim.pk, seen_version=claim.version - 1
        )


def test_published_twice_is_told(cast, published):
    with pytest.raises(WrongState):
        publishing.publish_claim(actor=cast.editor, claim_id=published.claim_id)


def test_what_is_taken_down_comes_back_under_its_address(cast, published):
    gone = publishing.unpublish(
        actor=cast.editor, publication_id=published.pk, seen_version=published.version
    )
    assert gone.is_gone
    assert readable() == []
    with pytest.raises(WrongState):
        publishing.unpublish(actor=cast.editor, publication_id=published.pk)
    again = publishing.publish_claim(actor=cast.editor, claim_id=published.claim_id)
    assert (again.pk, again.key) == (published.pk, published.key)
    assert readable() == [published.pk]


def test_another_verdict_is_shown_and_dated_as_a_correction(cast, published, claim):
    rate_anew(cast, claim)
    published.refresh_from_db()
    assert published.corrected_at
    current = PublishedVerdict.objects.current().get(publication=published)
    assert current.assessment.rating.slug == "refuted"
    assert published.verdicts.count() == 2


def test_the_same_verdict_approved_again_corrects_nothing(cast, published, claim):
    rate_anew(cast, claim, "supported")
    published.refresh_from_db()
    assert published.corrected_at is None
    assert published.verdicts.count() == 2


def test_the_same_step_of_another_desks_scale_corrects_nothing(cast, published, claim):
    """As after a move: the verdict that was shown is on a step of the desk it came from."""
    shown = PublishedVerdict.objects.current().get(publication=published).assessment
    there = Rating.objects.get(
        desk=cast.other_desk, question=shown.question, slug=shown.rating.slug
    )
    with transaction.atomic(), change_desk.carried():
        Assessment.objects.filter(pk=shown.pk).update(rating=there)
    rate_anew(cast, claim, shown.rating.slug)
    published.refresh_from_db()
    assert published.corrected_at is None
    assert published.verdicts.count() == 2


def test_what_is_approved_after_it_was_taken_down_is_not_shown(cast, published, claim):
    publishing.unpublish(actor=cast.editor, publication_id=published.pk)
    rate_anew(cast, claim)
    published.refresh_from_db()
    assert published.corrected_at is None


def test_published_again_with_another_verdict_it_is_corrected(cast, published, claim):
    publishing.unpublish(actor=cast.editor, publication_id=published.pk)
    rate_anew(cast, claim)
    again = publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    assert again.corrected_at == again.shown_at
    publishing.unpublish(actor=cast.editor, publication_id=published.pk)
    same = publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    assert same.corrected_at == again.corrected_at


def test_nobody_approves_a_claim_while_its_article_is_published(cast, pages, claim):
    """Else the page would show neither the verdict before nor the new one."""
    with CaptureQueriesContext(connection) as asked:
        publishing.publish_article(actor=cast.editor, article_id=claim.article_id)
    done = [one["sql"] for one in asked]
    held = [
        at
        for at, sql in enumerate(done)
        if '"annotations_claim"' in sql and sql.endswith("FOR NO KEY UPDATE")
    ]
    read = [at for at, sql in enumerate(done) if 'FROM "annotations_assessment"' in sql]
    assert held
    assert held[0] < read[0]


def test_an_article_shows_its_checked_claims_and_later_ones_when_published_again(cast, pages):
    article = factory.make_article(cast)
    with pytest.raises(WrongState):
        publishing.publish_article(actor=cast.editor, article_id=article.pk)
    first = factory.make_checked_claim(cast, article)
    page = publishing.publish_article(actor=cast.editor, article_id=article.pk)
    second = factory.make_checked_claim(cast, article, words="The report")
    shown = PublishedVerdict.objects.current().filter(publication=page)
    assert {one.assessment.claim_id for one in shown} == {first.pk}
    publishing.publish_article(actor=cast.editor, article_id=article.pk)
    assert {one.assessment.claim_id for one in shown.all()} == {first.pk, second.pk}
    rate_anew(cast, first)
    page.refresh_from_db()
    assert page.corrected_at


def test_what_is_public_stays_on_its_desk(cast, published):
    for desk in (cast.desk, cast.other_desk):
        desk.memberships.get_or_create(user=cast.editor, defaults={"role": "editor"})
    forget_roles(cast.editor)
    with pytest.raises(WrongState):
        move.move(actor=cast.editor, article_id=published.article_id, desk_id=cast.other_desk.pk)


def test_what_was_taken_down_goes_along_with_its_article(cast, published):
    publishing.unpublish(actor=cast.editor, publication_id=published.pk)
    cast.other_desk.memberships.get_or_create(user=cast.editor, defaults={"role": "editor"})
    forget_roles(cast.editor)
    went = move.move(actor=cast.editor, article_id=published.article_id, desk_id=cast.other_desk.pk)
    assert not Publication.objects.visible_to(cast.viewer).exists()
    revert.undo(actor=cast.editor, transfer_id=went.pk)
    assert Publication.objects.visible_to(cast.viewer).get() == published


def test_settings_are_changed_as_they_were_seen(cast, pages):
    with pytest.raises(Stale):
        settings.change(actor=cast.editor, desk_id=cast.desk.pk, seen_version=0, is_on=False)
    same = settings.change(
        actor=cast.editor, desk_id=cast.desk.pk, seen_version=pages.version, is_on=True
    )
    assert same.version == pages.version


def test_nobody_publishes_a_claim_that_is_gone(cast, pages, claim):
    with pytest.raises(NotFound):
        publishing.publish_claim(actor=cast.editor, claim_id=Claim.objects.latest("pk").pk + 1)
