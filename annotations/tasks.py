"""Celery tasks: each makes one call."""

from smtplib import SMTPException

from celery import shared_task
from django.conf import settings

from annotations.jobs import fetch, tag
from annotations.jobs import make_bundles as bundling
from annotations.jobs import run_import as bringing
from annotations.jobs import send_mail as mail
from annotations.jobs import send_reset as reset
from annotations.jobs import send_webhooks as webhooks
from annotations.work import sweep as sweeping

# Below the lease, so that a worker never works on a run that another may take.
HARD_LIMIT = max(settings.TAGGING_LEASE - 5, 1)
# A run that begins last still has most of the limit.
BUSY_FOR = HARD_LIMIT / 5
WEB_FOR = 45  # Seconds after which nothing further is fetched.


@shared_task(time_limit=HARD_LIMIT)
def tag_due() -> None:
    """Work due tagging runs; delivered twice, the second finds nothing to do."""
    tag.tag_due(BUSY_FOR)


@shared_task(time_limit=60)
def sweep() -> None:
    """Ring lost bells again and park runs that kill their worker."""
    sweeping.sweep()


@shared_task(time_limit=180)
def fetch_due() -> None:
    """Fetch wanted copies and due feeds; what it does not come to, the next bell does."""
    fetch.fetch_due(WEB_FOR)


@shared_task(time_limit=180)
def send_mail() -> None:
    """Send the mails that are due; what it does not come to, the next bell does."""
    mail.send_due(WEB_FOR)


@shared_task(time_limit=180)
def send_webhooks() -> None:
    """Send desks' changes to their receivers; what it does not come to, the next bell does."""
    webhooks.send_due(WEB_FOR)


@shared_task(time_limit=180)
def bring_in() -> None:
    """Bring in files of other programs; what it does not come to, the next bell does."""
    bringing.bring_in_due(WEB_FOR)


@shared_task(time_limit=180)
def make_bundles() -> None:
    """Make the bundles that are due; what it does not come to, the next bell does."""
    bundling.make_due(WEB_FOR)


@shared_task(time_limit=180, autoretry_for=(SMTPException, OSError), retry_backoff=30)
def send_reset(email: str, origin: str, language: str) -> None:
    """Mail links for a forgotten password, within the hour for which they open."""
    reset.send(email, origin, language)
