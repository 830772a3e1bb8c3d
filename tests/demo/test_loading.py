"""The demo desk: what a newcomer sees is a desk at work, made as people make it."""

import pytest
from django.db.models import F

from annotations.demo.desk import SOURCES, STORIES
from annotations.demo.loading import Demo
from annotations.demo.people import PEOPLE, open_doors
from annotations.models import (
    Anchor,
    Article,
    Assessment,
    Claim,
    Event,
    Evidence,
    Source,
    Stage,
    TaggingRun,
    User,
)

pytestmark = pytest.mark.slow

STATEMENTS = [statement for story in STORIES for statement in story.claims]


@pytest.fixture
def demo(db) -> Demo:
    demo = Demo()
    demo.load()
    return demo


def test_every_story_claim_and_source_is_there(demo):
    assert Article.objects.count() == len(STORIES)
    assert Claim.objects.count() == len(STATEMENTS)
    assert Source.objects.count() == len(SOURCES)
    assert Evidence.objects.count() == sum(len(one.proofs) for one in STATEMENTS)
    assert Assessment.objects.count() == sum(len(one.verdicts) for one in STATEMENTS)
    assert TaggingRun.objects.filter(state="queued").count() == len(STORIES)


def test_every_stage_of_the_work_can_be_seen(demo):
    stages = set(Claim.objects.values_list("stage", flat=True))

    assert stages >= {Stage.OPEN, Stage.CHECKING, Stage.REVIEW, Stage.CHECKED}


def test_claims_stand_on_their_words_in_each_language(demo):
    for claim in Claim.objects.all():
        [anchor] = claim.anchors.current()
        assert anchor.revision.text[anchor.start : anchor.end] == anchor.exact

    languages = dict(Article.objects.values_list("original__filename", "language"))
    assert languages == {"bridges.md": "en", "water.md": "ar", "archive.md": "uk"}


def test_a_corrected_article_leaves_a_claim_to_look_at(demo):
    [anchor] = Anchor.objects.undecided().current()
    assert (anchor.state, "1 260" in anchor.before, "1 206" in anchor.exact) == (
        "changed",
        True,
        True,
    )
    assert anchor.claim.stage == Stage.REVIEW


def test_articles_say_where_they_come_from_and_when(demo):
    for article in Article.objects.all():
        assert article.outlet
        assert article.published_at
        assert article.current_revision.blocks


def test_nobody_approved_a_verdict_of_their_own(demo):
    decided = Assessment.objects.exclude(reviewer=None)

    assert decided.exists()
    assert not decided.filter(reviewer=F("author")).exists()


def test_every_change_has_the_name_of_a_person_but_for_what_the_product_suggests(demo):
    people = set(User.objects.values_list("pk", flat=True))
    events = Event.objects.filter(table__in=["claim", "evidence", "assessment", "article"])

    assert events.filter(actor_id__in=people).count() > 50
    for event in events.exclude(actor_id__in=people):
        assert event.new["stage"] == Stage.SUGGESTED


def test_the_people_have_the_names_roles_and_passwords_that_are_shown(demo):
    for person in PEOPLE:
        user = User.objects.get(username=person.username)
        assert user.check_password(person.password)
        assert str(user) == person.display_name
        assert user.is_superuser == (person.role is None)
        if person.role:
            assert user.memberships.get().role == person.role


def test_doors_with_public_passwords_are_known_until_they_are_shut(demo):
    assert open_doors() == [person.username for person in PEOPLE]

    editor = User.objects.get(username="editor")
    editor.set_password("one of her own")
    editor.save()
    User.objects.filter(username="admin").update(is_active=False)
    User.objects.filter(username="checker").update(username="another")
    assert open_doors() == ["reporter", "editor2"]


def test_people_of_these_names_with_other_passwords_are_no_open_doors(db):
    User.objects.create_user("reporter", password="one of her own")

    assert open_doors() == []
