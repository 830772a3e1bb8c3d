"""Pages without a server: the test writes their markup, the modules are the product's own."""

import mimetypes
from collections.abc import Callable

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from playwright.sync_api import Page, Request

ORIGIN = "http://localhost"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:"
)
SHEETS = (
    "tokens",
    "base",
    "shell/buttons",
    "shell/fields",
    "shell/marks",
    "shell/cards",
    "shell/overlays",
    "shell/layout",
    "shell/topbar",
    "workbench/highlights",
    "workbench/page",
    "workbench/text",
    "workbench/panel",
    "claims/panel",
    "claims/checking",
)


class Stage:
    """Answers of a made-up site by path; /static/ gives the product's files."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[Request], dict] | dict] = {}
        self.page: Page

    def answer(self, request: Request) -> dict:
        """What Playwright's fulfill takes, for a request of the page."""
        path = request.url.removeprefix(ORIGIN).split("?")[0]
        if path.startswith("/static/"):
            return static_file(path.removeprefix("/static/"))
        given = self.answers.get(path, {"status": 404, "body": "Not here"})
        return given(request) if callable(given) else given

    def show(self, body: str, *modules: str, user: str = "1", path: str = "/") -> Page:
        """Open a page with this body; `modules` are imported, and main.js starts the shell."""
        self.answers[path] = {
            "content_type": "text/html; charset=utf-8",
            "headers": {"Content-Security-Policy": POLICY},
            "body": document(body, modules, user),
        }
        self.page.goto(ORIGIN + path)
        return self.page

    def until(self, expression: str):
        """Wait until a JavaScript expression is true; Playwright's own way breaks the policy."""
        for _ in range(3_000):
            found = self.page.evaluate(expression)
            if found:
                return found
            self.page.wait_for_timeout(20)
        raise AssertionError(f"never true: {expression}")

    def call(self, module: str, name: str, *values):
        """The result of one exported function of a module, run in the browser."""
        if self.page.url == "about:blank":
            self.show("")
        return self.page.evaluate(
            """async ([module, name, values]) =>
                (await import(`/static/annotations/js/${module}.js`))[name](...values)""",
            [module, name, list(values)],
        )


def static_file(path: str) -> dict:
    found = finders.find(path)
    if not found:
        return {"status": 404, "body": path}
    kind = "text/javascript" if path.endswith(".js") else mimetypes.guess_type(path)[0]
    return {"path": found, "content_type": kind}


def document(body: str, modules: tuple[str, ...], user: str) -> SafeString:
    sheets = [
        f'<link rel="stylesheet" href="/static/annotations/css/{name}.css">' for name in SHEETS
    ]
    scripts = [
        f'<script type="module" src="/static/annotations/js/{name}.js"></script>'
        for name in modules
    ]
    head = mark_safe("".join([*sheets, *scripts, render_to_string("shell/htmx.html")]))
    return format_html(
        '<!doctype html><html lang="en"><head><title>Stage</title>'
        '<script src="/static/annotations/js/theme-boot.js"></script>{}'
        '<script src="/static/django_htmx/htmx-2.min.js" defer></script></head>'
        '<body data-user="{}" data-login-url="/accounts/login/" hx-headers="{}">{}'
        '<div id="toasts"></div><div id="offline" hidden></div></body></html>',
        head,
        user,
        '{"X-CSRFToken": "t"}',
        mark_safe(body),
    )


def spans_script(rows: list[dict]) -> SafeString:
    return format_html('<div id="span-data" hidden>{}</div>', json_script(rows, "spans"))
