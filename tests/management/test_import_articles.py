"""`import_articles`: files and folders into a desk, as often as one likes."""

import errno
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from annotations.ingest.kinds import SUFFIXES
from annotations.management.commands import import_articles
from annotations.models import Article, Original, TaggingRun
from annotations.services.articles import bulk


@pytest.fixture
def folder(tmp_path):
    """Five articles in two folders, and a file that is none."""
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "a.txt").write_text("Ilka Varn resigned.\nOn Tuesday.")
    (tmp_path / "b.MD").write_text("# Bridges\n\nThe report counted 41.")
    (tmp_path / "deep" / "c.html").write_text("<html><h1>Ferries</h1><p>None of them sank.</p>")
    (tmp_path / "deep" / "d.htm").write_text("<p>Trains were late.</p>")
    (tmp_path / "deep" / "deeper" / "e.txt").write_text("Київ. Міст закрито.")
    (tmp_path / "deep" / "notes.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


@pytest.fixture
def run(cast):
    """Runs the command as the reporter; what it printed, and what it complained of."""

    def run(*paths, desk="politics", username="reporter") -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command(
                "import_articles",
                *map(str, paths),
                desk=desk,
                username=username,
                stdout=out,
                stderr=err,
            )
        except SystemExit as end:
            err.write(f"status {end.code}")
        return out.getvalue(), err.getvalue()

    return run


def headlines() -> set[str]:
    return set(Article.objects.values_list("headline", flat=True))


def test_a_folder_is_imported_with_all_below_it(run, folder, cast):
    out, err = run(folder)

    assert out == "5 of 5 files are imported.\n"
    assert (
        err
        == f"{folder / 'deep' / 'notes.pdf'}: skipped, the name does not end in {', '.join(sorted(SUFFIXES))}\n"
    )
    assert headlines() == {
        "Ilka Varn resigned.", "Bridges", "Ferries", "Trains were late.", "Київ. Міст закрито.",
    }  # fmt: skip
    assert {article.desk for article in Article.objects.all()} == {cast.desk}
    assert {article.created_by for article in Article.objects.all()} == {cast.reporter}


def test_files_are_kept_as_they_were_and_tagged_after_those_of_people(run, folder):
    run(folder)

    assert bytes(Original.objects.get(filename="a.txt").content) == (folder / "a.txt").read_bytes()
    assert TaggingRun.objects.filter(priority=TaggingRun.Priority.BULK).count() == 5


def test_files_may_be_named_one_by_one(run, folder):
    out, _ = run(folder / "a.txt", folder / "deep" / "deeper")

    assert out == "2 of 2 files are imported.\n"
    assert headlines() == {"Ilka Varn resigned.", "Київ. Міст закрито."}


def test_importing_again_adds_nothing(run, folder):
    run(folder)
    before = set(Article.objects.values_list("pk", flat=True))
    out, _ = run(folder, folder)

    assert out == "10 of 10 files are imported.\n"
    assert set(Article.objects.values_list("pk", flat=True)) == before


def test_what_is_new_in_the_folder_is_added(run, folder):
    run(folder)
    (folder / "f.txt").write_text("New.")
    run(folder)

    assert Article.objects.count() == 6


def test_an_import_that_was_aborted_goes_on_where_it_stopped(run, folder, monkeypatch):
    monkeypatch.setattr(import_articles, "BATCH", 2)
    add, calls = bulk.add, []

    def add_once(**given):
        if calls:
            raise KeyboardInterrupt
        calls.append(given)
        return add(**given)

    with monkeypatch.context() as patch:
        patch.setattr(bulk, "add", add_once)
        with pytest.raises(CommandError) as stopped:
            run(folder)
    assert stopped.value.returncode == 130
    assert str(stopped.value) == (
        "Stopped after 2 of 5 files. Run the same command again to go on: what is there already is not imported twice."
    )
    kept = set(Article.objects.values_list("pk", flat=True))
    assert len(kept) == 2

    assert run(folder)[0] == "5 of 5 files are imported.\n"
    assert kept < set(Article.objects.values_list("pk", flat=True))
    assert Article.objects.count() == 5


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("bad.txt", b"", "The file is empty."),
        ("bad.txt", b"a\0b", "NUL"),
        ("bad.md", b"%PDF-1.7", "PDF"),
        ("bad.txt", bytes(range(128, 256)) * 9, "Unknown encoding"),
        ("bad.html", b"Words", "no HTML in the file"),
        ("bad.html", b"<p></p>", "no text on the page"),
        ("bad.htm", b"<div>" * 9000 + b"x", "nested too deeply"),
        ("bad.txt", b"x" * 3_000_001, "larger than 3 MB"),
        ("bad.md", b"***", "The text is empty"),
    ],
)
def test_one_bad_file_is_named_and_spoils_no_other(run, folder, settings, name, data, reason):
    settings.MEDIA_MAX_BYTES = 3_000_000
    (folder / "deep" / name).write_bytes(data)
    out, err = run(folder)

    assert out == "5 of 6 files are imported.\n"
    assert str(folder / "deep" / name) in err
    assert reason in err
    assert err.endswith("status 1")
    assert Article.objects.count() == 5


def test_a_file_that_is_not_there_is_named_and_spoils_no_other(run, folder):
    out, err = run(folder / "none.txt", folder / "a.txt", folder / "deep" / "notes.pdf")

    assert out == "1 of 3 files are imported.\n"
    assert "none.txt: " in err
    assert "notes.pdf: " in err
    assert Article.objects.count() == 1


def test_an_empty_folder_is_no_failure(run, tmp_path):
    assert run(tmp_path) == ("0 of 0 files are imported.\n", "")


def test_the_same_article_in_two_files_is_one(run, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ilka Varn resigned.")
    out, _ = run(tmp_path)

    assert out == "2 of 2 files are imported.\n"
    assert Article.objects.count() == 1


def test_the_desk_may_be_named_by_its_id(run, folder, cast):
    run(folder, desk=str(cast.desk.pk))

    assert Article.objects.filter(desk=cast.desk).count() == 5


@pytest.mark.parametrize(
    ("username", "desk", "reason"),
    [
        ("nobody", "politics", "no active person called 'nobody'"),
        (
            "viewer",
            "politics",
            "viewer cannot import into this desk: Only reporters, checkers and editors",
        ),
        ("stranger", "politics", "stranger cannot import into this desk: There is nothing here"),
        ("reporter", "sports", "reporter cannot import into this desk: There is nothing here"),
        ("reporter", "none", "reporter cannot import into this desk: There is nothing here"),
        ("reporter", "9" * 30, "reporter cannot import into this desk: There is nothing here"),
    ],
)
def test_whoever_may_not_add_articles_there_is_told(run, folder, username, desk, reason):
    with pytest.raises(CommandError, match=reason):
        run(folder, desk=desk, username=username)
    assert not Article.objects.exists()


def test_a_person_who_left_imports_nothing(run, folder, cast):
    cast.reporter.is_active = False
    cast.reporter.save()

    with pytest.raises(CommandError, match="no active person"):
        run(folder)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("the connection\nis lost"), "The database failed: the connection."),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full: "),
    ],
)
def test_a_database_that_fails_ends_it_in_one_line_that_says_how_to_go_on(
    run, folder, monkeypatch, error, said
):
    def fail(**_):
        raise OperationalError(*error.args) from error

    monkeypatch.setattr(bulk, "add", fail)
    with pytest.raises(CommandError) as stopped:
        run(folder)

    assert str(stopped.value).startswith(said)
    assert "Stopped after 0 of 5 files. Run the same command again to go on" in str(stopped.value)


def test_files_that_are_not_read_are_named_up_to_a_number(run, tmp_path, monkeypatch):
    monkeypatch.setattr(import_articles, "MOST_NAMED", 2)
    for name in ("a.pdf", "b.docx", "c", "d.txt"):
        (tmp_path / name).write_text("Words.")
    out, err = run(tmp_path)

    assert out == "1 of 1 files are imported.\n"
    assert [line.split(":")[0] for line in err.splitlines()] == [
        str(tmp_path / "a.pdf"), str(tmp_path / "b.docx"), "… and 1 more, also skipped.",
    ]  # fmt: skip


def test_hidden_files_are_nobodys_articles_unless_they_are_named(run, tmp_path):
    (tmp_path / ".git" / "deep").mkdir(parents=True)
    hidden = (".DS_Store", "._a.txt", ".draft.md", ".git/config", ".git/deep/notes.txt")
    for name in ("a.txt", *hidden):
        (tmp_path / name).write_text(f"Words of {name}.")

    assert run(tmp_path) == ("1 of 1 files are imported.\n", "")
    assert headlines() == {"Words of a.txt."}
    assert run(tmp_path / ".draft.md") == ("1 of 1 files are imported.\n", "")
