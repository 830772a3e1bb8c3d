"""No regular expression of ours takes long over a text that was made to keep it busy."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import annotations
import newsroom

pytestmark = pytest.mark.slow
# What looks back from each of so many code points takes twenty times as long as what does not.
LENGTH, AT_MOST = 5_000, 0.1
PIECES = [
    "a", "A", "1", " ", "\n", "\t", ".", "a.", ".a", "a ", " a", "A. ", "-", "- ", "“", "”", "“ ”",
    '"', "'", "(", "((", "http://a.", "://", "www.", "@", "a@", "<", "<a ", "<!--", "&amp;", "&#",
    "%2", "\\", "[", "[](", "1,", "1 ", "1.1", "A-", "Aa ", "Aa. ", "é", "e\u0301", "漢", "\u200d",
    "\ufe0f", "\u202e", "{", "{{", "|", ":", ": ", "said ", "“a” said A ", "Mr. ", "2 March ", "#",
    "# ", "* ", "> ", "=", "_", "`", "~", "\u2028", "\u3000",
]  # fmt: skip
END = "!"


def modules() -> Iterator[str]:
    for package in (annotations, newsroom):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in found.name:
                yield found.name


def patterns() -> dict[str, re.Pattern[str]]:
    """Those that modules keep, by module and name, each once."""
    found: dict[re.Pattern[str], str] = {}
    for name in modules():
        for word, value in vars(importlib.import_module(name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.setdefault(value, f"{name}.{word}")
    return {name: pattern for pattern, name in found.items()}


def test_every_pattern_is_soon_done_with_any_text():
    found = patterns()
    assert len(found) > 100
    slow = [name for name, pattern in found.items() if longest(pattern) > AT_MOST]
    assert slow == []


def longest(pattern: re.Pattern[str]) -> float:
    """Seconds of the processor for the worst text; the best of some tries, of which one may fall on
    a collection of garbage."""
    texts = [(piece * LENGTH)[:LENGTH] + END for piece in PIECES]
    return max(min(takes(pattern, text) for _ in range(2)) for text in texts)


def takes(pattern: re.Pattern[str], text: str) -> float:
    began = time.thread_time()
    for _ in pattern.finditer(text):
        pass
    return time.thread_time() - began
