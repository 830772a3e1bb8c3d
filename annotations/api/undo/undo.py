"""/api/v1/undo/: what the caller did lately, and taking it back."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers as s
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.models import Article
from annotations.services.undo import recent
from annotations.services.undo.undo import undo

from ..shell import pagination, params
from ..shell.bodies import Body, Line
from ..shell.idempotency import once
from ..shell.representation import Representation
from ..shell.resources import Resource


class StepToUndoSerializer(Representation):
    request = s.CharField(help_text="As `X-Request-ID` of its answer said, and as undo takes it.")
    words = s.CharField(help_text="What was done.")
    at: Any = s.DateTimeField()
    article: Any = s.IntegerField(
        source="article_id", allow_null=True, help_text="Null for what is the whole desk's."
    )


class UndoneSerializer(s.Serializer):
    words = s.CharField(help_text="What was done, and is no more.")
    request = s.CharField(help_text="Of the undo itself: undoing that does it again.")


class UndoBody(Body):
    request = Line(is_filled=True)


class Undo(Resource):
    """Your own steps of the last twelve hours that can be taken back, newest first, at most 20."""

    summaries = {"GET": "List what you can undo", "POST": "Undo what one request of yours did"}
    bodies = {"POST": UndoBody}
    shapes = {"POST": UndoneSerializer}
    listed = StepToUndoSerializer
    filters = {"article": params.number}

    def get(self, request):
        article = self.params().get("article")
        if article is not None:
            access.load(Article.objects.only("pk"), self.user, article)
        most = min(pagination.limit_of(request), recent.MOST)
        steps: list[Any] = recent.steps(self.user, article_id=article, most=most)
        rows = [self.summarise(step) for step in steps]
        return Response({"next": None, "previous": None, "results": rows})

    @once
    def post(self, request):
        body = self.body(UndoBody)
        try:
            undone = undo(actor=self.user, request=body["request"])
        except NotFound as error:
            message = _("You changed nothing in a request of this name.")
            raise Invalid(message, field="request") from error
        return Response({"words": undone.words, "request": undone.request})
