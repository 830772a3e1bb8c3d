"""What every table of the panel has: capped counts, quiet searches, changes in somebody's name."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet, URLField
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotations.errors import DomainError
from annotations.models import act_as, with_reason
from annotations.models.searching import is_sought

from . import deleting, refusals
from .counting import MOST_COUNTED
from .searching import HITS, Searched

logger = logging.getLogger(__name__)
MOST_REFUSALS = 20
FEW = 500  # Rows from the first to the last of a page that is looked for by itself.
REASON = "_reason"  # The field of templates/admin/change_form.html.
REFUSED = _("Nothing was changed. %(reason)s")


class CappedPaginator(Paginator):
    """Counts up to 10,000 rows, of a search up to 1,000: nobody pages further, and counting
    millions takes seconds.

    The pages of a search are asked for as first_hits.py does.
    """

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        if is_sought(rows):
            return rows.counted_to(HITS)
        return rows.order_by()[:MOST_COUNTED].count()

    def page(self, number: int | str) -> Page[Any]:
        rows: Any = self.object_list
        if is_sought(rows):
            top = self.validate_number(number) * self.per_page
            self.object_list = rows.beginning(top) if top <= FEW else rows.by_words_first()
        return super().page(number)


class QuietList(ChangeList):
    """A list whose filters may hold what PostgreSQL cannot read, such as NUL."""

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
            # Django asks for a single page without a limit, and so for all of what is joined.
            if not self.multi_page and is_sought(self.queryset):
                self.result_list = self.paginator.page(1).object_list
        except (ValueError, DataError) as error:
            raise IncorrectLookupParameters(str(error)) from error


class Table(Searched):
    """Shown, searched and filtered; written by somebody who is named in the audit trail."""

    show_full_result_count = False
    paginator = CappedPaginator
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    # Columns that are long and never shown in a list.
    deferred: tuple[str, ...] = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # Before `defer`, which names columns of the joined tables.
        if not isinstance(self.list_select_related, bool):
            rows = rows.select_related(*self.list_select_related)
        return rows.defer(*self.deferred)

    def get_changelist(self, request, **kwargs):
        return QuietList

    def get_object(self, request, object_id, from_field=None):
        """The panel writes NUL as `_00` in addresses: no id holds one."""
        return None if "\0" in object_id else super().get_object(request, object_id, from_field)

    def changeform_view(self, request, *args, **kwargs):
        return self._or_told(super().changeform_view, request, *args, **kwargs)

    def changelist_view(self, request, *args, **kwargs):
        return self._or_told(super().changelist_view, request, *args, **kwargs)

    def delete_view(self, request, *args, **kwargs):
        return self._or_told(super().delete_view, request, *args, **kwargs)

    def _or_told(self, view, request, *args, **kwargs):
        """The view's answer; what a rule or the database refuses is said on the same page."""
        try:
            with with_reason(request.POST.get(REASON, "")):
                return view(request, *args, **kwargs)
        except DomainError as error:
            reason = error.message
        except IntegrityError as error:
            if request.method != "POST":
                raise
            logger.warning("refused in the admin panel: %s", error)
            reason = refusals.why(error)
        self.message_user(request, REFUSED % {"reason": reason}, messages.ERROR)
        return redirect(request.get_full_path())

    def get_deleted_objects(self, objs, request):
        return deleting.foreseen(objs, request)

    def save_model(self, request, obj, form, change):
        act_as(request.user)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        act_as(request.user)
        super().save_related(request, form, formsets, change)

    def delete_model(self, request, obj):
        act_as(request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            act_as(request.user)
            super().delete_queryset(request, queryset)


class OnSite(admin.ModelAdmin):
    """Rows that the product shows on a page of its own: each table's `address(row)` says which."""

    address: Callable[..., str]

    def view_on_site(self, row) -> str:
        return self.address(row)

    @admin.display(description=_("page"))
    def page(self, row) -> str:
        return format_html('<a href="{}">{}</a>', self.address(row), _("Open"))


class WordSearch:
    """Searches the folded words of a table that has them, also by their beginnings."""

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        return queryset.completing(search_term), False


class ReadOnlyTable(Table):
    """Changes through actions only: they call the services, which hold the rules."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def run_each(
    table: Table,
    request: HttpRequest,
    queryset: QuerySet,
    verb: Callable[[Any], object],
    done: Any,
) -> None:
    """Call `verb(row)` for every row; tell how many worked and why each of the others did not.

    `done` is a lazy plural of `count`.
    """
    worked, refused = 0, []
    for row in queryset:
        try:
            verb(row)
            worked += 1
        except DomainError as error:
            refused.append(f"{row}: {error.message}")
    if worked:
        table.message_user(request, done % {"count": worked}, messages.SUCCESS)
    for line in refused[:MOST_REFUSALS]:
        table.message_user(request, line, messages.WARNING)
    if len(refused) > MOST_REFUSALS:
        more = len(refused) - MOST_REFUSALS
        message = ngettext("%(count)s more was refused.", "%(count)s more were refused.", more)
        table.message_user(request, message % {"count": more}, messages.WARNING)
