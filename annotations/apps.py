from importlib import import_module

from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    name = "annotations"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        """Every sign-in is noted: the module listens once models are there."""
        import_module("annotations.web.accounts.session_notes")
