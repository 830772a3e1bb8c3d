"""Entities, which of them are one, and where texts name them."""

from typing import Any

from rest_framework import serializers as s

from annotations.exchange import claim_json
from annotations.models import Entity, EntityMove, EntityPair, Label, Mention

from ..shell.bodies import Body, Flag, Id, IdOrSlug, Line, Offset, OwnId, PlaceBody
from ..shell.representation import MadeInSQL, Representation, Url, Versioned, represents


@represents(Mention)
class MentionSerializer(MadeInSQL):
    url = Url("mentions")
    article = s.IntegerField()
    revision = s.IntegerField()
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)
    exact = s.CharField()
    label: Any = s.ChoiceField(choices=Label.choices)
    entity = s.IntegerField(allow_null=True)
    origin = s.CharField()
    score = s.FloatField(allow_null=True)
    state = s.ChoiceField(choices=Mention.State.choices)

    @classmethod
    def rows(cls):
        return Mention.objects.annotate(json=claim_json.as_json(claim_json.MENTION))


class Names(s.ListField):
    """Of aliases."""

    def __init__(self):
        super().__init__(child=s.CharField(), source="aliases.all")

    def to_representation(self, aliases) -> list[str]:
        return [alias.name for alias in aliases]


@represents(Entity)
class EntitySerializer(Versioned):
    url = Url("entities")
    desk = s.IntegerField(source="desk_id")
    name = s.CharField()
    label: Any = s.ChoiceField(choices=Label.choices)
    description = s.CharField()
    wikidata_id = s.CharField()
    external_id = s.CharField()
    merged_into = s.IntegerField(source="merged_into_id", allow_null=True)
    aliases = Names()

    @classmethod
    def rows(cls):
        return Entity.objects.prefetch_related("aliases").defer("search")


@represents(EntityPair)
class PairSerializer(Versioned):
    url = Url("entity-pairs")
    desk = s.IntegerField(source="desk_id")
    first = s.IntegerField(source="first_id")
    second = s.IntegerField(source="second_id")
    score = s.FloatField(help_text="0 to 1.")
    reason = s.CharField()
    state = s.ChoiceField(choices=EntityPair.State.choices)
    decided_by = s.IntegerField(source="decided_by_id", allow_null=True)


class MoveUrl(Url):
    """Moves have no address of their own: it is the list of its source's."""

    def to_representation(self, row: Any) -> str:
        return f"{self.context['base']}{self.path}/?entity={row.source_id}"


@represents(EntityMove)
class MoveSerializer(Representation):
    """Without what was moved, which may be very many."""

    id = s.IntegerField(source="pk")
    url = MoveUrl("entity-moves")
    desk = s.IntegerField(source="desk_id")
    kind = s.ChoiceField(choices=EntityMove.Kind.choices)
    source: Any = s.IntegerField(source="source_id")
    target = s.IntegerField(source="target_id")
    made_by = s.IntegerField(source="made_by_id", allow_null=True)
    made_at = s.DateTimeField()
    undone_by = s.IntegerField(source="undone_by_id", allow_null=True)
    undone_at = s.DateTimeField(allow_null=True)

    @classmethod
    def rows(cls):
        return EntityMove.objects.defer("moved")


class MentionBody(PlaceBody):
    label: Any = s.ChoiceField(choices=Label.choices)
    entity = Id(required=False, allow_null=True)


class EntityChanges(Body):
    """`aliases` are all of them; the entity's own name stays one."""

    name = Line(is_filled=True, required=False)
    label: Any = s.ChoiceField(choices=Label.choices, required=False)
    description = Line(required=False)
    wikidata_id = Line(required=False)
    external_id = OwnId()
    aliases = s.ListField(child=Line(is_filled=True), required=False, max_length=200)


class EntityBody(EntityChanges):
    desk = IdOrSlug()
    name = Line(is_filled=True)
    label: Any = s.ChoiceField(choices=Label.choices)


class IntoBody(Body):
    into = Id()


class MergeBody(IntoBody):
    across_kinds = Flag(required=False, default=False)


class SplitBody(Body):
    name = Line(required=False, default="")
    aliases = s.ListField(child=Line(), required=False, default=list, max_length=200)
    mentions = s.ListField(child=Id(), required=False, default=list, max_length=1000)


class MentionChanges(Body):
    label: Any = s.ChoiceField(choices=Label.choices, required=False)
    entity = Id(required=False, allow_null=True)
    state = s.ChoiceField(choices=Mention.State.choices, required=False)
    start = Offset(required=False)
    end = Offset(required=False)
    exact = Line(required=False)
