"""How long it takes to find similar claims among 10,000 and among many (docs/similar.md):
script/bench similar [--claims N] [--vectors ENGINE] [--plans].

Claims of Zipfian words come by COPY; who asks does so as the page does. The numbers of vectors are
a thousand by chance: what they cost does not depend on what they say.
"""

import argparse
import os
import subprocess
import sys
import tempfile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--vectors", default="", metavar="ENGINE")
    parser.add_argument("--plans", action="store_true", help="what was read, and how")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "NEWSROOM_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_VECTORS": given.vectors,
        }
        work = [str(given.claims), "plans" if given.plans else ""]
        for words in (
            ["-m", "django", "migrate", "-v0"],
            ["-m", "benchmarks.similar_speed_work", *work],
        ):
            subprocess.run([sys.executable, *words], env=env, check=True)


if __name__ == "__main__":
    main()
