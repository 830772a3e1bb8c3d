"""An export, an emptied database, and the file read back."""

from pathlib import Path

from django.db import connection

from annotations.exchange.everything.export import Everything
from annotations.exchange.everything.tables import TABLES
from annotations.models import Desk
from annotations.services.everything import importing


def exported(desk: Desk | None = None) -> bytes:
    return b"".join(Everything(desk))


def empty() -> None:
    """No row, no line of the trail, and every number begins at 1; as the owner."""
    names = ", ".join(connection.ops.quote_name(one.model._meta.db_table) for one in TABLES)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"TRUNCATE {names}, annotations_event RESTART IDENTITY CASCADE")


def brought(tmp_path: Path, data: bytes, **how):
    """What came of the import of these bytes."""
    path = tmp_path / "everything.ndjson"
    path.write_bytes(data)
    return importing.run(path, **how)
