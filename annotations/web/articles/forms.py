"""Forms that are pages of their own; rules are the services'."""

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import override
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from annotations.errors import DomainError, Invalid
from annotations.ingest.kinds import ENDINGS
from annotations.messages import SENTENCES
from annotations.models import Desk, Revision
from annotations.text.diff.merge3 import END, MINE, THEIRS, has_marks

DAY_AND_TIME = "%Y-%m-%dT%H:%M"
FIRST = {"autofocus": True}  # What one comes to the page to write.


class Published(forms.DateTimeField):
    """Day and time in UTC, wherever the reader is, as the browser's own field writes them."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=DAY_AND_TIME)

    def __init__(self, **kwargs):
        formats = [DAY_AND_TIME, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"]
        super().__init__(
            required=False, input_formats=formats, help_text=_("Time in UTC."), **kwargs
        )

    def to_python(self, value: Any) -> datetime | None:
        with override(timezone.utc):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        with override(timezone.utc):
            return super().prepare_value(value)


class DetailsForm(forms.Form):
    """What is said about an article beside its text."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    headline = forms.CharField(
        label=_("Headline"), max_length=500, widget=forms.TextInput(attrs=FIRST)
    )
    outlet = forms.CharField(label=_("Outlet"), max_length=200, required=False)
    byline = forms.CharField(label=_("Byline"), max_length=300, required=False)
    source_url = forms.CharField(label=_("Web address"), max_length=2000, required=False)
    published_at = Published(label=_("Published"))
    language = forms.CharField(
        label=_("Language"), max_length=16, required=False, help_text=_("A code: en, uk, ar …")
    )

    NAMES = ("headline", "outlet", "byline", "source_url", "published_at", "language")


class EmbargoForm(forms.Form):
    """Who sees an article that not everybody on the desk may see, and until when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    people = forms.MultipleChoiceField(
        label=_("Who may see it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    until = Published(label=_("Ends"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Those who may see the article read it."),
    )

    def __init__(self, *args, people: list[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["people"]
        chosen.choices = people


class ArticleForm(forms.Form):
    """An article from pasted words."""

    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), empty_label=None)
    headline = forms.CharField(
        label=_("Headline"),
        max_length=500,
        required=False,
        help_text=_("Leave it empty to use the first line or sentence."),
    )
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs=FIRST), strip=False)
    outlet = forms.CharField(label=_("Outlet"), max_length=200, required=False)
    source_url = forms.CharField(label=_("Web address"), max_length=2000, required=False)
    published_at = Published(label=_("Published"))

    def __init__(self, *args, desks: list[Desk], **kwargs):
        super().__init__(*args, **kwargs)
        known = Desk.objects.filter(pk__in=[desk.pk for desk in desks])
        desk: Any = self.fields["desk"]
        desk.queryset = known.order_by("name", "id")


class CorrectionForm(forms.Form):
    """What is said about a correction; `base` is the number of the revision it began with."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a revision", "Kind"),
        choices=[choice for choice in Revision.Kind.choices if choice[0] != "original"],
        initial=Revision.Kind.CORRECTION,
    )
    note = forms.CharField(
        label=_("Note"), required=False, help_text=_("Tell your colleagues what was corrected.")
    )


class RevisionForm(CorrectionForm):
    """A correction of an article's text."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs=FIRST), strip=False)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if has_marks(text):
            message = gettext(
                "Decide which words to keep between %(mine)s, %(theirs)s and %(end)s."
            )
            raise forms.ValidationError(message % {"mine": MINE, "theirs": THEIRS, "end": END})
        return text


class AgainForm(CorrectionForm):
    """The corrected text as a file."""

    prefix = "again"
    file = forms.FileField(label=_("Corrected file"), help_text=SENTENCES[ENDINGS.id])


class Unfilled(Invalid):
    """The form has its errors already."""


def checked(form: forms.Form) -> dict[str, Any]:
    """The cleaned data; raises Unfilled for a form that is not valid."""
    if not form.is_valid():
        raise Unfilled(gettext("Some fields are not filled in correctly."))
    return form.cleaned_data


def form_page(request, template: str, form: forms.Form, **context) -> Callable[..., HttpResponse]:
    """What draws the page: of the error, None for the fresh page, and more context."""

    def drawn(error: DomainError | None = None, **more) -> HttpResponse:
        if error is not None and not isinstance(error, Unfilled):
            form.add_error(error.field if error.field in form.fields else None, error.message)
        status = error.status if error is not None else 200
        return render(request, template, {"form": form, **context, **more}, status=status)

    return drawn
