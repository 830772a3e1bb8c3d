"""A check by others, as somebody types it in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.ingest.addresses import web_link
from annotations.models import ExternalCheck
from annotations.models.base import longest
from annotations.services.claims.external_checks import LONGEST

ONE, ALL = "one", "all"


def _line(label, name: str, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest(ExternalCheck, name), **more)


def _text(label, rows: int, **more) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=area, **more)


class ExternalCheckForm(forms.Form):
    url = _line(_("Web address of the check"), "url", widget=forms.URLInput(attrs={"dir": "ltr"}))
    publisher = _line(
        _("Who checked it"), "publisher", required=False,
        help_text=_("If left empty, the name of the site is used."),
    )  # fmt: skip
    rating = _line(_("Their verdict"), "rating", required=False, help_text=_("In their own words."))
    reviewed_on = forms.DateField(
        label=_("Date of the check"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    claim_text = _text(
        _("The claim, as they word it"), 3,
        help_text=_("If left empty, the words of this claim. Needed for all claims."),
    )  # fmt: skip
    justification = _text(_("Why, in their words"), 4)
    scope = forms.ChoiceField(
        label=_("Show it beside"),
        choices=[
            (ONE, _("This claim")),
            (ALL, _("All claims of this desk about the same thing")),
        ],
    )

    def clean_url(self) -> str:
        if not web_link(self.cleaned_data["url"]):
            raise forms.ValidationError(_("Give an address that begins with http:// or https://."))
        return self.cleaned_data["url"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("scope") == ALL and not given.get("claim_text"):
            self.add_error("claim_text", _("This cannot be empty."))
        return given

    def about(self) -> dict[str, object]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        day = given.pop("reviewed_on")
        del given["scope"]
        return given | {"reviewed_on": day.isoformat() if day else ""}
