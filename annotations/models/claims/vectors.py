"""Numbers of words by the engine that the settings name, beside BM25 (docs/similar.md).

They are kept in `newsroom_claim_vector`, where the server has pgvector; without either, claims are
compared by their words alone.
"""

import logging
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from annotations.tagging.vectors.engine import Engine

logger = logging.getLogger(__name__)
IS_KEPT = "SELECT to_regclass('newsroom_claim_vector') IS NOT NULL"
WAITING = "SELECT count(*) FROM newsroom_claim_vector WHERE numbers IS NULL"


@cache
def load(path: str) -> tuple[Engine | None, str]:
    """The engine of this dotted path, or why there is none; said once in the log."""
    try:
        return import_string(path)(), ""
    # Somebody else's code may raise anything: words are compared all the same.
    except Exception as error:
        reason = str(error).strip() or type(error).__name__
        logger.error("no word vectors: %s", reason)
        return None, reason


def engine() -> Engine | None:
    """The one to be used: set, loaded, and its numbers are kept."""
    if not settings.VECTORS:
        return None
    found, _problem = load(settings.VECTORS)
    return found if found and is_kept() else None


def of(text: str) -> tuple[str, Sequence[float]]:
    """The name of the engine at hand and its numbers of these words; neither where it fails."""
    found = engine()
    if found is None:
        return "", ()
    try:
        [numbers] = found.vectors([text])
    except Exception as error:
        logger.error("no word vector: %s", error)
        return "", ()
    return found.name, numbers


def is_kept() -> bool:
    """Whether the database has the table; `migrate` makes it as soon as it can."""
    return bool(_one(IS_KEPT))


def waiting() -> int:
    """How many claims have none yet, where they are kept."""
    return int(_one(WAITING))


def _one(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        [found] = cursor.fetchone()
        return found


def written(numbers: Sequence[float]) -> str:
    """As pgvector reads them."""
    return "[" + ",".join(f"{number:.5f}" for number in numbers) + "]"
