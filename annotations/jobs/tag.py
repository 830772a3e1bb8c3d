"""Tags what is due, then says what that found which people wait for."""

from annotations.services.notifications import about_repeats
from annotations.work.tagging import run


def tag_due(seconds: float) -> None:
    """Work due runs for so many seconds; told is also what a worker that died left untold."""
    run.tag_due(seconds)
    about_repeats.found()
