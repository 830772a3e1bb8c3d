"""`manage.py create_token USERNAME`: prints a token for a program that acts as this person."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from annotations.models import Scope, Token, User
from annotations.models.accounts.people import SCOPES
from annotations.models.base import longest
from annotations.services.accounts import tokens

MOST_DAYS = 36_500
LONGEST_NAME = longest(Token, "name")


class Command(BaseCommand):
    help = "Creates a token for a person and prints it: it is not shown again."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="what the token is for")
        parser.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help="what it opens, once for each; without this, everything",
        )
        parser.add_argument("--days", type=int, help="days until it expires; without this, never")

    def handle(self, *, username, name, days, scope, **_):
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active person called {username!r}.")
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise CommandError(f"--days is a number from 1 to {MOST_DAYS:,}.")
        if len(name) > LONGEST_NAME:
            raise CommandError(f"--name has at most {LONGEST_NAME} characters.")
        expires_at = timezone.now() + timedelta(days=days) if days else None
        secret = tokens.create(
            actor=None, user=user, name=name, expires_at=expires_at, scopes=scope or SCOPES
        )
        self.stdout.write(secret)
