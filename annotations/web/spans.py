"""What the page paints: one row a claim's anchor or a mention, in the order of the text."""

from annotations.models import Anchor, Article, Assessment, Claim, Label, Mention, Stage

UNCHECKED = ("unchecked", "Unchecked")


def verdicts_of(claims) -> dict[int, dict[str, tuple[str, str]]]:
    """Per claim and question the approved rating's tone and label."""
    rows = Assessment.objects.approved().filter(claim__in=claims)
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for claim, question, tone, label in rows.values_list(
        "claim_id", "question", "rating__tone", "rating__label"
    ):
        found.setdefault(claim, {})[question] = (tone, label)
    return found


def shown_verdict(verdicts: dict[str, tuple[str, str]], *, asks_true: bool) -> tuple[str, str]:
    """A highlight shows `true` when it is asked, else `said` (api.md)."""
    return verdicts.get("true" if asks_true else "said", UNCHECKED)


def span_rows(article: Article) -> list[dict]:
    """Rows for <annotated-text> (templates/workbench/page.html), in three queries."""
    verdicts = verdicts_of(Claim.objects.filter(article=article).values("pk"))
    anchors = Anchor.objects.filter(
        revision=article.current_revision_id, start__isnull=False
    ).values_list(
        "claim_id", "start", "end", "exact", "claim__stage", "claim__asks_true",
        "claim__statement", "claim__version",
    )  # fmt: skip
    rows = []
    for claim, start, end, exact, stage, asks_true, statement, version in anchors:
        tone, label = shown_verdict(verdicts.get(claim, {}), asks_true=asks_true)
        if stage == Stage.DISMISSED:
            tone, label = "opinion", "Dismissed"
        kind = "suggestion" if stage == Stage.SUGGESTED else "claim"
        rows.append(_row(kind, claim, start, end, exact, tone, label, statement, version))
    mentions = Mention.objects.filter(revision=article.current_revision_id).placed()
    for pk, start, end, exact, label, version in mentions.exclude(
        state=Mention.State.REJECTED
    ).values_list("pk", "start", "end", "exact", "label", "version"):
        words = str(Label(label).label)
        rows.append(_row("mention", pk, start, end, exact, "", words, exact, version))
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["id"]))


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
    stages = list(Claim.objects.filter(article=article).values_list("stage", flat=True))
    left_out = stages.count(Stage.DISMISSED) + stages.count(Stage.SUGGESTED)
    return {
        "claims": len(stages) - left_out,
        "checked": stages.count(Stage.CHECKED),
        "suggestions": stages.count(Stage.SUGGESTED),
        "mentions": sum(row["kind"] == "mention" for row in rows),
    }
