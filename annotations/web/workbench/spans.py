"""What the page paints: one row a claim's anchor or a mention, in the order of the text."""

from collections import Counter
from operator import itemgetter
from typing import Any

from django.db.models import Case, Count, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.errors import Phrase
from annotations.models import Anchor, Article, Assessment, Claim, Label, Mention, Stage
from annotations.models.prepared import Prepared

from ..shell.stored import retold
from . import loaded_words, notes, quotes

UNCHECKED = ("unchecked", gettext_lazy("Unchecked"))
DISMISSED = ("opinion", gettext_lazy("Dismissed"))
DOUBTED = "doubted"  # The tone of a verdict that may no longer fit.
CHANGED = (DOUBTED, gettext_lazy("The words changed"))
ANCHORED = (
    "claim_id", "start", "end", "exact", "state", "decision", "claim__stage", "claim__statement",
    "claim__version", "claim__suggestion__reason", "reason",
)  # fmt: skip
NAMED = ("pk", "start", "end", "exact", "label", "version", "state")
VERDICTS: Prepared[Any] = Prepared(
    lambda article: (
        Assessment.objects.approved()
        .shown()
        .filter(claim__article=article)
        .values_list("claim_id", "rating__tone", "rating__label", "needs_another_look")
    )
)
ANCHORS: Prepared[Any] = Prepared(
    lambda revision: Anchor.objects.filter(revision=revision, start__isnull=False).values_list(
        *ANCHORED
    )
)
MENTIONS: Prepared[Any] = Prepared(
    lambda revision: (
        Mention.objects.filter(revision=revision, start__isnull=False)
        .exclude(state=Mention.State.REJECTED)
        .values_list(*NAMED)
    )
)
STAGES: Prepared[tuple[str, int]] = Prepared(
    lambda article: (
        Claim.objects.filter(article=article)
        .order_by()
        .values_list("stage")
        .annotate(number=Count("pk"))
    )
)
IN_TEXT = itemgetter("start", "end", "id")


def verdicts_of(article: Article) -> dict[int, tuple[str, str]]:
    """Tone and label of the rating that each claim with a verdict shows."""
    return {claim: shown_as(*verdict) for claim, *verdict in VERDICTS(article.pk)}


def shown_as(tone: str, label: str, is_doubted: bool) -> tuple[str, str]:
    """Tone and label of an approved rating; one that needs another look is not painted as true."""
    if not is_doubted:
        return tone, label
    return DOUBTED, _("%(verdict)s, needs another look") % {"verdict": label}


def tones_of(articles: list[Article]) -> dict[int, Counter[str]]:
    """Per article how many standing claims show which tone; in two queries."""
    here = Claim.objects.standing().filter(article__in=articles).order_by()
    totals = here.values_list("article_id").annotate(number=Count("pk"))
    rated = Assessment.objects.approved().shown().filter(claim__in=here.values("pk"))
    toned = rated.annotate(
        tone=Case(When(needs_another_look=True, then=Value(DOUBTED)), default="rating__tone")
    )
    tones: dict[int, Counter[str]] = {article.pk: Counter() for article in articles}
    for article, number in totals:
        tones[article]["unchecked"] = number
    by_tone = toned.values_list("claim__article_id", "tone").annotate(number=Count("pk"))
    for article, tone, number in by_tone:
        tones[article][tone] = number
        tones[article]["unchecked"] -= number
    return tones


def span_rows(article: Article) -> list[dict]:
    """Rows for <annotated-text> (templates/workbench/page.html), in eight queries."""
    verdicts = verdicts_of(article)
    kinds = {label.value: str(label.label) for label in Label}
    unchecked = (UNCHECKED[0], str(UNCHECKED[1]))  # In words once, not a row at a time.
    doubts = {reason.value: (DOUBTED, str(reason.label)) for reason in Anchor.Reason}
    rows = []
    for row in ANCHORS(article.current_revision_id):
        claim, start, end, exact, state, decision, stage, statement, version, reason, doubt = row
        kind = "claim"
        verdict: tuple[str, Phrase] = verdicts.get(claim, unchecked)
        if stage == Stage.SUGGESTED:
            kind, verdict = "suggestion", ("unchecked", retold(reason or ""))
        elif stage == Stage.DISMISSED:
            if reason is not None:  # The machine's idea, and nobody's: no mark is left of it.
                continue
            verdict = DISMISSED
        elif state == Anchor.State.CHANGED and not decision:
            verdict = doubts.get(doubt, CHANGED)
        row = _row(kind, claim, start, end, exact, *verdict, statement, version)
        rows.append(row | {"uncounted": True} if stage == Stage.DISMISSED else row)
    for pk, start, end, exact, label, version, state in MENTIONS(article.current_revision_id):
        row = _row("mention", pk, start, end, exact, "", kinds[label], exact, version)
        row["undecided"] = state == Mention.State.SUGGESTED
        rows.append(row | {"layer": "other"} if label == Label.MISC else row)
    rows += quotes.rows(article.current_revision_id)
    rows += loaded_words.rows(article)
    rows += notes.rows(article)
    return sorted(rows, key=IN_TEXT)


def _row(kind, pk, start, end, exact, verdict, label, statement, version) -> dict:
    return {
        "kind": kind,
        "id": pk,
        "start": start,
        "end": end,
        "exact": exact,
        "verdict": verdict,
        "label": label,
        "statement": statement,
        "version": version,
    }


def counts_of(article: Article, rows: list[dict]) -> dict[str, int]:
    """For the head and the layers. Dismissed claims are no work."""
    stages = Counter(dict(STAGES(article.pk)))
    kinds = Counter(["other" if "layer" in row else row["kind"] for row in rows])
    left_out = stages[Stage.DISMISSED] + stages[Stage.SUGGESTED]
    return {
        "claims": stages.total() - left_out,
        "checked": stages[Stage.CHECKED],
        "suggestions": stages[Stage.SUGGESTED],
        "mentions": kinds["mention"],
        "others": kinds["other"],
        "loaded": kinds["loaded"],
        "notes": kinds["note"],
        "quotes": len({row["id"] for row in rows if row["kind"] == "quote"}),
    }


def refreshed(article: Article) -> dict[str, object]:
    """What workbench/refresh.html needs: it goes along with every write."""
    rows = span_rows(article)
    return {"refresh": True, "spans": rows, "counts": counts_of(article, rows)}
