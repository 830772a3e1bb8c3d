"""Which of the names of a text stay where a format holds no overlaps: the rule of overlaps.py."""

from collections.abc import Iterator, Sequence

from .texts import Name


def staying(names: Sequence[Name]) -> list[Name]:
    """Those that stay, in order; the names are in order of their places."""
    return [name for group in _groups(names) for name in group if _stays(name, group)]


def _groups(names: Sequence[Name]) -> Iterator[list[Name]]:
    """Names that overlap one another, or others in between; mostly each is alone."""
    group: list[Name] = []
    reach = 0
    for name in names:
        if group and name["start"] >= reach:
            yield group
            group = []
        group.append(name)
        reach = max(reach, name["end"])
    if group:
        yield group


def _stays(name: Name, group: list[Name]) -> bool:
    return len(group) == 1 or not any(
        one["start"] < name["end"] and name["start"] < one["end"] and _rank(one) < _rank(name)
        for one in group
    )


def _rank(name: Name) -> tuple[int, int, int]:
    return name["start"] - name["end"], name["start"], name["id"]
