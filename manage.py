#!/usr/bin/env python
"""Django's command line for Newsroom."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from newsroom.embedded.errors import EmbeddedError
from newsroom.version import VERSION

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    # Django's own of this name knows only Django's.
    if sys.argv[1:] == ["version"]:
        print(VERSION)
        sys.exit()
    try:
        execute_from_command_line(sys.argv)
    except (EmbeddedError, ImproperlyConfigured) as error:
        sys.exit(f"{error}")
