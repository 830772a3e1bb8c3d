"""Questions that are asked at nearly every request: Django makes their SQL once, not each time.

Making it took most of the time of opening an article (docs/benchmarks.md).
"""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.query import ModelIterable, get_related_populators, prefetch_related_objects

Row = TypeVar("Row")
# Stands for a value while the SQL is made: an id that no row has, words that nobody writes.
MOST = 200
ID, WORDS = -(2**62), "\x02prepared\x03"


class Prepared(Generic[Row]):
    """Of `ask(*values)`, a queryset of rows or of `values_list`, which may depend on nothing else.

    Numbers are ids and stand in the SQL as parameters, as words do; for each other value (a bool,
    None, a tuple) the SQL is made anew; of MOST all are forgotten.
    """

    def __init__(self, ask: Callable[..., Any]):
        self._ask = ask
        self._made: dict[Hashable, _Question] = {}

    def __call__(self, *values: Any) -> list[Row]:
        """The rows as they are now."""
        key = tuple(type(value) if _is_slot(value) else value for value in values)
        question = self._made.get(key)
        if question is None:
            marks = [_mark(at, value) for at, value in enumerate(values)]
            if len(self._made) >= MOST:
                self._made = {}
            question = self._made[key] = _Question(self._ask(*marks), marks)
        return question.rows(values)

    def first(self, *values: Any) -> Row | None:
        return next(iter(self(*values)), None)


class _Question:
    def __init__(self, queryset: Any, marks: list[Any]):
        compiler = queryset.query.get_compiler(using=queryset.db)
        self._sql, given = compiler.as_sql()
        self._params = [_param(value, marks) for value in given]
        fields = [one[0] for one in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(fields).items())
        self._prefetch = queryset._prefetch_related_lookups
        self._is_of_rows = queryset._iterable_class is ModelIterable
        if self._is_of_rows:
            found = compiler.klass_info
            self._model: type[models.Model] = found["model"]
            first, last = found["select_fields"][0], found["select_fields"][-1] + 1
            self._own = slice(first, last)
            self._names = [one[0].target.attname for one in compiler.select[self._own]]
            # The stubs are those of a newer Django.
            self._related = get_related_populators(found, compiler.select, queryset.db)  # type: ignore[call-arg]
            self._annotated = list((compiler.annotation_col_map or {}).items())
        else:
            self._is_flat = queryset._iterable_class.__name__ == "FlatValuesListIterable"
        self._database = queryset.db

    def rows(self, values: tuple[Any, ...]) -> list[Any]:
        params = [param(values) for param in self._params]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            found = cursor.fetchall()
        if self._converters:
            found = [self._converted(row) for row in found]
        if not self._is_of_rows:
            return [row[0] for row in found] if self._is_flat else found
        rows = [self._row(row) for row in found]
        if self._prefetch and rows:
            prefetch_related_objects(rows, *self._prefetch)
        return rows

    def _converted(self, row: tuple[Any, ...]) -> list[Any]:
        changed = list(row)
        for at, (converters, expression) in self._converters:
            for convert in converters:
                changed[at] = convert(changed[at], expression, connection)
        return changed

    def _row(self, row: Any) -> models.Model:
        made = self._model.from_db(self._database, self._names, row[self._own])
        for populator in self._related:
            populator.populate(row, made)
        for name, at in self._annotated:
            setattr(made, name, row[at])
        return made


def _is_slot(value: object) -> bool:
    return type(value) in (int, str)


def _mark(at: int, value: Any) -> Any:
    if not _is_slot(value):
        return value
    return ID - at if type(value) is int else f"{WORDS}{at}"


def _param(given: Any, marks: list[Any]) -> Callable[[tuple[Any, ...]], Any]:
    """Makes the parameter from the values that are asked with: one of them, a list, or as it is."""
    if isinstance(given, list):
        parts = [_param(one, marks) for one in given]
        return lambda values: [part(values) for part in parts]
    at = next((at for at, mark in enumerate(marks) if _is_slot(mark) and mark == given), None)
    if at is None:
        return lambda values: given
    kind = type(given)
    return lambda values: kind(values[at])
