"""Heads leave the database, each once, and what was published is looked at before more is signed."""

import json

import pytest

from annotations.models import Head
from annotations.trail.heads import BadHead
from annotations.work.sealing import published
from annotations.work.sealing.published import Unpublished, publish, read
from annotations.work.sealing.seals import seal
from tests.factory import make_claim

from .conftest import KEY

pytestmark = pytest.mark.owner


@pytest.fixture
def file(tmp_path):
    return tmp_path / "audit" / "heads.jsonl"


def heads():
    return [head.signed() for head in Head.objects.order_by("number")]


def test_each_head_is_a_line_of_the_file_once(trail, file, cast):
    assert publish(str(file), file) == Head.objects.count()
    assert publish(str(file), file) == 0
    make_claim(cast)
    seal(KEY)
    publish(str(file), file)
    assert list(read(file)) == heads()


def test_half_a_line_is_written_again(trail, file):
    publish(str(file), file)
    file.write_bytes(file.read_bytes()[:-40])
    assert publish(str(file), file) == 1
    assert list(read(file)) == heads()


@pytest.mark.parametrize("last", ["no head\n", "{}\n"])
def test_a_file_of_something_else_is_left_alone(trail, file, last):
    file.parent.mkdir()
    file.write_text(last)
    with pytest.raises(Unpublished, match="no head"):
        publish(str(file), file)
    assert file.read_text() == last
    with pytest.raises(BadHead, match="Line 1 of"):
        list(read(file))


def test_a_database_that_knows_less_than_was_published_is_told(trail, file, tamper):
    publish(str(file), file)
    tamper("DELETE FROM annotations_head WHERE number = (SELECT max(number) FROM annotations_head)")
    with pytest.raises(Unpublished, match="verify_audit"):
        publish(str(file), file)


def test_a_file_that_cannot_be_written_is_told(trail, tmp_path):
    with pytest.raises(Unpublished, match="cannot be"):
        publish(str(tmp_path), tmp_path / "sent.json")


def test_each_head_is_sent_to_an_address_once(trail, tmp_path, monkeypatch):
    sent = []

    class Answer:
        def raise_for_status(self):
            if len(sent) == 2:
                raise published.requests.HTTPError("503")

    def post(address, **options):
        sent.append(options["json"])
        return Answer()

    monkeypatch.setattr(published.requests, "post", post)
    with pytest.raises(Unpublished, match="503"):
        publish("https://heads.example/", tmp_path / "sent.json")
    publish("https://heads.example/", tmp_path / "sent.json")

    numbers = [one["number"] for one in sent]
    assert numbers == [1, 2, *range(2, Head.objects.count() + 1)]
    assert json.loads((tmp_path / "sent.json").read_text()) == sent[-1]
