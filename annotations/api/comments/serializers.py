"""Conversations and what is said in them."""

from rest_framework import serializers as s

from annotations.models import Comment, Thread

from ..shell.bodies import Body, Id, Line, Offset
from ..shell.representation import Part, Url, Versioned, represents


class SpanSerializer(Part):
    revision = s.IntegerField(source="revision_id")
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()
    before = s.CharField(help_text="The words before the correction that changed them.")


@represents(Thread)
class ThreadSerializer(Versioned):
    url = Url("threads")
    article = s.IntegerField(source="article_id")
    claim = s.IntegerField(source="claim_id", allow_null=True)
    state = s.ChoiceField(
        choices=Thread.State.choices,
        allow_blank=True,
        help_text="What became of the words it is about; empty when it is about none.",
    )
    span = SpanSerializer(source="*")
    created_by = s.IntegerField(source="created_by_id", allow_null=True)
    resolved_at = s.DateTimeField(allow_null=True)
    resolved_by = s.IntegerField(source="resolved_by_id", allow_null=True)


@represents(Comment)
class CommentSerializer(Versioned):
    url = Url("comments")
    thread = s.IntegerField(source="thread_id")
    article = s.IntegerField(source="thread.article_id")
    claim = s.IntegerField(source="thread.claim_id", allow_null=True)
    body = s.CharField(help_text="Empty once it was deleted.")
    created_by = s.IntegerField(source="created_by_id", allow_null=True)
    edited_at = s.DateTimeField(allow_null=True)
    deleted_at = s.DateTimeField(allow_null=True)
    deleted_by = s.IntegerField(source="deleted_by_id", allow_null=True)

    @classmethod
    def rows(cls):
        return Comment.objects.select_related("thread")


class NotTold(s.ListField):
    def __init__(self):
        description = "Names (`@name`) in it of nobody on the desk who may see it."
        super().__init__(child=s.CharField(), help_text=description)


class ThreadMadeSerializer(ThreadSerializer):
    """With whom its first comment names in vain."""

    not_told = NotTold()


class CommentMadeSerializer(CommentSerializer):
    """With whom it names in vain."""

    not_told = NotTold()


class ThreadBody(Body):
    """A claim, or words of a revision, or an article; and what is said."""

    claim = Id(required=False)
    article = Id(required=False)
    revision = Id(required=False)
    start = Offset(required=False)
    end = Offset(required=False)
    exact = Line(required=False, default="")
    body = Line(is_filled=True)


class CommentBody(Body):
    thread = Id()
    body = Line(is_filled=True)


class CommentChanges(Body):
    body = Line(is_filled=True)
