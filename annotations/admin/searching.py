"""Searches of the panel that read as much however long a table is.

What a row belongs to, as its article or claim, is asked for words, of which there is an index. Of a
row's own texts there is none: they are looked for in the newest rows alone.
"""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.models import User, first_hits

MOST = 200  # The newest of what rows belong to that hold the words.
NEWEST = 2_000  # Rows whose own texts are looked at.
HITS = 1_000  # Rows that one search shows, the newest.
LONGEST = 18  # Digits of a number that PostgreSQL has.
OWN = _("A number, or words in the newest rows.")
BESIDE = _(
    "Words of the article, claim, name, source or person a row belongs to, a number, or words in"
    " the newest rows."
)


class Searched(admin.ModelAdmin):
    """Finds rows by `search_fields` among the newest, and among all by what they belong to: paths
    to an article, a claim, a name, a source or a person."""

    search_fields: ClassVar[tuple[str, ...]] = ()
    searched_by: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()  # Columns with an index, as they are.
    is_short = False  # A table of desks and people: all rows are looked at.

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "search_help_text" not in cls.__dict__ and not cls.is_short:
            cls.search_help_text = BESIDE if cls.searched_by else OWN

    def get_search_fields(self, request):
        return self.search_fields or ("pk",)  # The box is there for numbers, too.

    def get_search_results(self, request, queryset, search_term):
        words = search_term.strip()
        if not words or self.is_short:
            return super().get_search_results(request, queryset, search_term)
        parts = []
        if self.search_fields:
            newest = list(queryset.order_by("-pk").values_list("pk", flat=True)[:NEWEST])
            own = queryset.filter(pk__in=newest)
            parts.append(super().get_search_results(request, own, search_term)[0])
        parts += [queryset.filter(**{column: words}) for column in self.exactly]
        numbers = [number_in(words)] if number_in(words) else []
        for path in self.searched_by:
            found = holding(_model_at(self.model, path), words)
            parts.append(queryset.filter(**{f"{path}__in": [*found, *numbers]}))
        return among(queryset, *parts, queryset.filter(pk__in=numbers)), False


def among(rows: "QuerySet[Any]", *parts: "QuerySet[Any]") -> "QuerySet[Any]":
    """Of these rows those of any of the parts, each of which is asked by itself: its newest."""
    newest = [part.order_by("-pk").values_list("pk", flat=True)[:HITS] for part in parts]
    found = {pk for pks in newest for pk in pks}
    return rows.filter(pk__in=found)


def number_in(words: str) -> int:
    """The number that somebody typed; 0 for words."""
    return int(words) if words.isdecimal() and len(words) <= LONGEST else 0


def holding(model: type[Model], words: str) -> list[int]:
    """The newest rows (ids) that hold the words, or people so called."""
    if model is User:
        called = Q(username__icontains=words) | Q(display_name__icontains=words)
        return list(User.objects.filter(called).values_list("pk", flat=True)[:MOST])
    found: Any = model._default_manager.all()
    found = found.completing(words).by("id", down=True)
    return first_hits.ids(found, found.sought, MOST) if found.sought else []


def _model_at(model: type[Model], path: str) -> type[Model]:
    for name in path.split("__"):
        related = model._meta.get_field(name).related_model
        assert isinstance(related, type)
        model = related
    return model
