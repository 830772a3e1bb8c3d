"""Native ES modules without a bundler: all files of a page are asked for at once.

A module's imports are known to the browser only after the module has arrived; three levels of them
are three round trips. Naming the whole graph beforehand makes it one.
"""

import posixpath
import re
from functools import lru_cache
from pathlib import Path

from django import template

register = template.Library()

FOLDER = Path(__file__).resolve().parent.parent / "static" / "annotations" / "js"
IMPORT = re.compile(r'^(?:import|export)\b[^;]*?"(\.[\w./-]+)\.js";', re.MULTILINE)


@register.inclusion_tag("components/modules.html")
def modules(*entries):
    """Preloads of everything that the entry modules (names without `.js`) import, then these."""
    graph = graph_of(*entries)
    return {
        "preloads": [path_of(name) for name in graph if name not in entries],
        "scripts": [path_of(name) for name in entries],
    }


@lru_cache
def graph_of(*entries):
    """Names of the entry modules and all that they import, each once, nearest first."""
    found, waiting = [], list(entries)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += imports_of(name)
    return tuple(found)


def imports_of(name):
    """Names of the modules that one imports; a name is the path below FOLDER: "text/words"."""
    source = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    room = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(room, path)) for path in IMPORT.findall(source)]


def path_of(name):
    """Static path of a module."""
    return f"annotations/js/{name}.js"
