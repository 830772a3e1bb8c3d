"""Scripts and sheets that a page loads together as one file each, made when static files are
collected: a warm page waits for few files, not for sixty.

No bundler: our modules import by name and without circles, so each becomes a function in the order
in which a browser would run them. Where nothing was collected, pages load the files themselves.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

STATIC = Path(__file__).resolve().parents[2] / "static"
SCRIPTS, SHEETS, BUNDLES = "annotations/js", "annotations/css", "annotations/bundles"
# What templates load together: {% modules "a" "b" %} and {% sheets "a b" %}.
TOGETHER = re.compile(r'{% (modules|sheets) ((?:"[\w/ -]+" ?)+)%}')
IMPORT = re.compile(r'^import\s+(?:{([^}]*)} from )?"(\.[\w./-]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function\*?|class) (\w+))", re.MULTILINE)
# What the function of a module cannot say: such a module has to be written otherwise.
UNKNOWN = re.compile(r"^(?:import|export)\b.*|^.*\b(?:import\.meta|import\().*", re.MULTILINE)


class Unfit(Exception):
    """A module that cannot stand in a bundle; the message names it and its line."""


def graph_of(*entries: str) -> tuple[str, ...]:
    """Names of the entry modules and of all that they import, each once, nearest first."""
    found: list[str] = []
    waiting = list(entries)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += imports_of(name)
    return tuple(found)


def imports_of(name: str) -> list[str]:
    """Names of the modules that one imports; a name is the path below `js/`: "text/words"."""
    return [_beside(name, path) for _, path in IMPORT.findall(_source(name))]


def script(entries: Sequence[str]) -> str:
    """The entry modules and all that they import as one module; raises Unfit."""
    order: list[str] = []
    for entry in entries:
        _follow(entry, order)
    numbers = {name: number for number, name in enumerate(order)}
    return "\n".join(_as_function(name, numbers) for name in order)


def sheet(names: Sequence[str]) -> str:
    """Style sheets (paths below `css/`) as one, in their order."""
    paths = [STATIC / SHEETS / f"{name}.css" for name in names]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def path_of(kind: str, names: Sequence[str]) -> str:
    """Static path of the bundle of "modules" or "sheets"."""
    digest = hashlib.sha256(" ".join(names).encode()).hexdigest()[:8]
    ending = "js" if kind == "modules" else "css"
    return f"{BUNDLES}/{names[0].replace('/', '-')}-{digest}.{ending}"


def made(templates: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every bundle that the templates ask for."""
    asked = {
        (kind, tuple(words.replace('"', "").split()))
        for path in sorted(templates.rglob("*.html"))
        for kind, words in TOGETHER.findall(path.read_text(encoding="utf-8"))
    }
    for kind, names in sorted(asked):
        yield path_of(kind, names), (script if kind == "modules" else sheet)(names)


@cache
def collected(kind: str, names: tuple[str, ...]) -> str:
    """Static path of the bundle, "" where static files were not collected."""
    path = path_of(kind, names)
    return path if (Path(settings.STATIC_ROOT) / path).exists() else ""


def _source(name: str) -> str:
    return (STATIC / SCRIPTS / f"{name}.js").read_text(encoding="utf-8")


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _follow(name: str, order: list[str]) -> None:
    """Depth first, as modules run: what is imported before what imports it."""
    if name in order:
        return
    for other in imports_of(name):
        _follow(other, order)
    order.append(name)


def _as_function(name: str, numbers: dict[str, int]) -> str:
    source = _source(name)
    exports = EXPORT.findall(source)

    def imported(match: re.Match[str]) -> str:
        names, path = match.groups()
        if not names:
            return ""
        taken = " ".join(names.split()).replace(" as ", ": ")
        return f"const {{ {taken} }} = m{numbers[_beside(name, path)]};\n"

    body = EXPORT.sub("", IMPORT.sub(imported, source))
    if unknown := UNKNOWN.search(body):
        raise Unfit(f"{name}.js cannot be bundled: {unknown.group().strip()}")
    shown = f"return {{ {', '.join(exports)} }};\n" if exports else ""
    return f"// {name}.js\nconst m{numbers[name]} = (() => {{\n{body}{shown}}})();\n"
