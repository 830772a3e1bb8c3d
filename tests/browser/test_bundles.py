"""The page that checks a bundle, opened from a file: it needs no server and asks no network."""

import io
import json
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from playwright.sync_api import expect

from annotations.exchange.bundles import leaflet, verifier
from annotations.trail.bundles import make
from annotations.trail.heads import key_id
from tests.browser.test_pages import PHONE, faults_of
from tests.browser.test_public_pages import publish
from tests.trail.proving import audit_keys, broken, lines, proof_of
from tests.trail.zips import remade

pytestmark = pytest.mark.browser
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([1] * 32))
ABOUT = {
    "statement": "41 bridges", "verdict": "Supported", "desk": {"name": "Politics", "url": "/"},
    "page": "https://newsroom.example/fact-checks/a1/", "approved_at": "2026-11-30T11:00:00+00:00",
}  # fmt: skip
FILES = {"fact-check.json": b'{"a": 1}\n', "article/text.txt": "Zwölf Brücken\n".encode()}
FILES |= leaflet.files(proof_of(lines())) | audit_keys()
DATA = make(FILES, ABOUT, KEY)
NAME = key_id(KEY.public_key())
PUBLIC = KEY.public_key().public_bytes_raw().hex()


@pytest.fixture
def checker(new_page, tmp_path):
    """The page with the newsroom's key, and what it says of a file."""
    path = tmp_path / "verify.html"
    path.write_text(verifier.page({NAME: PUBLIC}), encoding="utf-8")
    page = new_page()
    page.goto(path.as_uri())
    return page


def give(page, data: bytes) -> str:
    """What the page says of a bundle: its heading."""
    page.evaluate("document.getElementById('result').replaceChildren()")
    file = {"name": "proof.zip", "mimeType": "application/zip", "buffer": data}
    page.set_input_files("#file", files=[])
    page.set_input_files("#file", files=[file])
    heading = page.locator("#result h2:not(:text('Checking…'))")
    heading.wait_for()
    return heading.inner_text()


def test_a_genuine_bundle_is_told_with_what_is_in_it(checker):
    assert give(checker, DATA) == "This bundle is genuine"
    expect(checker.locator("#result")).to_contain_text("41 bridges")
    expect(checker.locator("#result")).to_contain_text("2026-11-30, 11:00 UTC")
    expect(checker.locator("#result")).to_contain_text(
        "5 lines of the audit trail, proved by 1 signed head"
    )
    expect(checker.locator("#result table tr")).to_have_count(len(FILES) + 1)
    assert faults_of(checker) == []
    checker.set_viewport_size(PHONE)
    checker.emulate_media(color_scheme="dark")
    assert faults_of(checker) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda files: files.update({"fact-check.json": b'{"a": 2}\n'}), "fact-check.json was ch"),
        (lambda files: files.pop("article/text.txt"), "article/text.txt is missing"),
        (lambda files: files.update({"zz.txt": b"!"}), "zz.txt was put in"),
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
def test_a_changed_one_is_refused_with_what_is_wrong(checker, change, says):
    assert give(checker, remade(DATA, change)) == "Do not trust this bundle"
    expect(checker.locator("#result")).to_contain_text(says)


@pytest.mark.parametrize("name", broken())
def test_the_page_says_of_a_proof_what_the_command_says(checker, tmp_path, name):
    """Signed by the newsroom all the same: it is its trail that does not fit."""
    data = make(FILES | broken()[name], ABOUT, KEY)
    heading = give(checker, data)
    said, status = verify(tmp_path, data)
    assert (heading == "This bundle is genuine") == (status == 0), said
    expect(checker.locator("#result")).to_contain_text(said)


def verify(folder, data: bytes) -> tuple[str, int]:
    """What `manage.py verify_bundle` says of the proof, and its status."""
    (folder / "proof.zip").write_bytes(data)
    keys = {"keys": [{"key": NAME, "public_key": PUBLIC}]}
    (folder / "keys.json").write_text(json.dumps(keys))
    out = io.StringIO()
    try:
        words = ("verify_bundle", str(folder / "proof.zip"), "--key", str(folder / "keys.json"))
        call_command(*words, stdout=out)
    except CommandError as error:
        return str(error).removeprefix(f"{folder / 'proof.zip'}: "), error.returncode
    return out.getvalue().splitlines()[2], 0


def test_a_changed_byte_is_refused_wherever_it_is(checker):
    places = [0, 4, 10, 31, len(DATA) // 2, len(DATA) - 200, len(DATA) - 30, len(DATA) - 1]
    for at in places:
        changed = DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :]
        assert give(checker, changed) == "Do not trust this bundle", at
    assert give(checker, DATA + b"\0") == "Do not trust this bundle"
    assert give(checker, DATA[:-1]) == "Do not trust this bundle"


def test_another_key_is_not_the_newsrooms(checker):
    assert give(checker, make(FILES, ABOUT, OTHER)) == "It is signed by another key"


def test_the_page_in_a_bundle_takes_nobodys_word_but_the_readers(new_page, tmp_path):
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        (tmp_path / "verify.html").write_bytes(archive.read("verify.html"))
    page = new_page()
    page.goto((tmp_path / "verify.html").as_uri())
    assert give(page, DATA) == "Nothing was changed since it was signed"
    page.fill("#key", PUBLIC)
    expect(page.locator("#result h2")).to_have_text("This bundle is genuine")
    page.fill("#key", "0" * 64)
    expect(page.locator("#result h2")).to_have_text("It is signed by another key")


def test_a_browser_without_ed25519_says_so(new_page, tmp_path):
    path = tmp_path / "verify.html"
    path.write_text(verifier.page({NAME: PUBLIC}), encoding="utf-8")
    page = new_page()
    page.add_init_script(
        "crypto.subtle.importKey = () => "
        "Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));"
    )
    page.goto(path.as_uri())
    assert give(page, DATA) == "It cannot be checked here"
    expect(page.locator("#result")).to_contain_text("does not know Ed25519")


def test_a_reader_downloads_the_proof_and_the_page_and_checks_one_by_the_other(
    product, new_page, tmp_path
):
    editor = product.sign_in(new_page(), "editor")
    editor.goto(f"{product.url}/desks/1/publications/settings/")
    editor.check("[name=is_on]")
    editor.check("[name=whole_texts]")
    assert faults_of(editor) == []
    editor.click("button:has-text('Save changes')")
    publish(editor, f"{product.url}/claims/5/publish/")
    editor.goto(f"{product.url}/fact-checks/by/demo/")
    link = editor.locator("main h2 a").first.get_attribute("href")

    reader = new_page()
    reader.goto(product.url + link)
    proof = reader.get_by_role("link", name="Download the proof", exact=True).first.get_attribute(
        "href"
    )
    for _ in range(60):  # The trail is sealed every ten seconds, then bundles are made.
        answer = reader.request.get(product.url + proof)
        if answer.status == 200:
            break
        assert answer.status == 503
        reader.wait_for_timeout(2_000)
    data = answer.body()
    page = reader.request.get(f"{product.url}/fact-checks/bundles/verify.html").text()
    (tmp_path / "verify.html").write_text(page, encoding="utf-8")
    reader.goto((tmp_path / "verify.html").as_uri())
    assert give(reader, data) == "This bundle is genuine"
    at = data.index(b"rationale") + 20
    assert give(reader, data[:at] + b"#" + data[at + 1 :]) == "Do not trust this bundle"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        proof = json.loads(archive.read("audit/proof.json"))
        assert any(
            name.startswith("audit/") and name.endswith(".pub") for name in archive.namelist()
        )
    assert len(proof["lines"]) > 3
