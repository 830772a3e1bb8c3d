"""Who may be saying a claim, as the article's quotations have it: proposed, a person decides."""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import WrongState
from annotations.models import (
    Anchor,
    Article,
    AttributionStep,
    Claim,
    Quotation,
    TaggingRun,
    User,
)
from annotations.text.spans import Span

from ..claim_state import touched
from ..transactions import acting, check_version, locked

Form = AttributionStep.Form
# The share of a claim's words that must stand in the quotation: one quoted word says little.
ENOUGH = 0.5


def proposed(claim: Claim) -> list[AttributionStep]:
    """The chain that the text suggests, claimant first, not saved; none when it is not clear.

    The speaker of the quotation that holds most of the claim, then the outlet. Outside all
    quotations of a tagged text the outlet speaks for itself. The steps' entities come along.
    """
    article = Article.objects.only("outlet", "published_at").get(pk=claim.article_id)
    anchor = Anchor.objects.current().filter(claim=claim, start__isnull=False).first()
    place = anchor.place if anchor else None
    if anchor is None or place is None:
        return []
    here = Quotation.objects.over(anchor.revision_id, place.start, place.end)
    around = list(here.select_related("entity__merged_into").defer("entity__search"))
    if not around:
        read = TaggingRun.objects.filter(revision=anchor.revision_id, state=TaggingRun.State.DONE)
        if not read.exists():
            return []
        return _steps(claim, _outlet(article, form=Form.OWN_VOICE))
    best = max(around, key=lambda one: _shared(one, place))
    if not best.speaker or _shared(best, place) < ENOUGH * (place.end - place.start):
        return []
    entity = best.entity and (best.entity.merged_into or best.entity)
    name = "" if entity else best.speaker
    speaker = AttributionStep(entity=entity, name=name, verb=best.cue, form=best.form)
    return _steps(claim, speaker, _outlet(article))


def use(*, actor: User, claim_id: int, seen_version: int | None) -> Claim:
    """Give a claim without attribution the chain that the text suggests.

    Raises NotFound, NotAllowed, Stale, and WrongState when there is one, or none to propose.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require_claim_change(actor, "edit", claim)
        check_version(claim, seen_version)
        if claim.attribution.exists():
            raise WrongState(_("Somebody has already said who makes this claim."))
        if not give(claim):
            raise WrongState(_("The article does not say clearly who speaks here."))
        touched(claim)
    return claim


def give(claim: Claim) -> bool:
    """Write the proposed chain of a locked claim that has none; False when nothing is proposed."""
    steps = [] if claim.attribution.exists() else proposed(claim)
    AttributionStep.objects.bulk_create(steps)
    return bool(steps)


def _shared(quotation: Quotation, place: Span) -> int:
    """How many code points of the place are said in the quotation."""
    return sum(
        max(0, min(end, place.end) - max(start, place.start)) for start, end in quotation.parts
    )


def _outlet(article: Article, form: str = "") -> AttributionStep | None:
    if not article.outlet:
        return None
    date = article.published_at.date() if article.published_at else None
    return AttributionStep(name=article.outlet, date=date, form=form)


def _steps(claim: Claim, *steps: AttributionStep | None) -> list[AttributionStep]:
    chain = [step for step in steps if step]
    for position, step in enumerate(chain):
        step.claim, step.position = claim, position
    return chain
