"""Loads the engine that the settings name."""

import logging

from django.conf import settings
from django.utils.module_loading import import_string

from annotations.tagging.engine import Engine

logger = logging.getLogger(__name__)


def load() -> Engine:
    """A new engine; a model that could not be loaded is said once, here."""
    engine = import_string(settings.TAGGER)(model=settings.SPACY_MODEL)
    if engine.problem:
        logger.error("tagging by rules: %s", engine.problem)
    return engine
