"""Deputies: by date, without rights of their own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from annotations import access
from annotations.errors import Invalid, NotAllowed, NotFound, WrongState
from annotations.models import Deputy, Membership
from annotations.models.claims import queues
from annotations.services.accounts import deputies, members
from annotations.services.claims import workflow
from tests.factory import make_article, make_claim

DAY = timedelta(days=1)


def today():
    return timezone.now().date()


def name(cast, person, deputy, *, actor=None, starts=0, ends=0, **more) -> Deputy:
    about = {
        "desk_id": cast.desk.pk,
        "person_id": person.pk,
        "deputy_id": deputy.pk,
        "starts_on": today() + starts * DAY,
        "ends_on": today() + ends * DAY,
    }
    return deputies.name(actor=actor or cast.editor, **about | more)


@pytest.fixture
def held(cast):
    return workflow.take(actor=cast.checker, claim_id=make_claim(cast).pk)


def shown(user) -> list:
    return list(queues.stood_in(user))


def test_while_it_lasts_the_deputy_has_the_persons_claims_in_my_work(cast, held):
    before = queues.count(cast.reporter)
    name(cast, cast.checker, cast.reporter)
    assert shown(cast.reporter) == [held]
    assert queues.count(cast.reporter) == before + 1
    assert shown(cast.second_editor) == []

    workflow.hand_back(actor=cast.reporter, claim_id=held.pk)
    held.refresh_from_db()
    assert (held.assignee, held.stage) == (None, "open")


@pytest.mark.parametrize(("starts", "ends"), [(1, 2), (-3, -1)])
def test_before_and_after_it_does_not(cast, held, starts, ends):
    row = name(cast, cast.checker, cast.reporter)
    Deputy.objects.filter(pk=row.pk).update(
        starts_on=today() + starts * DAY, ends_on=today() + ends * DAY
    )
    assert shown(cast.reporter) == []
    with pytest.raises(WrongState):
        workflow.hand_back(actor=cast.reporter, claim_id=held.pk)


def test_only_on_that_desk(cast, held):
    Membership.objects.create(desk=cast.other_desk, user=cast.checker, role="checker")
    Membership.objects.create(desk=cast.other_desk, user=cast.reporter, role="reporter")
    access.forget_roles(cast.checker)
    access.forget_roles(cast.reporter)
    article = make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    elsewhere = make_claim(cast, article, actor=cast.stranger)
    workflow.take(actor=cast.checker, claim_id=elsewhere.pk)
    name(cast, cast.checker, cast.reporter)
    assert shown(cast.reporter) == [held]


def test_the_deputys_own_role_is_what_counts(cast, held):
    name(cast, cast.checker, cast.viewer)
    assert shown(cast.viewer) == [held]
    with pytest.raises(NotAllowed):
        workflow.hand_back(actor=cast.viewer, claim_id=held.pk)


def test_oneself_or_an_editor_names_and_ends(cast):
    row = name(cast, cast.reporter, cast.viewer, actor=cast.reporter)
    for actor, error in ((cast.checker, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            name(cast, cast.reporter, cast.viewer, actor=actor, starts=1, ends=1)
        with pytest.raises(error):
            deputies.end(actor=actor, deputy_id=row.pk)
    deputies.end(actor=cast.viewer, deputy_id=row.pk)
    assert not Deputy.objects.exists()


def test_what_makes_no_sense_is_refused_beside_its_field(cast):
    for people, more, field in (
        ((cast.checker, cast.checker), {}, "deputy"),
        ((cast.checker, cast.stranger), {}, "deputy"),
        ((cast.stranger, cast.checker), {}, "person"),
        ((cast.checker, cast.editor), {"starts": 2, "ends": 1}, "ends_on"),
        ((cast.checker, cast.editor), {"starts": -2, "ends": -1}, "ends_on"),
        ((cast.checker, cast.editor), {"starts_on": None}, "starts_on"),
    ):
        with pytest.raises(Invalid) as refused:
            name(cast, *people, **more)
        assert refused.value.field == field


def test_it_ends_when_either_leaves_the_desk(cast):
    name(cast, cast.checker, cast.reporter)
    name(cast, cast.viewer, cast.checker)
    kept = name(cast, cast.viewer, cast.reporter)
    members.remove(actor=cast.editor, desk_id=cast.desk.pk, user_id=cast.checker.pk)
    assert list(Deputy.objects.all()) == [kept]
