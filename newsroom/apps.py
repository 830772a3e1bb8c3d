"""The project as an app: its commands and checks.

Not in `__init__.py`: the keeper of the embedded database imports the package and no Django.
"""

from django.apps import AppConfig

from . import checks  # noqa: F401 - registers them.


class NewsroomConfig(AppConfig):
    name = "newsroom"
