"""/api/v1/entities/{id}/, entity-pairs/ and entity-moves/: names, and which entities are one."""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid
from annotations.models import Entity, EntityMove, EntityPair
from annotations.services.entities import entities, merge, pairs, revert

from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class OneEntity(Detail[Entity]):
    """The address of a merged entity redirects to the one it is now."""

    model = Entity
    leads_on = True
    summaries = {"GET": "Show an entity", "PATCH": "Edit an entity"}
    bodies = {"PATCH": serializers.EntityChanges}

    def get(self, request, pk: int):
        self.params()
        row = access.load(self.full(), request.user, pk)
        if row.merged_into_id is None:
            return self.shown(row)
        address = f"{self.base}entities/{row.merged_into_id}/"
        return Response(self.represent(row), 301, headers={"Location": address})

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "edit entity", row.desk_id)
        seen = self.seen(row)
        body = self.body(serializers.EntityChanges)
        row = entities.edit(actor=request.user, entity_id=row.pk, seen_version=seen, **body)
        return self.answer(row)


class Moving(Resource[EntityMove]):
    """Answers with a merge or a split; it has no version, for it only ever is undone."""

    model = EntityMove

    def moved(self, move: EntityMove) -> Response:
        return Response(self.represent(move))

    def entity(self, pk: int) -> Entity:
        """The entity of the address, once the caller may merge and split on its desk."""
        row = access.load(Entity.objects.defer("search"), self.user, pk)
        access.require(self.user, merge.ACTION, row.desk_id)
        return row


class Merge(Moving):
    """Its names and mentions go to `into`."""

    must_see = False
    summaries = {"POST": "Merge an entity into another"}
    bodies = {"POST": serializers.MergeBody}

    @once
    def post(self, request, pk: int):
        row = self.entity(pk)
        seen = self.seen(row, required=False)
        body = self.body(serializers.MergeBody)
        targets = Entity.objects.visible_to(request.user).filter(desk=row.desk_id)
        target = targets.filter(pk=body["into"]).first()
        if target is None:
            raise Invalid(_("There is no such entity on this desk."), field="into")
        return self.moved(
            merge.merge(
                actor=request.user,
                source_id=row.pk,
                target_id=target.pk,
                seen_source=seen,
                across_kinds=body["across_kinds"],
            )
        )


class Split(Moving):
    """The given names, and mentions by id, go to a new one."""

    must_see = False
    summaries = {"POST": "Split an entity in two"}
    bodies = {"POST": serializers.SplitBody}

    @once
    def post(self, request, pk: int):
        row = self.entity(pk)
        seen = self.seen(row, required=False)
        body = self.body(serializers.SplitBody)
        known = dict(row.aliases.values_list("name", "pk"))
        unknown = [name for name in body["aliases"] if name not in known]
        if unknown:
            message = _("“%(name)s” is not one of the names of this entity.")
            raise Invalid(message % {"name": unknown[0]}, field="aliases")
        body["aliases"] = [known[name] for name in body["aliases"]]
        return self.moved(
            merge.split(actor=request.user, entity_id=row.pk, seen_version=seen, **body)
        )


class Moves(Moving):
    summaries = {"GET": "List the merges and splits of entities"}
    filters = {"desk": params.desk, "entity": params.number}

    def get(self, request):
        given = self.params()
        rows = self.full()
        if "desk" in given:
            rows = rows.filter(desk=given["desk"])
        if "entity" in given:
            rows = rows.of(access.load(Entity.objects.only("pk"), request.user, given["entity"]))
        return self.page(rows)


class UndoMove(Moving):
    summaries = {"POST": "Undo a merge or a split"}

    @once
    def post(self, request, pk: int):
        row = access.load(EntityMove.objects.all(), request.user, pk)
        access.require(request.user, merge.ACTION, row.desk_id)
        self.body()
        return self.moved(revert.undo(actor=request.user, move_id=row.pk))


class Pairs(Resource[EntityPair]):
    """Pairs that wait for an answer, unless you ask for another state."""

    model = EntityPair
    summaries = {"GET": "List the entities that may be the same"}
    filters = {
        "desk": params.desk,
        "entity": params.number,
        "state": params.one_of(EntityPair.State),
    }

    def get(self, request):
        given = self.params()
        state = given.get("state", EntityPair.State.SUGGESTED)
        rows = self.full().filter(state=state)
        if state == EntityPair.State.SUGGESTED:
            rows = rows.waiting()
        if "desk" in given:
            rows = rows.filter(desk=given["desk"])
        if "entity" in given:
            rows = rows.of(access.load(Entity.objects.only("pk"), request.user, given["entity"]))
        return self.page(rows)


class PairAnswer(Resource[EntityPair]):
    model = EntityPair
    must_see = False
    is_same = False

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, merge.ACTION, row.desk_id)
        given = {"actor": request.user, "pair_id": row.pk}
        given["seen_version"] = self.seen(row, required=False)
        if self.is_same:
            pairs.confirm(**given, into_id=self.body(serializers.IntoBody)["into"])
        else:
            self.body()
            pairs.deny(**given)
        return self.answer(row)


class Same(PairAnswer):
    """The other one is merged into `into`."""

    summaries = {"POST": "Merge two entities that are the same"}
    bodies = {"POST": serializers.IntoBody}
    is_same = True


class Different(PairAnswer):
    """The pair is not suggested again."""

    summaries = {"POST": "Mark two entities as different"}
