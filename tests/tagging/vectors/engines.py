"""Engines of word vectors for tests: `NEWSROOM_VECTORS=tests.tagging.vectors.engines.Numbers`."""

MEANINGS = (("bridge", "crossing"), ("turnip", "root"), ("council", "assembly"))


class Numbers:
    """Three numbers: how much a text is about bridges, turnips and councils."""

    name = "numbers 1"

    def vectors(self, texts):
        return [
            _unit([float(any(w in t.lower() for w in words)) for words in MEANINGS]) for t in texts
        ]


class Newer(Numbers):
    name = "numbers 2"


class Broken:
    def __init__(self):
        raise OSError("The file is cut.")


class Failing(Numbers):
    def vectors(self, texts):
        raise MemoryError("There is no more.")


class Short(Numbers):
    def vectors(self, texts):
        return [[] for _ in texts]


def _unit(numbers):
    length = sum(number * number for number in numbers) ** 0.5
    return [number / length for number in numbers] if length else numbers
