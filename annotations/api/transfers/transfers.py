"""/api/v1/articles/{id}/move/, …/copy/ and transfers/: articles that go to another desk."""

from collections.abc import Callable

from rest_framework.response import Response

from annotations import access
from annotations.models import Article, Transfer
from annotations.services.transfers import copying, move, revert

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Resource
from .serializers import ToDesk


class _ToAnotherDesk(Resource[Transfer]):
    model = Transfer
    must_see = False
    bodies = {"POST": ToDesk}

    def done(self, pk: int, verb: Callable[..., Transfer]) -> dict:
        """What became of it, as the other desk has it. Raises as the verbs do."""
        row = access.load(Article.objects.defer("search"), self.user, pk)
        access.require(self.user, move.LEAVES, row.desk_id)
        seen = self.seen(row, required=False)
        desk = desk_of_body(self.request, self.body(ToDesk)["desk"])
        made = verb(actor=self.user, article_id=row.pk, desk_id=desk.pk, seen_version=seen)
        return self.represent(made)


class MoveArticle(_ToAnotherDesk):
    """It goes to `desk` with all that is on it: for an editor who is a checker there, too."""

    summaries = {"POST": "Move an article to another desk"}

    @once
    def post(self, request, pk: int):
        return Response(self.done(pk, move.move))


class CopyArticle(_ToAnotherDesk):
    """`desk` has it, too, with its claims; `article` of the answer is the copy."""

    summaries = {"POST": "Copy an article to another desk"}
    answers = (201,)

    @once
    def post(self, request, pk: int):
        made = self.done(pk, copying.copy)
        return Response(made, 201, headers={"Location": f"{self.base}articles/{made['article']}/"})


class Transfers(Resource[Transfer]):
    """Each as the caller's desk has it: who is of both has two of one move."""

    model = Transfer
    summaries = {"GET": "List moves and copies between desks"}
    filters = {"desk": params.desk, "article": params.number}

    def get(self, request):
        given = self.params()
        rows = self.full()
        if "desk" in given:
            rows = rows.filter(desk=given["desk"])
        if "article" in given:
            rows = rows.filter(article=given["article"])
        return self.page(rows)


class UndoTransfer(Resource[Transfer]):
    model = Transfer
    summaries = {"POST": "Move an article back"}

    @once
    def post(self, request, pk: int):
        row = access.load(Transfer.objects.all(), request.user, pk)
        access.require(request.user, move.COMES, row.desk_id)
        self.body()
        return Response(self.represent(revert.undo(actor=request.user, transfer_id=row.pk)))
