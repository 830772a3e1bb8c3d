"""schema.org ClaimReview of a fact-check, as search engines and archives take it."""

from typing import Any

from annotations.text.spans import is_boundary

from .fact_checks import FactCheck

BEST, WORST = 5, 1
LONGEST = 75  # Code points of `claimReviewed`: readers of it show one line.
CONTEXT = "https://schema.org"


def review(check: FactCheck, *, base: str, address: str) -> dict[str, Any] | None:
    """The object, without `@context`; None without a verdict that stands.

    `base` begins the desk's addresses, `address` is that of the page. Both are absolute.
    """
    verdict = check.verdict
    if verdict is None:
        return None
    row = check.row
    desk = {"@type": "Organization", "name": row["desk_name"], "url": base}
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict.label}
    if verdict.value is not None:
        rating |= {"ratingValue": verdict.value, "bestRating": BEST, "worstRating": WORST}
    return {
        "@type": "ClaimReview",
        "@id": address,
        "url": address,
        "claimReviewed": shortened(check.statement),
        "author": desk,
        "publisher": desk,
        "datePublished": row["published_at"],
        "dateModified": row["shown_at"],
        "inLanguage": row["article"]["language"],
        "reviewRating": rating,
        "reviewBody": verdict.rationale,
        "itemReviewed": _claim(check),
    }


def shortened(statement: str) -> str:
    """As many whole words as a line holds; `itemReviewed` has all of them."""
    line = " ".join(statement.split())
    if len(line) <= LONGEST:
        return line
    words = line[:LONGEST].rpartition(" ")[0]
    # In a script without blanks it ends between two letters.
    end = next(at for at in range(LONGEST - 1, 0, -1) if is_boundary(line, at))
    return f"{words or line[:end]}…"


def _claim(check: FactCheck) -> dict[str, Any]:
    """What was claimed, by whom, and where it appeared."""
    article = check.row["article"]
    claim: dict[str, Any] = {"@type": "Claim", "name": check.statement}
    if claimant := check.claimant or article["outlet"]:
        is_person = check.claimant and check.claimant_kind in ("", "PERSON")
        claim["author"] = {"@type": "Person" if is_person else "Organization", "name": claimant}
    if said := check.date.isoformat() if check.date else article["published_at"]:
        claim["datePublished"] = said
    if found := [_appearance(one) for one in check.row["appearances"]]:
        claim["firstAppearance"], claim["appearance"] = found[0], found
    return claim


def _appearance(one: Any) -> dict[str, Any]:
    shown = {"@type": "CreativeWork", "url": one["url"], "headline": one["headline"]}
    if one["outlet"]:
        shown["publisher"] = {"@type": "Organization", "name": one["outlet"]}
    if one["at"]:
        shown["datePublished"] = one["at"]
    return shown
