"""The version of the product, for people: `manage.py version`, the pages, /healthz, pyproject."""

VERSION = "0.2.0"
