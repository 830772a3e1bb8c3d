"""Who changed what, who confirms it, and how: a second pair of eyes, through whatever door."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from annotations.errors import DomainError, FourEyes, NotAllowed, WrongState
from annotations.models import Assessment, Claim, Membership, Role, User
from annotations.models.claims import queues
from annotations.services.accounts import desks, tokens
from annotations.services.claims import assessments, claims, evidence
from annotations.services.transactions import acting
from annotations.services.undo import undo
from tests.cast import make_cast
from tests.factory import make_checked_claim, make_claim, make_proposal
from tests.services.claims.doors import DOORS, as_request, by_feed, make_checked
from tests.web.scene import review
from tests.work.together import together

pytestmark = pytest.mark.slow


class Over(Exception):
    """Leaves a transaction so that nothing of it stays."""


@contextmanager
def in_vain():
    try:
        with transaction.atomic():
            yield
            raise Over
    except Over:
        pass


def by_service(person, proposal) -> bool:
    try:
        assessments.approve(actor=person, assessment_id=proposal.pk, seen_version=proposal.version)
    except (FourEyes, NotAllowed):
        return False
    return True


def by_page(person, proposal) -> bool:
    """As the form on the page does, or without it where there is none."""
    client = Client()
    client.force_login(person)
    answer = review(client, proposal, "approve")
    assert answer.status_code in (200, 403)
    return answer.status_code == 200


def by_program(person, proposal) -> bool:
    answer = Client().post(
        f"/api/v1/assessments/{proposal.pk}/approve/",
        "{}",
        content_type="application/json",
        headers={
            "Authorization": f"Bearer {tokens.create(actor=None, user=person)}",
            "If-Match": f'"{proposal.version}"',
        },
    )
    assert answer.status_code in (200, 403)
    return answer.status_code == 200


def by_sql(person, proposal) -> bool:
    """What somebody could write who has the application's connection."""
    try:
        with acting(person), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE annotations_assessment SET state = 'superseded'"
                " WHERE claim_id = %s AND state = 'approved'",
                [proposal.claim_id],
            )
            cursor.execute(
                "UPDATE annotations_assessment SET state = 'approved', reviewer_id = %s,"
                " reviewed_at = now(), changers = '{}', basis = '', kept = '{}' WHERE id = %s",
                [person.pk, proposal.pk],
            )
    except IntegrityError:
        return False
    return True


WAYS = (by_service, by_page, by_program, by_sql)


def allowed(proposal) -> set[str]:
    """Which of the desk's editors may approve it; the same by every way."""
    proposal = Assessment.objects.get(pk=proposal.pk)
    found = set()
    for person in User.objects.filter(
        memberships__desk=proposal.claim.desk, memberships__role="editor"
    ):
        answers = set()
        for way in WAYS:
            with in_vain():
                answers.add(way(person, proposal))
        assert len(answers) == 1, f"{person}: not the same by every way"
        if answers.pop():
            found.add(person.username)
    return found


@pytest.fixture
def desk(cast):
    """A checked claim; the author of its verdict was made an editor since."""
    desk = make_checked(cast)

    def add():
        desk.more = evidence.add(
            actor=cast.editor, claim_id=desk.claim.pk, source_id=desk.proof.source_id,
            stance="context", note="By the editor.",
        )  # fmt: skip

    desk.added = as_request(add)
    proposal = make_proposal(cast, desk.claim)
    assessments.approve(
        actor=cast.second_editor, assessment_id=proposal.pk, seen_version=proposal.version
    )
    desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.checker, role=Role.EDITOR)
    return desk


def verdict_of(desk) -> Assessment:
    return desk.claim.assessments.get(state="approved")


def again(desk, person):
    verdict = verdict_of(desk)
    return assessments.propose_again(
        actor=person, assessment_id=verdict.pk, seen_version=verdict.version
    )


@pytest.mark.parametrize("door", DOORS)
def test_whoever_changed_a_checked_claim_does_not_confirm_it_alone(cast, desk, door):
    seen = verdict_of(desk).version
    DOORS[door](desk, cast.editor)

    verdict = verdict_of(desk)
    assert verdict.needs_another_look
    assert verdict.version > seen
    assert verdict.changers == [cast.editor.pk]
    assert Claim.objects.get(pk=desk.claim.pk).stage == "review"
    for person in (cast.editor, cast.second_editor, cast.admin):
        with pytest.raises(WrongState):
            assessments.approve(
                actor=person, assessment_id=verdict.pk, seen_version=verdict.version
            )

    with in_vain():  # The changer proposes: somebody else has to see it.
        assert allowed(again(desk, cast.editor)) == {"checker", "second_editor"}
    with in_vain():  # A third person has seen the change: then the changer is the second.
        assert allowed(again(desk, cast.checker)) == {"editor", "second_editor"}


@pytest.mark.parametrize("door", DOORS)
def test_what_was_changed_after_the_proposal_is_not_approved_by_who_changed_it(cast, desk, door):
    proposal = make_proposal(cast, desk.claim, rating="mixed")
    seen = proposal.version
    DOORS[door](desk, cast.editor)

    proposal.refresh_from_db()
    assert proposal.version > seen
    assert allowed(proposal) == {"second_editor"}


def test_two_who_both_changed_the_claim_do_not_confirm_each_other(cast, desk):
    DOORS["statement"](desk, cast.editor)
    DOORS["note"](desk, cast.checker)

    assert allowed(again(desk, cast.checker)) == {"second_editor"}


def test_a_change_that_somebody_undid_is_not_theirs(cast, desk):
    DOORS["note"](desk, cast.checker)
    proposal = again(desk, cast.checker)
    DOORS["statement"](desk, cast.editor)
    claims.edit(
        actor=cast.editor, claim_id=desk.claim.pk, seen_version=None, statement="41 bridges"
    )

    assert allowed(proposal) == {"editor", "second_editor"}


def test_what_a_feed_brings_is_nobodys_change(cast, desk):
    by_feed(desk, cast.editor)
    assert verdict_of(desk).needs_another_look
    assert verdict_of(desk).changers == []
    with in_vain():
        assert allowed(again(desk, cast.checker)) == {"editor", "second_editor"}
    proposal = again(desk, cast.checker)
    proposal.refresh_from_db()
    assert allowed(proposal) == {"editor", "second_editor"}


def test_where_every_editor_is_ruled_out_everybody_sees_it_and_an_administrator_decides(cast, desk):
    def seen_by(person) -> bool:
        return queues.needs_another_editor(person).filter(pk=desk.claim.pk).exists()

    DOORS["statement"](desk, cast.editor)
    proposal = again(desk, cast.checker)
    assert not seen_by(cast.admin), "an editor can decide"
    DOORS["note"](desk, cast.second_editor)
    assert not seen_by(cast.admin), "the editor changed it before the proposal, the author did not"
    DOORS["date"](desk, cast.editor)
    proposal.refresh_from_db()
    assert allowed(proposal) == set()
    people = (cast.viewer, cast.reporter, cast.checker, cast.editor, cast.second_editor, cast.admin)
    assert all(map(seen_by, people))
    assert not seen_by(cast.stranger)
    assert not queues.to_review(cast.editor).exists()
    assert queues.to_review(cast.admin).get() == desk.claim

    assessments.approve(actor=cast.admin, assessment_id=proposal.pk, seen_version=proposal.version)
    assert not seen_by(cast.viewer)


def test_who_leaves_the_desk_leaves_their_decisions(cast, desk):
    Membership.objects.filter(user=cast.second_editor).delete()
    DOORS["statement"](desk, cast.editor)

    verdict = verdict_of(desk)
    assert (verdict.reviewer, verdict.state) == (cast.second_editor, "approved")
    proposal = again(desk, cast.checker)
    assert not by_sql(cast.second_editor, proposal)
    for role in (Role.VIEWER, Role.REPORTER, Role.CHECKER):
        Membership.objects.create(user=cast.second_editor, desk=cast.desk, role=role)
        with in_vain():
            assert not by_sql(cast.second_editor, proposal), role
        Membership.objects.filter(user=cast.second_editor).delete()
    with in_vain():
        assert not by_sql(cast.stranger, proposal)
    with in_vain():
        assert by_sql(cast.admin, proposal)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", [by_service, by_sql])
def test_a_claim_that_changes_in_the_moment_of_its_approval_is_not_checked(way):
    cast = make_cast()
    claim = make_claim(cast)
    proposal = make_proposal(cast, claim)
    correct_claim = {"claim_id": claim.pk, "seen_version": None, "statement": "No bridges"}

    def edit():
        claims.edit(actor=cast.second_editor, **correct_claim)

    def approve():
        try:
            return way(cast.editor, proposal)
        except DomainError as error:
            return error.status

    together(edit, approve)
    row = Assessment.objects.get(pk=proposal.pk)
    claim.refresh_from_db()
    kept = row.kept and row.kept["statement"]
    assert claim.stage != "checked" or kept == claim.statement
    assert row.state == "proposed" or row.needs_another_look == (kept != claim.statement)


@pytest.mark.django_db(transaction=True)
def test_a_role_that_is_lowered_in_the_moment_of_the_approval_counts_before_or_after_it():
    cast = make_cast()
    proposal = make_proposal(cast, make_claim(cast))
    lower = {"actor": cast.admin, "desk": cast.desk, "user": cast.editor, "role": Role.CHECKER}
    _, answer = together(lambda: desks.set_role(**lower), lambda: by_service(cast.editor, proposal))

    proposal.refresh_from_db()
    assert answer in (True, False)
    assert (proposal.state == "approved") is answer


def test_a_restored_row_keeps_what_was_decided(cast):
    """Undo of a deletion: the reviewer of a returned proposal is no editor any more."""
    claim = make_claim(cast)
    proposal = make_proposal(cast, claim)
    assessments.return_(
        actor=cast.second_editor, assessment_id=proposal.pk, seen_version=1, note="Page?"
    )
    gone = as_request(
        lambda: claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)
    )
    desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.second_editor, role=Role.VIEWER)
    undo.undo(actor=cast.editor, request=gone)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.reviewer) == ("returned", cast.second_editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            claim=claim, question="said", rating=proposal.rating, rationale="Forged",
            author=cast.checker, reviewer=cast.second_editor, state="returned",
        )  # fmt: skip


def test_a_deleted_and_restored_proposal_forgets_nobody(cast):
    claim = make_claim(cast)
    proposal = make_proposal(cast, claim)
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement="No bridges")
    gone = as_request(
        lambda: claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)
    )
    undo.undo(actor=cast.editor, request=gone)

    assert allowed(proposal) == {"second_editor"}


def test_a_proposal_put_back_on_a_claim_that_changed_is_for_an_editor_to_decide(cast):
    claim = make_claim(cast)
    made = as_request(lambda: make_proposal(cast, claim))
    proposal = claim.assessments.get()
    gone = undo.undo(actor=cast.checker, request=made)
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement="No bridges")
    undo.undo(actor=cast.checker, request=gone.request)

    proposal.refresh_from_db()
    assert allowed(proposal) == {"editor", "second_editor"}


def test_a_proposal_put_back_with_its_claim_forgets_nobody_although_that_changed(cast, desk):
    proposal = make_proposal(cast, desk.claim, question="said", rating="as-quoted")
    Assessment.objects.filter(pk=verdict_of(desk).pk).update(state="superseded")
    DOORS["statement"](desk, cast.editor)
    Assessment.objects.exclude(pk=proposal.pk).delete()
    gone = as_request(
        lambda: claims.delete(actor=cast.admin, claim_id=desk.claim.pk, seen_version=None)
    )
    DOORS["rename"](desk, cast.second_editor)
    undo.undo(actor=cast.admin, request=gone)

    assert allowed(proposal) == {"second_editor"}


def test_what_the_database_refuses_is_told_as_what_it_is(cast):
    """As when it became so after the service had asked."""
    proposal = make_proposal(cast, make_claim(cast))
    claims.edit(
        actor=cast.editor, claim_id=proposal.claim_id, seen_version=None, statement="No bridges"
    )
    proposal.refresh_from_db()

    def approve(person):
        assessments._decide(proposal, "approved", person, "")

    with pytest.raises(FourEyes, match="You have changed this claim"):
        approve(cast.editor)
    with pytest.raises(NotAllowed, match="no longer an editor"):
        approve(cast.viewer)
    with pytest.raises(IntegrityError, match="four_eyes"):
        approve(cast.checker)


def test_a_verdict_is_doubted_since_its_first_doubt_until_it_stands_again(cast, desk):
    def since():
        return queues.doubted(cast.checker).get().since

    assert verdict_of(desk).doubted_at is None
    DOORS["statement"](desk, cast.editor)
    first = since()
    assert first == verdict_of(desk).doubted_at
    DOORS["note"](desk, cast.editor)
    desk.proof.refresh_from_db()
    assert since() == first
    with acting(cast.editor), connection.cursor() as cursor:
        cursor.execute("UPDATE annotations_assessment SET doubted_at = NULL")
    assert since() == first

    claims.edit(
        actor=cast.editor, claim_id=desk.claim.pk, seen_version=None, statement="41 bridges"
    )
    evidence.edit(actor=cast.editor, evidence_id=desk.proof.pk, seen_version=None, note="")
    assert verdict_of(desk).doubted_at is None
    DOORS["statement"](desk, cast.editor)
    assert since() > first


def test_a_verdict_is_no_form_of_the_admin_panel(cast, sign_in):
    claim = make_checked_claim(cast)
    claims.edit(actor=cast.admin, claim_id=claim.pk, seen_version=None, statement="No bridges")
    verdict = claim.assessments.get()
    sign_in(cast.admin).post(
        f"/admin/annotations/assessment/{verdict.pk}/change/", {"state": "approved"}
    )

    verdict.refresh_from_db()
    assert verdict.needs_another_look
