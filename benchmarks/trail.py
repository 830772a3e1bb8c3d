"""Measures the audit trail: script/bench trail [--lines 100000].

What its columns cost who writes, in one run with a trail that has none; how long sealing and
verifying take, and how much memory, for a tenth of the lines and for all.
"""

import argparse
import os
import subprocess
import sys
import tempfile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    lines = str(parser.parse_args().lines)
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"NEWSROOM_DATA": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        for words in (
            ["-m", "django", "migrate", "-v0"],
            ["-m", "django", "load_demo", "-v0"],
            ["-m", "benchmarks.trail_work", lines],
        ):
            subprocess.run([sys.executable, *words], env=env, check=True)


if __name__ == "__main__":
    main()
