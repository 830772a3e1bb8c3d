"""`manage.py read_feeds [--all]`: read the feeds that are due, here and now."""

from django.core.management.base import BaseCommand

from annotations.jobs import read_feeds
from annotations.management.reporting import shown
from annotations.services.feeds import reading

AN_HOUR = 3_600


class Command(BaseCommand):
    help = "Reads the feeds that are due, as workers do every minute, and says what they brought."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="all feeds that are not paused")

    def handle(self, *, all, **_):
        if all:
            reading.ask_for_all()
        for feed, outcome in read_feeds.read_due(AN_HOUR):
            self.stdout.write(f"{shown(str(feed))}: {_sentence(outcome)}")


def _sentence(outcome: reading.Outcome) -> str:
    brought = f"{outcome.new} new, {outcome.revised} revised"
    if outcome.is_unchanged:
        brought = "unchanged"
    return f"{brought}. {shown(outcome.problem, 500)}".rstrip()
