"""People, desks, scales, tokens: what an administrator keeps."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from annotations.models import Desk, Membership, Rating, SignInFailure, Token, User
from annotations.services import desks, tokens

from .base import ReadOnlyTable, Table, run_each


@admin.register(User)
class PersonTable(UserAdmin, Table):
    list_display = ("username", "display_name", "email", "is_active", "is_superuser", "last_login")
    fieldsets = (*UserAdmin.fieldsets, ("Newsroom", {"fields": ("display_name",)}))
    search_fields = ("username", "display_name", "email")


@admin.register(Desk)
class DeskTable(Table):
    list_display = ("name", "slug", "created_at")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            desks.give_scales(obj)


@admin.register(Membership)
class MembershipTable(Table):
    list_display = ("user", "desk", "role")
    list_filter = ("role",)
    list_select_related = ("user", "desk")
    search_fields = ("user__username", "desk__name")
    autocomplete_fields = ("user", "desk")


@admin.register(Rating)
class RatingTable(Table):
    list_display = ("label", "desk", "question", "slug", "value", "tone", "position")
    list_filter = ("question", "tone")
    list_select_related = ("desk",)
    search_fields = ("label", "slug")
    autocomplete_fields = ("desk",)


@admin.register(Token)
class TokenTable(ReadOnlyTable):
    list_display = ("user", "name", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "name")
    exclude = ("digest",)
    actions = ("revoke",)

    @admin.action(description="Revoke tokens")
    def revoke(self, request, queryset):
        run_each(
            self, request, queryset, lambda t: tokens.revoke(actor=request.user, token=t), "revoked"
        )


@admin.register(SignInFailure)
class SignInFailureTable(Table):
    list_display = ("key", "failures", "last_at")
    search_fields = ("key",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
