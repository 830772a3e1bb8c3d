"""Taking down for legal reasons: asked for here by administrators, in two steps."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from annotations.errors import DomainError
from annotations.models import Article, Claim, Entity, Redaction, User
from annotations.services.redaction import requests

from .base import ReadOnlyTable

NAMED_BY: dict[str, Any] = {
    "article": Article,
    "claim": Claim,
    "entity": Entity,
    "person": User,
}


class RedactionForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"), choices=Redaction.Kind.choices)
    object_id = forms.IntegerField(
        label=_("Its number"),
        required=False,
        min_value=1,
        help_text=_("Of words of an article, the number of a revision in which they stand."),
    )
    words = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        strip=False,
        help_text=_(
            "Only for words of an article, exactly as they stand there, and for a name: one a line."
        ),
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown where the thing was: leave out what is to be taken down."),
    )
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=200,
        help_text=_("The law, order or request it rests on. Shown with the reason."),
    )


@admin.register(Redaction)
class RedactionTable(ReadOnlyTable):
    """What was taken down stays here; a new row is a request, which another process carries out."""

    list_display = (
        "kind", "object_id", "desk", "state", "requested_by", "requested_at", "done_at", "basis",
    )  # fmt: skip
    list_filter = ("kind", "state", "requested_at")
    list_select_related = ("desk", "requested_by")
    search_fields = ("object_id__exact", "reason", "basis")
    ordering = ("-id",)
    deferred = ("text", "reason", "problem", "counts")
    fields = (
        "kind", "object_id", "desk", "reason", "basis", "state", "problem", "requested_by",
        "requested_at", "done_at", "what_went",
    )  # fmt: skip
    readonly_fields = ("what_went",)

    @admin.display(description=_("What was changed or removed"))
    def what_went(self, row):
        """How many rows of which table, by the names that people know."""
        counted = (f"{name}: {number}" for name, number in _by_table(row.counts))
        return format_html_join("", "<div>{}</div>", ((one,) for one in counted)) or "–"

    def has_add_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    def add_view(self, request, form_url="", extra_context=None):
        """First what would go, by its number; on a second yes it is asked for."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            initial = {name: request.GET[name] for name in request.GET}
            return self._drawn(request, RedactionForm(initial=initial))
        form = RedactionForm(request.POST)
        if not form.is_valid():
            return self._drawn(request, form)
        given = form.cleaned_data | {"words": form.cleaned_data["words"].replace("\r\n", "\n")}
        try:
            if "confirmed" in request.POST:
                row = requests.request(actor=request.user, **given)
                self.message_user(request, _("It will be taken down within seconds."))
                return redirect("admin:annotations_redaction_change", row.pk)
            row = requests.draft(actor=request.user, **given)
            foreseen = _by_table(requests.foreseen(row))
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            return self._drawn(request, form)
        return self._drawn(request, form, foreseen=foreseen, asked=row, named=_named(row))

    def _drawn(self, request, form: RedactionForm, **more: Any) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Take down for legal reasons"),
            "opts": self.opts,
            "form": form,
            **more,
        }
        return TemplateResponse(request, "admin/take_down.html", context)


def _named(row: Redaction) -> str:
    """What it is called, so that nobody takes down another one by a wrong number."""
    model = NAMED_BY.get(row.kind)
    return str(model._default_manager.filter(pk=row.object_id).first() or "") if model else row.text


def _by_table(counts: dict[str, int]) -> list[tuple[str, int]]:
    """By the names that people know."""
    models = {one._meta.model_name: one for one in apps.get_models()}
    return sorted(
        (str(models[name]._meta.verbose_name_plural), number) for name, number in counts.items()
    )


class TakenDownHere(admin.ModelAdmin):
    """Tables with rows that can be taken down, as `redacted_as` says."""

    redacted_as: str

    def has_take_down_permission(self, request) -> bool:
        return request.user.is_active and request.user.is_superuser

    @admin.action(description=_("Take down for legal reasons…"), permissions=["take_down"])
    def take_down(self, request, queryset):
        rows = list(queryset.values_list("pk", flat=True)[:2])
        if len(rows) != 1:
            self.message_user(request, _("Choose one at a time."), messages.WARNING)
            return None
        asked = urlencode({"kind": self.redacted_as, "object_id": rows[0]})
        return redirect(f"{reverse('admin:annotations_redaction_add')}?{asked}")
