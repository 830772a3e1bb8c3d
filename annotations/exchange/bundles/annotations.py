"""What a page shows of a claim as W3C Web Annotations: an AnnotationCollection of one page.

Made by the desk, and by no person: exchange/w3c/ writes for members, who may know each other.
"""

from typing import Any
from urllib.parse import quote

from annotations.trail.leaf import moment

from ..publications import addresses
from ..publications.fact_checks import Cited, FactCheck
from ..publications.fact_checks import moment as read
from ..site import site
from ..w3c.document import CONTEXT
from ..w3c.parts import PRODUCT
from .texts import Place, Text

Body = dict[str, Any]
IN_ADDRESS = "/:?#@!$&'()*+,;=%~"


def collection(check: FactCheck, text: Text, address: str) -> dict[str, Any]:
    """`address` is that of the bundle: what is in it stands there."""
    here = f"{address}#annotations"
    items = [_claim(check, text, address)]
    evidence = check.verdicts[0].evidence
    items += [_evidence(check, one, at, address) for at, one in enumerate(evidence, 1)]
    summary = {"total": len(items), "modified": _shown(check)}
    whole = {"id": here, "type": "AnnotationCollection", "label": check.statement or "…"}
    page = f"{here}-page"
    return (
        {"@context": CONTEXT}
        | whole
        | summary
        | {
            "last": page,
            "first": {
                "id": page,
                "type": "AnnotationPage",
                "startIndex": 0,
                "items": items,
                "partOf": whole | summary,
            },
        }
    )


def _claim(check: FactCheck, text: Text, address: str) -> Body:
    verdict = check.verdicts[0]
    language = check.row["article"]["language"]
    places = [_place(check, one, text, address) for one in text.places]
    return _head(check, f"{address}#claim", "assessing") | {
        "body": [
            _words(check.statement, "describing", language=language, creator=_desk(check)),
            _words(verdict.label, "classifying", creator=_desk(check)),
            _words(verdict.rationale, "assessing", creator=_desk(check)),
        ],
        "target": places or [_article(check, text)],
    }


def _evidence(check: FactCheck, one: Cited, number: int, address: str) -> Body:
    source: Body = {
        "type": "SpecificResource",
        "source": _iri(one.url) or f"{address}#source-{number}",
        "purpose": "linking",
    }
    if one.excerpt:
        source["selector"] = [{"type": "TextQuoteSelector", "exact": one.excerpt}]
    if one.copied_at:
        copies = f"{address}#evidence/copies.json"
        source["state"] = {
            "type": "TimeState", "sourceDate": moment(one.copied_at), "cached": copies,
        }  # fmt: skip
    stance = _words(one.stance, "classifying", language="en", creator=_desk(check))
    return _head(check, f"{address}#evidence-{number}", "linking") | {
        "body": [source, stance],
        "target": [f"{address}#claim"],
    }


def _head(check: FactCheck, address: str, motivation: str) -> Body:
    approved = check.verdicts[0].approved_at
    return {
        "id": address,
        "type": "Annotation",
        "motivation": motivation,
        "creator": _desk(check),
        "created": moment(approved) if approved else _shown(check),
        "modified": _shown(check),
        "generator": {
            "id": site(), "type": "Software", "name": PRODUCT, "nickname": "newsroom",
            "homepage": site(),
        },
        "generated": _shown(check),
    }  # fmt: skip


def _place(check: FactCheck, place: Place, text: Text, address: str) -> Body:
    return {
        "type": "SpecificResource",
        "source": _article(check, text),
        "selector": [
            {
                "type": "TextQuoteSelector", "exact": place.exact,
                "prefix": place.prefix, "suffix": place.suffix,
            },
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
        ],
        "state": {
            "type": "TimeState",
            "sourceDate": moment(text.created_at),
            "cached": f"{address}#article/revision.json",
        },
    }  # fmt: skip


def _article(check: FactCheck, text: Text) -> Body:
    article = check.row["article"]
    at = read(article["published_at"]) or text.created_at
    page = _iri(article["url"]) or f"{addresses.of_page(check.row['key'])}#article"
    return {
        "id": page, "type": "Text", "format": "text/html",
        "language": article["language"] or "und", "created": moment(at),
    }  # fmt: skip


def _words(value: str, purpose: str, **more: object) -> Body:
    return {
        "type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose,
    } | more  # fmt: skip


def _desk(check: FactCheck) -> Body:
    row = check.row
    address = addresses.of_desk(row["desk"])
    return {
        "id": address, "type": "Organization", "name": row["desk_name"], "nickname": row["desk"],
        "homepage": address,
    }  # fmt: skip


def _shown(check: FactCheck) -> str:
    at = read(check.row["shown_at"])
    return moment(at) if at else ""


def _iri(url: str) -> str:
    return quote(url, safe=IN_ADDRESS)
