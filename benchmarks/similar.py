"""Measures "already checked?": script/evaluate similar DIR [--claims N] [--vectors ENGINE].

DIR holds claims.jsonl {id, claim, title} and some *_queries.jsonl {query, claims}. With --claims so
many claims of made-up words stand beside them; ENGINE is what NEWSROOM_VECTORS may be
(docs/similar.md).
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=0)
    parser.add_argument("--vectors", default="", metavar="ENGINE")
    given = parser.parse_args()
    work = [str(given.folder.resolve()), str(given.claims)]
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "NEWSROOM_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_VECTORS": given.vectors,
        }
        for words in (
            ["-m", "django", "migrate", "-v0"],
            ["-m", "benchmarks.similar_work", *work],
        ):
            subprocess.run([sys.executable, *words], env=env, check=True)


if __name__ == "__main__":
    main()
