"""`manage.py create_token USERNAME`: prints a token for a program that acts as this person."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from annotations.models import User
from annotations.services import tokens


class Command(BaseCommand):
    help = "Adds a token for a person and prints it; it is shown this once."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="what the token is for")
        parser.add_argument("--days", type=int, help="how long it is valid; for ever without")

    def handle(self, *, username, name, days, **_):
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active person called {username!r}.")
        expires_at = timezone.now() + timedelta(days=days) if days else None
        self.stdout.write(tokens.create(actor=None, user=user, name=name, expires_at=expires_at))
