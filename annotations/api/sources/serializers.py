"""Sources and their archived copies."""

from typing import Any

from rest_framework import serializers as s

from annotations.models import Snapshot, Source, SourceMerge

from ..shell.bodies import Body, Id, IdOrSlug, Line, OwnId
from ..shell.representation import Representation, Url, Versioned, represents


@represents(Source)
class SourceSerializer(Versioned):
    # `url` is the address that was given, as in the body; the object's own stands beside it.
    url = s.CharField()
    self = Url("sources", help_text="The object's own address; `url` is the source's.")
    desk = s.IntegerField(source="desk_id")
    kind = s.ChoiceField(choices=Source.Kind.choices)
    title = s.CharField()
    publisher = s.CharField()
    published_on = s.DateField(allow_null=True)
    reliability_note = s.CharField()
    external_id = s.CharField()
    merged_into = s.IntegerField(source="merged_into_id", allow_null=True)

    @classmethod
    def rows(cls):
        return Source.objects.defer("search")


@represents(Snapshot)
class SnapshotSerializer(Representation):
    """Without its text, which may be long and is another's."""

    id = s.IntegerField(source="pk")
    source: Any = s.IntegerField(source="source_id")
    taken_at = s.DateTimeField()
    sha256 = s.CharField()
    media_type = s.CharField()
    created_by = s.IntegerField(source="created_by_id", allow_null=True)


class WholeSnapshotSerializer(SnapshotSerializer):
    text = s.CharField()


class MergeUrl(Url):
    """Merges have no address of their own: it is the list of its source's."""

    def to_representation(self, row: Any) -> str:
        return f"{self.context['base']}{self.path}/?source={row.source_id}"


@represents(SourceMerge)
class SourceMergeSerializer(Representation):
    """Without what was moved, which may be very many."""

    id = s.IntegerField(source="pk")
    url = MergeUrl("source-merges")
    desk = s.IntegerField(source="desk_id")
    source: Any = s.IntegerField(source="source_id")
    target = s.IntegerField(source="target_id")
    made_by = s.IntegerField(source="made_by_id", allow_null=True)
    made_at = s.DateTimeField()
    undone_by = s.IntegerField(source="undone_by_id", allow_null=True)
    undone_at = s.DateTimeField(allow_null=True)

    @classmethod
    def rows(cls):
        return SourceMerge.objects.defer("moved")


class IntoSource(Body):
    into = Id()


class SourceDetails(Body):
    external_id = OwnId()
    title = Line(required=False)
    kind = s.ChoiceField(choices=Source.Kind.choices, required=False)
    publisher = Line(required=False)
    published_on = s.DateField(required=False, allow_null=True)
    reliability_note = Line(required=False)


class SourceBody(SourceDetails):
    desk = IdOrSlug()
    url = Line(required=False)


class SnapshotBody(Body):
    text = Line(is_filled=True)
    media_type = Line(required=False)
