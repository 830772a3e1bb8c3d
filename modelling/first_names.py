"""Writes the table of first names that say he or she: annotations/tagging/names/first_names.txt.

    pip install -r modelling/requirements.txt
    python -m modelling.first_names annotations/tagging/names/first_names.txt

From nomquamgender (MIT), which counts the bearers of a name in 36 public lists.
"""

import argparse
import json
from pathlib import Path

from .packages import folder_of

FEWEST_SOURCES = 10
FEWEST_BEARERS = 1000
SURE = 0.97  # Share of the bearers.
HEAD = """\
# First names whose bearers are nearly all men (m) or women (f), small and without accents.
# Made by modelling/first_names.py from nomquamgender 0.1.4 (MIT, Ian Van Buskirk).
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the table of first names.")
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    counted = json.loads((folder_of("nomquamgender") / "name_data.json").read_text())
    asked.out.write_text(table(counted))


def table(counted: dict[str, list]) -> str:
    """The table of names with their lists, bearers and share of women among these."""
    known = {
        name: share
        for name, (sources, bearers, share, *_) in counted.items()
        if sources >= FEWEST_SOURCES and bearers >= FEWEST_BEARERS and name.isalpha()
    }
    men = sorted(name for name, share in known.items() if share <= 1 - SURE)
    women = sorted(name for name, share in known.items() if share >= SURE)
    return f"{HEAD}m {' '.join(men)}\nf {' '.join(women)}\n"


if __name__ == "__main__":
    main()
