"""Pages and API. Web processes hold their connections in a pool.

Processes are forked after this is loaded (launcher/forking.py): it starts no thread and opens no
connection.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils.module_loading import import_string

from newsroom import bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_DATABASE_POOL", "8")
os.environ.setdefault("NEWSROOM_STATEMENT_SECONDS", "30")
# Next to nothing of what is loaded is garbage.
gc.disable()
application = bodies.whole(get_wsgi_application())
# The first who asks waits for nothing: what pages are made of, bells, the model of languages.
get_resolver()._populate()
import_string("annotations.work.wakeup.celery")()
import_string("annotations.ingest.language.load")()
# What is there by now stays: looking through it again and again is time of requests, and what is
# looked through is no longer shared.
gc.freeze()
gc.enable()
