"""/api/v1/tagging-rules/: names that a desk always tags as one kind, or never tags."""

from rest_framework.response import Response

from annotations import access
from annotations.models import Scope, TaggingRule
from annotations.services.tagging import rules

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class Rules(Resource[TaggingRule]):
    """Newest first; a new rule replaces that of the same name."""

    model = TaggingRule
    scope = Scope.DESK
    summaries = {"GET": "List the tagging rules of your desks", "POST": "Add a tagging rule"}
    bodies = {"POST": serializers.RuleBody}
    filters = {
        "desk": params.desk,
        "kind": params.one_of(TaggingRule.Kind),
        "updated_since": params.moment,
    }

    def get(self, request):
        given = self.params()
        rows = self.full()
        for name, value in given.items():
            rows = rows.filter(**{name: value})
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.RuleBody)
        desk = desk_of_body(request, body.pop("desk"))
        return self.answer(rules.teach(actor=request.user, desk_id=desk.pk, **body), 201)


class OneRule(Detail[TaggingRule]):
    model = TaggingRule
    scope = Scope.DESK
    summaries = {"GET": "Show a tagging rule", "DELETE": "Delete a tagging rule"}

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "teach", row.desk_id)
        rules.forget(actor=request.user, rule_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
