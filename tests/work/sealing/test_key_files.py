"""Who may read the key signs; so nobody else may."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from annotations.trail.heads import key_id
from annotations.work.sealing.key_files import KeyProblem, public_keys, signing_key


def test_a_key_is_made_once_for_its_owner_alone_and_its_public_half_lies_beside_it(tmp_path):
    path = tmp_path / "audit" / "signing.key"
    key = signing_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing_key(path).private_bytes_raw() == key.private_bytes_raw()
    assert public_keys([path.parent]).keys() == {key_id(key.public_key())}
    assert len(list(path.parent.iterdir())) == 2


def test_a_key_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "signing.key"
    signing_key(path)
    path.chmod(0o640)
    with pytest.raises(KeyProblem, match="Others may read"):
        signing_key(path)


def test_another_kind_of_key_is_refused(tmp_path):
    path = tmp_path / "signing.key"
    path.touch(0o600)
    with pytest.raises(KeyProblem, match="no key"):
        signing_key(path)
    other = X25519PrivateKey.generate()
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyProblem, match="no Ed25519 key"):
        signing_key(path)
    public = other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "x.pub").write_bytes(public)
    with pytest.raises(KeyProblem, match="no Ed25519 key"):
        public_keys([tmp_path])


def test_where_there_is_no_public_key_nothing_can_be_verified(tmp_path):
    with pytest.raises(KeyProblem, match="no public key"):
        public_keys([tmp_path])
    (tmp_path / "x.pub").write_text(Ed25519PrivateKey.generate().private_bytes_raw().hex())
    with pytest.raises(KeyProblem, match="no public key"):
        public_keys([tmp_path / "x.pub"])
