"""Second factors for tests: an app that shows codes, a person who confirmed who they are."""

import re
import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache

from tests.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CONFIRM = "/accounts/confirm/"


def code_of(secret: str = SECRET, *, ago: int = 0) -> str:
    """What an app with this secret shows now, or showed some steps ago."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))


def with_app(user, secret: str = SECRET):
    """The person has an authenticator app with this secret, and recovery codes: they are returned."""
    TOTP.activate(user, secret)
    return RecoveryCodes.activate(user).generate_codes()


def confirm(client, password: str = PASSWORD):
    return client.post(CONFIRM, {"password": password})


def set_up_app(client) -> str:
    """Through the pages; gives the app's secret."""
    confirm(client)
    page = client.get("/account/app/").content.decode()
    secret = re.search(r'class="secret"[^>]*>([A-Z2-7]+)<', page)[1]
    response = client.post("/account/app/", {"code": code_of(secret)})
    assert response.status_code == 302, response.content.decode()
    cache.clear()  # The code may be used again at once: half a minute passes in real life.
    return secret
