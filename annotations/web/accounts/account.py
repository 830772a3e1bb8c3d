"""*Account*: what a person keeps about themselves; each section is a template with its own form."""

from functools import partial

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.errors import DomainError, WrongState
from annotations.exchange.copy_out import Busy
from annotations.exchange.own_data import Document
from annotations.services.accounts import preferences
from newsroom.passwords import LONGEST

from ..articles.forms import Unfilled, checked
from ..notifications.forms import MailForm
from ..shell import language
from ..shell.refusal import on_refusal

BROWSERS = "browser"  # Instead of a language.


class ProfileForm(forms.Form):
    """Who a person is to colleagues, and where mail reaches them."""

    display_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("How colleagues see you. Leave it empty to use your user name."),
    )
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[(BROWSERS, _("As the browser says")), *settings.LANGUAGES]
    )
    password = forms.CharField(
        label=_("Current password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        validators=[MaxLengthValidator(LONGEST)],
        help_text=_("Needed only for another e-mail address: it can open your account."),
    )

    def __init__(self, data=None, *, user):
        known = {name: getattr(user, name) for name in ("display_name", "email")}
        known["language"] = user.language or BROWSERS
        super().__init__(data, initial=known)
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean(self):
        """Raises ValidationError for another address without the password; guesses are counted."""
        found = self.cleaned_data
        changes = "email" in found and found["email"] != self.user.email
        if changes and "password" in self.fields and "password" not in self.errors:
            adapter = get_adapter()
            if not adapter.reauthenticate(self.user, found["password"]):
                self.add_error("password", adapter.validation_error("enter_current_password"))
        return found


def page(request, error: DomainError | None = None, **more: object):
    """The page with its sections; a refused form of one of them comes back in `more`."""
    if error is not None and not isinstance(error, Unfilled) and "profile" in more:
        form = more["profile"]
        form.add_error(error.field if error.field in form.fields else None, error.message)  # type: ignore[attr-defined]
    context = {
        "profile": ProfileForm(user=request.user),
        "mail": MailForm(user=request.user),
    } | more
    return render(request, "account/page.html", context, status=error.status if error else 200)


def save_profile(request):
    """Name, e-mail address and language, from the first section."""
    form = ProfileForm(request.POST, user=request.user)
    with on_refusal(partial(page, request, profile=form)):
        found = checked(form)
        wanted = "" if found["language"] == BROWSERS else found["language"]
        preferences.set_profile(
            user=request.user,
            display_name=found["display_name"],
            email=found["email"],
            language=wanted,
        )
    messages.success(request, gettext("Your profile is saved."))
    response = redirect("account")
    language.remember(response, wanted)
    return response


def own_data(request):
    """What is held about the person, as a file."""
    try:
        document = Document(request.user)
    except Busy as error:
        raise WrongState(gettext("Too many exports are running: try again in a minute.")) from error
    return StreamingHttpResponse(
        document,
        content_type="application/json",
        headers={
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "Cache-Control": "no-store",
        },
    )
