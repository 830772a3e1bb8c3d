"""Second factors: who has one, and who has to (NEWSROOM_SECOND_FACTOR)."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from .people import Membership, Role, User

OFF, EDITORS, EVERYBODY = "off", "editors", "everybody"
WHOSE = (OFF, EDITORS, EVERYBODY)
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # Recovery codes stand for these.


def has_one(user: User) -> bool:
    """An authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=KINDS).exists()


def is_required_of(user: User) -> bool:
    """Editors of any desk and administrators, or everybody, as the setting says."""
    whose = settings.SECOND_FACTOR
    if whose != EDITORS or user.is_superuser or user.is_staff:
        return whose != OFF
    return Membership.objects.filter(user_id=user.pk, role=Role.EDITOR).exists()


def lacks_one(user: User) -> bool:
    """Whether a session of this person may do nothing but set up the factor that is asked of it."""
    return settings.SECOND_FACTOR != OFF and not has_one(user) and is_required_of(user)
