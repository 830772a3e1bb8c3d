"""What each operation of REST does, whom it is for and what it refuses: its description."""

from typing import NamedTuple

from .operation_texts import articles, claims, desks, sources

WHO = {
    "anyone": "For everybody who signed in, about what they see.",
    "own": "For those whose own it is.",
    "shared": "For those whose own it is; a shared one is for checkers and editors.",
    "viewer": "For every member of the desk.",
    "reporter": "For reporters, checkers and editors.",
    "checker": "For checkers and editors.",
    "reporter own": "For reporters and checkers of what is their own, and for editors.",
    "checker own": "For checkers of what is their own, and for editors.",
    "editor": "For editors.",
    "admin": "For administrators.",
}
EXPORT = "export_"


class Operation(NamedTuple):
    role: str  # The least that may, a key of WHO.
    words: str

    def __str__(self) -> str:
        return f"{self.words}\n\n{WHO[self.role]}"


def _read(table: str) -> dict[str, Operation]:
    found = {}
    for one in table.strip().split("\n\n"):
        head, *lines = one.splitlines()
        name, role = head.split(" | ")
        found[name] = Operation(role, " ".join(lines))
    return found


OPERATIONS = {
    name: told
    for room in (articles, claims, desks, sources)
    for name, told in _read(room.OPERATIONS).items()
}


def description(name: str, of_view: str) -> str:
    """Of an operation; `of_view` is what the view of an export says of itself."""
    return of_view if name.startswith(EXPORT) else str(OPERATIONS.get(name, of_view))
