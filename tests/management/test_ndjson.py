"""`export_ndjson` and `import_ndjson`."""

import io

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Claim, Desk
from tests.factory import make_claim
from tests.services.everything.bringing import empty, exported

pytestmark = pytest.mark.owner


@pytest.fixture
def file(cast, tmp_path):
    make_claim(cast)
    path = tmp_path / "all.ndjson"
    call_command("export_ndjson", out=path)
    return path


def run(*words) -> str:
    out = io.StringIO()
    call_command("import_ndjson", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_all_goes_out_and_comes_in(file):
    assert file.read_bytes() == exported()
    empty()
    assert "1  claim" in run(str(file), "--dry-run")
    assert not Claim.objects.exists()
    assert "rows imported." in run(str(file))
    assert exported() == file.read_bytes()


def test_one_desk_goes_out(cast, file, tmp_path):
    call_command("export_ndjson", desk="sports", out=tmp_path / "sports.ndjson")
    assert (tmp_path / "sports.ndjson").read_bytes() == exported(Desk.objects.get(slug="sports"))
    with pytest.raises(CommandError, match="no desk called 'nowhere'"):
        call_command("export_ndjson", desk="nowhere")


def test_a_file_that_is_there_is_not_written_over(file):
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_ndjson", out=file)
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_what_is_wrong_is_said_by_line_and_nothing_comes_in(file):
    with pytest.raises(CommandError, match="import into an empty one"):
        run(str(file))
    empty()
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(CommandError, match="cut off"):
        run(str(file))
    with pytest.raises(CommandError, match="No such file"):
        run("nowhere.ndjson")
    assert not Desk.objects.exists()


def test_lines_that_are_refused_are_named(cast, file, capsys):
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(str(file), "--beside")
