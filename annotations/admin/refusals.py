"""What the database refuses, in words for the person at the panel."""

from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

UNIQUE, FOREIGN_KEY = "23505", "23503"
RAISED = "exec_stmt_raise"  # PostgreSQL's function behind RAISE: the sentence is a guard's own.


def why(error: IntegrityError) -> str:
    """One sentence: what stands against it."""
    if isinstance(error, ProtectedError):
        kinds = {str(row._meta.verbose_name_plural) for row in error.protected_objects}
        return _("It is still in use: %(tables)s.") % {"tables": ", ".join(sorted(kinds))}
    diag = getattr(error.__cause__, "diag", None)
    if diag is None:
        return str(error)
    if diag.source_function == RAISED:
        sentence = diag.message_primary
        return _(sentence)
    rule = {"rule": diag.constraint_name or diag.column_name or "", "table": diag.table_name or ""}
    if diag.sqlstate == UNIQUE:
        return _("There is one like it already (%(rule)s).") % rule
    if diag.sqlstate == FOREIGN_KEY:
        return _("Something points at it, or what it points at is gone (%(table)s).") % rule
    return _("It breaks a rule of the database (%(rule)s).") % rule
