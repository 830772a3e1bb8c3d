"""Django's PostgreSQL backend, for the embedded server: a connection brings the server up.

So every command works alone, none that needs no database starts one, and a server that was killed
is there again for the next connection.
"""

import os

from django.conf import settings
from django.db.backends.postgresql import base

from newsroom.embedded import server
from newsroom.launcher import priority


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        """A connection (or one of the pool); raises EmbeddedError when there is no server."""
        server.ensure(settings.DATA)
        link = super().get_new_connection(conn_params)
        nice = os.getpriority(os.PRIO_PROCESS, 0)
        if nice > 0:
            priority.follow(link.info.backend_pid, nice)
        return link
