"""A claim is two: chosen places and evidence become a claim of their own."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import Anchor, CheckQuestion, Claim, Evidence, Stage, User

from ..checks import moving as checks
from ..transactions import acting, check_version, locked
from .claims import clean_statement
from .derived import stand_again
from .joining import ACTION, give_chain, notify_pages


def split(
    *,
    actor: User,
    claim_id: int,
    places: Sequence[int] = (),
    evidence: Sequence[int] = (),
    check_questions: Sequence[int] = (),
    statement: str = "",
    seen_version: int | None = None,
) -> Claim:
    """A new open claim with these places (anchor ids), evidence and questions of the check with
    their answers, its chain and what it asks.

    Without a place it stands where the claim stands, too; without a statement its first words are
    the statement. Verdicts stay with the claim, and need another look. Raises NotFound,
    NotAllowed, Stale, Invalid without anything chosen or when the claim would stand nowhere, and
    WrongState for a claim that does not count or what is no longer on it.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require(actor, ACTION, claim.desk_id)
        check_version(claim, seen_version)
        if not claim.is_standing:
            raise WrongState(_("Split a claim that counts: this one is suggested or dismissed."))
        here = list(Anchor.objects.current().filter(claim=claim))
        going = [one for one in here if one.pk in set(places)]
        cited = Evidence.objects.filter(claim=claim, pk__in=evidence)
        asked = CheckQuestion.objects.filter(claim=claim, pk__in=check_questions)
        chosen = {*places}, {*evidence}, {*check_questions}
        _check(here, going, chosen, (len(going), cited.count(), asked.count()))
        new = _made(actor, claim, going or here, statement)
        if going:
            Anchor.objects.filter(pk__in=[one.pk for one in going]).update(claim=new)
        else:
            _stand_there_too(new, here)
        give_chain(claim, new)
        checks.split(claim, new, check_questions, evidence)
        cited.update(claim=new, version=F("version") + 1)
        stand_again(new)
        stand_again(claim)
        notify_pages(new)
    return new


def _check(
    here: list[Anchor],
    going: list[Anchor],
    chosen: Sequence[set[int]],
    found: Sequence[int],
) -> None:
    if not any(chosen):
        raise Invalid(
            _("Choose the highlights, the evidence or the questions of the new claim."),
            field="places",
        )
    if any(number < len(ids) for number, ids in zip(found, chosen, strict=True)):
        raise WrongState(_("Some of this is no longer on the claim: look again, then retry."))
    staying = {one.pk for one in here} - {one.pk for one in going}
    if going and not any(one.pk in staying and one.place for one in here):
        raise Invalid(_("Leave the claim at least one highlight."), field="places")


def _made(actor: User, claim: Claim, places: list[Anchor], statement: str) -> Claim:
    words = places[0].exact if places else claim.statement
    return Claim.objects.create(
        article_id=claim.article_id,
        desk_id=claim.desk_id,
        statement=clean_statement(statement) or " ".join(words.split()),
        date=claim.date,
        asks_said=claim.asks_said,
        asks_true=claim.asks_true,
        stage=Stage.OPEN,
        created_by=actor,
        sort_start=claim.sort_start,
        sort_end=claim.sort_end,
    )


def _stand_there_too(new: Claim, places: list[Anchor]) -> None:
    for copy in places:
        copy.pk, copy.claim = None, new
    Anchor.objects.bulk_create(places)
