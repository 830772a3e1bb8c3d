"""One thing done with many claims: one transaction, and each claim's own rules hold.

A claim that may not be changed (role, stage, version) is left as it is and named with the reason;
the others are changed. All of it is one request in the audit trail: one undo takes it back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations import access
from annotations.errors import DomainError, Invalid, NotFound
from annotations.models import Claim, ClaimLabel, Labelling, Priority, Stage, User
from annotations.models.base import BATCH
from annotations.models.notice import notify_all

from ..claim_state import refuse_merged
from ..notifications import about_claims
from ..transactions import acting, check_version, number
from . import labels, suggestions
from .workflow import HIDDEN, expect

MOST = 1_000
GONE = gettext_lazy("This claim is no longer there.")

Seen = Mapping[int, int | None]  # The claims by id, each with the version that was seen.
Check = Callable[[Claim], object]


@dataclass
class Outcome:
    """What became of the claims: ids that were changed, and why others were not."""

    changed: list[int] = field(default_factory=list)
    refused: dict[int, DomainError] = field(default_factory=dict)


def assign(*, actor: User, seen: Seen, user: User | None) -> Outcome:
    """Give the claims to a member of their desk, or to nobody (workflow.assign)."""

    def check(claim: Claim) -> None:
        access.require(actor, "assign", claim.desk_id)
        expect(claim, "assign")
        if user is not None and access.role_on(user, claim.desk_id) is None:
            raise Invalid(_("This person is not on the desk."), field="user")
        if user is not None and access.is_hidden_from(user, claim.article_id):
            raise Invalid(HIDDEN, field="user")

    freed = Case(When(stage=Stage.CHECKING, then=Value(Stage.OPEN)), default=F("stage"))
    given = {"assignee": user} | ({"stage": freed} if user is None else {})

    def write(claims: list[Claim]) -> None:
        _write(claims, **given)
        for claim in claims:
            claim.assignee = user
        about_claims.assigned(claims, actor)

    return _each(actor, seen, check, write)


def set_due(*, actor: User, seen: Seen, due: date | None) -> Outcome:
    """The day by which the claims are wanted, or none."""
    return _each(actor, seen, _editing(actor), lambda claims: _write(claims, due=due))


def set_priority(*, actor: User, seen: Seen, priority: Priority) -> Outcome:
    return _each(actor, seen, _editing(actor), lambda claims: _write(claims, priority=priority))


def add_label(*, actor: User, seen: Seen, name: str) -> Outcome:
    """Beside those that the claims have; each desk has its own label of this name."""
    rows = ClaimLabel.objects.visible_to(actor).filter(key=labels.key(name))
    of_desk = dict(rows.values_list("desk_id", "pk"))

    editing = _editing(actor)

    def check(claim: Claim) -> None:
        editing(claim)
        if claim.desk_id not in of_desk:
            labels.refuse(name)

    def write(claims: list[Claim]) -> None:
        Labelling.objects.bulk_create(
            (Labelling(claim=claim, label_id=of_desk[claim.desk_id]) for claim in claims),
            batch_size=BATCH,
            ignore_conflicts=True,
        )
        _write(claims)

    return _each(actor, seen, check, write)


def dismiss(*, actor: User, seen: Seen, note: str) -> Outcome:
    """Put the claims aside, all for the same reason; raises Invalid without one."""
    if not note.strip():
        raise Invalid(_("Say why these claims are dismissed."), field="note")

    def check(claim: Claim) -> None:
        access.require(actor, "dismiss", claim.desk_id)
        expect(claim, "dismiss")

    def write(claims: list[Claim]) -> None:
        _write(claims, stage=Stage.DISMISSED, stage_note=note.strip())
        about_claims.put_aside(claims)
        suggestions.dismissed(claims, actor)

    return _each(actor, seen, check, write)


def _editing(actor: User) -> Check:
    def check(claim: Claim) -> None:
        access.require_claim_change(actor, "edit", claim)
        refuse_merged(claim)

    return check


def _each(actor: User, seen: Seen, check: Check, write: Callable[[list[Claim]], object]) -> Outcome:
    """`check` raises why a claim may not be changed; `write` changes the others together."""
    if not seen:
        raise Invalid(_("Select the claims first."), field="claims")
    if len(seen) > MOST:
        message = _("Select at most %(most)s claims.") % {"most": number(MOST)}
        raise Invalid(message, field="claims")
    outcome = Outcome()
    with acting(actor):
        claims = _locked(actor, seen)
        outcome.refused = {pk: NotFound(str(GONE)) for pk in seen if pk not in claims}
        for pk, claim in claims.items():
            try:
                check(claim)
                check_version(claim, seen[pk])
                outcome.changed.append(pk)
            except DomainError as error:
                outcome.refused[pk] = error
        changed = [claims[pk] for pk in outcome.changed]
        if changed:
            write(changed)
            about_claims.changed(changed)
            notify_all("claim", ((one.desk_id, one.article_id, one.pk) for one in changed))
    return outcome


def _locked(actor: User, seen: Iterable[int]) -> dict[int, Claim]:
    """Those that the person may see, locked in the order of their ids."""
    rows = Claim.objects.visible_to(actor).filter(pk__in=list(seen)).defer("search")
    return {claim.pk: claim for claim in rows.select_for_update(no_key=True).order_by("pk")}


def _write(claims: list[Claim], **columns: object) -> None:
    """The same columns of all, with the next version of each."""
    rows = Claim.objects.filter(pk__in=[claim.pk for claim in claims])
    rows.update(version=F("version") + 1, **columns)
