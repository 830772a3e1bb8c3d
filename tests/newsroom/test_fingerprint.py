"""The fingerprint of files: the same for the same files, another for any change."""

import re

import pytest
from django.conf import settings

from newsroom.fingerprint import fingerprint


@pytest.fixture
def root(tmp_path):
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "a.css").write_text("a {}")
    (tmp_path / "static" / "js" / "b.js").write_text("b()")
    (tmp_path / "requirements.txt").write_text("django==5.2")
    return tmp_path


def of(root) -> str:
    return fingerprint(root / "static", root / "requirements.txt")


def test_it_is_twelve_hex_digits_and_does_not_change_by_itself(root):
    assert re.fullmatch(r"[0-9a-f]{12}", of(root))
    assert of(root) == of(root)


def test_it_is_the_same_wherever_the_project_stands(root):
    before = of(root)
    moved = root.rename(root.with_name("elsewhere"))

    assert of(moved) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "static" / "js" / "b.js").write_text("c()"),
        lambda root: (root / "static" / "js" / "c.js").touch(),
        lambda root: (root / "static" / "a.css").unlink(),
        lambda root: (root / "static" / "a.css").rename(root / "static" / "z.css"),
        lambda root: (root / "static" / "a.css").rename(root / "static" / "js" / "a.css"),
        lambda root: (root / "requirements.txt").write_text("django==5.3"),
    ],
    ids=["content", "new", "gone", "renamed", "moved", "requirements"],
)
def test_any_change_of_a_file_changes_it(root, change):
    before = of(root)
    change(root)

    assert of(root) != before


def test_words_that_move_from_one_file_to_the_next_change_it(root):
    before = of(root)
    (root / "static" / "a.css").write_text("a {}b")
    (root / "static" / "js" / "b.js").write_text("()")

    assert of(root) != before


def test_empty_folders_do_not_count(root):
    before = of(root)
    (root / "static" / "empty").mkdir()

    assert of(root) == before


def test_static_files_are_served_below_it_and_cached_for_ever():
    ours = settings.BASE_DIR / "annotations"
    bundles, packages = ours / "web/shell/bundles.py", settings.BASE_DIR / "requirements.txt"
    own = fingerprint(ours / "static", ours / "locale", bundles, packages)

    assert f"/static/{own}/" == settings.STATIC_URL
    assert settings.STATIC_ROOT.name == own
    assert re.match(settings.WHITENOISE_IMMUTABLE_FILE_TEST, f"/static/{own}/annotations/a.css")
    assert settings.WHITENOISE_MAX_AGE == 365 * 24 * 3600
