"""*New desk*: an administrator makes one, and goes on to its members."""

from anyascii import anyascii
from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations import access
from annotations.models import Desk
from annotations.models.base import longest
from annotations.services.accounts import desks

from ..articles.forms import checked, form_page
from ..shell.refusal import on_refusal

LONGEST_SLUG = longest(Desk, "slug")


class DeskForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=longest(Desk, "name"))
    slug = forms.CharField(
        label=_("Short name"),
        max_length=LONGEST_SLUG,
        required=False,
        help_text=_(
            "For addresses and exports: letters, digits and hyphens."
            " Leave it empty to make it from the name."
        ),
    )


def new(request):
    """The form; by POST the desk, with the default scales and style list."""
    access.require_administrator(request.user)
    form = DeskForm(request.POST or None)
    drawn = form_page(request, "accounts/new_desk.html", form)
    if request.method != "POST":
        return drawn()
    with on_refusal(drawn):
        given = checked(form)
        slug = given["slug"] or slugify(anyascii(given["name"]))[:LONGEST_SLUG]
        desk = desks.create(actor=request.user, name=given["name"], slug=slug)
    message = gettext("The desk “%(desk)s” is made, and you are its editor. Invite people to it.")
    messages.success(request, message % {"desk": desk})
    return redirect("members", desk.pk)
