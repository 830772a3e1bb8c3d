"""Forms that are pages of their own; rules are the services'."""

from django import forms

from annotations.models import Revision
from annotations.models.people import Desk


class ArticleForm(forms.Form):
    """An article from pasted words."""

    desk = forms.ModelChoiceField(Desk.objects.none())
    headline = forms.CharField(max_length=500, required=False, help_text="Else the first line.")
    text = forms.CharField(widget=forms.Textarea, strip=False)
    outlet = forms.CharField(max_length=200, required=False)
    source_url = forms.CharField(label="Web address", max_length=2000, required=False)

    def __init__(self, *args, desks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desk"].queryset = Desk.objects.filter(pk__in=[desk.pk for desk in desks])
        if len(desks) == 1:
            self.fields["desk"].initial = desks[0]


class RevisionForm(forms.Form):
    """A correction of an article's text."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(widget=forms.Textarea, strip=False)
    kind = forms.ChoiceField(
        choices=[choice for choice in Revision.Kind.choices if choice[0] != "original"],
        initial=Revision.Kind.CORRECTION,
    )
    note = forms.CharField(required=False, help_text="What was corrected, for your colleagues.")


def refuse(form: forms.Form, error) -> None:
    """Put a DomainError beside the field that caused it."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
