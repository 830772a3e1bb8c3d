"""People and their tokens."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from annotations.models import (
    Answer,
    Changed,
    Claim,
    Membership,
    Scope,
    SignInChange,
    Token,
    User,
    act_as,
)
from annotations.models.accounts.people import SCOPES
from annotations.models.claims.stages import UNCHECKED
from annotations.services.accounts import factors, sign_in_changes, tokens

from . import leftover_work
from .base import ReadOnlyTable, Table, run_each
from .counting import linked
from .inline import Rows
from .redactions import TakenDownHere

# Roles are memberships of desks; groups would promise rights that nothing asks for, and so would
# allauth's confirmed addresses. Its factors hold secrets, its sessions the keys of sessions.
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession])
admin.site.unregister([SocialAccount, SocialApp, SocialToken])


class RoleRows(Rows):
    model = Membership
    autocomplete_fields = ("desk",)
    verbose_name, verbose_name_plural = _("role on a desk"), _("roles on desks")


@admin.register(User)
class PersonTable(TakenDownHere, UserAdmin, Table):
    redacted_as = "person"
    actions = ("take_down", "remove_factors")
    list_display = ("username", "display_name", "email", "is_active", "is_superuser", "last_login")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Work"), {"fields": ("open_claims", "valid_tokens")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("open_claims", "valid_tokens", "last_login", "date_joined")
    list_filter = ("is_active", "is_superuser")
    filter_horizontal = ()
    add_fieldsets = (*UserAdmin.add_fieldsets, ("Newsroom", {"fields": ("display_name",)}))
    search_fields = ("username", "display_name", "email")
    is_short = True

    @admin.action(description=_("Remove second factors"), permissions=["change"])
    def remove_factors(self, request, queryset):
        """Of people who lost theirs, and their recovery codes."""
        run_each(
            self,
            request,
            queryset,
            lambda row: factors.remove_all(actor=request.user, user=row),
            ngettext_lazy(
                "%(count)s person signs in by password alone now.",
                "%(count)s people sign in by password alone now.",
                "count",
            ),
        )

    def get_inlines(self, request, obj):
        return (RoleRows,) if obj else ()

    @admin.display(description=_("open claims"))
    def open_claims(self, row):
        return linked(Claim, assignee__id__exact=row.pk, stage__in=",".join(UNCHECKED))

    @admin.display(description=_("tokens"))
    def valid_tokens(self, row):
        new = f"{reverse('admin:annotations_token_add')}?{urlencode({'user': row.pk})}"
        return format_html(
            '{} · <a href="{}">{}</a>',
            linked(Token, user__id__exact=row.pk, revoked_at__isnull=True),
            new,
            _("Create a token"),
        )

    def save_model(self, request, obj, form, change):
        """Another address is told to the one before it."""
        before = self.get_object(request, str(obj.pk)) if change else None
        super().save_model(request, obj, form, change)
        if before and before.email != obj.email:
            kind = Changed.ADDRESS_CHANGED
            sign_in_changes.record(actor=request.user, user=before, kind=kind)

    def save_related(self, request, form, formsets, change):
        """Roles too; what somebody leaves behind by that is told."""
        super().save_related(request, form, formsets, change)
        if change:
            removed = any(formset.deleted_objects for formset in formsets)
            leftover_work.warn_of_work(self, request, [form.instance.pk], removed=removed)

    def user_change_password(self, request, id, form_url=""):
        """A new password for somebody: their sessions and tokens end."""
        with transaction.atomic():
            act_as(request.user)
            before = self.get_object(request, unquote(id))
            response = super().user_change_password(request, id, form_url)
            after = self.get_object(request, unquote(id))
            if before and after and before.password != after.password:
                kind = Changed.PASSWORD_GIVEN
                sign_in_changes.record(actor=request.user, user=after, kind=kind)
            return response


class TokenForm(forms.ModelForm):
    """Whose a new token is, what for, and until when."""

    scopes = forms.MultipleChoiceField(
        label=_("Scopes"),
        choices=Scope.choices,
        initial=SCOPES,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_user(self):
        user = self.cleaned_data["user"]
        if not user.is_active:
            raise forms.ValidationError(_("This person is deactivated: no token opens anything."))
        return user

    def clean_expires_at(self):
        moment = self.cleaned_data["expires_at"]
        if moment is not None and moment <= timezone.now():
            raise forms.ValidationError(_("This time has passed."))
        return moment


@admin.register(Token)
class TokenTable(ReadOnlyTable):
    """Made here by administrators, who see the secret once; then only revoked."""

    form = TokenForm
    autocomplete_fields = ("user",)
    list_display = ("user", "name", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter), "expires_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "name")
    is_short = True
    deferred = ("digest",)
    actions = ("revoke",)

    def has_add_permission(self, request, obj=None):
        """A token is as much as a password: whoever makes one may become its person."""
        return request.user.is_active and request.user.is_superuser

    def get_fields(self, request, obj=None):
        made = ("created_at", "last_used_at", "revoked_at")
        return ("user", "name", "scopes", "expires_at", *(made if obj else ()))

    def save_model(self, request, obj, form, change):
        obj.secret = tokens.create(
            actor=request.user,
            user=obj.user,
            name=obj.name,
            expires_at=obj.expires_at,
            scopes=obj.scopes,
        )
        obj.pk = Token.objects.for_secret(obj.secret).values_list("pk", flat=True).get()

    def response_add(self, request, obj, post_url_continue=None):
        """The one page that shows the secret; it is kept nowhere, so nowhere is led to it."""
        context = self.admin_site.each_context(request) | {
            "title": _("Token created"),
            "opts": self.opts,
            "token": obj,
        }
        return TemplateResponse(request, "admin/token_made.html", context)

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


@admin.register(SignInChange)
class SignInChangeTable(ReadOnlyTable):
    """What people changed about how they sign in; never a secret."""

    list_display = ("user", "kind", "about", "created_at")
    list_filter = ("kind", "created_at")
    list_select_related = ("user",)
    searched_by = ("user",)
    search_fields = ("about",)


@admin.register(Answer)
class AnswerTable(ReadOnlyTable):
    list_display = ("user", "key", "status", "created_at")
    list_filter = ("created_at",)
    list_select_related = ("user",)
    searched_by = ("user",)
    search_fields = ("key",)
    deferred = ("body", "headers")
