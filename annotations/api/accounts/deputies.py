"""/api/v1/desks/{id}/deputies/ and deputies/: who stands in for whom, by date."""

from rest_framework import serializers as s
from rest_framework.response import Response

from annotations import access
from annotations.models import Deputy, Scope
from annotations.services.accounts import deputies

from ..shell.bodies import Body, Id
from ..shell.idempotency import once
from ..shell.representation import Representation, Url, represents
from ..shell.resources import Detail, Resource


@represents(Deputy)
class DeputySerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("deputies")
    desk = s.IntegerField(source="desk_id")
    person = s.IntegerField(source="person_id", help_text="Who is away.")
    deputy = s.IntegerField(source="deputy_id", help_text="Who stands in.")
    starts_on = s.DateField()
    ends_on = s.DateField(help_text="The last day.")
    made_by = s.IntegerField(source="made_by_id")
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()


class DeputyBody(Body):
    person = Id()
    deputy = Id()
    starts_on = s.DateField()
    ends_on = s.DateField()


class DeskDeputies(Resource[Deputy]):
    """Those that hold today or will. A deputy sees what the person has, and has no more rights."""

    model = Deputy
    scope = Scope.DESK
    listed = DeputySerializer
    summaries = {"GET": "List the deputies of a desk", "POST": "Add a deputy"}
    bodies = {"POST": DeputyBody}

    def get(self, request, pk: int):
        self.params()
        desk = access.load_desk(self.user, pk)
        return self.page(Deputy.objects.filter(desk=desk).ahead())

    @once
    def post(self, request, pk: int):
        desk = access.load_desk(self.user, pk)
        body = self.body(DeputyBody)
        row = deputies.name(
            actor=self.user,
            desk_id=desk.pk,
            person_id=body["person"],
            deputy_id=body["deputy"],
            starts_on=body["starts_on"],
            ends_on=body["ends_on"],
        )
        return self.answer(row, 201)


class OneDeputy(Detail[Deputy]):
    model = Deputy
    scope = Scope.DESK
    has_versions = False
    summaries = {"GET": "Show a deputy", "DELETE": "Remove a deputy"}

    def delete(self, request, pk: int):
        row = self.load(pk)
        deputies.end(actor=self.user, deputy_id=row.pk)
        return Response(status=204)
