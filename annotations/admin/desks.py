"""Desks with their members and scales."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import (
    Article,
    Claim,
    Desk,
    Feed,
    Membership,
    Rating,
    TaggingRun,
)
from annotations.models.claims.stages import UNCHECKED
from annotations.services.accounts import desks
from annotations.services.tagging import batches

from . import leftover_work
from .base import OnSite, Table, run_each
from .counting import linked
from .filters import OfDesk
from .inline import Rows


class MemberRows(Rows):
    model = Membership
    autocomplete_fields = ("user",)


class RatingRows(Rows):
    model = Rating


@admin.register(Desk)
class DeskTable(OnSite, Table):
    list_display = ("name", "page", "slug", "created_at")
    search_fields = ("name", "slug")
    is_short = True
    ordering = ("name", "id")
    actions = ("tag_again",)
    shown = ("article_count", "claim_count", "failed_count", "feed_count", "member_count")

    @admin.action(description=_("Tag all articles again"))
    def tag_again(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: batches.tag_desk_again(actor=request.user, desk_id=row.pk),
            ngettext_lazy(
                "All articles of %(count)s desk will be tagged again.",
                "All articles of %(count)s desks will be tagged again.",
                "count",
            ),
        )

    def get_inlines(self, request, obj):
        """A new desk is given its scales first."""
        return (MemberRows, RatingRows) if obj else ()

    def get_fields(self, request, obj=None):
        own = ("name", "slug")
        settings = ("suggestions_per_hundred", "review_days", "is_double_checked")
        return (*own, *settings, *self.shown) if obj else own

    def get_readonly_fields(self, request, obj=None):
        return self.shown

    def address(self, row):
        return f"{reverse('articles')}?desk={row.slug}"

    @admin.display(description=_("members"))
    def member_count(self, row):
        return linked(Membership, desk__id__exact=row.pk)

    @admin.display(description=_("feeds"))
    def feed_count(self, row):
        return linked(Feed, desk__id__exact=row.pk)

    @admin.display(description=_("articles"))
    def article_count(self, row):
        return linked(Article, desk__id__exact=row.pk)

    @admin.display(description=_("unchecked claims"))
    def claim_count(self, row):
        return linked(Claim, desk__id__exact=row.pk, stage__in=",".join(UNCHECKED))

    @admin.display(description=_("failed jobs"))
    def failed_count(self, row):
        return linked(TaggingRun, desk__id__exact=row.pk, state__exact="failed")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            desks.give_scales(obj)

    def save_related(self, request, form, formsets, change):
        """Members too; what somebody leaves behind by that is told."""
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if formset.model is Membership:
                gone = [row.user_id for row in formset.deleted_objects]
                less = [row.user_id for row, _fields in formset.changed_objects]
                leftover_work.warn_of_work(self, request, gone, removed=True)
                leftover_work.warn_of_work(self, request, less, removed=False)


@admin.register(Membership)
class MembershipTable(Table):
    list_display = ("user", "desk", "role", "created_at")
    list_filter = ("role", ("desk", OfDesk))
    list_select_related = ("user", "desk")
    search_fields = ("user__username", "user__display_name", "desk__name")
    is_short = True
    autocomplete_fields = ("user", "desk")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        leftover_work.warn_of_work(self, request, [obj.user_id], removed=False)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        leftover_work.warn_of_work(self, request, [obj.user_id], removed=True)

    def delete_queryset(self, request, queryset):
        people = list(queryset.values_list("user", flat=True))
        super().delete_queryset(request, queryset)
        leftover_work.warn_of_work(self, request, people, removed=True)


@admin.register(Rating)
class RatingTable(Table):
    list_display = ("label", "desk", "question", "slug", "value", "tone", "position")
    list_filter = ("question", "tone", ("desk", OfDesk))
    list_select_related = ("desk",)
    search_fields = ("label", "slug")
    is_short = True
    autocomplete_fields = ("desk",)

    def get_readonly_fields(self, request, obj=None):
        """Verdicts rest on the question that a step answers."""
        return ("desk", "question") if obj else ()
