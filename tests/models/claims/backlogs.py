"""Thousands of claims in one of the queues of *My work*, in one statement.

Of so few PostgreSQL would now and then rather read a whole table; of millions it never does, so it
is told not to.
"""

from typing import NamedTuple

from django.db import connection

CLAIMS = """
SET LOCAL session_replication_role = replica;
INSERT INTO annotations_claim (
    id, version, created_at, updated_at, statement, article_id, desk_id, stage, stage_note,
    asks_said, asks_true, sort_start, sort_end, priority, search, assignee_id)
SELECT n, 1, now() - interval '9 days', now(), 'One of many', {article}, {desk}, '{stage}', '', false,
    true, n - {first}, n, 1, '', {assignee}
FROM generate_series({first}, {last}) n;
"""
WAITS = """
INSERT INTO newsroom_waiting
SELECT w.* FROM newsroom_awaited(ARRAY(SELECT n FROM generate_series({first}, {last}) n)) w;
SET LOCAL session_replication_role = origin;
SET LOCAL enable_seqscan = off;
ANALYZE annotations_claim, annotations_assessment, annotations_anchor, annotations_replyrequest,
    annotations_doublecheck, annotations_blindrating, annotations_suggestion, newsroom_waiting;
"""
ANCHOR = """
INSERT INTO annotations_anchor (
    id, claim_id, revision_id, start, "end", exact, prefix, suffix, state, decision)
SELECT n, n, {{revision}}, {place}, 'x', '', '', '{state}', ''
FROM generate_series({{first}}, {{last}}) n;
"""
VERDICT = """
INSERT INTO annotations_assessment (
    id, version, created_at, updated_at, claim_id, question, rating_id, rationale, state, author_id,
    review_note, needs_another_look, reviewer_id, reviewed_at, kept, changers)
SELECT n, 1, now() - interval '9 days', now(), n, 'true', {{rating}}, 'Figures.', '{state}',
    {author}, '', {is_doubted}, {reviewer}, {changers}
FROM generate_series({{first}}, {{last}}) n;
"""
REQUEST = """
INSERT INTO annotations_replyrequest (
    id, version, created_at, updated_at, claim_id, kind, asked, channel, reply, asked_at, deadline,
    outcome, outcome_at)
SELECT n, 1, now(), now(), n, '{kind}', 'The office', '', '', now() - interval '9 days', {deadline},
    '{outcome}', {outcome_at}
FROM generate_series({{first}}, {{last}}) n;
"""
DOUBLE = """
INSERT INTO annotations_doublecheck (
    id, version, created_at, updated_at, claim_id, question, state, revealed_at)
SELECT n, 1, now(), now(), n, 'true', '{state}', {revealed}
FROM generate_series({{first}}, {{last}}) n;
"""
SEAT = """
INSERT INTO annotations_blindrating (id, created_at, updated_at, double_check_id, seat, rater_id, rationale)
SELECT n, now(), now(), n, 1, {rater}, '' FROM generate_series({{first}}, {{last}}) n;
"""
REPEATED = """
INSERT INTO annotations_suggestion (claim_id, desk_id, rule, reason, score, origin, outcome)
SELECT n, {desk}, 'repeated', 'checked already', 1, 'x', 'waiting'
FROM generate_series({first}, {last}) n;
"""
DEPUTY = """
INSERT INTO annotations_deputy (
    created_at, updated_at, desk_id, person_id, deputy_id, starts_on, ends_on, made_by_id)
SELECT now(), now(), {desk}, {other}, {mine}, current_date - 9, current_date + 9, {mine}
ON CONFLICT DO NOTHING;
"""


def verdict(
    state: str, author: str, *, doubted: bool = False, reviewer: str = "NULL, NULL, NULL",
    changers: str = "'{{}}'",
) -> str:  # fmt: skip
    return VERDICT.format(
        state=state, author=author, is_doubted=doubted, reviewer=reviewer, changers=changers
    )


class Backlog(NamedTuple):
    """What fills a queue of {mine}; {other} is a colleague with the same role."""

    more: str = ""  # SQL beside the claims.
    stage: str = "review"
    assignee: str = "{other}"


PROPOSED = Backlog(verdict("proposed", "{other}"))
LATER = "now() - interval '1 day'"
RATING, DIFFERING = (
    DOUBLE.format(state="rating", revealed="NULL::timestamptz"),
    DOUBLE.format(state="differing", revealed=LATER),
)
BACKLOGS = {
    "gone": Backlog(ANCHOR.format(state="orphaned", place="NULL::int, NULL::int")),
    "changed": Backlog(ANCHOR.format(state="changed", place="n - {first}, n - {first} + 1")),
    "escalated": PROPOSED,
    "late": PROPOSED,
    "overdue": Backlog(
        REQUEST.format(kind="reply", deadline=LATER, outcome="", outcome_at="NULL::timestamptz")
    ),
    "outcome": Backlog(
        REQUEST.format(
            kind="correction", deadline="NULL::timestamptz", outcome="corrected", outcome_at=LATER
        )
    ),
    "returned": Backlog(
        verdict("returned", "{mine}", reviewer=f"{{other}}, {LATER}, NULL"), "checking", "{mine}"
    ),
    "doubted": Backlog(
        verdict("approved", "{other}", doubted=True, reviewer=f"{{mine}}, {LATER}, '{{{{}}}}'"),
        "checked",
    ),
    "review": PROPOSED,
    "differ": Backlog(DIFFERING),
    "another": Backlog(verdict("proposed", "{other}", changers="ARRAY[{mine}, {other}]")),
    "rate": Backlog(RATING + SEAT.format(rater="{mine}"), "open", "NULL::bigint"),
    "held": Backlog("", "open", "{mine}"),
    "deputy": Backlog(DEPUTY, "open", "{other}"),
    "rater": Backlog(RATING + SEAT.format(rater="{other}"), "open", "{other}"),
    "repeated": Backlog(REPEATED, "suggested", "NULL::bigint"),
    "nobody": Backlog("", "open", "NULL::bigint"),
}


def fill(slug: str, article, first: int, number: int, *, mine, other) -> None:
    """So many claims of this article, numbered from `first`, in the queue of this name."""
    what = BACKLOGS[slug]
    given = {
        "first": first, "last": first + number - 1, "article": article.pk, "desk": article.desk_id,
        "revision": article.current_revision_id, "mine": mine.pk, "other": other.pk,
        "rating": article.desk.ratings.filter(question="true").first().pk,
    }  # fmt: skip
    claims = CLAIMS.format(stage=what.stage, assignee=what.assignee.format(**given), **given)
    with connection.cursor() as cursor:
        cursor.execute(claims + (what.more + WAITS).format(**given))
