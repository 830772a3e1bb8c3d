"""`manage.py verify_bundle` says whether a bundle is a newsroom's, and stops at the first doubt."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from annotations.management.commands import verify_bundle
from annotations.work.sealing.key_files import signing_key
from tests.jobs.test_make_bundles import folder, made  # noqa: F401
from tests.web.publications import scene


@pytest.fixture
def file(cast, folder):  # noqa: F811
    scene.open_pages(cast)
    scene.published(cast)
    path = folder / "proof.zip"
    path.write_bytes(bytes(made(folder).content))
    return path


def verify(file, *more) -> str:
    out = StringIO()
    call_command("verify_bundle", str(file), *more, stdout=out)
    return out.getvalue()


def refusal(file, *more) -> CommandError:
    with pytest.raises(CommandError) as caught:
        verify(file, *more)
    return caught.value


def test_a_genuine_one_is_told(file):
    said = verify(file)
    assert "Politics: “41 bridges” Supported" in said
    assert "proved by" in said
    assert said.endswith("The bundle is genuine.\n")


def test_by_a_key_no_database_is_asked(file, folder, django_assert_num_queries):  # noqa: F811
    [public] = (folder / "bundles").glob("*.pub")
    with django_assert_num_queries(0):
        assert "genuine" in verify(file, "--key", str(public))


def test_the_keys_that_the_site_gives_out_will_do(file, client, tmp_path):
    keys = tmp_path / "keys.json"
    keys.write_bytes(client.get("/fact-checks/bundles/keys.json").content)
    assert "genuine" in verify(file, "--key", str(keys))


@pytest.mark.parametrize(
    "words", ["{", "{}", '{"keys": 3}', '{"keys": [{"public_key": "12"}]}', '{"keys": []}', "[]"]
)
def test_what_holds_no_keys_checks_nothing(file, tmp_path, words):
    keys = tmp_path / "keys.json"
    keys.write_text(words)
    assert refusal(file, "--key", str(keys)).returncode == 2


def test_one_changed_letter_is_refused(file):
    data = file.read_bytes()
    assert data.count(b"Page 4 says so.") > 1
    file.write_bytes(data.replace(b"Page 4 says so.", b"Page 5 says so.", 1))
    error = refusal(file)
    assert error.returncode == 1
    assert "was changed" in str(error)


def test_another_newsrooms_key_is_refused(file, tmp_path):
    signing_key(tmp_path / "other" / "signing.key")
    [public] = (tmp_path / "other").glob("*.pub")
    assert refusal(file, "--key", str(public)).returncode == 1


def test_without_any_key_nothing_is_said_about_it(file, settings, tmp_path):
    settings.BUNDLE_KEY = tmp_path / "nowhere" / "signing.key"
    assert "genuine" in verify(file)  # The database knows it.


def test_what_is_no_file_cannot_be_checked(file, tmp_path):
    refused = refusal(tmp_path / "none.zip")
    assert refused.returncode == 2
    assert str(refused) == f"{tmp_path / 'none.zip'}: No such file or directory"


def test_a_proof_that_proves_nothing_is_refused(file, monkeypatch):
    def other(data, keys):
        bundle = real(data, keys)
        proof = json.loads(bundle.files["audit/proof.json"])
        proof["lines"][0]["index"] += 1
        return type(bundle)(
            bundle.manifest, bundle.files | {"audit/proof.json": json.dumps(proof).encode()}, "k"
        )

    real = verify_bundle.check
    monkeypatch.setattr(verify_bundle, "check", other)
    assert refusal(file).returncode == 1
