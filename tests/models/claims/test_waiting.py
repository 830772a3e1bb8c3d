"""What waits is kept beside what it follows from: nothing is missing there, nothing is left."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from annotations.models import Anchor, Assessment, Claim, DoubleCheck, ReplyRequest
from annotations.models.claims import queues
from annotations.models.claims.waiting import Waiting
from annotations.services.articles import revisions
from annotations.services.claims import assessments, workflow
from tests import factory
from tests.plans import ALL, forget, rows_read
from tests.waiting import awaited, kept

from . import backlogs

COUNTED = [slug for slug in queues.QUEUES if slug not in (*queues.ANYBODYS, *queues.LATE)]
OWN = ("returned", "rate", "held", "deputy")
BUT_THE_LONG = f"{ALL} AND reltuples < 1000"


def kinds(claim: Claim) -> set[str]:
    assert kept() == awaited()
    return set(Waiting.objects.filter(claim_id=claim.pk).values_list("kind", flat=True))


def correct(cast, claim, old: str, new: str):
    revision = claim.article.__class__.objects.get(pk=claim.article_id).current_revision
    return revisions.revise(
        actor=cast.editor, article_id=claim.article_id, kind="correction", seen_version=None,
        text=revision.text.replace(old, new),
    )  # fmt: skip


def test_a_proposal_waits_until_it_is_decided(cast):
    claim = factory.make_claim(cast)
    proposal = factory.make_proposal(cast, claim)
    assert kinds(claim) == {"proposed"}
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=None)
    assert kinds(claim) == set()
    Assessment.objects.filter(pk=proposal.pk).update(reopened=True)
    assert kinds(claim) == {"doubted"}


def test_changed_words_wait_in_the_newest_revision_alone(cast):
    article = factory.make_article(cast)
    claim = factory.make_claim(cast, article, words="41 bridges")
    correct(cast, claim, "41 bridges", "43 bridges")
    assert kinds(claim) == {"changed"}
    correct(cast, claim, "43 bridges", "no bridges")
    assert kinds(claim) <= {"changed", "gone"}
    assert len(kinds(claim)) == 1
    Anchor.objects.filter(claim=claim).exclude(state="exact").update(
        decision="same", decided_by=cast.editor, decided_at=timezone.now()
    )
    assert kinds(claim) == set()


def test_a_claim_waits_since_the_first_correction_that_nobody_settled(cast):
    article = factory.make_article(cast)
    claim = factory.make_claim(cast, article, words="41 bridges")
    correct(cast, claim, "41 bridges", "42 bridges")
    Anchor.objects.filter(claim=claim).exclude(state="exact").update(
        decision="same", decided_by=cast.editor, decided_at=timezone.now()
    )
    for old, new in ("42", "43"), ("43", "44"), ("44", "45"):
        correct(cast, claim, f"{old} bridges", f"{new} bridges")
    assert kinds(claim) == {"changed"}
    [shown] = queues.waiting(cast.editor, "changed")
    assert shown.revision == 3
    assert shown.since == Waiting.objects.get().since


REFUSING = """
CREATE OR REPLACE FUNCTION newsroom_await(claims bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'asked for a lock';
END $$
"""


@pytest.mark.owner
def test_who_has_a_request_is_of_no_matter(cast):
    """A handover of hundreds asks for no claim's lock."""
    claim = factory.make_claim(cast)
    now = timezone.now()
    ReplyRequest.objects.create(claim=claim, asked="The office", asked_at=now, deadline=now)
    DoubleCheck.objects.create(claim=claim, question="true")
    with connection.cursor() as cursor:
        cursor.execute(REFUSING)

    ReplyRequest.objects.create(claim=claim, asked="The mayor", asked_at=now)
    ReplyRequest.objects.update(assignee=cast.checker, channel="phone", version=7)
    DoubleCheck.objects.update(version=7)
    for rows, given in (
        (ReplyRequest.objects, {"deadline": now + timedelta(days=1)}),
        (ReplyRequest.objects, {"replied_at": now, "reply": "No."}),
        (DoubleCheck.objects, {"created_at": now}),
    ):
        with pytest.raises(Exception, match="asked for a lock"), transaction.atomic():
            rows.update(**given)
    for rows in ReplyRequest.objects.exclude(deadline=None), DoubleCheck.objects:
        with pytest.raises(Exception, match="asked for a lock"), transaction.atomic():
            rows.all().delete()


def test_what_a_dismissed_claim_waited_for_waits_again_when_it_is_reopened(cast):
    claim = factory.make_claim(cast)
    ReplyRequest.objects.create(
        claim=claim, asked="The office", asked_at=timezone.now(), deadline=timezone.now()
    )
    assert kinds(claim) == {"asked"}
    workflow.dismiss(actor=cast.editor, claim_id=claim.pk, seen_version=None, note="No.")
    assert kinds(claim) == set()
    workflow.reopen(actor=cast.editor, claim_id=claim.pk, seen_version=None, note="Yes.")
    assert kinds(claim) == {"asked"}


def test_what_is_deleted_waits_for_nothing(cast):
    claim = factory.make_claim(cast)
    DoubleCheck.objects.create(claim=claim, question="true")
    assert kinds(claim) == {"rating"}
    Claim.objects.filter(pk=claim.pk).delete()
    assert kept() == set()


def fill(cast, slugs, first: int, number: int, article, *, more: bool = False) -> None:
    """So many claims for each of these queues of the editor; of what is a person's own a tenth,
    and `more` is a colleague's: nobody has thousands of these."""
    for at, slug in enumerate(slugs):
        mine, other, many = cast.editor, cast.second_editor, number
        if slug in OWN and more:
            mine, other = other, cast.checker
        elif slug in OWN:
            many = number // 10
        backlogs.fill(slug, article, first + at * number, many, mine=mine, other=other)


@pytest.mark.owner
@pytest.mark.parametrize("role", ["checker", "editor", "admin"])
def test_the_bar_reads_little_where_much_waits(cast, role):
    """Neither on the person's desk nor on others."""
    article = factory.make_article(cast)
    elsewhere = factory.make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    user = cast.by_role(role)
    fill(cast, COUNTED, 1_000_000, 150, article)
    assert queues.count(user) == 100
    fill(cast, COUNTED, 2_000_000, 600, article, more=True)
    fill(cast, COUNTED, 3_000_000, 600, elsewhere, more=True)
    assert Waiting.objects.count() > 10_000
    assert rows_read(lambda: queues.count(user)) < 4_000


@pytest.mark.owner
@pytest.mark.parametrize("slug", queues.QUEUES)
def test_a_queue_reads_the_first_of_the_thousands_that_wait(cast, slug):
    article = factory.make_article(cast)
    elsewhere = factory.make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    fill(cast, [slug], 1_000_000, 600, article)
    user = cast.admin if slug == "escalated" else cast.editor

    def ask() -> int:
        return len(queues.first_of(queues.QUEUES[slug](user), 51))

    assert ask() == 51
    fill(cast, [slug], 2_000_000, 3_000, article, more=True)
    fill(cast, [slug], 3_000_000, 3_000, elsewhere, more=True)
    assert Claim.objects.count() > 6_000
    # Of the tables with few rows a database has statistics only once they change often.
    forget(BUT_THE_LONG)
    assert rows_read(ask) < 1_000
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert rows_read(ask) < 1_000
