"""What a file says about itself, made fit for an article's columns."""

import re
from datetime import date, datetime, timezone
from typing import Any

from annotations.text.ahead import is_ahead
from annotations.text.invisible import shown

from .addresses import web_link

LONGEST = {"headline": 300, "byline": 300, "outlet": 200}  # Code points.
# Python 3.10 reads neither `Z` nor a zone without its colon.
ZONE = re.compile(r"(?:(?:(?<!\s)\s+)?(Z)|([+-]\d\d):?(\d\d))$")
FRACTION = re.compile(r"(?<=:\d\d)[.,]\d+")
# Controls, and what would turn the direction of a line that holds other words too.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
EARLIEST = 1600


def clean_metadata(found: dict[str, str]) -> dict[str, Any]:
    """Known fields only, each in the form that Document promises; what does not fit is left out."""
    kept: dict[str, Any] = {}
    for name, longest in LONGEST.items():
        line = one_line(found.get(name, ""), longest)
        if line:
            kept[name] = line
    kept["source_url"] = web_link(found.get("source_url", ""))
    kept["published_at"] = moment(found.get("published_at", ""))
    language = re.match(r"[A-Za-z]{2}(?=[-_]|$)", found.get("language", "").strip())
    kept["language"] = language.group().lower() if language else ""
    return {name: value for name, value in kept.items() if value}


def one_line(text: str, longest: int) -> str:
    """The text on one line without control and direction characters, cut at a word if too long."""
    line = " ".join(UNSEEN.sub(" ", shown(text)).split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0] + "…"


def moment(text: str) -> datetime | None:
    """An ISO 8601 date or time, aware; UTC when it does not say. None when it is neither."""
    text = FRACTION.sub("", text.strip())
    text = ZONE.sub(lambda z: "+00:00" if z[1] else f"{z[2]}:{z[3]}", text)
    try:
        if len(text) == len("2025-03-01"):
            day = date.fromisoformat(text)
            found = datetime(day.year, day.month, day.day)
        else:
            found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=timezone.utc)
    return found if found.year >= EARLIEST and not is_ahead(found) else None
