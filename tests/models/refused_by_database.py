"""How a test says that the database refuses something."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


@contextmanager
def _checked_at_once():
    """A transaction at whose end deferred constraints are checked, though it is not committed."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@contextmanager
def refused(reason: str):
    """The block breaks the constraint (or trigger message) `reason`, also a deferred one."""
    with pytest.raises(IntegrityError, match=reason), _checked_at_once():
        yield
