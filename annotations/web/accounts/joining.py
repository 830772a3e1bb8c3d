"""The page behind the link of an invitation: join with your account, or make one."""

from functools import partial

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.errors import DomainError
from annotations.models import Invitation, User
from annotations.services.accounts import joining
from newsroom.passwords import LONGEST

from ..articles.forms import Unfilled, checked
from ..shell.refusal import on_refusal
from .passwords import RULES
from .rate_limits import bound


class AccountForm(forms.Form):
    """A new person; the e-mail address is the invited one."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("You sign in with it. Letters, digits and @ . + - _ only."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    display_name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("How colleagues see you.")
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        validators=[MaxLengthValidator(LONGEST)],
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=RULES,
    )


def page(request, key: str):
    """What one is invited to, and how to join; a link that leads nowhere says only that."""
    invitation = joining.invitation_of(key)
    if request.method != "POST":
        return _page(request, invitation, AccountForm())
    if request.user.is_authenticated:
        return _joined(request, joining.accept(actor=request.user, key=key).desk_id)
    return _new_account(request, invitation)


def _page(request, invitation: Invitation, form: AccountForm, status: int = 200) -> HttpResponse:
    context = {"invitation": invitation, "form": form}
    response = render(request, "account/join.html", context, status=status)
    # The link is a key: no cache keeps the page. No other site is told it, as of any page of ours.
    response["Cache-Control"] = "no-store"
    return response


def _new_account(request, invitation: Invitation) -> HttpResponse:
    waits = ratelimit.consume_or_429(request, action="join", key=str(invitation.pk))
    if waits:
        return waits
    form = AccountForm(request.POST)
    with on_refusal(partial(_refused, request, invitation, form)):
        given = checked(form)
        user = joining.make_account(key=invitation.key, **given)
    _sign_in(request, user, given["password"])
    return _joined(request, invitation.desk_id)


def _refused(request, invitation: Invitation, form: AccountForm, error: DomainError):
    if not isinstance(error, Unfilled):
        form.add_error(error.field if error.field in form.fields else None, error.message)
    return _page(request, invitation, form, error.status)


def _sign_in(request, user: User, password: str) -> None:
    """As the sign-in page does, so that whatever it asks for is asked for here."""
    known = {"username": user.username, "password": password}
    perform_password_login(request, known, Login(user=user, redirect_url=reverse("articles")))
    bound(request.session)


def _joined(request, desk_id: int) -> HttpResponse:
    messages.success(request, gettext("You are on the desk now."))
    return redirect("members", desk_id)
