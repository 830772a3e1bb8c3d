"""The project as an app: its commands, and Celery's application loaded with Django.

Not in `__init__.py`: the keeper of the embedded database imports the package and no Django.
"""

from django.apps import AppConfig

from . import checks  # noqa: F401 - registers them.
from .celery import app as celery_app


class NewsroomConfig(AppConfig):
    name = "newsroom"
    celery = celery_app
