"""A head is signed as a whole, by a key that is known."""

from dataclasses import asdict, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from annotations.trail.heads import NOTHING, BadHead, SignedHead, check, key_id, read_head, sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEYS = {key_id(KEY.public_key()): KEY.public_key()}
HEAD = SignedHead(
    number=1, tree=3, size=8, root="5d" * 32, at="2026-11-29T08:30:00.000000Z", floor=40,
    previous=NOTHING, key="",
)  # fmt: skip


def test_a_signed_head_is_checked_and_names_its_key():
    signed = sign(HEAD, KEY)
    check(signed, KEYS)
    assert signed.key in KEYS
    assert read_head(asdict(signed)) == signed


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2}, {"tree": 4}, {"size": 9}, {"root": "5e" * 32}, {"at": ""}, {"floor": 41},
        {"previous": "1" * 64}, {"key": "another"}, {"signature": "00" * 64}, {"signature": "zz"},
    ],
    ids=str,
)  # fmt: skip
def test_a_changed_head_is_refused(change):
    with pytest.raises(BadHead):
        check(replace(sign(HEAD, KEY), **change), KEYS)


def test_a_head_of_another_key_is_refused():
    other = Ed25519PrivateKey.generate()
    with pytest.raises(BadHead, match="unknown key"):
        check(sign(HEAD, other), KEYS)
    with pytest.raises(BadHead, match="does not fit"):
        check(sign(HEAD, other), {key_id(other.public_key()): KEY.public_key()})


def test_the_next_head_names_all_of_this_one():
    signed = sign(HEAD, KEY)
    links = {signed.link(), replace(signed, size=9).link(), replace(signed, signature="00").link()}
    assert len(links) == 3


@pytest.mark.parametrize(
    "said", [None, [], {}, asdict(HEAD) | {"size": "8"}, asdict(HEAD) | {"more": 1},
             asdict(HEAD) | {"size": True}, asdict(HEAD) | {"root": None}]
)  # fmt: skip
def test_what_is_no_head_is_refused(said):
    with pytest.raises(BadHead):
        read_head(said)
