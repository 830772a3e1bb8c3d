"""Which first names are a man's or a woman's; `first_names.txt` says where that is from."""

from functools import cache
from pathlib import Path

from annotations.text.folding import key

TABLE = Path(__file__).with_name("first_names.txt")


def gender(name: str) -> str:
    """m or f where nearly all who bear the first name are; nothing for others and unknown ones."""
    return _table().get(key(name), "")


@cache
def _table() -> dict[str, str]:
    rows = [line.split() for line in TABLE.read_text().splitlines() if line[0] != "#"]
    return {name: row[0] for row in rows for name in row[1:]}
