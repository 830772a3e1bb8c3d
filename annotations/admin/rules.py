"""The tagging rules of desks, and the words they watch."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from annotations.models import StyleWord, TaggingRule
from annotations.text.folding import key

from .base import Table
from .filters import OfDesk


class KeyedForm(forms.ModelForm):
    """What is compared follows from what is typed; one row a desk and key."""

    typed = ""

    def clean(self):
        cleaned = super().clean() or {}
        self.instance.key = key(cleaned.get(self.typed, ""))
        same = type(self.instance).objects.filter(
            desk=cleaned.get("desk") or self.instance.desk_id, key=self.instance.key
        )
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError({self.typed: _("This desk already has an entry for this.")})
        return cleaned


class RuleForm(KeyedForm):
    typed = "name"

    def clean(self):
        cleaned = super().clean() or {}
        always = cleaned.get("kind") == TaggingRule.Kind.ALWAYS
        if always != bool(cleaned.get("label")):
            words = _("Choose the kind that the name is tagged as.")
            if not always:
                words = _("Leave this empty: a name that is never tagged has no kind.")
            raise ValidationError({"label": words})
        return cleaned


class WordForm(KeyedForm):
    typed = "word"


class KeyedTable(Table):
    list_select_related: ClassVar[tuple[str, ...]] = ("desk",)
    autocomplete_fields = ("desk",)

    def get_readonly_fields(self, request, obj=None):
        return ("desk",) if obj else ()

    def save_model(self, request, obj, form, change):
        obj.version += change
        super().save_model(request, obj, form, change)


@admin.register(TaggingRule)
class RuleTable(KeyedTable):
    form = RuleForm
    list_display = ("name", "kind", "label", "desk", "created_by", "created_at")
    list_filter = ("kind", "label", ("desk", OfDesk))
    list_select_related = ("desk", "created_by")
    search_fields = ("name",)
    fields = ("desk", "kind", "name", "label")

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(StyleWord)
class WordTable(KeyedTable):
    form = WordForm
    list_display = ("word", "advice", "desk")
    list_filter = (("desk", OfDesk),)
    search_fields = ("word",)
    fields = ("desk", "word", "advice")
