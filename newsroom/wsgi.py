"""Pages and API. Web processes hold their connections in a pool."""

import gc
import os
import threading

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils.module_loading import import_string

from newsroom import bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ.setdefault("NEWSROOM_DATABASE_POOL", "8")
os.environ.setdefault("NEWSROOM_STATEMENT_SECONDS", "30")
application = bodies.whole(get_wsgi_application())
# What the pages are made of: the first who asks does not wait for it.
get_resolver()._populate()
# What is there by now stays: looking through it for garbage again and again is time of requests.
gc.collect()
gc.freeze()
# Nor does the first who adds an article for the model of languages, and pages not for that.
load = import_string("annotations.ingest.language.load")
threading.Thread(target=load, name="language", daemon=True).start()
