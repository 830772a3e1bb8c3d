"""What every table of the panel has: capped counts, and changes in the name of a person."""

from django.contrib import admin, messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from annotations.errors import DomainError
from annotations.models import act_as

MOST_COUNTED = 10_000


class CappedPaginator(Paginator):
    """Counts up to 10,000 rows: nobody pages further, and counting millions takes seconds."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:MOST_COUNTED].count()


class Table(admin.ModelAdmin):
    """Shown, searched and filtered; written by somebody who is named in the audit trail."""

    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    # Columns that are long and never shown in a list.
    deferred: tuple[str, ...] = ()

    def get_queryset(self, request):
        return super().get_queryset(request).defer(*self.deferred)

    def get_search_results(self, request, queryset, search_term):
        if "\0" in search_term or any("\ud800" <= char <= "\udfff" for char in search_term):
            raise BadRequest("This search holds a character that no text can hold.")
        return super().get_search_results(request, queryset, search_term)

    def save_model(self, request, obj, form, change):
        act_as(request.user)
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        act_as(request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        act_as(request.user)
        super().delete_queryset(request, queryset)


class ReadOnlyTable(Table):
    """Changes through actions only: they call the services, which hold the rules."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def run_each(table, request, queryset, verb, done: str) -> None:
    """Call `verb(row)` for every row and tell how many worked and why others did not."""
    worked, refused = 0, []
    for row in queryset:
        try:
            verb(row)
            worked += 1
        except DomainError as error:
            refused.append(f"{row}: {error.message}")
    if worked:
        table.message_user(request, f"{worked} {done}.")
    for line in refused[:20]:
        table.message_user(request, line, messages.WARNING)
