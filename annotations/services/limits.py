"""As many as there may be of one owner, also when two people add one at the same moment."""

from typing import Any

from django.db.models import Model, QuerySet


def is_full(rows: "QuerySet[Any]", most: int, *, of: type[Model], pk: int) -> bool:
    """Whether `rows`, which are the owner's, are `most` already; within a transaction.

    Who adds to the same owner waits until the transaction ends, then counts what it added.
    """
    owners = of._default_manager.select_for_update(no_key=True)
    owners.filter(pk=pk).values_list("pk").first()
    return rows.order_by()[:most].count() >= most
