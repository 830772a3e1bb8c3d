"""`manage.py export_corpus DESK --out FILE`: reviewed articles for `train_tagger --reviewed`."""

from contextlib import closing
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from annotations.exchange import corpus
from annotations.exchange.copy_out import Busy
from annotations.models import Desk, NamesReview


class Command(BaseCommand):
    help = "Writes the texts of a desk whose names were reviewed, a line of JSON each."

    def add_arguments(self, parser):
        parser.add_argument("desk", help="the desk's slug")
        parser.add_argument("--out", type=Path, required=True, help="file to write")

    def handle(self, *, desk, out, **_):
        found = Desk.objects.filter(slug=desk).first()
        if found is None:
            raise CommandError(f"There is no desk called {desk!r}.")
        reviews = NamesReview.objects.of_desk(found.pk).newest()
        number = 0
        try:
            with closing(corpus.lines(reviews)) as rows, out.open("wb") as file:
                for chunk in rows:
                    file.write(chunk)
                    number += chunk.count(b"\n")
        except Busy as error:
            raise CommandError("Two exports run already: try again in a moment.") from error
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{out}: {number} reviewed articles")
