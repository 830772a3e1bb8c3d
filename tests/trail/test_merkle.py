"""Trees, and proofs that hold for what they are of and for nothing else."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.trail.merkle import (
    Frontier,
    consistency_ranges,
    inclusion_ranges,
    is_consistent,
    node_hash,
    root_by_inclusion,
    roots_of,
)

# The leaves and roots with which implementations of Certificate Transparency are tested.
PUBLISHED = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def leaves(size: int) -> list[bytes]:
    return [leaf(str(number).encode()) for number in range(size)]


def frontier_of(hashes) -> Frontier:
    tree = Frontier()
    for one in hashes:
        tree.append(one)
    return tree


def root_of(hashes) -> bytes:
    return frontier_of(hashes).root


def among(hashes):
    return lambda start, end: hashes[start:end]


def proof(hashes, ranges) -> list[bytes]:
    found = roots_of(among(hashes), len(hashes), ranges, {})
    return [found[one] for one in ranges]


@pytest.mark.parametrize("size", ROOTS)
def test_roots_are_those_of_the_standard(size):
    hashes = [leaf(bytes.fromhex(data)) for data in PUBLISHED[:size]]
    assert root_of(hashes).hex() == ROOTS[size]
    assert roots_of(among(hashes), size, (), {})[0, size].hex() == ROOTS[size]


def test_a_tree_without_leaves_has_a_root():
    assert Frontier().root == hashlib.sha256(b"").digest()


@given(st.integers(0, 70), st.integers(0, 70))
def test_a_tree_goes_on_from_its_edge(before, more):
    hashes = leaves(before + more)
    first = frontier_of(hashes[:before])
    again = Frontier(first.size, first.edge)
    for one in hashes[before:]:
        again.append(one)
    assert (again.size, again.root) == (before + more, root_of(hashes))


def test_an_edge_of_another_size_is_refused():
    with pytest.raises(ValueError, match="edge"):
        Frontier(3, bytes(32))


SIZES = range(1, 18)


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proved_and_in_its_own_place_only(size):
    hashes = leaves(size)
    root = root_of(hashes)
    for index in range(size):
        path = proof(hashes, inclusion_ranges(index, size))
        assert root_by_inclusion(hashes[index], index, size, path) == root
        for other in range(size):
            if other != index:
                assert root_by_inclusion(hashes[index], other, size, path) != root
        assert root_by_inclusion(hashes[index], index, size, [*path, root]) is None
        assert not path or root_by_inclusion(hashes[index], index, size, path[:-1]) is None


def test_no_leaf_is_outside_its_tree():
    assert root_by_inclusion(leaf(b""), 1, 1, []) is None
    assert root_by_inclusion(leaf(b""), -1, 1, []) is None


@pytest.mark.parametrize("size", SIZES)
def test_every_beginning_is_proved_and_no_other(size):
    hashes = leaves(size)
    root = root_of(hashes)
    for old in range(1, size + 1):
        begun, path = root_of(hashes[:old]), proof(hashes, consistency_ranges(old, size))
        assert is_consistent(old, begun, size, root, path)
        assert not is_consistent(old, node_hash(begun, begun), size, root, path)
        assert not is_consistent(old, begun, size, node_hash(root, root), path)
        assert not is_consistent(old, begun, size, root, [*path, root])
        assert not path or not is_consistent(old, begun, size, root, path[:-1])


def test_a_longer_tree_is_no_beginning():
    assert not is_consistent(0, b"", 1, leaf(b""), [])
    assert not is_consistent(2, leaf(b""), 1, leaf(b""), [])


def test_a_tree_that_is_too_short_is_told():
    with pytest.raises(ValueError, match="fewer leaves"):
        roots_of(among(leaves(4)), 5, (), {})


@pytest.mark.parametrize("size", [1, 3, 4, 5, 8, 11, 64, 67])
def test_blocks_that_are_known_are_not_read_again_and_prove_the_same(monkeypatch, size):
    hashes, known, read = leaves(size), {}, []

    def reading(start, end):
        read.append((start, end))
        return hashes[start:end]

    for index in range(size):
        ranges = inclusion_ranges(index, size)
        monkeypatch.setattr("annotations.trail.merkle.BLOCK", 4_096)
        whole = roots_of(among(hashes), size, ranges, {})
        monkeypatch.setattr("annotations.trail.merkle.BLOCK", 4)
        read.clear()
        assert roots_of(reading, size, ranges, known) == whole
        assert index < 1 or len(read) <= 2  # That of the leaf, and the last one while it grows.
    assert known.keys() == {(at, at + 4) for at in range(0, size - 3, 4)}
