"""`manage.py load_demo`: the demo desk, on an empty database."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from annotations.demo.loading import Demo
from annotations.models import User


class Command(BaseCommand):
    help = "Loads the demo desk into an empty database; its people have public passwords."

    def handle(self, *, verbosity, **_):
        if User.objects.exists():
            raise CommandError("There are already people in this database.")
        with transaction.atomic():
            Demo().load()
        if verbosity:
            self.stdout.write("The demo desk is loaded.")
