"""The structure of a corrected text: blocks and links that go along with their lines."""

from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher

from .blocks import LINE, Block, Link, plain_blocks


def carry_structure(
    old: str, blocks: list[Block], links: list[Link], new: str
) -> tuple[list[Block], list[Link]]:
    """The blocks and links of `new`, the corrected version of `old`; both are canonical texts.

    A line that stayed, or was corrected in place, keeps its kind; what is new is a paragraph. A
    link is kept where its words stand once in its line.
    """
    before = [(match.start(), match.end()) for match in LINE.finditer(old)]
    made = plain_blocks(new)
    homes = [(block["start"], block["end"]) for block in made]
    owners = _owners(before, blocks)
    pairs = dict(_pairs([old[a:b] for a, b in before], [new[a:b] for a, b in homes]))
    carried: list[Block] = []
    joined = None
    for i, block in enumerate(made):
        owner = owners[pairs[i]] if i in pairs else None
        if owner is not None:
            block["type"] = blocks[owner]["type"]
        if owner is not None and owner == joined and _are_neighbours(pairs, i):
            carried[-1]["end"] = block["end"]
        else:
            carried.append(block)
        joined = owner
    went = {source: homes[i] for i, source in pairs.items()}
    return carried, [moved for link in links if (moved := _moved(link, old, new, before, went))]


def _owners(lines: list[tuple[int, int]], blocks: list[Block]) -> list[int | None]:
    """The index of the block that holds each line."""
    starts = [block["start"] for block in blocks]
    found = [bisect_right(starts, start) - 1 for start, _ in lines]
    return [
        i if i >= 0 and start < blocks[i]["end"] else None
        for i, (start, _) in zip(found, lines, strict=True)
    ]


def _are_neighbours(pairs: dict[int, int], i: int) -> bool:
    return i - 1 in pairs and pairs[i - 1] + 1 == pairs[i]


def _pairs(before: list[str], after: list[str]) -> Iterator[tuple[int, int]]:
    """Which line of `after` was which of `before`: equal, or one of as many in their place."""
    for kind, a, a_end, b, b_end in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal" or (kind == "replace" and a_end - a == b_end - b):
            yield from zip(range(b, b_end), range(a, a_end), strict=True)


def _moved(
    link: Link,
    old: str,
    new: str,
    before: list[tuple[int, int]],
    went: dict[int, tuple[int, int]],
) -> Link | None:
    line = bisect_right(before, link["start"], key=lambda span: span[0]) - 1
    if line not in went or link["end"] > before[line][1]:
        return None
    (was, was_end), (home, home_end) = before[line], went[line]
    words = old[link["start"] : link["end"]]
    start = link["start"] - was + home
    if new[home:home_end] != old[was:was_end]:
        start = new.find(words, home, home_end)
        if start < 0 or new.find(words, start + 1, home_end) >= 0:
            return None
    return {"start": start, "end": start + len(words), "href": link["href"]}
