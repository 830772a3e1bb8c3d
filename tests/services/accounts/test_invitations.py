"""Invitations: one link, one use, one week; the mail is lost by no server that is away."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from annotations.errors import Invalid, NotAllowed, NotFound, WrongState
from annotations.jobs import send_mail
from annotations.models import Event, Invitation, Membership, Role, User
from annotations.services.accounts import invitations, joining, members
from tests.cast import PASSWORD


def invite(cast, *, actor=None, email="new@example.org", role="checker", **more) -> Invitation:
    about = {"origin": "https://desk.example", "language": "en-gb"} | more
    actor = actor or cast.editor
    return invitations.invite(actor=actor, desk_id=cast.desk.pk, email=email, role=role, **about)


def make(row, **given) -> User:
    about = {"username": "nora", "display_name": "Nora New", "password": PASSWORD} | given
    return joining.make_account(key=row.key, **about)


def over(row) -> None:
    Invitation.objects.filter(pk=row.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def role_of(cast, user) -> str | None:
    found = Membership.objects.filter(desk=cast.desk, user=user)
    return found.values_list("role", flat=True).first()


def test_who_is_invited_makes_an_account_with_that_address_and_role(cast):
    user = make(invite(cast))

    assert (user.username, str(user), user.email) == ("nora", "Nora New", "new@example.org")
    assert user.check_password(PASSWORD)
    assert role_of(cast, user) == Role.CHECKER
    row = Invitation.objects.get()
    assert (row.accepted_by, row.due_at) == (user, None)
    event = Event.objects.filter(table="membership").last()
    assert (event.actor_id, event.desk_id) == (user.pk, cast.desk.pk)


def test_who_has_an_account_joins_with_it_and_keeps_a_higher_role(cast):
    joining.accept(actor=cast.stranger, key=invite(cast).key)
    assert role_of(cast, cast.stranger) == Role.CHECKER
    for user, role, expected in (
        (cast.viewer, "reporter", "reporter"),
        (cast.second_editor, "viewer", "editor"),
    ):
        joining.accept(actor=user, key=invite(cast, role=role).key)
        assert role_of(cast, user) == expected


@pytest.mark.parametrize("end", ["expired", "revoked", "accepted", "sent again", "demoted", "left"])
def test_a_link_that_ended_leads_nowhere(cast, end):
    row = invite(cast)
    key = row.key
    if end == "expired":
        over(row)
    elif end == "revoked":
        invitations.revoke(actor=cast.second_editor, invitation_id=row.pk)
    elif end == "accepted":
        make(row, username="first")
    elif end == "sent again":
        invitations.send_again(actor=cast.editor, invitation_id=row.pk)
    elif end == "demoted":
        Membership.objects.filter(user=cast.editor).update(role="checker")
    else:
        User.objects.filter(pk=cast.editor.pk).update(is_active=False)
    before = User.objects.count()
    for verb in (
        lambda: joining.invitation_of(key),
        lambda: joining.accept(actor=cast.stranger, key=key),
        lambda: joining.make_account(key=key, username="nora", display_name="", password=PASSWORD),
    ):
        with pytest.raises(NotFound):
            verb()
    assert User.objects.count() == before
    assert role_of(cast, cast.stranger) is None


@pytest.mark.parametrize("key", ["", "1.1", "1.1:", "1.1:abc", "ab\0cd", "é:é", "1" * 400])
def test_a_link_that_we_did_not_sign_leads_nowhere(cast, key):
    invite(cast)
    with pytest.raises(NotFound):
        joining.invitation_of(key)


def test_the_key_of_one_is_not_that_of_another(cast):
    one, other = invite(cast), invite(cast, email="b@example.org")
    signature = one.key.partition(":")[2]
    with pytest.raises(NotFound):
        joining.invitation_of(f"{other.pk}.1:{signature}")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"username": "editor"}, "username"),
        ({"username": "Editor"}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": ""}, "username"),
        ({"display_name": "N" * 121}, "display_name"),
        ({"password": "12345678"}, "password"),
        ({"password": "short"}, "password"),
    ],
)
def test_an_account_is_made_by_the_rules(cast, given, field):
    row = invite(cast)
    with pytest.raises(Invalid) as refused:
        make(row, **given)
    assert refused.value.field == field
    assert joining.invitation_of(row.key).accepted_at is None


def test_only_editors_invite_send_again_and_revoke(cast):
    row = invite(cast)
    for name, error in (("viewer", NotAllowed), ("checker", NotAllowed), ("stranger", NotFound)):
        actor = cast.by_role(name)
        with pytest.raises(error):
            invite(cast, actor=actor, email="x@example.org")
        for verb in (invitations.send_again, invitations.revoke):
            with pytest.raises(error):
                verb(actor=actor, invitation_id=row.pk)
    assert invite(cast, actor=cast.admin, email="x@example.org").pk


def test_an_address_is_invited_once_at_a_time(cast):
    row = invite(cast)
    with pytest.raises(WrongState):
        invite(cast, email="NEW@example.org")
    over(row)
    fresh = invite(cast, email="NEW@example.org")
    row.refresh_from_db()
    assert row.revoked_at is not None
    assert joining.invitation_of(fresh.key) == fresh
    for verb in (invitations.send_again, invitations.revoke):
        with pytest.raises(WrongState):
            verb(actor=cast.editor, invitation_id=row.pk)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"email": "nowhere"}, "email"), ({"email": " "}, "email"), ({"role": "owner"}, "role"),
     ({"email": "a@example.org\nBcc: b@example.org"}, "email")],
)  # fmt: skip
def test_what_is_no_address_or_role_is_refused(cast, given, field):
    with pytest.raises(Invalid) as refused:
        invite(cast, **given)
    assert refused.value.field == field


# --- the mail ----------------------------------------------------------------------------------


def test_a_worker_sends_the_link_once(cast):
    row = invite(cast)
    assert (send_mail.send_due(5), send_mail.send_due(5)) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["new@example.org"]
    assert f"https://desk.example/join/{row.key}/" in message.body
    row.refresh_from_db()
    assert (row.due_at, row.problem, row.sent_at is not None) == (None, "", True)

    invitations.send_again(actor=cast.editor, invitation_id=row.pk)
    assert send_mail.send_due(5) == 1
    assert row.key not in mail.outbox[1].body


def test_it_is_written_in_the_language_of_who_invites(cast):
    invite(cast, language="uk")
    send_mail.send_due(5)
    assert "Newsroom" in mail.outbox[0].subject


def test_a_server_that_is_away_loses_nothing(cast, monkeypatch):
    row = invite(cast)
    with monkeypatch.context() as patched:

        def refuse(self):
            raise ConnectionRefusedError("no")

        patched.setattr("django.core.mail.EmailMessage.send", refuse)
        assert send_mail.send_due(5) == 0
    row.refresh_from_db()
    assert (row.sent_at, row.tries, row.problem) == (None, 1, send_mail.AWAY)
    assert row.due_at > timezone.now()
    Invitation.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert send_mail.send_due(5) == 1
    row.refresh_from_db()
    assert (row.problem, row.due_at) == ("", None)


def test_what_was_revoked_or_expired_is_not_sent(cast):
    invitations.revoke(actor=cast.editor, invitation_id=invite(cast).pk)
    over(invite(cast, email="b@example.org"))
    assert send_mail.send_due(5) == 0


def test_a_new_line_in_a_name_is_no_header(cast):
    cast.editor.display_name = "Ed\nBcc: x@example.org"
    cast.editor.save()
    invite(cast)
    assert send_mail.send_due(5) == 1
    assert "\n" not in mail.outbox[0].subject


def test_removing_a_member_leaves_what_they_joined_by(cast):
    user = make(invite(cast))
    members.remove(actor=cast.editor, desk_id=cast.desk.pk, user_id=user.pk)
    assert Invitation.objects.get().accepted_by == user
