"""A sentence that stands several times in a text: which of its copies is which."""

from collections import defaultdict

from .pairing import Pair


def uncrossed(
    old: list[str], equal: dict[int, int], edited: list[Pair]
) -> tuple[dict[int, int], list[Pair]]:
    """The pairs with every set of equal old passages in the order of the new text.

    Which of two equal sentences went where can be told by their order alone: that one overtook the
    other explains nothing that keeping their places would not. Sentences that were parted or
    joined with one another are left as they are.
    """
    images = defaultdict(list)
    for i, j in (*equal.items(), *edited):
        images[i].append(j)
    copies = defaultdict(list)
    for i in sorted(images):
        copies[old[i]].append(i)
    renamed: dict[int, int] = {}
    for group in copies.values():
        if len(group) > 1 and all(len(images[i]) == 1 for i in group):
            renamed.update(zip(sorted(group, key=lambda i: images[i]), group, strict=True))
    return (
        {renamed.get(i, i): j for i, j in equal.items()},
        [(renamed.get(i, i), j) for i, j in edited],
    )
