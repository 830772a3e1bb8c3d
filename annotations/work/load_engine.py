"""Loads the engine that the settings name."""

import logging

from django.conf import settings
from django.utils.module_loading import import_string

from annotations.tagging.engine import Engine
from annotations.tagging.fallback import Fallback

logger = logging.getLogger(__name__)
NEEDED = ("name", "version", "problem", "tag")


def load() -> Engine:
    """A new engine; never raises.

    What cannot be loaded leaves the work to rules: it is the engine's `problem`, and said once in
    the log, here.
    """
    engine = _asked_for()
    if engine.problem:
        logger.error("tagging by rules: %s", engine.problem)
    return engine


def _asked_for() -> Engine:
    path = settings.TAGGER
    try:
        engine: Engine = import_string(path)(model=settings.SPACY_MODEL)
    # Somebody else's code may raise anything; a worker that dies of it would tag nothing at all.
    except Exception as error:
        reason = str(error).strip() or type(error).__name__
        return Fallback(f"The tagger {path} cannot be loaded: {reason}")
    missing = [part for part in NEEDED if not hasattr(engine, part)]
    if missing:
        return Fallback(f"The tagger {path} cannot be used: it has no {', '.join(missing)}.")
    return engine
