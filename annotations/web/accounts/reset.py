"""A forgotten password: a link by mail, the same page for every address."""

from allauth.account import forms, views
from allauth.core import ratelimit
from django import forms as django_forms
from django.contrib import messages
from django.core.validators import MaxLengthValidator
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Changed
from annotations.services.accounts import passwords
from annotations.work import wakeup
from newsroom.passwords import LONGEST

from .passwords import LABELS, RULES


class AskForm(django_forms.Form):
    email = django_forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=django_forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )


def ask(request):
    """Nothing is looked up here: a worker does it, whoever the address belongs to."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "account/password_forgotten.html", {"form": form}, status=status)
    email = form.cleaned_data["email"]
    refused = ratelimit.consume_or_429(request, action="reset_password", key=email.lower())
    if refused:
        return refused
    origin = f"{request.scheme}://{request.get_host()}"
    wakeup.send_reset(email, origin, translation.get_language())
    return redirect("account_reset_password_done")


def sent(request):
    return render(request, "account/password_forgotten_sent.html")


class NewPasswordForm(forms.ResetPasswordKeyForm):
    """By a link from a mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("password1", "password2"):
            field = self.fields[name]
            field.label = LABELS[name]
            field.widget.attrs.pop("placeholder", None)
            field.validators.append(MaxLengthValidator(LONGEST))
        self.fields["password1"].help_text = RULES

    def save(self) -> None:
        password = self.cleaned_data["password1"]
        passwords.change(user=self.user, password=password, kind=Changed.PASSWORD_RESET)


class LinkForm(forms.UserTokenForm):
    """Whose link it is; that of a person who left leads nowhere."""

    def _get_user(self, uidb36):
        user = super()._get_user(uidb36)
        return user if user is not None and user.is_active else None


class NewPassword(views.PasswordResetFromKeyView):
    """Afterwards one signs in with it, with the second factor too: the mail is none."""

    form_class, template_name = NewPasswordForm, "account/password_new.html"
    success_url = reverse_lazy("account_login")

    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, gettext("Your password is set. Sign in with it."))
        return response

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
