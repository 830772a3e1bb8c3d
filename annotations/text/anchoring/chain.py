"""The heaviest increasing chain: which of many pairs keep the order of both texts."""

from itertools import pairwise


def heaviest_chain(pairs: list[tuple[int, int]], weights: list[int]) -> list[int]:
    """Indexes of those of `pairs` that rise on both sides and weigh most together, in order.

    `pairs` are sorted by their first number; nothing stands twice on either side. Takes
    n log n steps (a Fenwick tree of best chains by second number; Fenwick 1994).
    """
    if all(one[1] < two[1] for one, two in pairwise(pairs)):
        return list(range(len(pairs)))
    ranks = {second: rank for rank, second in enumerate(sorted(j for _, j in pairs), 1)}
    best = [0] * len(pairs)
    before = [-1] * len(pairs)
    tree = [-1] * (len(pairs) + 1)  # The pair that ends the best chain of each range of ranks.
    for i, (_, second) in enumerate(pairs):
        rank = ranks[second]
        at = rank - 1
        while at:
            if tree[at] >= 0 and (before[i] < 0 or best[tree[at]] > best[before[i]]):
                before[i] = tree[at]
            at -= at & -at
        best[i] = weights[i] + (best[before[i]] if before[i] >= 0 else 0)
        at = rank
        while at < len(tree):
            if tree[at] < 0 or best[i] > best[tree[at]]:
                tree[at] = i
            at += at & -at
    chain = []
    last = max(range(len(pairs)), key=best.__getitem__, default=-1)
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]
