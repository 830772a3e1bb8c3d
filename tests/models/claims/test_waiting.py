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
from tests.plans import rows_read
from tests.waiting import awaited, kept


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


MANY = """
SET LOCAL session_replication_role = replica;
INSERT INTO annotations_claim (
    id, version, created_at, updated_at, statement, article_id, desk_id, stage, stage_note,
    asks_said, asks_true, sort_start, sort_end, priority, search, assignee_id)
SELECT n, 1, now() - interval '9 days', now(), 'One of many', {article}, {desk}, 'review', '', false,
    true, n - {first}, n, 1, '', {checker}
FROM generate_series({first}, {last}) n;
INSERT INTO annotations_assessment (
    id, version, created_at, updated_at, claim_id, question, rating_id, rationale, state, author_id,
    review_note, needs_another_look)
SELECT n, 1, now() - interval '9 days', now(), n, 'true', {rating}, 'Figures.', 'proposed', {checker},
    '', false
FROM generate_series({first}, {last}) n;
INSERT INTO annotations_anchor (
    id, claim_id, revision_id, start, "end", exact, prefix, suffix, state, decision)
SELECT n, n, {revision}, n - {first}, n - {first} + 1, 'x', '', '', 'changed', '' FROM generate_series({first}, {last}) n;
INSERT INTO newsroom_waiting
SELECT w.* FROM newsroom_awaited(ARRAY(SELECT n FROM generate_series({first}, {last}) n)) w;
SET LOCAL session_replication_role = origin;
ANALYZE annotations_claim, annotations_assessment, annotations_anchor, newsroom_waiting;
"""


def fill(cast, first: int, number: int, article) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MANY.format(
            first=first, last=first + number - 1, article=article.pk, desk=article.desk_id,
            revision=article.current_revision_id, checker=cast.second_editor.pk,
            rating=cast.desk.ratings.filter(question="true").first().pk,
        ))  # fmt: skip


@pytest.mark.owner
@pytest.mark.parametrize("role", ["checker", "editor", "admin"])
def test_the_bar_reads_no_more_where_more_waits(cast, role):
    """Neither on the person's desk nor on others."""
    article = factory.make_article(cast)
    elsewhere = factory.make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    user = cast.by_role(role)
    fill(cast, 1_000_000, 400, article)
    before = rows_read(lambda: queues.count(user))
    assert queues.count(user) == 100
    fill(cast, 2_000_000, 3_000, article)
    fill(cast, 3_000_000, 3_000, elsewhere)
    assert rows_read(lambda: queues.count(user)) <= 1.2 * before
    assert before < 2_500


@pytest.mark.owner
@pytest.mark.parametrize("slug", [slug for slug in queues.QUEUES if slug != "held"])
def test_a_queue_reads_no_more_where_more_waits(cast, slug):
    article = factory.make_article(cast)
    elsewhere = factory.make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    fill(cast, 1_000_000, 600, article)
    user = cast.admin if slug == "escalated" else cast.editor

    def ask() -> None:
        list(queues.first_of(queues.QUEUES[slug](user), 51))

    before = rows_read(ask)
    fill(cast, 2_000_000, 3_000, article)
    fill(cast, 3_000_000, 3_000, elsewhere)
    assert rows_read(ask) <= 1.2 * before
