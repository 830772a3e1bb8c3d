"""Forms about second factors: allauth's, with our words and without its placeholders."""

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base import forms as base
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from newsroom.passwords import LONGEST

LONGEST_CODE, LONGEST_NAME = 20, 80


def _as_code(field, label) -> None:
    field.label = label
    field.validators.append(MaxLengthValidator(LONGEST_CODE))
    field.widget.attrs = {
        "autocomplete": "one-time-code",
        "autocapitalize": "off",
        "spellcheck": "false",
        "autofocus": True,
    }


class CodeForm(base.AuthenticateForm):
    """A code of the app, or a recovery code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code of your app, or a recovery code"))


class ConfirmByCodeForm(base.ReauthenticateForm):
    """The same, of somebody who is signed in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code of your app, or a recovery code"))


class ConfirmForm(ReauthenticateForm):
    """The password again, of somebody who is signed in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text = _("Password"), ""
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["autofocus"] = True
        field.validators.append(MaxLengthValidator(LONGEST))


class AppForm(ActivateTOTPForm):
    """The first code of an authenticator app: it has the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code that the app shows"))


class PasskeyForm(AddWebAuthnForm):
    """A new passkey and what its person calls it; whether it can sign in alone it says itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        name = self.fields["name"]
        name.label, name.required = _("Name of the passkey"), True
        name.validators.append(MaxLengthValidator(LONGEST_NAME))
        name.help_text = _("Such as the device it is kept on.")
        name.widget.attrs["maxlength"] = LONGEST_NAME
