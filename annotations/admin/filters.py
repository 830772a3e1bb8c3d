"""Filters whose choices cost the same however long a table is."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from annotations.models import Desk, Stage

MOST_CHOICES = 100
SAMPLE = 1_000  # Newest rows that are asked for their values.


class OfDesk(admin.RelatedFieldListFilter):
    """By desk, the first hundred of them by name; give it as `("desk", OfDesk)`."""

    def field_choices(self, field, request, model_admin):
        desks = Desk.objects.order_by("name", "pk")[:MOST_CHOICES]
        return [(desk.pk, str(desk)) for desk in desks]


class AsNewest(admin.SimpleListFilter):
    """By the column `parameter_name`: the values that the newest rows have."""

    def lookups(self, request, model_admin):
        newest = model_admin.model._default_manager.order_by("-pk")
        found = set(newest.values_list(self.parameter_name, flat=True)[:SAMPLE])
        return [(value, value) for value in sorted(found)]

    def queryset(self, request, queryset):
        return (
            queryset.filter(**{str(self.parameter_name): self.value()})
            if self.value()
            else queryset
        )


class InLanguage(AsNewest):
    title = _("language")
    parameter_name = "language"


class OfRule(AsNewest):
    title = _("rule")
    parameter_name = "rule"


class WithStage(admin.SimpleListFilter):
    """Articles that hold a claim in this stage."""

    title = _("stage of a claim")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.with_stage(self.value()) if self.value() else queryset
