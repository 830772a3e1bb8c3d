"""A person's own API tokens: made, shown once, seen, revoked."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Scope, Token
from annotations.models.base import longest
from annotations.services.accounts import tokens

from ..shell.idempotency import shown_once

SHOWN = 100
DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("one year")), (0, _("never")))


class TokenForm(forms.Form):
    """What a token is for, what it opens, and until when."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=longest(Token, "name"),
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label=_("Expires after"), choices=DAYS, coerce=int, initial=90)


def listed(user) -> list[Token]:
    """Those that still open something, the latest first."""
    return list(user.tokens.valid().order_by("-created_at", "-pk")[:SHOWN])


@reauthentication_required
def make(request):
    """The answer to the form is the one page that shows the secret."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "account/token_new.html", {"form": form}, status=status)
    days = form.cleaned_data["days"]
    secret = tokens.create(
        actor=request.user,
        user=request.user,
        name=form.cleaned_data["name"],
        scopes=form.cleaned_data["scopes"],
        expires_at=timezone.now() + timedelta(days=days) if days else None,
    )
    return shown_once(render(request, "account/token_made.html", {"secret": secret}))


def revoke(request):
    """The one that the form names."""
    if pk := request.POST.get("token", ""):
        tokens.revoke_own(user=request.user, pk=pk)
        messages.success(request, gettext("The token is revoked: it opens nothing any more."))
    return redirect("mfa_index")
