"""Mail of notifications: as each person wishes, once, in their language, never lost."""

from datetime import datetime, timedelta, timezone
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db.models.functions import Now

from annotations.jobs import send_digests, send_mail
from annotations.models import MailSettings, Notification, User
from annotations.services.comments import comments, threads
from annotations.services.notifications import mail_settings, mailing, reading
from annotations.work import wakeup
from tests.factory import make_claim


@pytest.fixture
def claim(cast):
    for person in (cast.checker, cast.editor):
        person.email = f"{person.username}@example.org"
        person.save()
    return make_claim(cast)


def wish(person, when="now", **more):
    wishes = {"conversation": when, "work": when, "watched": when, "hour": 8, "time_zone": "UTC"}
    mail_settings.save(actor=person, **wishes | more)


def say(cast, claim, body="@checker Which year?"):
    return threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body=body).comment


def send() -> int:
    return send_mail.send_due(5)


def due_now() -> None:
    Notification.objects.filter(mail_at__isnull=False).update(mail_at=Now())


def test_who_wishes_it_is_mailed_at_once_and_once(cast, claim, settings):
    settings.NEWSROOM_URL = "https://newsroom.example"
    wish(cast.checker)
    comment = say(cast, claim)
    assert (send(), send()) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["checker@example.org"]
    assert sent.subject == "Newsroom: reporter mentioned you"
    assert "@checker Which year?" in sent.body
    path = f"/articles/{claim.article_id}/?claim={claim.pk}#comment-{comment.pk}"
    assert f"https://newsroom.example{path}" in sent.body
    assert "https://newsroom.example/notifications/mail/" in sent.body


def test_without_an_address_of_the_site_a_mail_has_no_link(cast, claim, settings):
    settings.NEWSROOM_URL = ""
    wish(cast.checker)
    say(cast, claim)
    send()
    assert "http" not in mail.outbox[0].body
    assert "/articles/" not in mail.outbox[0].body


def test_what_is_due_together_is_one_mail(cast, claim):
    wish(cast.checker, "hourly")
    for number in range(3):
        say(cast, claim, f"@checker {number}")
    assert send() == 0
    due_now()
    assert send() == 1
    assert mail.outbox[0].subject == "Newsroom: 3 notifications"


def test_who_wishes_none_or_has_no_address_is_not_mailed(cast, claim):
    wish(cast.checker, "off")
    say(cast, claim, "@checker @viewer")
    due_now()
    assert send() == 0


def test_what_was_read_deleted_or_may_not_be_seen_is_not_mailed(cast, claim):
    wish(cast.checker)
    wish(cast.editor)
    say(cast, claim, "@checker @editor")
    reading.read_all(actor=cast.checker, up_to=Notification.objects.latest("pk").pk)
    cast.editor.memberships.all().delete()
    assert send() == 0
    assert not Notification.objects.to_mail().filter(person=cast.editor).exists()


def test_the_words_of_a_comment_that_was_deleted_are_in_no_mail(cast, claim):
    wish(cast.checker)
    comment = say(cast, claim, "@checker secret")
    comments.delete(actor=cast.reporter, comment_id=comment.pk, seen_version=1)
    send()
    assert "secret" not in "".join(one.body for one in mail.outbox)


def test_a_server_that_is_away_loses_no_mail_and_is_asked_less_and_less(cast, claim, monkeypatch):
    wish(cast.checker)
    say(cast, claim)

    def refuse(_):
        raise SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", refuse)
        assert send() == 0
    kept = MailSettings.objects.get(person=cast.checker)
    assert kept.tries == 1
    assert send() == 0  # It is not asked again at once.
    MailSettings.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert send() == 1
    kept.refresh_from_db()
    assert (kept.tries, kept.lease_until) == (0, None)


def test_an_address_that_cannot_be_written_keeps_nobody_elses_mail(cast, claim):
    wish(cast.checker)
    wish(cast.editor)
    User.objects.filter(pk=cast.checker.pk).update(email="a@b@c\n")
    say(cast, claim, "@checker @editor")
    assert send() == 1
    assert mail.outbox[0].to == ["editor@example.org"]


def test_a_worker_that_dies_before_it_sent_loses_nothing(cast, claim):
    wish(cast.checker)
    say(cast, claim)
    assert mailing.take().person == cast.checker
    assert mailing.take() is None
    MailSettings.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert send() == 1


def test_a_worker_that_dies_after_it_sent_has_it_sent_again_under_the_same_number(cast, claim):
    """At least once: between the mail server and our own row there is no transaction."""
    wish(cast.checker)
    say(cast, claim)
    taken = mailing.take()
    first = send_digests.message(taken, mailing.contents(taken))
    MailSettings.objects.update(lease_until=Now() - timedelta(seconds=1))
    send()
    assert mail.outbox[0].extra_headers["Message-ID"] == first.extra_headers["Message-ID"]


def test_a_mail_is_in_the_language_of_its_reader(cast, claim):
    cast.checker.language = "uk"
    cast.checker.save()
    wish(cast.checker)
    say(cast, claim)
    taken = mailing.take()
    context = send_digests.message(taken, mailing.contents(taken))
    assert context.to == ["checker@example.org"]


def test_the_bell_is_rung_only_for_what_is_due_at_once(
    cast, claim, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(wakeup, "_send", lambda task, **_: rung.append(task))
    with django_capture_on_commit_callbacks(execute=True):
        say(cast, claim)
    assert wakeup.SEND_MAIL not in rung
    wish(cast.checker)
    with django_capture_on_commit_callbacks(execute=True):
        say(cast, claim)
    assert wakeup.SEND_MAIL in rung


@pytest.mark.parametrize(
    ("when", "zone", "told", "due"),
    [
        ("hourly", "UTC", "2026-11-29T10:20", "2026-11-29T11:00"),
        ("daily", "UTC", "2026-11-29T07:59", "2026-11-29T08:00"),
        ("daily", "UTC", "2026-11-29T08:00", "2026-11-30T08:00"),
        ("daily", "Europe/Kyiv", "2026-11-29T05:00", "2026-11-29T06:00"),
        # The clocks go back in this night.
        ("daily", "Europe/Kyiv", "2026-10-24T06:00", "2026-10-25T06:00"),
        ("daily", "No/Where", "2026-11-29T05:00", "2026-11-29T08:00"),
        ("now", "UTC", "2026-11-29T10:20", "2026-11-29T10:20"),
    ],
)
def test_a_mail_is_due_when_its_reader_wishes(when, zone, told, due):
    kept = MailSettings(conversation=when, hour=8, time_zone=zone)
    moment = datetime.fromisoformat(told).replace(tzinfo=timezone.utc)
    found = kept.mail_at("mention", moment)
    assert found == datetime.fromisoformat(due).replace(tzinfo=timezone.utc)
