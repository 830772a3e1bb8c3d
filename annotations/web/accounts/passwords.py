"""The page on which people change their password."""

from allauth.account import forms, views
from allauth.account.adapter import get_adapter
from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.services.accounts import passwords
from newsroom.passwords import LONGEST

LABELS = {
    "oldpassword": gettext_lazy("Current password"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password again"),
}
RULES = gettext_lazy(
    "At least 8 characters; not similar to your name, and not one that many people use."
)


class ChangePasswordForm(forms.ChangePasswordForm):
    """Asks for the current password, and whether the person's tokens may stay."""

    keep_tokens = django_forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            field = self.fields[name]
            field.label = label
            field.widget.attrs.pop("placeholder", None)
            field.validators.append(MaxLengthValidator(LONGEST))
        self.fields["password1"].help_text = RULES
        self.tokens = self.user.tokens.valid().count()

    def clean_oldpassword(self) -> str:
        """Raises ValidationError; guesses are counted with those at the sign-in page."""
        password, adapter = self.cleaned_data["oldpassword"], get_adapter()
        if not adapter.reauthenticate(self.user, password):
            raise adapter.validation_error("enter_current_password")
        return password

    def save(self) -> None:
        passwords.change(
            user=self.user,
            password=self.cleaned_data["password1"],
            keep_tokens=self.cleaned_data["keep_tokens"],
        )


class ChangePassword(views.PasswordChangeView):
    """This session goes on, the others end."""

    form_class = ChangePasswordForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            raise PermissionDenied  # Somebody else vouches for this person.
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.tokens and not form.cleaned_data["keep_tokens"]:
            words = _(
                "Your password has been changed. "
                "All other sessions have ended, and your API tokens are revoked."
            )
        else:
            words = _("Your password has been changed. All other sessions have ended.")
        messages.success(self.request, words)
        return response

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_default_success_url(self):
        return reverse("articles")
