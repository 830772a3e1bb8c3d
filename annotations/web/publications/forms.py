"""What a desk says on its public pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import PublicPages
from annotations.models.publications.pages import LONGEST_POLICY


def _policy(which: PublicPages.Policy) -> forms.CharField:
    return forms.CharField(
        label=which.label,
        required=False,
        max_length=LONGEST_POLICY,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class PublicPagesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    is_on = forms.BooleanField(label=_("This desk has public pages"), required=False)
    names_people = forms.BooleanField(
        label=_("Show who proposed and who approved each verdict"), required=False
    )
    whole_texts = forms.BooleanField(
        label=_("Put whole texts of articles and of copies of sources into bundles"),
        help_text=_(
            "Only of what has an address that readers can open. Else bundles hold their hashes, "
            "and the words that the page quotes."
        ),
        required=False,
    )
    methodology = _policy(PublicPages.Policy.METHODOLOGY)
    corrections = _policy(PublicPages.Policy.CORRECTIONS)
    funding = _policy(PublicPages.Policy.FUNDING)

    NAMES = ("is_on", "names_people", "whole_texts", *PublicPages.Policy.values)
