"""Scripts and style sheets of a page: bundles where static files were collected
(web/shell/bundles.py), else the files themselves, all of them asked for at once.

A module's imports are known to the browser only after the module has arrived; three levels of them
are three round trips. Naming the whole graph beforehand makes it one.
"""

from django import template

from annotations.web.shell import bundles

register = template.Library()


@register.inclusion_tag("components/modules.html")
def modules(*entries):
    """The entry modules (names without `.js`) with everything that they import."""
    if bundle := bundles.collected("modules", entries):
        return {"preloads": [], "scripts": [bundle]}
    graph = bundles.graph_of(*entries)
    return {
        "preloads": [_script(name) for name in graph if name not in entries],
        "scripts": [_script(name) for name in entries],
    }


@register.inclusion_tag("components/sheets.html")
def sheets(names):
    """Style sheets by name, in their order: "base shell/cards"."""
    listed = tuple(names.split())
    if bundle := bundles.collected("sheets", listed):
        return {"paths": [bundle]}
    return {"paths": [f"{bundles.SHEETS}/{name}.css" for name in listed]}


def _script(name):
    return f"{bundles.SCRIPTS}/{name}.js"
