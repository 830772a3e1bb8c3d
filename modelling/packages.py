"""Packages that are needed for their data alone."""

from importlib.util import find_spec
from pathlib import Path


def folder_of(package: str) -> Path:
    """Where a package lies, without importing it and what it needs."""
    spec = find_spec(package)
    if spec is None:
        raise SystemExit(f"Install {package} first; this module's head says what is needed.")
    return Path(spec.origin).parent
