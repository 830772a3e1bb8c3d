"""The queue is damaged; whoever uploads an article does not notice."""

from tests.browser.running import running
from tests.faults.test_embedded_server import wait_for
from tests.faults.test_up import Caller, children_of, data  # noqa: F401


def is_tagged(call: Caller, headline: str) -> bool:
    body = {"desk": "demo", "headline": headline, "text": "Ilka Varn met Tomas Okell in Oslo."}
    made = call("POST", "/api/v1/articles/", body)
    path = f"/api/v1/tagging-runs/?revision={made['current_revision']['id']}"
    return wait_for(lambda: call("GET", path)["results"][0]["state"] == "done")


def test_an_empty_message_stops_nothing(data):  # noqa: F811
    with running(data) as started:
        call = Caller(started, data)
        before = set(children_of(started.process.pid))
        torn = data / "queue" / "messages" / "1_x.tagging.msg"
        torn.touch()
        assert wait_for(lambda: not torn.exists())

        assert is_tagged(call, "After the empty message")
        assert set(children_of(started.process.pid)) == before
