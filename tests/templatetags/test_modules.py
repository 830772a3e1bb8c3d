"""The graph of native modules that a page asks for at once, and its rooms."""

import re

from django.conf import settings

from annotations.web.shell.bundles import SCRIPTS, STATIC, graph_of, imports_of
from tests.test_layers import circle_in

CLASSIC = {"theme-boot"}
FOLDER = STATIC / SCRIPTS
NAMES = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.js")}
LOADED = re.compile(r"{% modules ([^%]+) %}")
PAGES = {
    name.strip('"')
    for path in (settings.BASE_DIR / "templates").rglob("*.html")
    for names in LOADED.findall(path.read_text(encoding="utf-8"))
    for name in names.split()
}


def rooms():
    """The rooms of scripts, each with those that it imports; a page's module is one of its own."""
    found = {}
    for name in NAMES:
        room = name.split("/")[0]
        others = {other.split("/")[0] for other in imports_of(name)}
        found.setdefault(room, set()).update(others - {room})
    return found


def test_the_graph_holds_what_imports_import():
    assert {"spans/annotated-text", "text/offsets", "lib/translate"} <= set(graph_of("workbench"))


def test_each_module_is_named_once():
    graph = graph_of("workbench", "main")
    assert len(graph) == len(set(graph))


def test_every_module_belongs_to_a_page():
    assert {*graph_of(*PAGES), *CLASSIC} == NAMES


def test_what_pages_load_lies_beside_the_rooms():
    assert {*PAGES, *CLASSIC} == {name for name in NAMES if "/" not in name}


def test_rooms_of_scripts_import_each_other_without_a_circle():
    assert rooms()["spans"] == {"text"}
    assert circle_in(rooms()) == []
