"""A bundle is refused as soon as one byte of it is another one."""

import io
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from annotations.trail.bundles import BadBundle, check, make, signer
from annotations.trail.heads import key_id

from .zips import remade

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([1] * 32))
FILES = {"a.json": b'{"a": 1}\n', "deep/b.txt": "Zwölf Brücken\n".encode(), "empty.txt": b""}


def keys(*given: Ed25519PrivateKey):
    return {key_id(one.public_key()): one.public_key() for one in given}


DATA = make(FILES, {"claim": 12}, KEY)


def test_it_is_read_as_it_was_made():
    found = check(DATA, keys(OTHER, KEY))
    assert found.files == FILES
    assert found.manifest["claim"] == 12
    assert found.key == key_id(KEY.public_key())
    assert signer(DATA).public_bytes_raw() == KEY.public_key().public_bytes_raw()


def test_the_same_files_are_the_same_bytes():
    assert (
        make(dict(reversed(FILES.items())), {"claim": 12}, KEY)
        == DATA
        == remade(DATA, lambda _: None)
    )


def test_any_changed_byte_is_refused():
    for at in range(len(DATA)):
        with pytest.raises(BadBundle):
            check(DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :], keys(KEY))


@given(st.integers(0, len(DATA)), st.binary(min_size=1, max_size=40), st.integers(0, 40))
def test_no_bytes_can_be_put_in_or_taken_out(at, more, less):
    changed = DATA[:at] + more + DATA[at + less :]
    if changed != DATA:
        with pytest.raises(BadBundle):
            check(changed, keys(KEY))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda files: files.update({"a.json": b"{}"}), "a.json was changed"),
        (lambda files: files.pop("deep/b.txt"), "deep/b.txt is missing"),
        (lambda files: files.update({"c.txt": b"!"}), "c.txt was put in"),
        (lambda files: files.pop("manifest.json"), "manifest.json is missing"),
        (lambda files: files.pop("signature.json"), "signature.json is missing"),
        (
            lambda files: files.update({"manifest.json": files["manifest.json"] + b" "}),
            "The signature does not fit",
        ),
        (
            lambda files: files.update({"signature.json": files["signature.json"] + b" "}),
            "signature.json was changed",
        ),
    ],
)
def test_it_says_what_is_wrong(change, says):
    with pytest.raises(BadBundle, match=says):
        check(remade(DATA, change), keys(KEY))


def test_another_key_is_refused():
    with pytest.raises(BadBundle, match="none of those known"):
        check(make(FILES, {"claim": 12}, OTHER), keys(KEY))


def test_another_key_under_the_name_of_ours_is_refused():
    with pytest.raises(BadBundle, match="none of those known"):
        check(DATA, {key_id(KEY.public_key()): OTHER.public_key()})


def test_a_compressed_one_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"{}" * 1000)
    with pytest.raises(BadBundle, match="compressed"):
        check(target.getvalue(), keys(KEY))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 20])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(BadBundle, match="no ZIP file"):
        check(data, keys(KEY))


def test_a_signature_that_is_deeper_than_anybody_reads_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("manifest.json", b"{}")
        archive.writestr("signature.json", b"[" * 100_000)
    with pytest.raises(BadBundle, match="cannot be read"):
        check(target.getvalue(), {})
