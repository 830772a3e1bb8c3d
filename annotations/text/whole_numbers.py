"""Whole numbers as forms and addresses send them."""

ID_DIGITS = 18  # Surely fit PostgreSQL's bigint.
COUNT_DIGITS = 9  # Surely fit its integer.


def whole(text: str, digits: int = ID_DIGITS) -> int | None:
    """The number that `text` writes in at most so many ASCII digits; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
