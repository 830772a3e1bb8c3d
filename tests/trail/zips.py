"""Bundles with other files in them, written as ours are."""

import io
import zipfile
from collections.abc import Callable


def remade(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The ZIP with its files (name → content) as `change` leaves them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {one.filename: archive.read(one) for one in archive.infolist()}
    change(files)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, body)
    return target.getvalue()
