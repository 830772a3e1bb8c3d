"""`manage.py forget_person USERNAME`: somebody who left becomes a former member, at once."""

from django.core.management.base import BaseCommand, CommandError

from annotations.errors import DomainError
from annotations.management import taking_down
from annotations.models import Redaction, User


class Command(BaseCommand):
    help = "Takes name, address and keys of a person away; their work stays, of a former member."

    def add_arguments(self, parser):
        parser.add_argument("username")
        taking_down.add_arguments(parser)

    def handle(self, *, username, **given):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is nobody called {username!r}.")
        try:
            taking_down.take_down(self, kind=Redaction.Kind.PERSON, object_id=user.pk, **given)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(str(User.objects.get(pk=user.pk)))
