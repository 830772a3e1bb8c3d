"""`manage.py redact KIND ID`: something is taken down for legal reasons, at once."""

from django.core.management.base import BaseCommand, CommandError

from annotations.errors import DomainError
from annotations.management import taking_down
from annotations.models import Redaction

KINDS = [kind for kind in Redaction.Kind.values if kind != Redaction.Kind.PERSON]


class Command(BaseCommand):
    help = "Takes something down for legal reasons: its words are gone, what was done stays known."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument(
            "id", type=int, nargs="?", help="its number; of a span that of the revision"
        )
        parser.add_argument(
            "--words", default="", help="of a span the words, of a name the names, one a line"
        )
        taking_down.add_arguments(parser)

    def handle(self, *, kind, id, words, **given):
        try:
            counts = taking_down.take_down(self, kind=kind, object_id=id, words=words, **given)
        except DomainError as error:
            raise CommandError(error.message) from error
        for name, number in sorted(counts.items()):
            self.stdout.write(f"{number:8,}  {name}")
