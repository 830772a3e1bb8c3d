"""/api/v1/mentions/ and /api/v1/entities/"""

from rest_framework.response import Response

from annotations import access
from annotations.models import Article, Entity, Label, Mention
from annotations.models.accounts.people import desks_of
from annotations.services.entities import entities, mentions

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class Mentions(Resource[Mention]):
    model = Mention
    summaries = {"GET": "List the names marked in articles", "POST": "Mark a name in an article"}
    bodies = {"POST": serializers.MentionBody}
    filters = {
        "article": params.number,
        "label": params.one_of(Label),
        "state": params.one_of(Mention.State),
        "updated_since": params.moment,
    }

    def get(self, request):
        given = self.params()
        rows = self.full().current_by_row().placed()
        kinds = {name: given[name] for name in ("label", "state") if name in given}
        if "article" in given:
            article = access.load(Article.objects.only("pk"), request.user, given["article"])
            return self.page(rows.filter(article=article, **kinds))
        return self.page(rows.found_by(desks_of(request.user), **kinds))

    @once
    def post(self, request):
        body = self.body(serializers.MentionBody)
        entity, revision = body.pop("entity", None), body.pop("revision")
        row = mentions.create(actor=request.user, revision_id=revision, entity_id=entity, **body)
        return self.answer(row, 201)


class OneMention(Detail[Mention]):
    model = Mention
    summaries = {
        "GET": "Show a marked name",
        "PATCH": "Edit a marked name",
        "DELETE": "Remove a name that a person marked",
    }
    bodies = {"PATCH": serializers.MentionChanges}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "edit mention", row.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.MentionChanges)
        return self.answer(
            mentions.edit(actor=request.user, mention_id=row.pk, seen_version=seen, **body)
        )

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "edit mention", row.desk_id)
        mentions.remove(actor=request.user, mention_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)


class Entities(Resource[Entity]):
    """Without those that were merged into others, unless `updated_since` asks what changed, or
    `external_id` which one has it.

    One that you add has a name that no other of its kind on the desk goes by.
    """

    model = Entity
    by_desk = True
    summaries = {"GET": "List the entities of your desks", "POST": "Add an entity"}
    bodies = {"POST": serializers.EntityBody}
    filters = {
        "search": params.words,
        "desk": params.desk,
        "label": params.one_of(Label),
        "external_id": params.own_id,
        "updated_since": params.moment,
    }

    def get(self, request):
        given = self.params()
        with_merged = self.updated_since or "external_id" in given
        rows = self.full() if with_merged else self.full().standing()
        if "search" in given:
            rows = rows.completing(given["search"])
        for name in ("desk", "label", "external_id"):
            if name in given:
                rows = rows.filter(**{name: given[name]})
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.EntityBody)
        desk = desk_of_body(request, body.pop("desk"))
        return self.answer(entities.create(actor=request.user, desk=desk, **body), 201)
