"""Rows of one table within the form of another."""

from django.contrib import admin
from django.forms.models import BaseInlineFormSet


class NamedFields(BaseInlineFormSet):
    """Each field says its name to who does not see the head of its column."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label)


class Rows(admin.TabularInline):
    formset = NamedFields
    extra = 0
