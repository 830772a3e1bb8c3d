"""The name spaces of our advisory locks, each with a number of its own within."""

from enum import IntEnum, unique


@unique
class Lock(IntEnum):
    """The first of a lock's two numbers; the second is what it is about."""

    NEW_NAMES = 1  # A desk's.
    BULK_IMPORT = 2  # A desk's.
    EXPORT = 3  # A slot's.
    GRANTS = 4
    FETCHING = 5
    STORY = 6  # A hash of desk and address.
    SEALING = 7
    MIGRATING = 8
    TERMS = 9
    NAMES = 10  # A revision's.
