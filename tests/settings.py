"""The product's settings with a fast password hash; a test asserts argon2 in the real ones."""

import os

from newsroom.settings import *  # noqa: F403
from newsroom.settings import INSTALLED_APPS as APPS
from newsroom.settings import MIDDLEWARE as LAYERS

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = APPS
MIDDLEWARE = [layer for layer in LAYERS if "whitenoise" not in layer]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Two test runs at once on one server need databases of their own.
# Tests make and empty databases; what they test works as the application (conftest.py).
DATABASES["default"]["USER"] = DATABASE_OWNER["USER"]  # noqa: F405
# A test is one transaction, and slow machines load a model in it for minutes.
DATABASES["default"]["OPTIONS"]["options"] = "-c idle_in_transaction_session_timeout=0"  # noqa: F405
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("NEWSROOM_TEST_DB", "test_newsroom")}  # noqa: F405
