"""The shapes of bodies: what may be sent. Rules are the services'."""

from collections.abc import Mapping

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from annotations.models import (
    Anchor,
    AttributionStep,
    Evidence,
    Label,
    Mention,
    Question,
    Revision,
    Source,
    TaggingRule,
)

from . import shapes

LONGEST_NAME = 60  # Of an unknown field, as it is told back.
NO_FIELD = "There is no such field here."


class Body(serializers.Serializer):
    """What may be sent, and nothing else: a misspelt name is refused, not passed over.

    What the representation of the object shows and nobody may set is left alone, so that an answer
    can be changed and sent back. `shape` says what that is; without one, the view's object does.
    """

    shape: type[serializers.Serializer] | None = None

    def to_internal_value(self, data):
        unknown = self._unknown(data) if isinstance(data, Mapping) else {}
        try:
            value = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**error.detail, **unknown}) from error
        if unknown:
            raise serializers.ValidationError(unknown)
        return value

    def _unknown(self, data: Mapping) -> dict[str, list[str]]:
        shape = self.shape or (self.context.get("shape") if self.parent is None else None)
        known = self.fields.keys() | (shape._declared_fields.keys() if shape else set())
        return {name[:LONGEST_NAME]: [NO_FIELD] for name in data if name not in known}


class BodyScheme(OpenApiSerializerExtension):
    target_class = Body
    match_subclasses = True

    def map_serializer(self, auto_schema, direction):
        found = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return found | {"additionalProperties": False}


class Nothing(Body):
    """An action that needs no words."""


class Upload(serializers.Field):
    """A file; the view reads it."""

    def to_internal_value(self, data):
        return data

    def to_representation(self, value):
        return value


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class IdOrSlug(serializers.Field):
    """A desk by id or slug."""

    def to_internal_value(self, data):
        if isinstance(data, bool) or not isinstance(data, int | str):
            raise serializers.ValidationError("Give an id or a slug.")
        return data

    def to_representation(self, value):
        return value


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}, {"type": "object"}]})
class Speaker(IdOrSlug):
    """A name, the id of an entity, or `{name, entity}`."""

    def to_internal_value(self, data):
        if isinstance(data, dict):
            unknown = next((name for name in data if name not in ("name", "entity")), None)
            if unknown is not None:
                raise serializers.ValidationError({unknown[:LONGEST_NAME]: [NO_FIELD]})
            data = data.get("entity") or data.get("name")
        if isinstance(data, bool) or not isinstance(data, int | str) or data == "":
            raise serializers.ValidationError("Give a name or the id of an entity.")
        return data


class Id(serializers.IntegerField):
    """A JSON number; what no row can have is refused like an unknown id."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=2**63 - 1, **kwargs)

    def to_internal_value(self, data):
        if isinstance(data, bool | float | str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Offset(Id):
    """Code points."""

    def __init__(self, **kwargs):
        serializers.IntegerField.__init__(self, max_value=2**31 - 1, **kwargs)


class Line(serializers.CharField):
    """Text; its length and emptiness are judged by the service."""

    def __init__(self, **kwargs):
        kwargs.setdefault("allow_blank", True)
        super().__init__(trim_whitespace=False, **kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class DeskBody(Body):
    name = Line(allow_blank=False, max_length=120)
    slug = serializers.SlugField(max_length=60)


class ArticleDetails(Body):
    headline = Line(required=False)
    language = Line(required=False)
    outlet = Line(required=False)
    byline = Line(required=False)
    source_url = Line(required=False)
    published_at = serializers.DateTimeField(required=False, allow_null=True)


class ArticleBody(ArticleDetails):
    desk = IdOrSlug()
    headline = Line()
    text = Line()


class ArticleForm(Body):
    desk = IdOrSlug()
    file = Upload(required=False)


class RevisionDetails(Body):
    kind = serializers.ChoiceField(choices=Revision.Kind.choices, default=Revision.Kind.CORRECTION)
    note = Line(required=False, default="")


class RunBody(Body):
    article = Id()


class BatchBody(Body):
    desk = IdOrSlug()


class RevisionBody(RevisionDetails):
    text = Line()


class RevisionForm(RevisionDetails):
    file = Upload(required=False)


class SpanBody(Body):
    start = Offset()
    end = Offset()


class BulkClaim(SpanBody):
    shape = shapes.ClaimShape
    statement = Line(required=False, default="")


class BulkMention(SpanBody):
    shape = shapes.MentionShape
    label = serializers.ChoiceField(choices=Label.choices)


class BulkLine(ArticleBody):
    shape = shapes.ArticleShape
    claims = BulkClaim(many=True, required=False)
    mentions = BulkMention(many=True, required=False)


class ClaimBody(SpanBody):
    revision = Id()
    exact = Line(required=False, default="")
    statement = Line(required=False, default="")
    claimant = Speaker(required=False)
    questions = serializers.ListField(
        child=serializers.ChoiceField(choices=Question.choices), required=False, allow_empty=False
    )


class PlaceBody(SpanBody):
    """A place of a claim."""

    revision = Id()
    exact = Line(required=False, default="")


class PlaceChanges(SpanBody):
    """Where a place of a claim is put; without `revision` it is the text that stands."""

    revision = Id(required=False)
    exact = Line(required=False, default="")


class StepBody(Body):
    speaker = Speaker()
    verb = Line(required=False, default="")
    channel = Line(required=False, default="")
    date = serializers.DateField(required=False, allow_null=True, default=None)
    form = serializers.ChoiceField(
        choices=AttributionStep.Form.choices, required=False, allow_blank=True, default=""
    )


class ClaimChanges(Body):
    statement = Line(required=False)
    date = serializers.DateField(required=False, allow_null=True)
    due = serializers.DateField(required=False, allow_null=True)
    questions = serializers.ListField(
        child=serializers.ChoiceField(choices=Question.choices), required=False, allow_empty=False
    )
    attribution = StepBody(many=True, required=False)
    set_aside_answers = serializers.BooleanField(
        required=False, help_text="Of a question that is asked no more; 409 without it."
    )


class NoteBody(Body):
    note = Line(required=False, default="")


UNDECIDED = "undecided"


class SeenBody(Body):
    """An object and the version of it that somebody saw."""

    id = Id()
    version = serializers.IntegerField(min_value=1, max_value=10**9)


class DecisionBody(Body):
    """What a person decides about words that changed or are gone (docs/api.md)."""

    decision = serializers.ChoiceField(
        choices=[*Anchor.Decision.choices, (UNDECIDED, "Take it back")]
    )
    statement = Line(required=False)
    note = Line(required=False)
    verdict_stands = serializers.BooleanField(required=False)
    verdicts = SeenBody(many=True, required=False)
    revision = Id(required=False)
    start = Offset(required=False)
    end = Offset(required=False)
    exact = Line(required=False)


class AssignBody(Body):
    user = Id(allow_null=True)


class SourceDetails(Body):
    title = Line(required=False)
    kind = serializers.ChoiceField(choices=Source.Kind.choices, required=False)
    publisher = Line(required=False)
    published_on = serializers.DateField(required=False, allow_null=True)


class SourceBody(SourceDetails):
    desk = IdOrSlug()
    url = Line(required=False)


class SnapshotBody(Body):
    text = Line()
    media_type = Line(required=False)


class FeedBody(Body):
    desk = IdOrSlug()
    address = Line()


class FeedChange(Body):
    is_paused = serializers.BooleanField(required=False)


class EvidenceDetails(Body):
    question = serializers.ChoiceField(choices=Question.choices, required=False)
    stance = serializers.ChoiceField(choices=Evidence.Stance.choices, required=False)
    excerpt = Line(required=False)
    note = Line(required=False)


class EvidenceBody(EvidenceDetails):
    claim = Id()
    source = Id()
    stance = serializers.ChoiceField(choices=Evidence.Stance.choices)


class AssessmentBody(Body):
    claim = Id()
    question = serializers.ChoiceField(choices=Question.choices)
    rating = Line()
    rationale = Line()


class MentionBody(SpanBody):
    revision = Id()
    label = serializers.ChoiceField(choices=Label.choices)
    exact = Line(required=False, default="")
    entity = Id(required=False, allow_null=True)


class EntityChanges(Body):
    """`aliases` are all of them; the entity's own name stays one."""

    name = Line(required=False)
    label = serializers.ChoiceField(choices=Label.choices, required=False)
    description = Line(required=False)
    wikidata_id = Line(required=False)
    aliases = serializers.ListField(child=Line(), required=False, max_length=200)


class IntoBody(Body):
    into = Id()


class MergeBody(IntoBody):
    across_kinds = serializers.BooleanField(required=False, default=False)


class SplitBody(Body):
    name = Line(required=False, default="")
    aliases = serializers.ListField(child=Line(), required=False, default=list, max_length=200)
    mentions = serializers.ListField(child=Id(), required=False, default=list, max_length=1000)


class MentionChanges(Body):
    label = serializers.ChoiceField(choices=Label.choices, required=False)
    entity = Id(required=False, allow_null=True)
    state = serializers.ChoiceField(choices=Mention.State.choices, required=False)
    start = Offset(required=False)
    end = Offset(required=False)
    exact = Line(required=False)


class RuleBody(Body):
    desk = IdOrSlug()
    kind = serializers.ChoiceField(choices=TaggingRule.Kind.choices)
    name = Line()
    label = serializers.ChoiceField(
        choices=Label.choices, required=False, allow_blank=True, default=""
    )
