"""The bell and its page: one's own, unread first, scoped again; when it is mailed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import MailSettings, Notification
from annotations.services.comments import threads
from tests.web.scene import ask, words


@pytest.fixture
def checker(client, cast):
    client.force_login(cast.checker)
    return client


def test_the_bell_says_how_much_is_unread(checker, scene):
    assert "Notifications, 1 unread" in words(ask(checker, "/notifications/bell/"))
    answer = checker.post(f"/notifications/{scene.told.pk}/read/")
    assert answer["Location"].endswith(f"?claim={scene.claim.pk}#comment-{scene.comment.pk}")
    assert "unread" not in words(ask(checker, "/notifications/bell/"))


def test_unread_ones_stand_first_with_their_words(checker, scene):
    page = words(checker.get("/notifications/"))
    assert "reporter mentioned you" in page
    assert "Which year, @checker?" in page
    checker.post("/notifications/read/", {"up_to": scene.told.pk})
    assert "Mark all as read" not in words(checker.get("/notifications/"))


def test_what_came_after_the_page_was_shown_stays_unread(checker, cast, scene):
    said = threads.on_claim(actor=cast.editor, claim_id=scene.claim.pk, body="@checker!")
    checker.post("/notifications/read/", {"up_to": scene.told.pk})
    assert Notification.objects.visible_to(cast.checker).unread().get().comment == said.comment


def test_nobody_reads_those_of_others(client, cast, scene):
    client.force_login(cast.editor)
    assert client.post(f"/notifications/{scene.told.pk}/read/").status_code == 404
    assert "Which year" not in words(client.get("/notifications/"))


def test_who_left_the_desk_reads_nothing_of_it(checker, cast, scene):
    cast.checker.memberships.all().delete()
    assert "Which year" not in words(checker.get("/notifications/"))
    assert "unread" not in words(ask(checker, "/notifications/bell/"))


def test_more_notifications_ask_no_more_of_the_database(checker, cast, scene):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            checker.get("/notifications/")
        return len(queries)

    asked()
    before = asked()
    for number in range(8):
        threads.on_claim(actor=cast.editor, claim_id=scene.claim.pk, body=f"@checker {number}")
    assert asked() == before


def test_mail_settings_are_ones_own(checker, cast):
    sent = {"conversation": "now", "work": "off", "watched": "daily", "hour": "7",
            "time_zone": "Europe/Kyiv"}  # fmt: skip
    assert checker.post("/notifications/mail/", sent).status_code == 302
    kept = MailSettings.objects.get(person=cast.checker)
    assert (kept.conversation, kept.work, kept.hour) == ("now", "off", 7)
    assert kept.time_zone == "Europe/Kyiv"


def test_a_time_zone_that_is_none_is_refused(checker):
    sent = {"conversation": "now", "work": "off", "watched": "daily", "hour": "7",
            "time_zone": "Europe/Nowhere"}  # fmt: skip
    assert checker.post("/notifications/mail/", sent).status_code == 422
    assert not MailSettings.objects.exists()
