"""`manage.py migrate`: Django's own, as the owner of the tables; then the application's rights."""

import contextlib
import time
from collections.abc import Callable, Iterator

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, OperationalError, connection

from newsroom.database import extensions, history, roles
from newsroom.database.locks import Lock

# For a table that somebody works with: whoever asks for it after us waits as long as we do, and
# comes through before we try again.
WAIT, TRIES, PAUSE = "2s", 8, 1.0
# PostgreSQL's codes: no lock in that time, and two that waited for each other.
IN_THE_WAY = {"55P03", "40P01"}
BUSY = (
    "Somebody works with a table that has to change, and did not give it up in eight tries. "
    "What was migrated stays, the rest is as it was: stop Newsroom, or wait for its backup, and "
    "migrate again."
)


class Command(migrate.Command):
    def handle(self, *args, **options):
        with roles.as_owner():
            try:
                history.check()
                roles.check()
                with _alone(self.stdout.write):
                    for left in reversed(range(TRIES)):
                        if self._is_done(*args, **options):
                            break
                        if not left:
                            raise CommandError(BUSY)
                        time.sleep(PAUSE)
                    extensions.use()
                roles.grant()
            except (history.TooOld, roles.RoleError) as error:
                raise CommandError(str(error)) from error

    def _is_done(self, *args, **options) -> bool:
        """Migrate as far as nobody is in the way; False where somebody was."""
        try:
            super().handle(*args, **options)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") not in IN_THE_WAY:
                raise
            self.stdout.write("Somebody works with a table that has to change: trying again.")
            return False
        return True


@contextlib.contextmanager
def _alone(say: Callable[[str], object]) -> Iterator[None]:
    """One migrates after the other, and then finds nothing to do; nobody waits long for us."""
    lock = [Lock.MIGRATING, 0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", lock)
        if cursor.fetchone() == (False,):
            say("Another one migrates this database: waiting for it.")
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", lock)
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT])
    try:
        yield
    finally:
        # Both end with the connection, where it is of no more use.
        with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", lock)
            cursor.execute("RESET lock_timeout")
