"""Pages and API. Web processes hold their connections in a pool."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_DATABASE_POOL", "8")
os.environ.setdefault("NEWSROOM_STATEMENT_SECONDS", "30")
application = get_wsgi_application()
# What is there by now stays: looking through it for garbage again and again is time of requests.
gc.collect()
gc.freeze()
