"""What the panel offers about a claim's questions: to ask one, to ask it no more."""

from annotations.models import Assessment, AttributionStep, Claim, Question


def offers(
    claim: Claim,
    tabs: list[dict],
    chain: list[AttributionStep],
    evidence: list,
    assessments: list[Assessment],
) -> dict[str, object]:
    """What claims/asking.html shows: the question to `ask` and the one to `drop`, as in `tabs`.

    `evidence` and `assessments` are those on the current question. A direct quote offers *Was it
    said?* whatever question is shown; an approved verdict keeps its question.
    """
    current = next(tab for tab in tabs if tab["current"])
    is_quote = any(step.form == AttributionStep.Form.QUOTE for step in chain)
    said = next(tab for tab in tabs if tab["name"] == Question.SAID)
    offered = said if is_quote and not said["asked"] and claim.is_standing else None
    states = {one.state for one in assessments}
    may_drop = current["asked"] and len(claim.questions) > 1 and "approved" not in states
    return {
        "ask": offered or (None if current["asked"] else current),
        "drop": current if may_drop else None,
        "is_quote": offered is not None,
        "is_answered": bool(evidence) or bool(states & {"proposed", "returned"}),
    }
