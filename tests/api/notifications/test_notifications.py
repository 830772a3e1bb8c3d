"""/api/v1/notifications/read/: all that was seen, and nothing that came later."""

from annotations.models import Notification
from annotations.services.comments import threads
from tests.api.calls import ids, nothing_written, refused
from tests.factory import make_claim


def test_ones_own_are_read_up_to_the_newest_that_was_seen(cast, api):
    claim = make_claim(cast)
    for words in ("First", "Second", "Third"):
        threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body=f"{words}, @checker @editor")
    third, second, first = ids(api.checker.get("notifications/?state=unread"))

    assert api.checker.post("notifications/read/", {"up_to": second}).json() == {"read": 2}
    assert ids(api.checker.get("notifications/?state=unread")) == [third]
    assert ids(api.checker.get("notifications/?state=read")) == [second, first]
    assert Notification.objects.filter(person=cast.editor, read_at=None).count() == 3


def test_it_has_to_be_said_up_to_which(api):
    with nothing_written():
        refused(api.checker.post("notifications/read/", {}), 422, "invalid", "up_to")
        refused(api.checker.post("notifications/read/", {"up_to": "all"}), 422, "invalid", "up_to")
