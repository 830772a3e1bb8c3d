"""/api/v1/claims/"""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid, Unreadable
from annotations.models import Article, Claim, Priority, Question, Stage, User
from annotations.models.claims import finding
from annotations.services.claims import attribution, claims, workflow

from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class WatchedOnly(TextChoices):
    YES = "true"


def _priority(request, value: str) -> Priority:
    if value not in finding.PRIORITIES:
        message = _("“%(value)s” is not one of: %(choices)s.")
        raise Unreadable(
            message % {"value": value[: params.SHOWN], "choices": ", ".join(finding.PRIORITIES)}
        )
    return finding.PRIORITIES[value]


def _assignee(request, value: str) -> object:
    return value if value == finding.NOBODY else params.number.read(request, value)


class DueIn(TextChoices):
    OVERDUE = finding.OVERDUE
    WEEK = finding.WEEK


ASSIGNEE = params.Param(
    _assignee,
    {"anyOf": [params.ID, {"type": "string", "enum": [finding.NOBODY]}]},
    "The id of a person, or “nobody”.",
)
PRIORITY = params.Param(_priority, str, enum=tuple(finding.PRIORITIES), title="Priority")
FILTERS = {
    "desk": params.desk,
    "article": params.number,
    "stage": params.one_of(Stage),
    "question": params.one_of(Question),
    "rating": params.words,
    "assignee": ASSIGNEE,
    "due": params.one_of(DueIn),
    "priority": PRIORITY,
    "label": params.words,
    "watching": params.one_of(WatchedOnly),
    "search": params.words,
    "external_id": params.own_id,
    "updated_since": params.moment,
}


class Claims(Resource[Claim]):
    model = Claim
    by_desk = True
    summaries = {"GET": "List the claims of your desks", "POST": "Add a claim"}
    bodies = {"POST": serializers.ClaimBody}
    filters = FILTERS

    def get(self, request):
        return self.page(filtered(self.user, self.params(), self.full()))

    @once
    def post(self, request):
        body = self.body(serializers.ClaimBody)
        row = claims.create(
            actor=request.user, revision_id=body.pop("revision"), shown=True, **body
        )
        return self.shown(row, 201) if hasattr(row, "json") else self.answer(row, 201)


def filtered(user: User, given: Mapping[str, Any], rows):
    """The rows of the claim filters of docs/api.md, which exports take too."""
    for name in ("desk", "stage", "priority", "external_id"):
        if name in given:
            rows = rows.filter(**{name: given[name]})
    if "article" in given:
        article = access.load(Article.objects.only("pk"), user, given["article"])
        rows = rows.filter(article=article)
    if given.get("assignee") == finding.NOBODY:
        rows = rows.held_by_nobody()
    elif "assignee" in given:
        rows = rows.filter(assignee_id=given["assignee"])
    if "due" in given:
        is_late = given["due"] == DueIn.OVERDUE
        rows = rows.overdue() if is_late else rows.due_within(finding.DAYS)
    if "label" in given:
        rows = rows.labelled(given["label"])
    if "watching" in given:
        rows = rows.watched_by(user)
    if "question" in given:
        rows = rows.asking(given["question"])
    rows = finding.rated(rows, given)
    if "search" in given:
        rows = rows.matching(given["search"])
    return rows


class OneClaim(Detail[Claim]):
    """The address of a merged claim redirects to the one it is now."""

    model = Claim
    leads_on = True
    summaries = {"GET": "Show a claim", "PATCH": "Edit a claim", "DELETE": "Delete a claim"}
    bodies = {"PATCH": serializers.ClaimChanges}

    def get(self, request, pk: int):
        self.params()
        row = self.serializer.load(self.user, pk)
        if row.merged_into_id is None:
            return self.shown(row)
        address = f"{self.base}claims/{row.merged_into_id}/"
        return Response(self.represent(row), 301, headers={"Location": address})

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require_claim_change(request.user, "edit", row)
        seen = self.seen(row)
        body = self.body(serializers.ClaimChanges)
        given = {"set_aside": body.pop("set_aside_answers", False), **body}
        if "priority" in given:
            given["priority"] = finding.PRIORITIES[given["priority"]]
        return self.answer(
            claims.edit(actor=request.user, claim_id=row.pk, seen_version=seen, **given)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require_claim_change(request.user, "delete", row)
        claims.delete(actor=request.user, claim_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)


class ClaimAction(Resource[Claim]):
    model = Claim
    must_see = False
    bodies = {"POST": Nothing}
    action = ""  # Its slug: hand-back.

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, self.action.replace("-", " "), row.desk_id)
        seen = self.seen(row, required=False)
        given = self.body(self.bodies["POST"])
        if "user" in given:
            given["user"] = active_person(given["user"])
        verb = getattr(workflow, self.action.replace("-", "_"))
        return self.answer(verb(actor=request.user, claim_id=row.pk, seen_version=seen, **given))


class UseAttribution(Resource[Claim]):
    """Of a claim without one, the chain that the article's quotations give; see `attribution`."""

    model = Claim
    must_see = False
    summaries = {"POST": "Take the attribution that the text suggests"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require_claim_change(request.user, "edit", row)
        seen = self.seen(row, required=False)
        self.body()
        return self.answer(attribution.use(actor=request.user, claim_id=row.pk, seen_version=seen))


def active_person(pk: int | None) -> User | None:
    """Raises Invalid in the words for somebody of another desk."""
    user = User.objects.filter(pk=pk, is_active=True).first() if pk is not None else None
    if pk is not None and user is None:
        raise Invalid(_("This person is not on the desk."), field="user")
    return user


def claim_of_body(request, pk: int) -> Claim:
    """The claim a body names; unknown and foreign ones are refused in the same words."""
    claim = Claim.objects.visible_to(request.user).filter(pk=pk).only("desk").first()
    if claim is None:
        raise Invalid(_("There is no such claim."), field="claim")
    return claim


def of_claim(resource: Resource):
    """What stands on the claim that the caller names, or on all that the caller sees."""
    given = resource.params()
    rows = resource.full()
    if "claim" not in given:
        return rows
    claims = Claim.objects.only("pk")
    return rows.filter(claim=access.load(claims, resource.user, given["claim"]))
