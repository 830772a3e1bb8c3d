"""Passwords at every door: one spelling of the same letters, and no more of them than is sane."""

import unicodedata

from django.contrib.auth import hashers
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

LONGEST = 4096  # Characters; nobody types more, and hashing takes longer the longer it is.


def normal(password: str) -> str:
    """NFKC: keyboards send the same letter in different ways (ä as one sign or as two)."""
    return unicodedata.normalize("NFKC", password)


class _Normal(hashers.BasePasswordHasher):
    """Hashes the normal form, whoever sets or checks a password."""

    plain: type[hashers.BasePasswordHasher]  # It hashes what is typed.

    def encode(self, password, *args, **kwargs):
        return super().encode(normal(password), *args, **kwargs)

    def verify(self, password, encoded):
        """Hashes of before are of what was typed."""
        if super().verify(normal(password), encoded):
            return True
        return normal(password) != password and self.plain().verify(password, encoded)


class Argon2(_Normal, hashers.Argon2PasswordHasher):
    plain = hashers.Argon2PasswordHasher


class PBKDF2(_Normal, hashers.PBKDF2PasswordHasher):
    plain = hashers.PBKDF2PasswordHasher


class LengthValidator:
    """Refuses a password that is longer than any door would take."""

    def validate(self, password, user=None):
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self):
        most = number_format(LONGEST, force_grouping=True)
        return _("A password may have at most %(number)s characters.") % {"number": most}
