"""Sign-in, slowed down for those who guess."""

import contextlib
import ipaddress

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from annotations.demo.people import PEOPLE
from annotations.services import signing_in

LONGEST_PASSWORD = 4096  # Before hashing: a megabyte would keep argon2 busy.


class SignInForm(AuthenticationForm):
    """Refuses, before it looks at the password, whoever guessed too often lately."""

    def clean(self):
        name = self.cleaned_data.get("username") or ""
        address = client_address(self.request)
        if len(self.cleaned_data.get("password") or "") > LONGEST_PASSWORD:
            raise self.get_invalid_login_error()
        wait = signing_in.seconds_to_wait(name=name, address=address)
        if wait:
            raise ValidationError(f"Too many wrong passwords. Try again in {wait} seconds.")
        try:
            cleaned = super().clean()
        except ValidationError:
            signing_in.failed(name=name, address=address)
            raise
        signing_in.succeeded(name=name, address=address)
        return cleaned


class SignIn(views.LoginView):
    """Django's view; on a demo installation on this machine it shows the demo people."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        people = PEOPLE if settings.DEMO and _is_local(self.request) else ()
        return super().get_context_data(demo_people=people, **kwargs)


def _is_local(request) -> bool:
    try:
        return ipaddress.ip_address(client_address(request)).is_loopback
    except ValueError:
        return False


def client_address(request) -> str:
    """Who asks: what the outermost trusted proxy saw, else who holds the connection.

    Whatever stands further left in X-Forwarded-For the client may have invented.
    """
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.TRUSTED_PROXIES <= len(seen):
        with contextlib.suppress(ValueError):
            return str(ipaddress.ip_address(seen[-settings.TRUSTED_PROXIES].strip()))
    return request.META.get("REMOTE_ADDR", "")
