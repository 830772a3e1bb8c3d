"""Extensions that the product uses where the server has them."""

from django.db import connection

# The migration tried it first; the extension may have come later, or the right to make it.
IS_MADE = "SELECT to_regproc('newsroom_keep_vectors') IS NOT NULL"
KEEP = "SELECT newsroom_keep_vectors()"


def use() -> None:
    """As the owner: make the tables that need pgvector, unless they are there or cannot be."""
    with connection.cursor() as cursor:
        cursor.execute(IS_MADE)
        if cursor.fetchone() == (True,):
            cursor.execute(KEEP)
