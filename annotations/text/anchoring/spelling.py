"""Words that were spelled anew: typing errors, other forms, capitals."""

from rapidfuzz.distance import Indel

ALIKE = 0.6  # Share of letters in common of a word and its other spelling.
CELLS = 900  # Comparisons of words; a longer stretch was written anew.


def spelled_anew(ones: list[str], twos: list[str]) -> list[tuple[int, int, float]]:
    """Pairs of similar words `(index, index, likeness)` in the same order, likest in sum.

    An alignment by dynamic programming (Needleman and Wunsch 1970) in which gaps cost nothing.
    """
    if len(ones) * len(twos) > CELLS:
        return []
    alike = [
        [_alike(one, two) for two in map(str.casefold, twos)] for one in map(str.casefold, ones)
    ]
    best = [[0.0] * (len(twos) + 1) for _ in range(len(ones) + 1)]
    for i in range(len(ones) - 1, -1, -1):
        for j in range(len(twos) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if alike[i][j]:
                best[i][j] = max(best[i][j], alike[i][j] + best[i + 1][j + 1])
    pairs = []
    i = j = 0
    while i < len(ones) and j < len(twos):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j, alike[i][j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(one: str, two: str) -> float:
    alike = Indel.normalized_similarity(one, two)
    return alike if alike >= ALIKE else 0.0
