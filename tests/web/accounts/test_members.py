"""*Members* and the page behind an invitation's link."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Claim, Deputy, Invitation, Membership, User
from annotations.services.accounts import invitations, tokens
from annotations.services.claims import contacts, workflow
from annotations.services.comments import threads
from tests.cast import PASSWORD
from tests.factory import make_claim
from tests.services.accounts.test_invitations import invite, over
from tests.web.accounts.test_sign_in import is_in
from tests.web.scene import words


@pytest.fixture
def page(cast) -> str:
    return f"/desks/{cast.desk.pk}/members/"


@pytest.fixture
def held(cast) -> Claim:
    return workflow.take(actor=cast.checker, claim_id=make_claim(cast).pk)


def test_everybody_of_the_desk_reads_who_is_on_it_and_editors_keep_it(cast, sign_in, page, held):
    invite(cast)
    shown = words(sign_in(cast.viewer).get(page))
    for hidden in ("new@example.org", "Change role", "Hand over", "Invite", "Remove"):
        assert hidden not in shown
    assert "second_editor" in shown
    assert "stranger" not in shown

    shown = words(sign_in(cast.editor).get(page))
    for offered in ("new@example.org", "Change role", "Hand over", "not sent yet"):
        assert offered in shown


def test_roles_and_removals_by_the_forms(cast, sign_in, page, held):
    client = sign_in(cast.editor)
    client.post(f"{page}role/", {"user": cast.viewer.pk, "role": "reporter"})
    assert Membership.objects.get(user=cast.viewer).role == "reporter"

    about = {"user": cast.checker.pk, "to": cast.second_editor.pk}
    response = client.post(f"{page}remove/", about)
    assert response.status_code == 302
    assert "/handovers/" in response["Location"]
    held.refresh_from_db()
    assert held.assignee == cast.second_editor
    assert "is off the desk" in words(client.get(page))


def test_a_refusal_stands_on_the_page(cast, sign_in, page):
    client = sign_in(cast.editor)
    client.post(f"{page}remove/", {"user": cast.second_editor.pk})
    response = client.post(f"{page}remove/", {"user": cast.editor.pk})
    assert response.status_code == 409
    assert "only editor" in words(response)
    assert client.post(f"{page}hand-over/", {"user": cast.editor.pk}).status_code == 422
    assert client.post(f"{page}role/", {"user": "nobody", "role": "editor"}).status_code == 404


def test_who_removes_themselves_is_led_to_what_they_may_see(cast, sign_in, page):
    response = sign_in(cast.editor).post(f"{page}remove/", {"user": cast.editor.pk})
    assert response["Location"] == "/articles/"


def test_a_page_says_how_much_there_is_before_and_what_became_of_it_after(
    cast, sign_in, page, held
):
    contacts.ask(actor=cast.checker, claim_id=held.pk, asked="Ministry")
    client = sign_in(cast.editor)
    path = f"{page}hand-over/?user={cast.checker.pk}"
    assert path in words(client.get(page))
    asked = words(client.get(path))
    for one in ("1 claim to check", "1 open request", "second_editor (Editor)"):
        assert one in asked

    response = client.post(f"{page}hand-over/", {"user": cast.checker.pk, "to": cast.editor.pk})
    shown = words(client.get(response["Location"]))
    assert "Went to editor" in shown
    assert "Stayed" not in shown
    response = client.post(f"{response['Location']}undo/")
    assert "Taken back by" in words(client.get(response["Location"]))
    held.refresh_from_db()
    assert held.assignee == cast.checker


def test_the_page_of_somebody_else_s_work_is_for_editors(cast, sign_in, page, held):
    for person, user, status in (
        (cast.checker, cast.checker, 200), (cast.checker, cast.editor, 403),
        (cast.editor, cast.stranger, 404), (cast.reporter, cast.reporter, 403),
    ):  # fmt: skip
        response = sign_in(person).get(f"{page}hand-over/?user={user.pk}")
        assert response.status_code == status


def test_what_could_not_go_stands_on_the_page_with_who_can_take_it(cast, sign_in, page, held):
    threads.on_claim(actor=cast.reporter, claim_id=held.pk, body="Which year, @checker?")
    client = sign_in(cast.editor)
    to_reporter = {"user": cast.checker.pk, "to": cast.reporter.pk}
    response = client.post(f"{page}hand-over/", to_reporter)
    shown = words(client.get(response["Location"]))
    assert "Stayed with checker" in shown
    assert "checkers and editors" in shown
    told = words(sign_in(cast.reporter).get("/notifications/"))
    assert "editor handed the work of checker over to you" in told
    assert "reporter mentioned checker, whose work you have now" in told
    assert "whose work you have now" in words(sign_in(cast.reporter).get("/my-work/"))


def test_names_of_ended_tokens_are_for_the_receiver_and_editors(cast, sign_in, page, held):
    tokens.create(actor=cast.checker, user=cast.checker, name="Import of prices", scopes=["read"])
    client = sign_in(cast.editor)
    about = {"user": cast.checker.pk, "to": cast.second_editor.pk}
    path = client.post(f"{page}remove/", about)["Location"]
    assert "Import of prices" in words(client.get(path))
    assert "Import of prices" in words(sign_in(cast.second_editor).get(path))
    shown = sign_in(cast.viewer).get(path)
    assert shown.status_code == 200
    assert "Import of prices" not in words(shown)


def test_what_somebody_left_behind_is_handed_over_too(cast, sign_in, page, held):
    client, path = sign_in(cast.editor), f"{page}hand-over/"
    client.post(f"{page}remove/", {"user": cast.checker.pk})
    assert "Work that nobody can do" in words(client.get(page))
    assert "Work that nobody can do" not in words(sign_in(cast.viewer).get(page))

    client.post(path, {"user": cast.checker.pk, "to": cast.second_editor.pk})
    assert "Work that nobody can do" not in words(client.get(page))
    cast.second_editor.is_active = False
    cast.second_editor.save()
    assert "Work that nobody can do" in words(client.get(page))
    held.refresh_from_db()
    assert held.assignee == cast.second_editor


def test_invitations_by_the_form(cast, sign_in, page):
    client, path = sign_in(cast.editor), f"/desks/{cast.desk.pk}/invitations/"
    client.post(path, {"email": "new@example.org", "role": "checker"})
    row = Invitation.objects.get()
    assert (row.origin, row.language) == ("http://testserver", "en-gb")

    response = client.post(path, {"email": "new@example.org", "role": "checker"})
    assert response.status_code == 409
    assert 'value="new@example.org"' in words(response)
    client.post(f"/invitations/{row.pk}/again/")
    row.refresh_from_db()
    assert row.issue == 2
    client.post(f"/invitations/{row.pk}/revoke/")
    assert "No open invitations." in words(client.get(page))


def test_the_page_asks_no_more_for_more_people(cast, sign_in, page, held):
    client = sign_in(cast.editor)
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(page)
    for number in range(10):
        user = User.objects.create(username=f"p{number}")
        Membership.objects.create(desk=cast.desk, user=user, role="checker")
        invite(cast, email=f"p{number}@example.org")
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)


# --- the link ----------------------------------------------------------------------------------


def test_a_new_person_makes_an_account_and_is_on_the_desk_signed_in(cast, page):
    client, row = Client(), invite(cast)
    path = f"/join/{row.key}/"
    shown = client.get(path)
    assert "new@example.org" in words(shown)
    assert shown["Cache-Control"] == "no-store"
    response = client.post(path, {"username": "nora", "display_name": "", "password": "12345678"})
    assert response.status_code == 422
    assert 'value="nora"' in words(response)

    given = {"username": "nora", "display_name": "Nora New", "password": PASSWORD}
    response = client.post(path, given)
    assert (response.status_code, response["Location"]) == (302, page)
    assert "Nora New" in words(client.get(page))
    assert is_in(client)
    assert Client().get(path).status_code == 404


def test_user_names_are_not_tried_without_end_behind_a_link(cast, page):
    path = f"/join/{invite(cast).key}/"
    given = {"username": "viewer", "display_name": "", "password": PASSWORD}
    statuses = [Client().post(path, given).status_code for _ in range(21)]
    assert set(statuses[:20]) == {422}
    assert statuses[20] == 429
    other = f"/join/{invite(cast, email='b@example.org').key}/"
    assert Client().post(other, given | {"username": "nora"}).status_code == 302


def test_who_is_signed_in_joins_with_one_button(cast, sign_in, page):
    client, row = sign_in(cast.stranger), invite(cast)
    path = f"/join/{row.key}/"
    assert "Join as stranger" in words(client.get(path))
    assert client.post(path)["Location"] == page
    assert client.get(page).status_code == 200


def test_a_link_that_ended_says_the_same_as_one_that_never_was(cast, client):
    row, revoked = invite(cast), invite(cast, email="b@example.org")
    over(row)
    invitations.revoke(actor=cast.editor, invitation_id=revoked.pk)
    for ask in (client.get, client.post):
        shown = {
            "\n".join(one for one in words(answer).splitlines() if "csrf" not in one.lower())
            for key in (row.key, revoked.key, "1.1:nothing")
            for answer in (ask(f"/join/{key}/"),)
            if answer.status_code == 404
        }
        assert len(shown) == 1
        assert "b@example.org" not in shown.pop()


def test_the_menu_of_a_person_leads_to_their_desk(cast, sign_in, page):
    assert f'href="{page}"' in words(sign_in(cast.viewer).get("/articles/"))


# --- deputies ----------------------------------------------------------------------------------


def test_a_deputy_is_named_and_ended_on_the_page_and_my_work_says_for_whom(
    cast, sign_in, page, held
):
    checker, today = sign_in(cast.checker), timezone.now().date().isoformat()
    about = {"person": cast.checker.pk, "deputy": cast.reporter.pk}
    path = f"/desks/{cast.desk.pk}/deputies/"
    assert checker.post(path, about | {"starts_on": "soon", "ends_on": today}).status_code == 422
    assert checker.post(path, about | {"starts_on": today, "ends_on": today}).status_code == 302

    reporter = sign_in(cast.reporter)
    assert "for <bdi>checker</bdi>" in words(reporter.get("/my-work/"))
    assert "<bdi>reporter</bdi> for <bdi>checker</bdi>" in words(reporter.get(page))
    assert reporter.post(f"/deputies/{Deputy.objects.get().pk}/end/").status_code == 302
    assert "for <bdi>checker</bdi>" not in words(reporter.get("/my-work/"))
