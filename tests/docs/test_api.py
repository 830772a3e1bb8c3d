"""docs/api.md names every address of REST."""

from annotations.api.urls import v1

from .pages import DOCS

TEXT = (DOCS / "api.md").read_text(encoding="utf-8")
# What stands in a document of its own.
ELSEWHERE = ("exports/",)


def is_named(route: str) -> bool:
    """As it is; or its last part alone, behind what the address shares with the one before."""
    for name, shown in (("pk", "id"), ("anchor", "anchor"), ("user", "user")):
        route = route.replace(f"<int:{name}>", f"{{{shown}}}")
    *_, last = [part for part in route.split("/") if part]
    is_verb = "{id}/" in route and not last.startswith("{")
    return f"{route}`" in TEXT or f"{route}?" in TEXT or (is_verb and f"…/{last}/" in TEXT)


def test_every_address_is_named():
    routes = [route for route, _ in v1 if route and not route.startswith(ELSEWHERE)]
    assert [route for route in routes if not is_named(route)] == []
