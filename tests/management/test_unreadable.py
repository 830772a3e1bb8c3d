"""A file that is not there is told by its name and the system's words, by every command alike."""

import io

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from annotations.work.sealing.key_files import pem

PUBLIC = pem(Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key())
ON_DESK = ("--desk=politics", "--as=editor")
COMMANDS = (
    ("import", "doccano", "FILE", *ON_DESK),
    ("import_articles", "FILE", *ON_DESK),
    ("verify_audit", "--key", "FILE"),
    ("verify_bundle", "FILE", "--key", "KEY"),
    ("verify_bundle", "KEY", "--key", "FILE"),
    ("verify_proof", "FILE", "--key", "KEY"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_missing_file_is_told_in_words(words, cast, tmp_path):
    missing, key = tmp_path / "none.file", tmp_path / "key.pub"
    key.write_bytes(PUBLIC)
    given = {"FILE": str(missing), "KEY": str(key)}
    told = io.StringIO()
    with pytest.raises((CommandError, SystemExit)) as caught:
        call_command(*(given.get(word, word) for word in words), stderr=told)
    said = f"{told.getvalue()}{caught.value}"
    assert str(missing) in said
    assert "No such file or directory" in said
    assert "Errno" not in said
