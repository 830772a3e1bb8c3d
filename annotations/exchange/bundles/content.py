"""The files of a bundle: one published verdict as its public page shows it, and nothing else.

What the page says is asked of publications/fact_checks.py, as for the page itself. Beside it stand
hashes of the texts that it rests on, and these texts where the desk wants that and readers can open
them at their addresses anyway.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

from annotations.trail.canonical import canonical

from ..publications import addresses, claimreview, dump
from ..publications.fact_checks import FactCheck
from . import annotations, edition, texts
from .texts import Copy, Text

Files = dict[str, bytes]
# What was changed in what a bundle says makes all of them anew.
EDITION = "1"
TEXT = "fact-check.txt"
OF_WHOM = ("author", "reviewer")


@dataclass(frozen=True)
class Content:
    """Files that say what was found out; `basis` is the hash of all of them.

    The bytes of whole texts may not be among them: their hashes are known.
    """

    files: Files
    about: dict[str, Any]
    copies: list[Copy]
    text: Text

    @property
    def basis(self) -> str:
        digests = {name: hashlib.sha256(body).hexdigest() for name, body in self.files.items()}
        whole: list[Text | Copy] = [self.text, *self.copies]
        digests |= {one.member: one.sha256 for one in whole if one.is_given}
        said = [EDITION, self.about, digests, settings.CONTENT_CREDENTIALS]
        return hashlib.sha256(canonical(said)).hexdigest()


def content(
    check: FactCheck, question: str, *, whole_texts: bool, bodies: bool = True
) -> Content | None:
    """Of one claim on a page its verdict on one question; None where none stands.

    Without `bodies` the bytes of whole texts, which may be large, are not read.
    """
    verdicts = [one for one in check.verdicts if one.question == question]
    if not verdicts:
        return None
    check = replace(check, verdicts=verdicts)
    address = addresses.of_bundle(check.row["key"], check.row["claim"], question)
    text = texts.of_article(check, whole=whole_texts, bodies=bodies)
    copies = texts.of_sources(check, whole=whole_texts, bodies=bodies)
    files = {
        "fact-check.json": _json(_said(check)),
        TEXT: edition.plain(check).encode(),
        "contacts.json": _json([asdict(one) for one in check.contacts]),
        "claimreview.jsonld": _json(
            {"@context": claimreview.CONTEXT} | (dump.review_of(check) or {})
        ),
        "annotations.jsonld": _json(annotations.collection(check, text, address)),
        "article/revision.json": _json(text.as_dict()),
        "evidence/copies.json": _json([one.as_dict() for one in copies]),
    }
    files |= {text.member: text.body} if text.body else {}
    files |= {one.member: one.body for one in copies if one.body}
    return Content(files, _about(check, address), copies, text)


def _about(check: FactCheck, address: str) -> dict[str, Any]:
    """What the manifest says of the verdict."""
    row, verdict = check.row, check.verdicts[0]
    return {
        "address": address,
        "page": addresses.of_check(check),
        "desk": {"name": row["desk_name"], "url": addresses.of_desk(row["desk"])},
        "claim": row["claim"],
        "question": verdict.question,
        "statement": check.statement,
        "verdict": verdict.label,
        "approved_at": _plain(verdict.approved_at),
        "shown_at": row["shown_at"],
    }


def _said(check: FactCheck) -> dict[str, Any]:
    row, [verdict] = check.row, check.verdicts
    said = asdict(verdict)
    said = {name: one for name, one in said.items() if name not in OF_WHOM or one}
    return {
        "page": addresses.of_check(check),
        "desk": {"name": row["desk_name"], "url": addresses.of_desk(row["desk"])},
        "published_at": row["published_at"],
        "shown_at": row["shown_at"],
        "corrected_at": row["corrected_at"],
        "article": row["article"],
        "claim": {
            "number": row["claim"],
            "statement": check.statement,
            "date": check.date,
            "claimant": check.claimant,
            "places": [asdict(one) for one in check.places],
        },
        "verdict": said,
        "corrections": [
            asdict(one) for one in check.corrections if one.question == verdict.question
        ],
        "needs_another_look": verdict.needs_another_look,
    }


def _json(value: Any) -> bytes:
    """For people and programs: sorted, indented, of the same value the same bytes."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=_plain)
    return text.encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat() if isinstance(value, date) else value
