"""What allauth asks about second factors here: secrets are sealed before they are stored."""

import base64
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models.accounts import factors


class Adapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it was used before."),
        "cannot_delete_authenticator": _(
            "Your newsroom asks you for a second factor: add another one before you remove this."
        ),
        "cannot_generate_recovery_codes": _(
            "Set up an authenticator app or a passkey first: recovery codes stand in for them."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With another SECRET_KEY than it was sealed with, something that no code fits."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def get_totp_label(self, user) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of a person who has to have one."""
        others = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=factors.KINDS
        ).exclude(pk=authenticator.pk)
        return others.exists() or not factors.is_required_of(authenticator.user)

    def generate_authenticator_name(self, user, type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def send_notification_mail(self, *args, **kwargs) -> None:
        """The account page lists every change."""


def _seal() -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"newsroom second factors")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
