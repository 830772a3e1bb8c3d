"""Who keeps a desk, that one editor stays, and where the work goes."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, WrongState
from annotations.models import Claim, Invitation, Membership, Role
from annotations.services.accounts import members
from annotations.services.claims import workflow
from tests.factory import make_article, make_checked_claim, make_claim
from tests.services.accounts.test_invitations import invite


@pytest.fixture
def held(cast) -> Claim:
    """A claim that the checker has, beside a checked one and one of nobody."""
    article = make_article(cast)
    make_checked_claim(cast, article, words="Ilka Varn")
    make_claim(cast, article, words="Tuesday")
    claim = make_claim(cast, article)
    return workflow.take(actor=cast.checker, claim_id=claim.pk)


def role_of(cast, user) -> str | None:
    found = Membership.objects.filter(desk=cast.desk, user=user)
    return found.values_list("role", flat=True).first()


def change(cast, user, role, *, actor=None, **more):
    actor = actor or cast.editor
    about = {"desk_id": cast.desk.pk, "user_id": user.pk}
    return members.change_role(actor=actor, role=role, **about, **more)


def remove(cast, user, *, actor=None, **more):
    about = {"desk_id": cast.desk.pk, "user_id": user.pk}
    return members.remove(actor=actor or cast.editor, **about, **more)


def test_an_editor_changes_roles_and_removes(cast):
    change(cast, cast.viewer, "checker")
    remove(cast, cast.reporter)

    assert role_of(cast, cast.viewer) == Role.CHECKER
    assert role_of(cast, cast.reporter) is None


@pytest.mark.parametrize("name", ["viewer", "reporter", "checker"])
def test_others_do_not(cast, name):
    for verb in (lambda **by: change(cast, cast.viewer, "editor", **by),
                 lambda **by: remove(cast, cast.editor, **by)):  # fmt: skip
        with pytest.raises(NotAllowed):
            verb(actor=cast.by_role(name))
        with pytest.raises(NotFound):
            verb(actor=cast.stranger)


def test_who_is_not_on_the_desk_is_not_found(cast):
    for verb in (lambda: change(cast, cast.stranger, "viewer"), lambda: remove(cast, cast.admin)):
        with pytest.raises(NotFound):
            verb()
    with pytest.raises(Invalid):
        change(cast, cast.viewer, "owner")


def test_a_desk_keeps_its_last_editor_who_can_sign_in(cast):
    remove(cast, cast.second_editor)
    for verb in (lambda: change(cast, cast.editor, "checker"), lambda: remove(cast, cast.editor)):
        with pytest.raises(WrongState, match="only editor"):
            verb()
    assert change(cast, cast.editor, "editor").member.role == Role.EDITOR

    change(cast, cast.checker, "editor")
    cast.checker.is_active = False
    cast.checker.save()
    with pytest.raises(WrongState, match="only editor"):
        remove(cast, cast.editor, actor=cast.admin)
    remove(cast, cast.checker, actor=cast.admin)


def test_an_editor_who_was_removed_in_this_request_may_no_more(cast):
    remove(cast, cast.editor)
    with pytest.raises(NotFound):
        change(cast, cast.viewer, "editor")


def test_work_goes_along_with_a_removal_and_a_demotion(cast, held):
    change(cast, cast.checker, "reporter", hand_over_to=cast.editor.pk)
    held.refresh_from_db()
    assert held.assignee == cast.editor

    remove(cast, cast.editor, actor=cast.second_editor, hand_over_to=cast.second_editor.pk)
    held.refresh_from_db()
    assert held.assignee == cast.second_editor


def test_a_removal_with_a_receiver_who_cannot_check_changes_nothing(cast, held):
    for receiver in (cast.viewer, cast.reporter, cast.stranger, cast.checker):
        with pytest.raises(Invalid):
            remove(cast, cast.checker, hand_over_to=receiver.pk)
    assert role_of(cast, cast.checker) == Role.CHECKER


def test_invitations_of_who_keeps_the_desk_no_longer_are_void(cast):
    for demote in (lambda: change(cast, cast.editor, "checker", actor=cast.second_editor),
                   lambda: remove(cast, cast.editor, actor=cast.second_editor)):  # fmt: skip
        change(cast, cast.editor, "editor", actor=cast.second_editor)
        row, other = invite(cast), invite(cast, email="b@example.org", actor=cast.second_editor)
        demote()
        row.refresh_from_db()
        assert row.revoked_at is not None
        assert Invitation.objects.get(pk=other.pk).revoked_at is None
        Invitation.objects.all().delete()
