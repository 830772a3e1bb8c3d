"""/api/v1/claims/bulk/: one thing done with many claims."""

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from rest_framework import serializers as s
from rest_framework.response import Response

from annotations.errors import Invalid
from annotations.models import Claim, request_id
from annotations.models.claims import finding
from annotations.services.claims import bulk

from ..shell import problems
from ..shell.bodies import NO_FIELD, Body, Id, Line
from ..shell.idempotency import once
from ..shell.representation import Part
from ..shell.resources import Resource
from .claims import active_person
from .serializers import PRIORITIES, SeenBody


class ClaimBulkAction(TextChoices):
    ASSIGN = "assign"
    DUE = "due"
    PRIORITY = "priority"
    LABEL = "label"
    DISMISS = "dismiss"


# The field that each action takes.
FIELDS = {
    "assign": "user",
    "due": "due",
    "priority": "priority",
    "label": "label",
    "dismiss": "note",
}


class ClaimBulkBody(Body):
    """Beside the claims, the one field that the action takes."""

    action = s.ChoiceField(choices=ClaimBulkAction.choices)
    claims = s.ListField(
        child=SeenBody(), allow_empty=False, max_length=bulk.MOST, help_text="As you saw them."
    )
    user = Id(required=False, allow_null=True, help_text="For `assign`; null: nobody.")
    due = s.DateField(required=False, allow_null=True, help_text="For `due`; null: no day.")
    priority = s.ChoiceField(choices=PRIORITIES, required=False, help_text="For `priority`.")
    label: Any = Line(
        required=False, help_text="For `label`: the name of one, beside those they have."
    )
    note = Line(required=False, help_text="For `dismiss`: why.")


class RefusedFieldSerializer(s.Serializer):
    field = s.CharField()
    message = s.CharField()


class RefusalSerializer(s.Serializer):
    type = s.CharField()
    detail = s.CharField()
    errors: Any = RefusedFieldSerializer(many=True)


class ClaimBulkResultSerializer(Part):
    id = s.IntegerField()
    version = s.IntegerField(required=False, help_text="Of a claim that was changed.")
    error = RefusalSerializer(required=False, help_text="Why a claim was left as it is.")


class ClaimBulkAnswerSerializer(Part):
    request = s.CharField(help_text="What `undo/` takes to take all of it back.")
    results = ClaimBulkResultSerializer(many=True, help_text="In the order of `claims`.")


class BulkClaims(Resource[Claim]):
    """At most 1,000, each by its own rules: those that may not be changed are left as they are,
    and say why. All of it is taken back by one undo."""

    summaries = {"POST": "Edit many claims at once"}
    bodies = {"POST": ClaimBulkBody}
    shapes = {"POST": ClaimBulkAnswerSerializer}

    @once
    def post(self, request):
        body = self.body(ClaimBulkBody)
        action, claims = body.pop("action"), body.pop("claims")
        value = _value(action, body)
        seen = {one["id"]: one["version"] for one in claims}
        if len(seen) < len(claims):
            raise Invalid(_("Name each claim once."), field="claims")
        outcome = ACTIONS[action](request.user, seen, value)
        changed = dict.fromkeys(outcome.changed)
        results = [
            {"id": pk, "version": version + 1}
            if pk in changed
            else {"id": pk, "error": problems.domain_problem(outcome.refused[pk])}
            for pk, version in seen.items()
        ]
        return Response({"request": request_id.get(), "results": results})


def _value(action: str, given: dict[str, Any]) -> Any:
    """What the action is given; raises Invalid for a field too few or too many."""
    name = FIELDS[action]
    if name not in given:
        raise Invalid(_("This action needs this field."), field=name)
    if len(given) > 1:
        raise Invalid(str(NO_FIELD), field=next(one for one in given if one != name))
    return given[name]


ACTIONS: dict[str, Callable[[Any, bulk.Seen, Any], bulk.Outcome]] = {
    "assign": lambda actor, seen, pk: bulk.assign(actor=actor, seen=seen, user=active_person(pk)),
    "due": lambda actor, seen, day: bulk.set_due(actor=actor, seen=seen, due=day),
    "priority": lambda actor, seen, name: bulk.set_priority(
        actor=actor, seen=seen, priority=finding.PRIORITIES[name]
    ),
    "label": lambda actor, seen, name: bulk.add_label(actor=actor, seen=seen, name=name),
    "dismiss": lambda actor, seen, note: bulk.dismiss(actor=actor, seen=seen, note=note),
}
