"""The project as an app: its commands and checks.

Not in `__init__.py`: the keeper of the embedded database imports the package and no Django.
"""

import os

from django.apps import AppConfig

from . import checks  # noqa: F401 - registers them.

# Before anything loads numpy. Threads of its matrix products wait for each other by spinning: a
# process a core does the same work with a third less of the processor.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class NewsroomConfig(AppConfig):
    name = "newsroom"
