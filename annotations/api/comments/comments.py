"""/api/v1/comments/"""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid
from annotations.models import Comment, Thread
from annotations.services.comments import comments, threads

from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers
from .threads import FILTERS, of_place


class Comments(Resource[Comment]):
    """Names (`@name`) of nobody on the desk come back as `not_told`."""

    model = Comment
    summaries = {
        "GET": "List the comments of your desks",
        "POST": "Add a comment to a conversation",
    }
    bodies = {"POST": serializers.CommentBody}
    shapes = {"POST": serializers.CommentMadeSerializer}
    answers = (201,)
    filters = {**FILTERS, "thread": params.number}

    def get(self, request):
        return self.page(of_place(self, self.full(), "thread__"))

    @once
    def post(self, request):
        given = self.body(serializers.CommentBody)
        seen = Thread.objects.visible_to(self.user).filter(pk=given["thread"])
        if not seen.exists():
            raise Invalid(_("There is no such conversation."), field="thread")
        said = threads.reply(actor=self.user, thread_id=given["thread"], body=given["body"])
        return self.answer(said.comment, 201, not_told=said.strangers)


class OneComment(Detail[Comment]):
    """Of a deleted comment its words are gone; that it was there stays."""

    model = Comment
    summaries = {
        "GET": "Show a comment",
        "PATCH": "Edit your own comment",
        "DELETE": "Delete your own comment, or as an editor any",
    }
    bodies = {"PATCH": serializers.CommentChanges}
    shapes = {"PATCH": serializers.CommentMadeSerializer}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require_comment_edit(self.user, row, row.thread.article.desk_id)
        seen = self.seen(row)
        given = self.body(serializers.CommentChanges)
        said = comments.edit(
            actor=self.user, comment_id=row.pk, seen_version=seen, body=given["body"]
        )
        return self.answer(said.comment, not_told=said.strangers)

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require_comment_removal(self.user, row, row.thread.article.desk_id)
        comments.delete(actor=self.user, comment_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)
