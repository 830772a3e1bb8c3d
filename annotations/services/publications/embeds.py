"""Notes which sites show cards, so that the desk knows who may still show what it corrected."""

import re
from urllib.parse import urlsplit

from django.db import connection

MOST_HOSTS = 500  # Of a page: whoever invents names fills no table.
HOST = re.compile(r"[a-z0-9.-]{1,253}", re.ASCII)
# One write in ten minutes for each page and site, and one when it first shows another verdict.
NOTE = """
INSERT INTO annotations_embed AS e (publication_id, host, first_seen_at, last_seen_at)
SELECT p.id, %(host)s::text, statement_timestamp(), statement_timestamp()
FROM annotations_publication p JOIN annotations_publicpages d ON d.desk_id = p.desk_id AND d.is_on
WHERE p.key = %(key)s AND (
    EXISTS (SELECT FROM annotations_embed o
        WHERE o.publication_id = p.id AND o.host = %(host)s::text)
    OR (SELECT count(*) FROM annotations_embed o WHERE o.publication_id = p.id) < %(most)s)
ON CONFLICT (publication_id, host) DO UPDATE SET last_seen_at = excluded.last_seen_at
WHERE e.last_seen_at < statement_timestamp() - interval '10 minutes'
    OR e.last_seen_at < (SELECT corrected_at FROM annotations_publication
        WHERE id = e.publication_id)
"""


def seen(*, key: str, referrer: str, own_host: str) -> None:
    """A browser asked for the card of the page with this key while it showed `referrer`.

    What names no host, or this very site, is no embedding.
    """
    try:
        host = urlsplit(referrer).hostname or ""
    except ValueError:
        return
    if not HOST.fullmatch(host) or host == own_host.partition(":")[0]:
        return
    with connection.cursor() as cursor:
        cursor.execute(NOTE, {"key": key, "host": host, "most": MOST_HOSTS})
