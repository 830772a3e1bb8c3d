"""Reasons to ask a person about a span although all its words were found again.

The words alone cannot tell which of two copies of a sentence is the one that was meant, nor
whether a likeness elsewhere is the sentence or another one.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import Indel

from .alignment import GONE, Alignment
from .copies import counted
from .ends import exact_ends
from .passages import CLOSES, ENDS
from .placing import Place
from .similarity import ALONE, ELSEWHERE, IN_PLACE
from .versions import Version

Reason = Literal["", "twice", "elsewhere"]
# Words. A shorter passage that stands twice (a heading, "Mr.") says nothing of its neighbours.
SHORT = 4
OFFERED = 3
# Comparisons of passages with new ones; of more only those are compared that share a rarer word.
COMPARISONS, COMMON, PROMISING = 200_000, 50, 12
# Share of words that a rival has in common with an edited passage: between the same fixed points,
# and anywhere else.
RIVAL_HERE, RIVAL_ELSEWHERE = ALONE, ELSEWHERE


class Doubts:
    """Whether spans that were followed word for word are to be believed; what else they may be."""

    def __init__(self, old: Version, new: Version, found: Alignment):
        self._old, self._new, self._found = old, new, found
        self._here, self._there = Counter(old.codes), Counter(new.codes)
        self._many = {word for word, n in Counter(new.code).items() if n > 1}
        signs = zip(old.words.keys, old.code, strict=True)
        self._ends = {code for key, code in signs if _is_sign(key)}
        self._fixed = sorted(found.fixed), sorted(found.fixed.values())
        self._images: dict[int, int] = {}
        self._known: dict[int, tuple[Reason, int]] = {}

    def about(self, first: int, last: int) -> tuple[Reason, int]:
        """The reason to doubt words `[first, last)` of the old text, and the likeness (passage of
        the new text) that may be them; -1 when there is none."""
        homes = range(self._old.homes[first], self._old.homes[last - 1] + 1)
        passages = [(i, *self._of_passage(i)) for i in homes]
        if all(reason for _, reason, _ in passages):
            return passages[0][1:]
        long = [one[1:] for one in passages if one[1] and len(self._old.codes[one[0]]) >= SHORT]
        return long[0] if long else ("", -1)

    def places(
        self, span: tuple[int, int], first: int, last: int, likeness: int
    ) -> tuple[tuple[int, int], ...]:
        """Where else words `[first, last)`, which `span` is, may stand in the new text."""
        found = [exact_ends(self._old, self._new, span, at) for at in self._copies(first, last)]
        if not found:  # Of several sentences one alone stands there again.
            found = list(self._copies_of_parts(first, last))
        if likeness >= 0:
            start, end = self._new.passages[likeness]
            if not _is_sign(self._old.words.keys[last - 1]):
                end = _without_signs(self._new.words.keys, start, end)
            found.append((self._new.words.starts[start], self._new.words.ends[end - 1]))
        return tuple(found)

    def _copies(self, first: int, last: int) -> Iterator[Place]:
        """The next copies before and after the image, perhaps without the signs at the end."""
        start = self._old.passages[self._old.homes[first]][0]
        stop = self._old.passages[self._old.homes[last - 1]][1]
        code, image = self._trimmed(self._old.code[start:stop]), self._found.to[first]
        if image == GONE or first - start >= len(code):
            code, start = self._old.code[first:last], first
        at = image - (first - start) if image != GONE else -1
        before = self._new.code.rfind(code, 0, at + len(code) - 1) if at > 0 else -1
        for copy in (before, self._new.code.find(code, at + 1)):
            if copy >= 0:
                low = copy + first - start
                high = low + min(last - first, len(code) - (first - start))
                while high - low < last - first and self._is_same(first + high - low, high):
                    high += 1
                yield Place(low, high, first, last - 1 if high - low == last - first else None)

    def _is_same(self, word: int, other: int) -> bool:
        return other < len(self._new.code) and self._old.code[word] == self._new.code[other]

    def _copies_of_parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        words = self._old.words
        for i in range(self._old.homes[first], self._old.homes[last - 1] + 1):
            start, stop = self._old.passages[i]
            start, stop = max(first, start), min(last, stop)
            if self._of_passage(i)[0] == "twice" and stop - start >= SHORT:
                part = words.starts[start], words.ends[stop - 1]
                for at in self._copies(start, stop):
                    yield exact_ends(self._old, self._new, part, at)

    def _of_passage(self, i: int) -> tuple[Reason, int]:
        if i not in self._known:
            self._known[i] = self._judged(i)
        return self._known[i]

    def _judged(self, i: int) -> tuple[Reason, int]:
        j = self._image(i)
        if j < 0:
            return "", -1
        one, two = self._old.codes[i], self._new.codes[j]
        if self._stands_oftener(one) or self._there[two] > max(1, self._here[two]):
            return "twice", -1
        if one != two and self._there[one] >= self._here[one]:
            return "twice", -1
        if one != two:
            if not self._is_in_place(i, j):
                return "elsewhere", -1
            rival = self._rival(i)
            return ("twice" if rival >= 0 else ""), rival
        sides = self._same_sides(i, j)
        if all(sides):
            return "", -1
        if self._here[one] > 1 and self._is_anothers(i, j, sum(sides)):
            return ("twice" if self._there[one] > 1 else "elsewhere"), -1
        likeness = self._likeness(i, IN_PLACE)
        return ("twice" if likeness >= 0 else ""), likeness

    def _is_anothers(self, i: int, j: int, sides: int) -> bool:
        """Whether another copy of a passage has as many of its neighbours where this one went."""
        if not sides:
            return True
        code = self._old.codes[i]
        near = self._origin(j - 1) + 1, self._origin(j + 1) - 1
        return any(
            0 <= k < len(self._old.codes) and k != i and self._old.codes[k] == code for k in near
        )

    def _image(self, i: int) -> int:
        """The passage of the new text that holds most of its words, or -1."""
        if i not in self._images:
            words = self._found.to[slice(*self._old.passages[i])]
            homes = Counter([self._new.homes[word] for word in words if word != GONE])
            self._images[i] = max(homes, key=homes.__getitem__, default=-1)
        return self._images[i]

    def _origin(self, j: int) -> int:
        """The old passage that became this one; one that is far from all others when none did."""
        return self._origins.get(j, -len(self._old.codes) - 2) if j >= 0 else -1

    @cached_property
    def _origins(self) -> dict[int, int]:
        return {j: i for i in range(len(self._old.codes)) if (j := self._image(i)) >= 0}

    def _stands_oftener(self, code: str) -> bool:
        """Whether there are more copies than there were, on their own or within other passages."""
        if self._here[code] < self._there[code]:
            return True
        was, now = self._anywhere
        bare = self._trimmed(code)
        return now[bare] > was[bare]

    @cached_property
    def _anywhere(self) -> list[Counter[str]]:
        """How often the words of passages that may be copied stand in the old and the new text."""
        bare = map(self._trimmed, self._here)
        sought = filter(self._many.issuperset, bare)
        return counted(sought, self._old.code, self._new.code, shortest=SHORT)

    def _trimmed(self, code: str) -> str:
        """Without the signs that end a sentence."""
        end = len(code)
        while end and code[end - 1] in self._ends:
            end -= 1
        return code[:end] or code

    def _is_in_place(self, i: int, j: int) -> bool:
        """Whether an edited passage stayed between the same fixed points."""
        old, new = self._fixed
        return bisect_right(old, i) == bisect_right(new, j)

    def _same_sides(self, i: int, j: int) -> tuple[bool, bool]:
        """Whether what stands before, and after, is what stood there."""
        old, new = self._old.codes, self._new.codes
        before = self._image(i - 1) == j - 1 if i and j else i == j
        is_last, was_last = j + 1 == len(new), i + 1 == len(old)
        after = is_last == was_last if is_last or was_last else self._image(i + 1) == j + 1
        return before, after

    @cached_property
    def _strange(self) -> dict[int, str]:
        """Passages that no old one became and most of whose words were not in the old text."""
        became = {self._image(i) for i in range(len(self._old.codes))}
        return {
            j: code
            for j, code in enumerate(self._new.codes)
            if j not in became and len(code) >= SHORT and self._is_mostly_new(j)
        }

    def _is_mostly_new(self, j: int) -> bool:
        words = range(*self._new.passages[j])
        return 2 * sum(map(self._found.taken.__contains__, words)) < len(words)

    def _rival(self, i: int) -> int:
        """The strange passage that may be the edited one as well, or -1."""
        best = self._likeness(i, RIVAL_HERE)
        if best >= 0 and not self._is_in_place(i, best):
            best = self._likeness(i, RIVAL_ELSEWHERE)
        return best

    def _likeness(self, i: int, least: float) -> int:
        """The strange passage that is most like this one, or -1."""
        code = self._old.codes[i]
        best = process.extractOne(
            code, self._worth(code), scorer=Indel.normalized_similarity, score_cutoff=least
        )
        return best[2] if best else -1

    def _worth(self, code: str) -> dict[int, str]:
        """Strange passages to compare one with: all of a few, else those that share rarer words."""
        if len(self._strange) * len(self._old.codes) <= COMPARISONS:
            return self._strange
        homes = (self._strange_homes.get(word, ()) for word in set(code))
        hits = Counter(j for found in homes if len(found) <= COMMON for j in found)
        return {j: self._strange[j] for j, _ in sorted(hits.items(), key=_most)[:PROMISING]}

    @cached_property
    def _strange_homes(self) -> dict[str, list[int]]:
        homes = defaultdict(list)
        for j, code in self._strange.items():
            for word in set(code):
                homes[word].append(j)
        return homes


def _most(hit: tuple[int, int]) -> tuple[int, int]:
    return -hit[1], hit[0]


def _is_sign(key: str) -> bool:
    """Whether a word is one of the signs that end a sentence."""
    return key in ENDS or key in CLOSES


def _without_signs(keys: list[str], start: int, end: int) -> int:
    """Where words `[start, end)` end without them."""
    while end - 1 > start and _is_sign(keys[end - 1]):
        end -= 1
    return end
