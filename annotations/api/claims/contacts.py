"""/api/v1/contacts/: requests for a reply before the verdict, for a correction after it."""

from django.db.models import TextChoices
from rest_framework.response import Response

from annotations import access
from annotations.models import Article, Claim, ReplyRequest
from annotations.services.claims import contacts

from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import contact_serializers as serializers
from .claims import claim_of_body


class ContactState(TextChoices):
    OPEN = "open"
    LATE = "late"
    TO_CONFIRM = "to-confirm"
    SETTLED = "settled"


FILTERS = {
    "desk": params.desk,
    "article": params.number,
    "claim": params.number,
    "kind": params.one_of(ReplyRequest.Kind),
    "outcome": params.one_of(ReplyRequest.Outcome),
    "state": params.one_of(ContactState),
    "asked": params.words,
    "assignee": params.number,
    "updated_since": params.moment,
}


class Contacts(Resource[ReplyRequest]):
    """Newest first. `late` ones missed their deadline; of those `to-confirm` a revision says what
    became of the words."""

    model = ReplyRequest
    summaries = {"GET": "List the contacts of your desks", "POST": "Add a contact"}
    bodies = {"POST": serializers.ContactBody}
    filters = FILTERS

    def get(self, request):
        given, rows = self.params(), self.full()
        if "desk" in given:
            rows = rows.filter(claim__desk=given["desk"])
        for name, model, path in (
            ("article", Article, "claim__article"),
            ("claim", Claim, "claim"),
        ):
            if name in given:
                found = access.load(model.objects.only("pk"), self.user, given[name])
                rows = rows.filter(**{path: found})
        for name in ("kind", "outcome", "asked", "assignee"):
            if name in given:
                rows = rows.filter(**{name: given[name]})
        if "state" in given:
            rows = getattr(rows, given["state"].replace("-", "_"))()
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.ContactBody)
        claim = claim_of_body(request, body.pop("claim"))
        row = contacts.ask(actor=request.user, claim_id=claim.pk, **body)
        return self.answer(row, 201)


class Tallies(Resource[ReplyRequest]):
    """By who was asked, in the order of their names."""

    model = ReplyRequest
    listed = serializers.TallySerializer
    summaries = {"GET": "List who corrected how often"}
    filters = {"desk": params.desk}

    def get(self, request):
        rows = ReplyRequest.objects.visible_to(self.user)
        desk = self.params().get("desk")
        return self.page((rows.filter(claim__desk=desk) if desk else rows).tallies())


class OneContact(Detail[ReplyRequest]):
    model = ReplyRequest
    summaries = {"GET": "Show a contact", "DELETE": "Remove a contact recorded by mistake"}

    def delete(self, request, pk: int):
        row = kept(self, pk)
        contacts.remove(actor=request.user, request_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)


class AnswerContact(Resource[ReplyRequest]):
    """The reply that came, to either kind; sent again it replaces what was recorded."""

    model = ReplyRequest
    must_see = True
    summaries = {"POST": "Record the reply to a contact"}
    bodies = {"POST": serializers.ContactAnswerBody}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row)
        body = self.body(serializers.ContactAnswerBody)
        return self.answer(
            contacts.answer(actor=request.user, request_id=row.pk, seen_version=seen, **body)
        )


class ConfirmContact(Resource[ReplyRequest]):
    """Of a correction: what became of the words, as a revision proposed it or otherwise."""

    model = ReplyRequest
    must_see = True
    summaries = {"POST": "Confirm the outcome of a correction"}
    bodies = {"POST": serializers.ContactOutcomeBody}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row)
        body = self.body(serializers.ContactOutcomeBody)
        return self.answer(
            contacts.confirm(actor=request.user, request_id=row.pk, seen_version=seen, **body)
        )


class ReopenContact(Resource[ReplyRequest]):
    """A reply is expected again, and what was recorded is gone; the text that stands proposes
    anew what became of the words."""

    model = ReplyRequest
    must_see = True
    summaries = {"POST": "Reopen a contact that was settled"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row)
        self.body()
        return self.answer(
            contacts.reopen(actor=request.user, request_id=row.pk, seen_version=seen)
        )


def kept(resource: Resource[ReplyRequest], pk: int) -> ReplyRequest:
    """The row if the caller may edit its claim; raises NotFound and NotAllowed."""
    row = access.load(ReplyRequest.objects.select_related("claim"), resource.user, pk)
    access.require_claim_change(resource.user, "edit", row.claim)
    return row
