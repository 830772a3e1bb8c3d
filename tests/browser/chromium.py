"""Which Chromium tests and benchmarks drive, and how it is started."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

# The shell first: it draws no window that nobody sees.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium_path(bundled: str) -> str:
    """The Chromium to drive: the one named, an installed one, or Playwright's own.

    Raises `FileNotFoundError` where there is none.
    """
    named = os.environ.get("NEWSROOM_CHROMIUM")
    found = [named] if named else [shutil.which(name) for name in NAMES]
    for path in [*found, bundled]:
        if path and Path(path).exists():
            return path
    raise FileNotFoundError(
        f"No Chromium: install one of {', '.join(NAMES)}, or set NEWSROOM_CHROMIUM."
    )


def launched(playwright: Playwright) -> Browser:
    """A started Chromium, which whoever asked closes. The superuser's has no sandbox: it refuses one."""
    return playwright.chromium.launch(
        executable_path=chromium_path(playwright.chromium.executable_path),
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
    )
