"""/api/v1/articles/{id}/embargo/ and lift-embargo/"""

from rest_framework import serializers as s

from annotations import access
from annotations.models import Article
from annotations.models.articles.embargoes import MOST_PEOPLE
from annotations.services.articles import embargoes

from ..shell.bodies import Body, Id, Line, Nothing
from ..shell.idempotency import once
from ..shell.resources import Resource


class EmbargoBody(Body):
    until = s.DateTimeField(required=False, allow_null=True, default=None)
    people = s.ListField(child=Id(), required=False, default=list, max_length=MOST_PEOPLE)
    reason = Line(required=False, default="")


class PutUnderEmbargo(Resource[Article]):
    """Only the desk's editors and `people` (ids) see it from then on, until `until` or until it is
    lifted. The same call changes one that is in force."""

    model = Article
    must_see = False
    summaries = {"POST": "Put an article under embargo"}
    bodies = {"POST": EmbargoBody}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(self.user, "keep embargoes", row.desk_id)
        seen = self.seen(row, required=False)
        body = self.body(EmbargoBody)
        embargoes.put(actor=self.user, article_id=row.pk, seen_version=seen, **body)
        return self.answer(row)


class LiftEmbargo(Resource[Article]):
    model = Article
    must_see = False
    summaries = {"POST": "Lift the embargo on an article"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(self.user, "keep embargoes", row.desk_id)
        seen = self.seen(row, required=False)
        self.body()
        embargoes.lift(actor=self.user, article_id=row.pk, seen_version=seen)
        return self.answer(row)
