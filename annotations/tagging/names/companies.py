"""Companies' whole names: with the legal form behind them, and with both sides of an "&"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..found import Found
from . import heads
from .overlay import overlay

VERSION = "1"
SOURCE = f"companies/{VERSION}"
FORMS = "|".join(sorted(map(re.escape, heads.COMPANY_FORMS), key=lambda form: (-len(form), form)))
FORM = re.compile(rf",? (?P<form>{FORMS})(?!['’-]?\w{2}|\w)")
SHORTEST = 3  # Letters of a form that is nothing else: "Texas AG Ilka Varn", "Reno, NV".
JOINING = " & "


def complete(found: Sequence[Found], text: str) -> list[Found]:
    """The mentions with companies made whole, and ORG; sorted."""
    whole: list[Found] = []
    before = None
    for one in found:
        if one.label != "DATE" and (company := _company(one, before, text)):
            whole.append(company)
        before = one
    return overlay(found, whole) if whole else list(found)


def _company(one: Found, before: Found | None, text: str) -> Found | None:
    """The company of a name with a legal form in it or behind it; None where there is no more."""
    end = _behind_form(one, text)
    last = text[one.start : end].rsplit(" ", 1)[-1]
    if " " not in text[one.start : end] or not heads.company_form(last):
        return None
    start = before.start if before and _is_joined(before, one, text) else one.start
    if (start, end) == (one.start, one.end):
        return None
    return replace(one, start=start, end=end, label="ORG", text=text[start:end], source=SOURCE)


def _is_joined(before: Found, one: Found, text: str) -> bool:
    """ "Karsk & Varn Ltd", but "Karsk Ltd & Varn Ltd" are two."""
    is_whole = before.label == "DATE" or heads.company_form(before.text.rsplit(" ", 1)[-1])
    return not is_whole and text[before.end : one.start] == JOINING


def _behind_form(one: Found, text: str) -> int:
    match = FORM.match(text, one.end)
    if match is None or one.text.isupper():
        return one.end
    is_short = len(match["form"].replace(".", "")) < SHORTEST
    is_other = match[0][0] == "," or one.label == "PLACE" or text[match.end() + 1 :][:1].isupper()
    return one.end if is_short and is_other else match.end()
