"""Makes the numbers of claims' words, for those that have none of the engine at hand."""

import logging
from time import monotonic

from django.db import connection, transaction

from annotations.models.claims import vectors

logger = logging.getLogger(__name__)
AT_ONCE = 250  # While they are made, whoever writes one of these claims waits.
IN_A_SWEEP = 8  # Batches.
TIDIED_EVERY = 3_600  # Seconds, and when a process begins: it reads all rows.
# A server that crashed, or a backup that was put back, has none of these rows.
MISSING = """
INSERT INTO newsroom_claim_vector (claim_id)
SELECT claim_id FROM newsroom_claim_terms t
WHERE NOT EXISTS (SELECT FROM newsroom_claim_vector v WHERE v.claim_id = t.claim_id)
ON CONFLICT DO NOTHING
"""
OF_OTHERS = """
UPDATE newsroom_claim_vector SET numbers = NULL WHERE engine <> %s AND numbers IS NOT NULL
"""
TAKE = """
SELECT claim_id FROM newsroom_claim_vector WHERE numbers IS NULL
ORDER BY claim_id DESC LIMIT %s FOR UPDATE SKIP LOCKED
"""
# The words by which `models.claims.similar.to_claim` asks. What was taken is held: it is read now.
WORDS = """
SELECT c.id, c.statement || ' ' || coalesce((
    SELECT exact FROM annotations_anchor WHERE claim_id = c.id ORDER BY id LIMIT 1), '')
FROM annotations_claim c WHERE c.id = ANY(%s)
"""
STORE = """
UPDATE newsroom_claim_vector v SET numbers = made.numbers::halfvec, engine = %s
FROM unnest(%s::bigint[], %s::text[]) made(claim_id, numbers) WHERE v.claim_id = made.claim_id
"""
_tidied: dict[str, float] = {}  # When, by the engine's name.


def sweep() -> None:
    """A few batches, the newest claims first. An engine that fails keeps nothing else waiting."""
    try:
        for _ in range(IN_A_SWEEP):
            if not make():
                break
    except Exception as error:
        logger.error("no word vectors: %s", error)


def make(most: int = AT_ONCE) -> int:
    """For so many claims; says how many there were. None without an engine."""
    engine = vectors.engine()
    if engine is None:
        return 0
    _tidy(engine.name)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE, [most])
        taken = [pk for (pk,) in cursor.fetchall()]
        if not taken:
            return 0
        cursor.execute(WORDS, [taken])
        words = dict(cursor.fetchall())
        numbers = [vectors.written(one) for one in engine.vectors(list(words.values()))]
        cursor.execute(STORE, [engine.name, list(words), numbers])
        if gone := [pk for pk in taken if pk not in words]:
            cursor.execute("DELETE FROM newsroom_claim_vector WHERE claim_id = ANY(%s)", [gone])
    return len(taken)


def _tidy(name: str) -> None:
    """Now and then: every claim with terms has a row, and what another engine made goes."""
    last = _tidied.get(name)
    if last is not None and monotonic() < last + TIDIED_EVERY:
        return
    with connection.cursor() as cursor:
        cursor.execute(MISSING)
        cursor.execute(OF_OTHERS, [name])
    _tidied[name] = monotonic()
