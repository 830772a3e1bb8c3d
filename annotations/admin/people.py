"""People and their tokens."""

from allauth.account.admin import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import Answer, Token, User, act_as
from annotations.services.accounts import tokens

from .base import ReadOnlyTable, Table, run_each

# Roles are memberships of desks; groups would promise rights that nothing asks for, and so would
# allauth's confirmed addresses.
admin.site.unregister([Group, EmailAddress])


@admin.register(User)
class PersonTable(UserAdmin, Table):
    list_display = ("username", "display_name", "email", "is_active", "is_superuser", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    list_filter = ("is_active", "is_superuser")
    filter_horizontal = ()
    add_fieldsets = (*UserAdmin.add_fieldsets, ("Newsroom", {"fields": ("display_name",)}))
    search_fields = ("username", "display_name", "email")

    def user_change_password(self, request, id, form_url=""):
        """A new password for somebody: their sessions and tokens end."""
        with transaction.atomic():
            act_as(request.user)
            return super().user_change_password(request, id, form_url)


@admin.register(Token)
class TokenTable(ReadOnlyTable):
    list_display = ("user", "name", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter), "expires_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "name")
    deferred = ("digest",)
    actions = ("revoke",)

    def has_revoke_permission(self, request) -> bool:
        return request.user.has_perm("annotations.change_token")

    @admin.action(description=_("Revoke tokens"), permissions=["revoke"])
    def revoke(self, request, queryset):
        run_each(
            self,
            request,
            queryset,
            lambda row: tokens.revoke(actor=request.user, token=row),
            ngettext_lazy(
                "%(count)s token was revoked.", "%(count)s tokens were revoked.", "count"
            ),
        )


@admin.register(Answer)
class AnswerTable(ReadOnlyTable):
    list_display = ("user", "key", "status", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("user",)
    search_fields = ("key", "user__username")
    deferred = ("body", "headers")
