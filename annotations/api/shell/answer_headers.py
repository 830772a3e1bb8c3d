"""The headers of answers in the schema: each once, as a component that operations point at."""

from collections.abc import Iterator
from typing import Any

TEXT = {"type": "string"}
SECONDS = {"type": "integer", "minimum": 1}
# Name: what it says, its form, and whether it is always there.
HEADERS: dict[str, tuple[str, dict[str, Any], bool]] = {
    "Accept": ("The forms of body that are read here.", TEXT, True),
    "Content-Disposition": ("The name of the file.", TEXT, True),
    "ETag": ("The version, for If-Match and If-None-Match.", TEXT, True),
    "Idempotent-Replayed": (
        "That this is the answer to an earlier request with the same key.",
        {"type": "string", "enum": ["true"]},
        False,
    ),
    "Link": ("The pages before and after this one (RFC 8288).", TEXT, False),
    "Names-Left-Out": (
        "How many names the format has no place for, because they overlap others.",
        {"type": "integer", "minimum": 1},
        False,
    ),
    "Location": ("The address of what was made, or of what it was merged into.", TEXT, True),
    "RateLimit": (
        "How many requests are left, and in how many seconds there are more.",
        TEXT,
        False,
    ),
    "RateLimit-Policy": ("How many requests a minute may have.", TEXT, False),
    "Retry-After": ("How many seconds to wait.", SECONDS, True),
    "WWW-Authenticate": ("How to sign in.", TEXT, True),
    "X-Request-ID": ("By which the log knows the request.", TEXT, True),
}
ALWAYS = ("X-Request-ID", "RateLimit", "RateLimit-Policy")
OF_STATUS = {
    "301": ("Location",),
    "304": ("ETag",),
    "401": ("WWW-Authenticate",),
    "415": ("Accept",),
    "429": ("Retry-After",),
    "503": ("Retry-After",),
}


def add_headers(result: dict[str, Any], *_asked: Any, **_more: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: every answer has its headers."""
    shapes = result["components"]["schemas"]
    versioned = {name for name, one in shapes.items() if "version" in one.get("properties", {})}
    result["components"]["headers"] = {
        name: {"description": description, "schema": form, "required": always}
        for name, (description, form, always) in HEADERS.items()
    }
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status, answer in operation["responses"].items():
                names = dict.fromkeys(
                    (*ALWAYS, *_of(path, method, status, _shows(answer, versioned)))
                )
                own = answer.get("headers", {})
                answer["headers"] = own | {
                    name: {"$ref": f"#/components/headers/{name}"} for name in names
                }
    return result


def _of(path: str, method: str, status: str, shows_version: bool) -> Iterator[str]:
    """Names of those that this answer has besides."""
    yield from OF_STATUS.get(status, ())
    if status not in ("200", "201"):
        return
    if "/exports/" in path:
        yield from ("Content-Disposition", "Names-Left-Out")
    elif method == "get":
        yield from ("ETag", "Link")
    elif shows_version:
        yield "ETag"
    if method == "post":
        yield "Idempotent-Replayed"
    if status == "201":
        yield "Location"


def _shows(answer: dict, shapes: set[str]) -> bool:
    """Whether it is an object of one of these shapes."""
    shown = (one["schema"].get("$ref", "") for one in answer.get("content", {}).values())
    return any(name.rsplit("/", 1)[-1] in shapes for name in shown)
