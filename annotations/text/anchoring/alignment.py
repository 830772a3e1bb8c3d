"""Which word of the new text each word of the old one became."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from .chain import heaviest_chain
from .correspondence import MOST, equal_passages
from .pairing import Pair, edited_passages
from .repeats import uncrossed
from .spelling import spelled_anew
from .versions import Version

GONE = -1


class Stretch(NamedTuple):
    """Words `[old_start, old_end)` were replaced by `[new_start, new_end)`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


class Alignment(NamedTuple):
    """What became of each word of the old text, by its index.

    `to` is the index of its word in the new text, or GONE; `alike` how similar that is (1.0 is
    equal); `facing` the stretch in which it was replaced; `in_order` whether it kept its place
    among the others. `taken` are the words of the new text that were in the old one, each with
    its index there, `fixed` the
    equal passages (old index to new index) that kept their order.
    """

    to: list[int]
    alike: list[float]
    facing: dict[int, Stretch]
    in_order: list[bool]
    taken: dict[int, int]
    fixed: dict[int, int]


def align(old: Version, new: Version) -> Alignment:
    """Every word of the old text beside at most one of the new text, and the other way round."""
    length = len(old.words.keys)
    equal = equal_passages(old.codes, new.codes)
    found = Alignment([GONE] * length, [0.0] * length, {}, [False] * length, {}, {})
    equal, edited = uncrossed(old.codes, equal, edited_passages(old, new, equal))
    found.fixed.update(equal)
    for i, j in equal.items():
        (start, end), there = old.passages[i], new.passages[j][0]
        found.to[start:end] = range(there, there + end - start)
        found.alike[start:end] = [1.0] * (end - start)
    for group in _groups(edited):
        _align_group(old, new, *group, found)
    found.taken.update((y, x) for x, y in enumerate(found.to) if y != GONE)
    for run in _main_runs(found.to):
        found.in_order[run.start : run.stop] = [True] * len(run)
    return found


def _groups(pairs: list[Pair]) -> Iterator[tuple[list[int], list[int]]]:
    """Passages that hang together by pairs, old and new ones, each in order."""
    links = defaultdict(list)
    for i, j in pairs:
        links[0, i].append((1, j))
        links[1, j].append((0, i))
    seen = set()
    for start in links:
        todo = [] if start in seen else [start]
        seen.add(start)
        group = []
        while todo:
            group.append(todo.pop())
            fresh = [node for node in links[group[-1]] if node not in seen]
            seen.update(fresh)
            todo += fresh
        if group:
            yield sorted(i for side, i in group if not side), sorted(i for side, i in group if side)


def _align_group(
    old: Version, new: Version, here: list[int], there: list[int], found: Alignment
) -> None:
    """Align the words of passages that were edited, joined or parted, in the better order."""
    b = [word for j in there for word in range(*new.passages[j])]
    two = "".join([new.code[word] for word in b])
    orders = [[word for i in here for word in range(*old.passages[i])]]
    if len(here) > 1:
        orders.append([word for i in reversed(here) for word in range(*old.passages[i])])
    if len(orders[0]) * len(b) > MOST:
        return
    codes = ["".join([old.code[word] for word in order]) for order in orders]
    best = 0
    if len(orders) > 1:
        best = max((0, 1), key=lambda k: LCSseq.similarity(codes[k], two))
    a, one = orders[best], codes[best]
    for a_start, a_end, b_start, b_end, same in _stretches(one, two):
        if same:
            for x, y in zip(a[a_start:a_end], b[b_start:b_end], strict=True):
                found.to[x], found.alike[x] = y, 1.0
        elif a_start < a_end and b_start < b_end:
            _face(old, new, a[a_start:a_end], b[b_start:b_end], found)


def _stretches(one: str, two: str) -> Iterator[tuple[int, int, int, int, bool]]:
    """Equal and other stretches of two strings in turn, from an edit distance alignment."""
    x = y = 0
    for op in Levenshtein.opcodes(one, two):
        if op.tag == "equal":
            if x < op.src_start or y < op.dest_start:
                yield x, op.src_start, y, op.dest_start, False
            yield op.src_start, op.src_end, op.dest_start, op.dest_end, True
            x, y = op.src_end, op.dest_end
    yield x, len(one), y, len(two), False


def _face(old: Version, new: Version, a: list[int], b: list[int], found: Alignment) -> None:
    """Words find their other spelling; those between face what stands there instead."""
    ones, twos = [old.words.keys[x] for x in a], [new.words.keys[y] for y in b]
    x = y = 0
    for i, j, alike in [*spelled_anew(ones, twos), (len(a), len(b), 0.0)]:
        if x < i and y < j:
            stretch = Stretch(a[x], a[i - 1] + 1, b[y], b[j - 1] + 1)
            found.facing.update(dict.fromkeys(a[x:i], stretch))
        if alike:
            found.to[a[i]], found.alike[a[i]] = b[j], alike
        x, y = i + 1, j + 1


def _main_runs(to: list[int]) -> Iterator[range]:
    """The ranges of old words that kept their order: the heaviest chain of runs."""
    runs = []
    start = 0
    for i in range(1, len(to) + 1):
        if i == len(to) or GONE in (to[i], to[i - 1]) or to[i] != to[i - 1] + 1:
            if start < len(to) and to[start] != GONE:
                runs.append(range(start, i))
            start = i
    chain = heaviest_chain([(run.start, to[run.start]) for run in runs], list(map(len, runs)))
    return (runs[k] for k in chain)
