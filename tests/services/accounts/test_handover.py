"""All that a person has on a desk goes to another in one step, and comes back in one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations import access
from annotations.errors import Invalid, NotAllowed, NotFound, WrongState
from annotations.models import (
    BlindRating,
    Claim,
    Desk,
    Feed,
    GuestLink,
    Handover,
    Membership,
    Notification,
    Token,
    User,
    Watch,
    Webhook,
)
from annotations.services.accounts import handover, members, tokens, work
from annotations.services.articles import embargoes
from annotations.services.claims import contacts, double_checks, watching, workflow
from annotations.services.comments import threads
from annotations.services.feeds import feeds
from annotations.services.guests import guests
from annotations.services.webhooks import webhooks
from tests.factory import make_article, make_checked_claim, make_claim, make_proposal

KINDS = [name for name in work.KINDS if name != "ratings"]


@pytest.fixture
def busy(cast):
    """An editor with one of everything; returns the claim it is about."""
    article = make_article(cast)
    make_checked_claim(cast, article, words="Ilka Varn")
    claim = make_claim(cast, article)
    workflow.take(actor=cast.second_editor, claim_id=claim.pk)
    make_proposal(cast, claim)
    contacts.ask(actor=cast.second_editor, claim_id=claim.pk, asked="Ministry")
    threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body="Which year, @second_editor?")
    guests.invite(
        actor=cast.second_editor, article_id=article.pk, claim_ids=[claim.pk], guest="Dr A",
        action="comment",
    )  # fmt: skip
    desk = {"actor": cast.second_editor, "desk_id": cast.desk.pk}
    webhooks.add(address="https://example.org/hook", **desk)
    feeds.add(address="https://example.org/feed.xml", **desk)
    watching.watch(actor=cast.second_editor, claim_id=claim.pk)
    return claim


def has(cast, person) -> dict[str, int]:
    return work.counts_by_person(desk_id=cast.desk.pk).get(person.pk, {})


def hand_over(cast, to, *, person=None, actor=None) -> Handover:
    person = person or cast.second_editor
    actor = actor or cast.editor
    return handover.hand_over(actor=actor, desk_id=cast.desk.pk, user_id=person.pk, to=to.pk)


def handed(person) -> int:
    return Notification.objects.filter(kind="handover", person=person).count()


def test_everything_goes_and_comes_back_in_one_step(cast, busy):
    extra = {"reviews": has(cast, cast.editor)["reviews"]}
    before = has(cast, cast.second_editor)
    assert before == dict.fromkeys(KINDS, 1)

    row = hand_over(cast, cast.editor)
    assert has(cast, cast.second_editor) == {}
    after = has(cast, cast.editor)
    assert after == before | {"reviews": 1 + extra["reviews"]}
    busy.refresh_from_db()
    assert busy.assignee == cast.editor

    handover.take_back(actor=cast.editor, handover_id=row.pk)
    assert has(cast, cast.second_editor) == before
    assert has(cast, cast.editor) == extra
    with pytest.raises(WrongState):
        handover.take_back(actor=cast.editor, handover_id=row.pk)


def test_what_the_role_of_the_receiver_does_not_allow_stays_and_is_told(cast, busy):
    row = hand_over(cast, cast.checker)
    assert row.stayed == {"reviews": 1, "webhooks": 1, "feeds": 1}
    assert has(cast, cast.second_editor) == row.stayed

    row = hand_over(cast, cast.reporter, person=cast.checker)
    assert set(row.stayed) == {"claims", "contacts", "guest_links"}
    assert set(has(cast, cast.reporter)) == {"mentions", "watches"}


def test_what_an_embargo_hides_from_the_receiver_stays(cast, busy):
    embargoes.put(
        actor=cast.editor, article_id=busy.article_id, people=[cast.second_editor.pk], until=None
    )
    seen = make_claim(cast, make_article(cast))
    workflow.take(actor=cast.second_editor, claim_id=seen.pk)
    row = hand_over(cast, cast.checker)
    assert row.moved == {"claims": [seen.pk]}
    assert set(row.stayed) == set(KINDS)


def test_what_an_embargo_hides_by_then_does_not_come_back(cast):
    claims = [make_claim(cast, make_article(cast)) for _ in range(2)]
    for claim in claims:
        workflow.take(actor=cast.checker, claim_id=claim.pk)
    row = hand_over(cast, cast.second_editor, person=cast.checker)
    embargoes.put(actor=cast.editor, article_id=claims[0].article_id)

    handover.take_back(actor=cast.editor, handover_id=row.pk)
    holders = Claim.objects.order_by("pk").values_list("assignee", flat=True)
    assert list(holders) == [cast.second_editor.pk, cast.checker.pk]


def test_nobody_is_asked_to_decide_on_their_own_proposal(cast, busy):
    members.change_role(
        actor=cast.editor, desk_id=cast.desk.pk, user_id=cast.checker.pk, role="editor"
    )
    row = hand_over(cast, cast.checker)  # The author of the proposal.
    assert row.stayed == {"reviews": 1}
    assert not Notification.objects.filter(kind="review", person=cast.checker).exists()


def test_a_mention_says_for_whom_it_was_through_two_handovers(cast, busy):
    mention = Notification.objects.get(kind="mention", person=cast.second_editor)
    first = hand_over(cast, cast.checker)
    hand_over(cast, cast.reporter, person=cast.checker)
    mention.refresh_from_db()
    assert (mention.person, mention.instead_of) == (cast.reporter, cast.second_editor)

    handover.take_back(actor=cast.editor, handover_id=first.pk)  # The reporter has it by now.
    mention.refresh_from_db()
    assert mention.person == cast.reporter


def test_who_has_the_same_is_not_asked_twice_and_it_comes_back(cast, busy):
    threads.on_claim(actor=cast.reporter, claim_id=busy.pk, body="@checker @second_editor?")
    watching.watch(actor=cast.checker, claim_id=busy.pk)
    before = has(cast, cast.second_editor)

    row = hand_over(cast, cast.checker)
    assert has(cast, cast.checker)["mentions"] == 2
    assert Watch.objects.filter(claim=busy).count() == 1
    handover.take_back(actor=cast.editor, handover_id=row.pk)
    assert has(cast, cast.second_editor) == before
    assert set(Watch.objects.values_list("person", flat=True)) == {
        cast.checker.pk, cast.second_editor.pk,
    }  # fmt: skip


def test_both_and_watchers_are_told_once_however_much_it_was(cast, busy):
    article = busy.article
    for words in ("Tuesday", "The report"):
        claim = make_claim(cast, article, words=words)
        workflow.take(actor=cast.second_editor, claim_id=claim.pk)
        watching.watch(actor=cast.viewer, claim_id=claim.pk)
    Notification.objects.all().delete()

    row = hand_over(cast, cast.checker)
    told = Notification.objects.exclude(kind="mention")
    assert dict(told.values_list("person", "kind")) == {
        cast.checker.pk: "handover", cast.second_editor.pk: "handover", cast.viewer.pk: "handover",
    }  # fmt: skip
    assert told.count() == 3
    handover.take_back(actor=cast.editor, handover_id=row.pk)
    assert [handed(one) for one in (cast.checker, cast.viewer)] == [1, 1]


def test_what_changed_since_stays_where_it_is(cast, busy):
    row = hand_over(cast, cast.checker)
    workflow.assign(actor=cast.editor, claim_id=busy.pk, user=cast.editor)
    handover.take_back(actor=cast.editor, handover_id=row.pk)
    busy.refresh_from_db()
    assert busy.assignee == cast.editor
    assert has(cast, cast.second_editor)["contacts"] == 1


def test_who_may(cast, busy):
    for actor, error in ((cast.checker, NotAllowed), (cast.viewer, NotAllowed),
                         (cast.stranger, NotFound)):  # fmt: skip
        with pytest.raises(error):
            hand_over(cast, cast.checker, actor=actor)
    row = hand_over(cast, cast.checker, actor=cast.second_editor)
    for actor, error in ((cast.checker, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            handover.take_back(actor=actor, handover_id=row.pk)
    handover.take_back(actor=cast.second_editor, handover_id=row.pk)


def test_nobody_ends_tokens_of_people_the_desk_has_nothing_to_do_with(cast):
    gone = User.objects.create_user("gone")
    tokens.create(actor=gone, user=gone, name="Import")
    with pytest.raises(NotFound):
        hand_over(cast, cast.checker, person=gone)
    assert Token.objects.valid().filter(user=gone).exists()


def test_to_whom_it_cannot_go(cast, busy):
    workflow.take(actor=cast.checker, claim_id=make_claim(cast, words="Tuesday").pk)
    for receiver in (cast.second_editor, cast.viewer, cast.stranger, cast.admin):
        with pytest.raises(Invalid):
            hand_over(cast, receiver)
    with pytest.raises(Invalid, match="nothing of this"):
        hand_over(cast, cast.reporter, person=cast.checker)
    assert not Handover.objects.exists()


# --- who leaves, who is demoted ----------------------------------------------------------------


def remove(cast, person, to=None):
    return members.remove(
        actor=cast.editor, desk_id=cast.desk.pk, user_id=person.pk,
        hand_over_to=to.pk if to else None,
    )  # fmt: skip


def test_tokens_of_who_leaves_the_last_desk_end_and_the_receiver_reads_which(cast, busy):
    tokens.create(actor=cast.second_editor, user=cast.second_editor, name="Import", scopes=["read"])
    over = tokens.create(
        actor=cast.second_editor, user=cast.second_editor, name="Over",
        expires_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    row = remove(cast, cast.second_editor, cast.editor).handover
    assert row.ended_tokens == [{"name": "Import", "scopes": ["read"], "last_used_at": None}]
    assert not Token.objects.valid().filter(user=cast.second_editor).exists()
    assert Token.objects.for_secret(over).get().revoked_at is None

    handover.take_back(actor=cast.editor, handover_id=row.pk)
    assert not Token.objects.valid().filter(user=cast.second_editor).exists()


def test_tokens_go_on_for_who_is_on_another_desk_or_stays(cast, busy):
    tokens.create(actor=cast.second_editor, user=cast.second_editor, name="Import")
    assert hand_over(cast, cast.checker).ended_tokens == []
    Membership.objects.create(desk=cast.other_desk, user=cast.second_editor, role="viewer")
    assert remove(cast, cast.second_editor, cast.editor).handover.ended_tokens == []
    assert Token.objects.valid().filter(user=cast.second_editor).exists()


def test_without_a_receiver_the_work_waits_for_editors_to_see(cast, busy):
    tokens.create(actor=cast.second_editor, user=cast.second_editor, name="Import")
    remove(cast, cast.second_editor)
    everything = work.counts_by_person(desk_id=cast.desk.pk)
    assert work.stuck(everything, desk_id=cast.desk.pk) == {
        cast.second_editor: dict.fromkeys(
            ["claims", "contacts", "mentions", "guest_links", "webhooks", "feeds"], 1
        )
    }
    row = hand_over(cast, cast.editor)
    assert [one["name"] for one in row.ended_tokens] == ["Import"]
    everything = work.counts_by_person(desk_id=cast.desk.pk)
    assert work.stuck(everything, desk_id=cast.desk.pk) == {}


def test_a_demotion_leaves_what_the_new_role_may_not(cast, busy):
    members.change_role(
        actor=cast.editor, desk_id=cast.desk.pk, user_id=cast.second_editor.pk, role="reporter"
    )
    everything = work.counts_by_person(desk_id=cast.desk.pk)
    [left] = work.stuck(everything, desk_id=cast.desk.pk).values()
    assert left == dict.fromkeys(["claims", "guest_links", "webhooks", "feeds"], 1)


@pytest.mark.parametrize("role", ["", "viewer"])
def test_taking_back_gives_the_role_back_too(cast, busy, role):
    if role:
        done = members.change_role(
            actor=cast.editor, desk_id=cast.desk.pk, user_id=cast.second_editor.pk, role=role,
            hand_over_to=cast.editor.pk,
        )  # fmt: skip
    else:
        done = remove(cast, cast.second_editor, cast.editor)
    anew = User.objects.get(pk=cast.second_editor.pk)  # Without the roles of before.
    with pytest.raises(NotFound if not role else NotAllowed):
        handover.take_back(actor=anew, handover_id=done.handover.pk)
    handover.take_back(actor=cast.editor, handover_id=done.handover.pk)
    assert Membership.objects.get(desk=cast.desk, user=cast.second_editor).role == "editor"


def test_a_claim_to_rate_unseen_goes_to_who_does_not_rate_it_and_comes_back(cast):
    claim = make_claim(cast)
    Desk.objects.filter(pk=cast.desk.pk).update(is_double_checked=True)
    about = {"claim_id": claim.pk, "question": "true"}
    for person in (cast.checker, cast.second_editor):
        double_checks.take(actor=person, **about)
    own = {"rating": "mixed", "rationale": "Page 4."}
    double_checks.hand_in(actor=cast.checker, **about, **own)
    assert has(cast, cast.second_editor)["ratings"] == 1
    assert has(cast, cast.checker)["ratings"] == 1  # Nobody is told that it is handed in.
    hand_over(cast, cast.editor, person=cast.checker)  # It stays.

    row = hand_over(cast, cast.editor)
    assert has(cast, cast.editor)["ratings"] == 1
    handover.take_back(actor=cast.editor, handover_id=row.pk)
    assert has(cast, cast.second_editor)["ratings"] == 1
    workflow.take(actor=cast.second_editor, claim_id=make_claim(cast).pk)
    assert hand_over(cast, cast.checker).stayed == {"ratings": 1}
    assert set(BlindRating.objects.values_list("rater", "seat")) == {
        (cast.checker.pk, 1), (cast.second_editor.pk, 2),
    }  # fmt: skip


def test_the_receiver_hears_of_guests_and_webhooks(cast, busy):
    hand_over(cast, cast.editor, actor=cast.admin)
    link = GuestLink.objects.get()
    secret = GuestLink.new_secret()
    GuestLink.objects.filter(pk=link.pk).update(digest=GuestLink.digest_of(secret))
    guests.answer(secret=secret, answer="commented", words="It was 40.")
    told = Notification.objects.filter(kind="guest").values_list("person", flat=True)
    assert list(told) == [cast.editor.pk]
    assert Webhook.objects.get().assignee == cast.editor
    assert Feed.objects.get().added_by == cast.editor


def test_five_hundred_claims_take_no_more_queries_than_five(cast):
    article = make_article(cast)

    def measured(number: int) -> int:
        rows = Claim.objects.bulk_create(
            Claim(
                article=article, desk=cast.desk, statement="So.", stage="checking",
                assignee=cast.checker,
            )
            for _ in range(number)
        )  # fmt: skip
        Watch.objects.bulk_create(Watch(person=cast.checker, claim=one) for one in rows)
        with CaptureQueriesContext(
            connection,
        ) as taken:
            row = hand_over(cast, cast.editor, person=cast.checker)
        assert len(row.moved["claims"]) == number
        with CaptureQueriesContext(connection) as back:
            handover.take_back(actor=cast.editor, handover_id=row.pk)
        Claim.objects.filter(pk__in=[one.pk for one in rows]).update(assignee=None)
        Watch.objects.all().delete()
        return len(taken) + len(back)

    measured(1)
    assert measured(500) == measured(5)


@pytest.mark.parametrize("kinds", [[], *([kind] for kind in work.KINDS), ["reviews", "mentions"]])
def test_offered_is_exactly_who_can_take_some_of_it_over(cast, kinds):
    members = Membership.objects.working().filter(desk=cast.desk).select_related("user")

    def may(one, action: str) -> bool:
        return access.may(one.user, action, cast.desk.pk)

    wanted = {
        one.user
        for one in members
        if may(one, "comment") and (not kinds or any(may(one, work.KINDS[k].action) for k in kinds))
    }
    assert {one.user for one in work.takers(dict.fromkeys(kinds, 1), members)} == wanted != set()
