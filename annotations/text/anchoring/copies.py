"""How often the words of passages stand in two texts, also within other passages."""

from collections import Counter, defaultdict
from collections.abc import Iterable


def counted(passages: Iterable[str], *texts: str, shortest: int) -> list[Counter[str]]:
    """Of each text, how often every one of the passages stands in it.

    All in one reading of each text: those that begin with the same words are looked up by their
    lengths. Passages of fewer than `shortest` words are left out.
    """
    sought = {code for code in passages if len(code) >= shortest}
    lengths = defaultdict(set)
    for code in sought:
        lengths[code[:shortest]].add(len(code))
    found = []
    for text in texts:
        counts: Counter[str] = Counter()
        for at in range(len(text) - shortest + 1):
            for length in lengths.get(text[at : at + shortest], ()):
                part = text[at : at + length]
                if part in sought:
                    counts[part] += 1
        found.append(counts)
    return found
