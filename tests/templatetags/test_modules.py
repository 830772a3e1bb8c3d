"""The graph of native modules that a page asks for at once."""

from annotations.templatetags.modules import FOLDER, graph_of


def test_the_graph_holds_what_imports_import():
    assert {"annotated-text", "text-offsets", "highlights"} <= set(graph_of("workbench"))


def test_each_module_is_named_once():
    graph = graph_of("workbench", "main")
    assert len(graph) == len(set(graph))


def test_every_module_belongs_to_a_page():
    classic = {"theme-boot"}
    pages = graph_of("workbench", "compare", "work", "settling", "main")
    assert {path.stem for path in FOLDER.glob("*.js")} == {*pages, *classic}
