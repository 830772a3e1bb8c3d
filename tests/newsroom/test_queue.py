"""Messages as files: whole or not there, and a broken one stops nobody."""

import os
from queue import Empty

import pytest
from kombu import Connection, Exchange, Queue
from kombu.exceptions import ChannelError

from newsroom import queue as queue_module

TAGGING = Queue("tagging", Exchange("tagging"), routing_key="tagging")
TORN = [b"", b'{"body": "W1', b"\xff\xfe", b"7", b"{}", b'{"properties": {}}', b'{"properties": 1}']


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "messages").mkdir()
    return tmp_path


@pytest.fixture
def channel(folder):
    options = {
        "data_folder_in": str(folder / "messages"),
        "data_folder_out": str(folder / "messages"),
        "control_folder": str(folder / "control"),
    }
    queue_module.Transport.global_state.clear()  # Bindings of the test before.
    with Connection("filesystem://", transport_options=options) as link:
        yield link.channel()


def send(channel, body: str) -> None:
    link = channel.connection.client
    link.Producer(channel).publish(
        body, exchange=TAGGING.exchange, routing_key="tagging", declare=[TAGGING]
    )


def received(channel) -> str | None:
    message = TAGGING(channel).get(no_ack=True)
    return message and message.payload


def test_the_file_transport_is_ours(channel):
    assert isinstance(channel, queue_module.Channel)


def test_messages_arrive_once_and_in_order(channel, folder):
    for body in ("one", "two"):
        send(channel, body)

    assert [received(channel) for _ in range(3)] == ["one", "two", None]
    assert not list((folder / "messages").iterdir())


@pytest.mark.parametrize("torn", TORN)
def test_a_torn_message_is_nothing_but_a_warning(channel, folder, torn, caplog):
    TAGGING(channel).declare()
    (folder / "messages" / "1_x.tagging.msg").write_bytes(torn)

    with pytest.raises(Empty):
        channel._get("tagging")
    assert "unreadable message" in caplog.text
    assert not list((folder / "messages").iterdir())


def test_the_messages_behind_a_torn_one_arrive(channel, folder):
    for number in range(3):
        (folder / "messages" / f"{number}_x.tagging.msg").touch()
    send(channel, "whole")

    assert received(channel) == "whole"


def test_a_message_cannot_be_seen_before_it_is_whole(channel, folder, monkeypatch):
    seen = []

    def replace(unseen, name):
        seen.append((os.listdir(folder / "messages"), channel._size("tagging")))
        assert os.path.getsize(unseen) > 0
        rename(unseen, name)

    rename = os.replace
    monkeypatch.setattr(queue_module.os, "replace", replace)
    send(channel, "whole")

    [(names, size)] = seen
    assert size == 0
    assert not any(name.endswith(".msg") for name in names)
    assert channel._size("tagging") == 1


def test_a_message_that_cannot_be_written_leaves_nothing(channel, folder, monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(queue_module.os, "replace", full)
    with pytest.raises(ChannelError, match="No space left"):
        channel._put("tagging", {"body": "x"})

    assert not list((folder / "messages").iterdir())


@pytest.mark.parametrize("torn", [b"", b'[["tag'])
def test_a_torn_table_of_queues_is_written_anew(channel, folder, torn):
    (folder / "control").mkdir()
    (folder / "control" / "tagging.exchange").write_bytes(torn)
    assert channel.get_table("tagging") == []
    send(channel, "whole")

    assert received(channel) == "whole"
