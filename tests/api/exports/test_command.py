"""`manage.py export`: the files of REST"""

import json

import pytest
from django.core.management import CommandError, call_command

from annotations.exchange.formats import FORMATS
from annotations.models import Desk
from tests.factory import make_article, make_claim


@pytest.fixture
def claim(cast):
    return make_claim(cast, make_article(cast, headline="Bridges"))


def run(name, *words, out, username="viewer"):
    call_command("export", name, "--as", username, "--out", str(out), *words)
    return out.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_what_rest_gives(name, cast, claim, api, tmp_path, settings):
    settings.NEWSROOM_URL = "https://desk.example"  # Some hold addresses.
    who = "editor" if FORMATS[name].subject is Desk else "viewer"
    expected = getattr(api, who).download(f"exports/{name}?desk={cast.desk.slug}")

    person = cast.by_role(who).username
    given = run(name, "--desk", cast.desk.slug, out=tmp_path / name, username=person)
    assert given == expected


def test_filters_are_those_of_rest(cast, claim, tmp_path):
    name = cast.viewer.username
    out = tmp_path / "claims.ndjson"

    assert run("claims.ndjson", "--filter", "stage=checked", out=out, username=name) == b""
    line = run("claims.ndjson", "--filter", f"stage={claim.stage}", out=out, username=name)
    assert json.loads(line)["id"] == claim.pk


def test_who_is_of_no_such_desk_gets_nothing(cast, claim, tmp_path):
    out = tmp_path / "claims.ndjson"

    assert run("claims.ndjson", out=out, username=cast.stranger.username) == b""
    with pytest.raises(CommandError, match="nothing here"):
        run("claims.ndjson", "--desk", cast.desk.slug, out=out, username=cast.stranger.username)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--filter", "stage"], "NAME=VALUE"),
        (["--filter", "nonsense=1"], "There is no parameter “nonsense” here."),
        (["--filter", "stage=nonsense"], "is not one of"),
        (["--desk", "nonsense"], "nothing here"),
    ],
)
def test_what_cannot_be_read_is_said_and_no_file_is_left(words, told, cast, claim, tmp_path):
    with pytest.raises(CommandError, match=told):
        run("claims.csv", *words, out=tmp_path / "claims.csv", username=cast.viewer.username)
    assert list(tmp_path.iterdir()) == []


def test_nobody_of_that_name_is_said(cast, tmp_path):
    with pytest.raises(CommandError, match="nobody called 'nemo'"):
        run("claims.csv", out=tmp_path / "claims.csv", username="nemo")


def test_a_file_that_was_there_stays_when_an_export_fails(cast, claim, tmp_path, monkeypatch):
    out = tmp_path / "claims.csv"
    out.write_bytes(b"of yesterday")
    broken = FORMATS["claims.csv"]._replace(made=lambda *given: Broken())
    monkeypatch.setitem(FORMATS, "claims.csv", broken)

    with pytest.raises(CommandError, match="No space left"):
        run("claims.csv", out=out, username=cast.viewer.username)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [
        ("claims.csv", b"of yesterday")
    ]


class Broken:
    def __iter__(self):
        yield b"half"
        raise OSError(28, "No space left on device")

    def close(self):
        pass


def test_a_table_has_only_the_fields_that_were_asked_for(cast, claim, tmp_path):
    out, name = tmp_path / "claims.csv", cast.viewer.username
    given = run("claims.csv", "--fields", "headline,id", out=out, username=name)
    assert given.decode("utf-8-sig") == f"id,headline\n{claim.pk},Bridges\n"
    with pytest.raises(CommandError, match="is not one of"):
        run("claims.csv", "--fields", "nothing", out=out, username=name)
