"""Scripts and sheets that a page loads together."""

import pytest
from django.conf import settings
from django.template import Context, Template

from annotations.web.shell import bundles

TEMPLATES = settings.BASE_DIR / "templates"


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """Write scripts by name, and have them bundled."""
    monkeypatch.setattr(bundles, "STATIC", tmp_path)

    def write(**sources: str) -> None:
        for name, source in sources.items():
            path = tmp_path / bundles.SCRIPTS / f"{name.replace('_', '/')}.js"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)

    return write


def test_what_is_imported_runs_first_and_once(modules):
    modules(
        page='import { one as first } from "./lib/a.js";\nimport "./lib/b.js";\nrun(first);\n',
        lib_a='import { two } from "./b.js";\nexport const one = two + 1;\n',
        lib_b="export const two = 2;\n",
    )
    assert bundles.script(["page"]) == (
        "// lib/b.js\nconst m0 = (() => {\nconst two = 2;\nreturn { two };\n})();\n\n"
        "// lib/a.js\nconst m1 = (() => {\nconst { two } = m0;\nconst one = two + 1;\n"
        "return { one };\n})();\n\n"
        "// page.js\nconst m2 = (() => {\nconst { one: first } = m1;\nrun(first);\n})();\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "export default 1;",
        "export { a };",
        "export let a = 1;",
        'import * as all from "./other.js";',
        'import a from "./other.js";',
        'const a = import("./other.js");',
        "const a = import.meta.url;",
    ],
)
def test_what_a_function_cannot_say_is_refused(line, modules):
    modules(page=f"const b = 1;\n{line}\n", other="")

    with pytest.raises(bundles.Unfit, match=r"page\.js cannot be bundled"):
        bundles.script(["page"])


def test_sheets_stand_in_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(bundles, "STATIC", tmp_path)
    (tmp_path / bundles.SHEETS).mkdir(parents=True)
    for name in ("a", "b"):
        (tmp_path / bundles.SHEETS / f"{name}.css").write_text(f".{name} {{ top: 0; }}\n")

    assert bundles.sheet(["b", "a"]) == ".b { top: 0; }\n\n.a { top: 0; }\n"


def test_every_bundle_of_the_templates_can_be_made():
    made = dict(bundles.made(TEMPLATES))

    assert bundles.path_of("modules", ("workbench", "main")) in made
    assert bundles.path_of("sheets", ("print",)) in made
    for names in (("main",), ("workbench", "main")):
        script = made[bundles.path_of("modules", names)]
        assert all(f"// {name}.js\n" in script for name in bundles.graph_of(*names))


def test_no_sheet_names_a_file_beside_it():
    """In a bundle it would be looked for elsewhere."""
    for path in (bundles.STATIC / bundles.SHEETS).rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "url(" not in text
        assert "@import" not in text


def test_a_page_loads_what_was_collected(settings, tmp_path):
    page = Template('{% modules "main" %}{% sheets "base print" %}')
    settings.STATIC_ROOT = tmp_path
    bundles.collected.cache_clear()
    apart = page.render(Context())
    for path in (
        bundles.path_of("modules", ("main",)),
        bundles.path_of("sheets", ("base", "print")),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    bundles.collected.cache_clear()
    together = page.render(Context())
    bundles.collected.cache_clear()

    assert "js/main.js" in apart
    assert "css/base.css" in apart
    assert apart.count("modulepreload") > 10
    assert (together.count("<script"), together.count("<link")) == (1, 1)
    assert together.count(bundles.BUNDLES) == 2
