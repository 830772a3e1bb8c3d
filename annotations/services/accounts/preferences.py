"""How a person likes to read."""

from django.conf import settings
from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models import User

from ..transactions import acting


def set_language(*, user: User, language: str) -> None:
    """Keep the language a person reads in; raises Invalid for one that is not there."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("Choose one of the languages offered."), field="language")
    with acting(user):
        User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
