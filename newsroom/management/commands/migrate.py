"""`manage.py migrate`: Django's own, as the owner of the tables; then the application's rights."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from newsroom.database import history, roles


class Command(migrate.Command):
    def handle(self, *args, **options):
        with roles.as_owner():
            try:
                history.check()
                roles.check()
                super().handle(*args, **options)
                roles.grant()
            except (history.TooOld, roles.RoleError) as error:
                raise CommandError(str(error)) from error
