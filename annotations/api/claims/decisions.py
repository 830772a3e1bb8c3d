"""/api/v1/claims/{id}/decide/: what a person says about words that a correction touched."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, PreconditionRequired
from annotations.models import Anchor, Claim
from annotations.services.claims import changed_words

from ..shell.idempotency import once
from ..shell.resources import Resource
from . import serializers

Decision = Anchor.Decision
# What each decision takes beside itself; needed when there is no default.
TAKES: dict[str, tuple[Callable[..., Claim], tuple[str, ...], tuple[str, ...]]] = {
    Decision.SAME: (changed_words.keep, ("verdict_stands", "verdicts", "revision"), ()),
    Decision.EDITED: (changed_words.amend, ("statement", "revision"), ("statement",)),
    Decision.NEW: (changed_words.renew, ("revision",), ()),
    Decision.PLACED: (
        changed_words.place_again,
        ("revision", "start", "end", "exact"),
        ("revision", "start", "end"),
    ),
    Decision.WITHDRAWN: (changed_words.withdraw, ("note", "revision"), ()),
    serializers.UNDECIDED: (changed_words.reconsider, (), ()),
}


def _seen(body: dict) -> dict[int, int]:
    """The versions seen of the verdicts, by id; raises PreconditionRequired without them."""
    if "verdicts" not in body:
        raise PreconditionRequired(
            _("Send in “verdicts” the id and version of each verdict that you saw.")
        )
    return {one["id"]: one["version"] for one in body["verdicts"]}


class Decide(Resource[Claim]):
    """The answer is the claim; after `new` it is the new one."""

    model = Claim
    must_see = False
    summaries = {"POST": "Decide about words that a correction changed"}
    answers = (200, 201)
    bodies = {"POST": serializers.DecisionBody}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require_claim_change(request.user, "edit", row)
        seen = self.seen(row, required=False)
        body = self.body(serializers.DecisionBody)
        decision = body.pop("decision")
        verb, taken, needed = TAKES[decision]
        for name in needed:
            if name not in body:
                raise Invalid(_("“%(decision)s” needs this.") % {"decision": decision}, field=name)
        for name in body:
            if name not in taken:
                raise Invalid(
                    _("“%(decision)s” does not take this.") % {"decision": decision}, field=name
                )
        if body.pop("verdict_stands", False):
            body["verdicts"] = _seen(body)
        elif "verdicts" in body:
            raise Invalid(_("This goes with “verdict_stands”."), field="verdicts")
        if "revision" in body:
            name = "revision_id" if decision == Decision.PLACED else "seen_revision"
            body[name] = body.pop("revision")
        claim = verb(actor=request.user, claim_id=row.pk, seen_version=seen, **body)
        return self.answer(claim, 201 if decision == Decision.NEW else 200)
