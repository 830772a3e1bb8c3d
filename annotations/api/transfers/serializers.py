"""Moves and copies of articles to other desks."""

from typing import Any

from rest_framework import serializers as s

from annotations.models import Transfer

from ..shell.bodies import Body, IdOrSlug
from ..shell.representation import Representation, Url, represents


class TransferUrl(Url):
    """They have no address of their own: it is the list of the article's."""

    def to_representation(self, row: Any) -> str:
        return f"{self.context['base']}{self.path}/?article={row.article_id}"


@represents(Transfer)
class TransferSerializer(Representation):
    """As one of the two desks has it, without what changed in detail."""

    id = s.IntegerField(source="pk")
    url = TransferUrl("transfers")
    desk = s.IntegerField(source="desk_id")
    other_desk = s.IntegerField(source="other_desk_id")
    kind = s.ChoiceField(choices=Transfer.Kind.choices)
    way = s.ChoiceField(choices=Transfer.Way.choices)
    article = s.IntegerField(source="article_id")
    other_article = s.IntegerField(
        source="other_article_id",
        allow_null=True,
        help_text="Of a copy the article on the other desk.",
    )
    headline = s.CharField()
    made_by = s.IntegerField(source="made_by_id", allow_null=True)
    made_at = s.DateTimeField()
    undone_by = s.IntegerField(source="undone_by_id", allow_null=True)
    undone_at = s.DateTimeField(allow_null=True)

    @classmethod
    def rows(cls):
        return Transfer.objects.defer("moved")


class ToDesk(Body):
    desk = IdOrSlug()
