"""Suggests pairs of entities that may be one; people decide, and no pair is suggested twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from annotations.models import Alias, EntityPair
from annotations.models.base import BATCH
from annotations.tagging.similarity.suggest import UNLIKE, WORTH_SUGGESTING, Likeness, likeness

# A name like very many others says little: the best few are worth a person's look.
MOST_OF_ONE = 5
MOST_COMPARED = 5_000  # For one text.


def propose(desk_id: int, fresh: Sequence[Alias], texts: int = 1) -> None:
    """Compare new names of so many texts with a desk's others of the same kind; two queries
    however many.

    `fresh` are saved. A pair that is there already stays as it is, whatever people said of it.
    """
    wanted = sorted({block for alias in fresh for block in alias.blocks})
    if not wanted:
        return
    known = Alias.objects.filter(desk_id=desk_id, blocks__overlap=wanted)
    known = known.filter(entity__merged_into=None).order_by("-pk")
    by_block = defaultdict(list)
    for alias in known.only("entity_id", "label", "name", "blocks")[: MOST_COMPARED * texts]:
        for block in alias.blocks:
            by_block[alias.label, block].append(alias)
    best: dict[tuple[int, int], Likeness] = {}
    for alias in fresh:
        others = {one.pk: one for block in alias.blocks for one in by_block[alias.label, block]}
        for pair, found in _most_alike(alias, others.values()):
            if found.score > best.get(pair, UNLIKE).score:
                best[pair] = found
    EntityPair.objects.bulk_create(
        (
            EntityPair(
                desk_id=desk_id,
                first_id=first,
                second_id=second,
                score=found.score,
                reason=found.reason[:200],
            )
            for (first, second), found in best.items()
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _most_alike(alias: Alias, others: Iterable[Alias]) -> list[tuple[tuple[int, int], Likeness]]:
    found = [
        ((min(alias.entity_id, other), max(alias.entity_id, other)), likeness(alias.name, name))
        for other, name in ((one.entity_id, one.name) for one in others)
        if other != alias.entity_id
    ]
    worth = [one for one in found if one[1].score >= WORTH_SUGGESTING]
    return sorted(worth, key=lambda one: -one[1].score)[:MOST_OF_ONE]
