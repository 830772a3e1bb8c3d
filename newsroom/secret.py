"""The signing key of an installation that was given none."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The key kept in `path`, made on first use with mode 0600; safe against two first starts."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64))
        try:
            # Unlike a rename, a link never replaces the key that another process made first.
            os.link(fresh, path)
        except FileExistsError:
            return path.read_text().strip()
        finally:
            fresh.unlink()
        return path.read_text().strip()
