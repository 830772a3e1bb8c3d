"""A row of a table on its way to a template, which mypy does not check."""

from typing import Any

# It takes along what the page shows beside its columns: the view sets that on the row itself.
Drawn = Any
