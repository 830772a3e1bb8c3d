"""A page that checks a bundle in a browser: one file that needs no server and asks no network."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# In a script element nothing can begin or end a tag.
UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def page(keys: Mapping[str, str]) -> str:
    """The HTML; `keys` are public keys in hex by their names, which it takes for the newsroom's."""
    style, script = _part("page.css"), _part("check.js") + _part("proof.js")
    trusted = json.dumps(dict(sorted(keys.items()))).translate(UNSAFE)
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    filled = _part("page.html")
    for name, words in (
        ("policy", policy),
        ("style", style),
        ("script", script),
        ("keys", trusted),
    ):
        filled = filled.replace(f"[[{name}]]", words)
    return filled


@cache
def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _digest(words: str) -> str:
    """How a policy names the one script, or style, that it lets run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"
