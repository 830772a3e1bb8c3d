"""Invitations to desks, and deputies."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Deputy, Handover, Invitation
from annotations.services.accounts import handover, invitations

from .base import OnSite, ReadOnlyTable, run_each
from .filters import OfDesk


class OfMembers(OnSite, ReadOnlyTable):
    """Kept on the members page of a desk."""

    def address(self, row):
        return reverse("members", args=[row.desk_id])


@admin.register(Invitation)
class InvitationTable(OfMembers):
    list_display = (
        "email",
        "page",
        "desk",
        "role",
        "invited_by",
        "sent_at",
        "accepted_at",
        "problem",
    )
    list_filter = (
        "role",
        ("accepted_at", admin.EmptyFieldListFilter),
        ("revoked_at", admin.EmptyFieldListFilter),
        ("problem", admin.EmptyFieldListFilter),
        ("desk", OfDesk),
    )
    list_select_related = ("desk", "invited_by")
    search_fields = ("email", "problem")
    actions = ("revoke",)

    @admin.action(description=_("Revoke invitations"))
    def revoke(self, request, queryset):
        def act(row):
            invitations.revoke(actor=request.user, invitation_id=row.pk)

        done = ngettext_lazy(
            "%(count)s invitation was revoked.", "%(count)s invitations were revoked.", "count"
        )
        run_each(self, request, queryset, act, done)


@admin.register(Deputy)
class DeputyTable(OfMembers):
    list_display = ("__str__", "page", "desk", "starts_on", "ends_on", "made_by")
    list_filter = ("starts_on", "ends_on", ("desk", OfDesk))
    list_select_related = ("desk", "person", "deputy", "made_by")
    searched_by = ("person", "deputy")


@admin.register(Handover)
class HandoverTable(OnSite, ReadOnlyTable):
    list_display = ("__str__", "page", "desk", "made_by", "made_at", "undone_by", "undone_at")
    list_filter = ("made_at", ("undone_at", admin.EmptyFieldListFilter), ("desk", OfDesk))
    list_select_related = ("desk", "person", "receiver", "made_by", "undone_by")
    searched_by = ("person", "receiver")
    actions = ("take_back",)

    def address(self, row):
        return reverse("handover", args=[row.pk])

    @admin.action(description=_("Take back"))
    def take_back(self, request, queryset):
        run_each(
            self,
            request,
            queryset.order_by("-pk"),
            lambda row: handover.take_back(actor=request.user, handover_id=row.pk),
            ngettext_lazy(
                "%(count)s handover was taken back.",
                "%(count)s handovers were taken back.",
                "count",
            ),
        )
