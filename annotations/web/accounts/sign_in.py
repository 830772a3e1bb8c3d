"""Signing in and out, by allauth; on a demo installation by one click."""

import ipaddress

from allauth.account import views
from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxLengthValidator
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.demo.people import PEOPLE
from newsroom.passwords import LONGEST

from .rate_limits import bound, client_address


class SignInForm(LoginForm):
    """A name and a password; which of them is wrong nobody is told."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            field.label = {"login": _("Name"), "password": _("Password")}[name]
        self.fields["password" if self.is_bound else "login"].widget.attrs["autofocus"] = True
        # Before hashing: a megabyte would keep argon2 busy.
        self.fields["password"].validators.append(MaxLengthValidator(LONGEST))

    def clean_login(self) -> str:
        return AbstractBaseUser.normalize_username(super().clean_login())


class SignIn(views.LoginView):
    """allauth's page; on a demo installation on this machine it offers the demo people."""

    form_class = SignInForm

    def form_valid(self, form):
        response = super().form_valid(form)
        bound(self.request.session)  # The form has set a number of seconds meanwhile.
        return response

    def get_context_data(self, **kwargs):
        people = PEOPLE if is_demo(self.request) else ()
        provider = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        return super().get_context_data(demo_people=people, provider=provider, **kwargs)


class SignInAsDemo(SignIn):
    """As one of the demo people, with the password that everybody knows, if it still opens."""

    def post(self, request, *args, **kwargs):
        person = next((one for one in PEOPLE if one.username == request.POST.get("person")), None)
        if person is None or not is_demo(request):
            raise Http404
        known = {"username": person.username, "password": person.password}
        try:
            user = get_adapter(request).authenticate(request, **known)
        except ValidationError as error:
            return self._refused(error)
        if user is None:
            return self._refused(_("This person has changed the password since. Type it."))
        login = Login(user=user, redirect_url=self.get_success_url())
        return perform_password_login(request, known, login)

    def _refused(self, error):
        form = SignInForm({"login": self.request.POST["person"]}, request=self.request)
        form.errors.clear()  # Nobody typed the password that is missing.
        form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form))


def sign_in_to_admin(request):
    """The panel has no sign-in of its own: there is one door, and it is watched."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied  # Sent on, such a person would come back here for ever.
    wanted = request.GET.get("next") or reverse("admin:index")
    return redirect_to_login(wanted, "account_login")


def is_demo(request) -> bool:
    """Whether the demo people's public passwords may be used from where this request comes."""
    try:
        return settings.DEMO and ipaddress.ip_address(client_address(request)).is_loopback
    except ValueError:
        return False
