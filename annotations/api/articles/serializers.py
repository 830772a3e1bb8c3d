"""Articles and their revisions; what the tagger read in them."""

from typing import Any

from rest_framework import serializers as s

from annotations.models import (
    Article,
    AttributionStep,
    Label,
    Quotation,
    Revision,
    Stage,
    Suggestion,
    TaggingRun,
)
from annotations.text.blocks import BLOCK_TYPES

from ..claims.serializers import ClaimSerializer, SpeakerSerializer
from ..entities.serializers import MentionSerializer
from ..shell.bodies import Body, IdOrSlug, Line, OwnId, SpanBody, Upload
from ..shell.representation import Part, Representation, Url, Versioned, represents
from ..shell.schema import ErrorSerializer


class CountsSerializer(Part):
    open = s.IntegerField(source="open_count")
    checking = s.IntegerField(source="checking_count")
    review = s.IntegerField(source="review_count")
    checked = s.IntegerField(source="checked_count")


class TaggingSerializer(Part):
    state = s.ChoiceField(choices=TaggingRun.State.choices, source="run_state", allow_null=True)
    run = s.IntegerField(source="run_id", allow_null=True)


class CurrentRevisionSerializer(Part):
    id = s.IntegerField(source="pk")
    number = s.IntegerField()
    length = s.IntegerField(help_text="In code points.")
    sha256 = s.CharField(help_text="Of the canonical text in UTF-8.")


class EmbargoSerializer(Part):
    until = s.DateTimeField(allow_null=True, help_text="Null: until it is lifted.")
    people = s.ListField(child=s.IntegerField(), help_text="Who see it beside the editors (ids).")
    reason = s.CharField()


@represents(Article)
class ArticleSerializer(Versioned):
    url = Url("articles")
    desk = s.IntegerField(source="desk_id")
    headline = s.CharField()
    outlet = s.CharField()
    byline = s.CharField()
    language = s.CharField()
    source_url = s.CharField()
    published_at = s.DateTimeField(allow_null=True)
    external_id = s.CharField()
    counts = CountsSerializer(source="*")
    tagging = TaggingSerializer(source="*")
    current_revision = CurrentRevisionSerializer()
    embargo: Any = EmbargoSerializer(source="embargo_in_force", allow_null=True)

    def beside_version(self, row, shown):
        """Claims and runs move without their article, and an embargo ends by the clock."""
        beside = {name: shown[name] for name in ("counts", "tagging")}
        is_over = getattr(row, "embargo", None) is not None and shown["embargo"] is None
        is_new = shown["tagging"]["state"] == "queued" and not any(shown["counts"].values())
        return {} if is_new and not is_over else beside | {"is_over": is_over}

    @classmethod
    def rows(cls):
        return Article.objects.for_lists()


class RangeSerializer(Part):
    start = s.IntegerField()
    end = s.IntegerField()


class BlockSerializer(RangeSerializer):
    type = s.ChoiceField(choices=BLOCK_TYPES)


class LinkSerializer(RangeSerializer):
    href = s.CharField()


class RevisionSummarySerializer(Representation):
    """A revision without its text."""

    id = s.IntegerField(source="pk")
    url = Url("revisions")
    article = s.IntegerField(source="article_id")
    number = s.IntegerField()
    sha256 = s.CharField()
    length = s.IntegerField()
    kind = s.ChoiceField(choices=Revision.Kind.choices)
    note = s.CharField()
    carried = s.DictField(
        child=s.IntegerField(), help_text="What became of the spans; {} at first."
    )
    created_by = s.IntegerField(source="created_by_id", allow_null=True)
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()


@represents(Revision)
class RevisionSerializer(RevisionSummarySerializer):
    text = s.CharField()
    blocks = BlockSerializer(many=True)
    links = LinkSerializer(many=True)


class Ranges(s.ListSerializer):
    """Of pairs `(start, end)`."""

    def __init__(self):
        super().__init__(child=RangeSerializer())

    def to_representation(self, pairs: Any) -> list[dict[str, int]]:
        return [{"start": start, "end": end} for start, end in pairs]


class QuotedSpeakerSerializer(SpeakerSerializer):
    name = s.CharField(source="speaker", help_text="Empty when nobody surely said it.")
    entity = s.IntegerField(source="entity_id", allow_null=True)
    start = s.IntegerField(source="speaker_start", allow_null=True)
    end = s.IntegerField(source="speaker_end", allow_null=True)


@represents(Quotation)
class QuotationSerializer(Representation):
    id = s.IntegerField(source="pk")
    revision = s.IntegerField(source="revision_id")
    start = s.IntegerField()
    end = s.IntegerField()
    exact = s.CharField()
    parts = Ranges()
    kind = s.ChoiceField(choices=Quotation.Kind.choices)
    form = s.ChoiceField(choices=AttributionStep.Form.choices, help_text="As in an attribution.")
    speaker = QuotedSpeakerSerializer(source="*")
    cue = s.CharField()
    rule = s.CharField()
    origin = s.CharField()


@represents(Suggestion)
class SuggestionSerializer(Representation):
    """Of a claim with its suggestion."""

    claim = s.IntegerField(source="pk")
    url = Url("claims", help_text="Of the claim.")
    version = s.IntegerField(help_text="Of the claim.")
    statement = s.CharField()
    stage = s.ChoiceField(choices=Stage.choices)
    rule = s.CharField(source="suggestion.rule")
    reason = s.CharField(source="suggestion.reason")
    score = s.FloatField(source="suggestion.score")
    origin = s.CharField(source="suggestion.origin")
    outcome = s.ChoiceField(choices=Suggestion.Outcome.choices, source="suggestion.outcome")
    decided_by = s.IntegerField(source="suggestion.decided_by_id", allow_null=True)
    decided_at = s.DateTimeField(source="suggestion.decided_at", allow_null=True)


class NumberedSerializer(Part):
    id = s.IntegerField()
    number = s.IntegerField()


class AnnotatedClaimSerializer(ClaimSerializer):
    url: Any = None


class AnnotatedMentionSerializer(MentionSerializer):
    url: Any = None


class AnnotationsSerializer(Part):
    """Claims and mentions are written by the database, as the objects are but for their address."""

    revision = NumberedSerializer()
    claims = AnnotatedClaimSerializer(many=True)
    mentions = AnnotatedMentionSerializer(many=True)


class LineErrorSerializer(Part):
    type = s.CharField()
    detail = s.CharField()
    errors: Any = ErrorSerializer(many=True)


class BulkAnswer(Part):
    """One a line: `id` of the article, or `error`."""

    line = s.IntegerField()
    id = s.IntegerField(required=False)
    error = LineErrorSerializer(required=False)


class ArticleDetails(Body):
    external_id = OwnId()
    headline = Line(is_filled=True, required=False)
    language = Line(required=False)
    outlet = Line(required=False)
    byline = Line(required=False)
    source_url = Line(required=False)
    published_at = s.DateTimeField(required=False, allow_null=True)


class ArticleBody(ArticleDetails):
    desk = IdOrSlug()
    headline = Line(is_filled=True)
    text = Line(is_filled=True)


class ArticleForm(Body):
    desk = IdOrSlug()
    file = Upload()


class RevisionDetails(Body):
    kind = s.ChoiceField(choices=Revision.Kind.choices, default=Revision.Kind.CORRECTION)
    note = Line(required=False, default="")


class RevisionBody(RevisionDetails):
    text = Line(is_filled=True)


class RevisionForm(RevisionDetails):
    file = Upload()


class BulkClaim(SpanBody):
    shape = ClaimSerializer
    statement = Line(required=False, default="")
    external_id = OwnId()


class BulkMention(SpanBody):
    shape = MentionSerializer
    label: Any = s.ChoiceField(choices=Label.choices)


class BulkLine(ArticleBody):
    shape = ArticleSerializer
    claims = BulkClaim(many=True, required=False)
    mentions = BulkMention(many=True, required=False)
