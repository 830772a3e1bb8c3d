"""Entities with the names they go by, and where texts name them."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Alias, Entity, EntityMove, EntityPair, Mention, NamesReview
from annotations.services.entities import entities, pairs, revert
from annotations.text.folding import key

from .base import OnSite, ReadOnlyTable, Table, WordSearch, run_each
from .filters import OfDesk
from .inline import NamedFields, Rows
from .redactions import TakenDownHere


class Names(NamedFields):
    """An alias is typed as a name; what it is compared by follows from it and its entity."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "") if form.is_valid() else ""
            if not name or form.cleaned_data.get("DELETE"):
                continue
            alias = form.instance
            alias.desk_id, alias.label = self.instance.desk_id, self.instance.label
            alias.key = key(name)
            if alias.key in seen or entities.taken(self.instance, alias.key):
                raise ValidationError(entities.has_it_already(name, "name").message)
            seen.add(alias.key)


class AliasRows(Rows):
    model = Alias
    formset = Names
    fields = ("name",)


@admin.register(Entity)
class EntityTable(TakenDownHere, WordSearch, OnSite, Table):
    redacted_as = "entity"
    actions = ("take_down",)
    list_display = ("name", "page", "label", "desk", "wikidata_id", "merged_into", "created_at")
    list_filter = ("label", ("desk", OfDesk))
    list_select_related = ("desk", "merged_into")
    search_fields = ("name",)
    search_help_text = _("Words in its names.")
    fields = ("desk", "label", "name", "description", "wikidata_id")
    autocomplete_fields = ("desk",)
    deferred = ("search", "merged_into__search")

    def address(self, row):
        return reverse("entity", args=[row.pk])

    def get_inlines(self, request, obj):
        return (AliasRows,) if obj else ()

    def get_readonly_fields(self, request, obj=None):
        return ("desk", "label") if obj else ()

    def save_model(self, request, obj, form, change):
        obj.version += change
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        entities.update_names(form.instance)


@admin.register(Alias)
class AliasTable(Table):
    """Changed beside its entity; deleted with it."""

    list_display = ("name", "entity", "label", "desk")
    list_filter = ("label", ("desk", OfDesk))
    list_select_related = ("entity", "desk")
    searched_by = ("entity",)
    search_fields = ("name",)
    deferred = ("blocks", "entity__search")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Mention)
class MentionTable(OnSite, ReadOnlyTable):
    list_display = ("exact", "page", "label", "state", "origin", "score", "article", "entity")
    list_filter = ("label", "state")
    list_select_related = ("article", "entity")
    searched_by = ("entity",)
    search_fields = ("exact",)
    deferred = ("article__search", "entity__search")

    def address(self, row):
        return f"{reverse('article', args=[row.article_id])}?mention={row.pk}"


@admin.register(EntityPair)
class PairTable(ReadOnlyTable):
    list_display = ("first", "second", "score", "reason", "state", "desk", "decided_by")
    list_filter = ("state", ("desk", OfDesk))
    list_select_related = ("first", "second", "desk", "decided_by")
    searched_by = ("first", "second")
    deferred = ("first__search", "second__search")
    actions = ("merge", "deny")

    @admin.action(description=_("The same: merge the second into the first"))
    def merge(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: pairs.confirm(actor=request.user, pair_id=row.pk, into_id=row.first_id),
            ngettext_lazy("%(count)s pair was merged.", "%(count)s pairs were merged.", "count"),
        )

    @admin.action(description=_("Different: do not suggest the pair again"))
    def deny(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: pairs.deny(actor=request.user, pair_id=row.pk),
            ngettext_lazy(
                "%(count)s pair was marked as different.",
                "%(count)s pairs were marked as different.",
                "count",
            ),
        )


@admin.register(EntityMove)
class MoveTable(ReadOnlyTable):
    list_display = ("source", "target", "kind", "desk", "made_by", "made_at", "undone_at")
    list_filter = ("kind", ("desk", OfDesk))
    list_select_related = ("source", "target", "desk", "made_by")
    searched_by = ("source", "target")
    deferred = ("source__search", "target__search")
    actions = ("undo",)

    @admin.action(description=_("Undo, unless something later depends on it"))
    def undo(self, request, queryset):
        run_each(
            self,
            request,
            queryset.order_by("-pk"),
            lambda row: revert.undo(actor=request.user, move_id=row.pk),
            ngettext_lazy(
                "%(count)s change was undone.", "%(count)s changes were undone.", "count"
            ),
        )


@admin.register(NamesReview)
class NamesReviewTable(ReadOnlyTable):
    list_display = ("revision", "reviewed_by", "reviewed_at")
    list_select_related = ("revision", "reviewed_by")
    searched_by = ("revision__article",)
    deferred = ("revision__text", "revision__blocks", "revision__links")
