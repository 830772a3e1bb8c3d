"""The events server: /events and nothing else (pages and API are WSGI, see wsgi.py)."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_STATEMENT_SECONDS", "30")
django.setup()

from annotations.live.stream import application  # noqa: E402 - needs the settings.

__all__ = ["application"]
