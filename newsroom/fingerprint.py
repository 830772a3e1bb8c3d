"""A short name for the exact state of some files."""

import hashlib
from pathlib import Path


def fingerprint(*roots: Path) -> str:
    """Twelve hex digits that change when any file under `roots` changes, gains or loses a name."""
    digest = hashlib.sha256()
    for root in roots:
        files = sorted(root.rglob("*")) if root.is_dir() else [root]
        for path in files:
            if path.is_file():
                digest.update(path.relative_to(root.parent).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
