"""Counts that cost the same however many there are."""

from django.db import models

FEW, MANY = 99, 999  # In a row of a list; at the head of a page.


class CountUpTo(models.Subquery):
    """How many rows a subquery has, one more than `most` standing for all that are more."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = models.IntegerField()

    def __init__(self, rows: models.QuerySet, most: int):
        super().__init__(rows[: most + 1])
