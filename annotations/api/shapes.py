"""What answers look like, for the OpenAPI schema; representations.py makes them."""

from rest_framework import serializers as s

from annotations.models import (
    Article,
    Assessment,
    Claim,
    Desk,
    Entity,
    EntityMove,
    EntityPair,
    Evidence,
    Feed,
    Membership,
    Mention,
    Rating,
    Revision,
    Snapshot,
    Source,
    TaggingBatch,
    TaggingRule,
    TaggingRun,
    User,
)


class Stamps(s.Serializer):
    id = s.IntegerField()
    url = s.CharField()
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()


class Versioned(Stamps):
    version = s.IntegerField()


class DeskShape(Stamps):
    name = s.CharField()
    slug = s.CharField()
    role = s.CharField(allow_null=True)


class RatingShape(s.Serializer):
    question = s.CharField()
    slug = s.CharField(help_text="As an assessment takes it.")
    label = s.CharField()
    value = s.IntegerField(allow_null=True, help_text="1 to 5 for ClaimReview.")


class PersonShape(s.Serializer):
    id = s.IntegerField()
    username = s.CharField()
    name = s.CharField()


class MemberShape(PersonShape):
    role = s.CharField()


class RoleShape(s.Serializer):
    desk = s.IntegerField()
    slug = s.CharField()
    role = s.CharField()


class MeShape(PersonShape):
    is_administrator = s.BooleanField()
    roles = RoleShape(many=True)


class CountsShape(s.Serializer):
    open = s.IntegerField()
    checking = s.IntegerField()
    review = s.IntegerField()
    checked = s.IntegerField()


class TaggingShape(s.Serializer):
    state = s.CharField(allow_null=True)
    run = s.IntegerField(allow_null=True)


class RevisionSummary(s.Serializer):
    id = s.IntegerField()
    number = s.IntegerField()
    length = s.IntegerField(help_text="In code points.")
    sha256 = s.CharField(help_text="Of the canonical text in UTF-8.")


class ArticleShape(Versioned):
    desk = s.IntegerField()
    headline = s.CharField()
    outlet = s.CharField()
    byline = s.CharField()
    language = s.CharField()
    source_url = s.CharField()
    published_at = s.DateTimeField(allow_null=True)
    counts = CountsShape()
    tagging = TaggingShape()
    current_revision = RevisionSummary()


class RangeShape(s.Serializer):
    start = s.IntegerField()
    end = s.IntegerField()


class BlockShape(RangeShape):
    type = s.CharField()


class LinkShape(RangeShape):
    href = s.CharField()


class RevisionLineShape(Stamps):
    article = s.IntegerField()
    number = s.IntegerField()
    sha256 = s.CharField()
    length = s.IntegerField()
    kind = s.CharField()
    note = s.CharField()
    carried = s.DictField(
        child=s.IntegerField(), help_text="What became of the spans; {} at first."
    )
    created_by = s.IntegerField(allow_null=True)


class RevisionShape(RevisionLineShape):
    text = s.CharField()
    blocks = BlockShape(many=True)
    links = LinkShape(many=True)


class CandidateShape(s.Serializer):
    start = s.IntegerField()
    end = s.IntegerField()
    exact = s.CharField()
    similarity = s.FloatField()


class AnchorShape(s.Serializer):
    id = s.IntegerField(help_text="For claims/{id}/anchors/{anchor}/.")
    revision = s.IntegerField()
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()
    state = s.CharField()
    before = s.CharField(help_text="The words before the correction that changed them.")
    similarity = s.FloatField(allow_null=True)
    reason = s.CharField(
        help_text="Why the same words wait: twice (they stand twice now), elsewhere (they may be "
        "another sentence's), or empty."
    )
    candidates = CandidateShape(many=True, help_text="Places where lost or doubted words may be.")
    decision = s.CharField(help_text="same, edited, new, placed, withdrawn, or empty.")


class VerdictShape(s.Serializer):
    rating = s.CharField()
    label = s.CharField()
    value = s.IntegerField(allow_null=True)
    assessment = s.IntegerField()
    needs_another_look = s.BooleanField()


class StatusShape(s.Serializer):
    said = VerdictShape(allow_null=True)
    true = VerdictShape(allow_null=True)


class SpeakerShape(s.Serializer):
    name = s.CharField()
    entity = s.IntegerField(allow_null=True)


class StepShape(s.Serializer):
    speaker = SpeakerShape()
    verb = s.CharField()
    channel = s.CharField()
    date = s.DateField(allow_null=True)
    form = s.CharField()


class ClaimShape(Versioned):
    desk = s.IntegerField()
    article = s.IntegerField()
    statement = s.CharField()
    date = s.DateField(allow_null=True)
    stage = s.CharField()
    stage_note = s.CharField()
    questions = s.ListField(child=s.CharField())
    anchors = AnchorShape(many=True)
    status = StatusShape()
    attribution = StepShape(many=True)
    assignee = s.IntegerField(allow_null=True)
    due = s.DateField(allow_null=True)


class SourceShape(Versioned):
    self = s.CharField(help_text="The object's own address; `url` is the source's.")
    desk = s.IntegerField()
    kind = s.CharField()
    title = s.CharField()
    publisher = s.CharField()
    published_on = s.DateField(allow_null=True)


class SnapshotShape(s.Serializer):
    id = s.IntegerField()
    source = s.IntegerField()
    taken_at = s.DateTimeField()
    sha256 = s.CharField()
    media_type = s.CharField()
    created_by = s.IntegerField(allow_null=True)


class EvidenceShape(Versioned):
    claim = s.IntegerField()
    source = s.IntegerField()
    question = s.CharField()
    stance = s.CharField()
    excerpt = s.CharField()
    excerpt_state = s.CharField(
        help_text="Of it in the newest copy: exact, changed, orphaned or empty."
    )
    snapshot = s.IntegerField(allow_null=True)
    note = s.CharField()
    created_by = s.IntegerField(allow_null=True)


class AssessmentShape(Versioned):
    claim = s.IntegerField()
    question = s.CharField()
    rating = s.CharField()
    label = s.CharField()
    value = s.IntegerField(allow_null=True)
    rationale = s.CharField()
    state = s.CharField()
    needs_another_look = s.BooleanField()
    author = s.IntegerField()
    reviewer = s.IntegerField(allow_null=True)
    note = s.CharField()
    reviewed_at = s.DateTimeField(allow_null=True)


class MentionShape(Versioned):
    article = s.IntegerField()
    revision = s.IntegerField()
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)
    exact = s.CharField()
    label = s.CharField()
    entity = s.IntegerField(allow_null=True)
    origin = s.CharField()
    score = s.FloatField(allow_null=True)
    state = s.CharField()


class QuotedSpeakerShape(SpeakerShape):
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)


class QuotationShape(RangeShape):
    id = s.IntegerField()
    revision = s.IntegerField()
    exact = s.CharField()
    parts = RangeShape(many=True)
    kind = s.CharField(help_text="direct, partial or indirect.")
    form = s.CharField(help_text="As in an attribution: quote or paraphrase.")
    speaker = QuotedSpeakerShape(help_text="The name is empty when nobody surely said it.")
    cue = s.CharField()
    rule = s.CharField()
    origin = s.CharField()


class SuggestionShape(s.Serializer):
    claim = s.IntegerField()
    url = s.CharField(help_text="Of the claim.")
    version = s.IntegerField(help_text="Of the claim.")
    statement = s.CharField()
    stage = s.CharField()
    rule = s.CharField()
    reason = s.CharField()
    score = s.FloatField()
    origin = s.CharField()
    outcome = s.CharField(help_text="waiting, accepted or dismissed.")
    decided_by = s.IntegerField(allow_null=True)
    decided_at = s.DateTimeField(allow_null=True)


class EntityShape(Versioned):
    desk = s.IntegerField()
    name = s.CharField()
    label = s.CharField()
    description = s.CharField()
    wikidata_id = s.CharField()
    merged_into = s.IntegerField(allow_null=True)
    aliases = s.ListField(child=s.CharField())


class PairShape(Versioned):
    desk = s.IntegerField()
    first = s.IntegerField()
    second = s.IntegerField()
    score = s.FloatField(help_text="0 to 1.")
    reason = s.CharField()
    state = s.CharField(help_text="suggested, same or different.")
    decided_by = s.IntegerField(allow_null=True)


class MoveShape(s.Serializer):
    id = s.IntegerField()
    url = s.CharField()
    desk = s.IntegerField()
    kind = s.CharField(help_text="merge or split.")
    source = s.IntegerField()
    target = s.IntegerField()
    made_by = s.IntegerField(allow_null=True)
    made_at = s.DateTimeField()
    undone_by = s.IntegerField(allow_null=True)
    undone_at = s.DateTimeField(allow_null=True)


class RuleShape(Versioned):
    desk = s.IntegerField()
    kind = s.CharField(help_text="always or never.")
    name = s.CharField()
    label = s.CharField(help_text="Empty for never.")
    created_by = s.IntegerField(allow_null=True)


class FeedShape(Versioned):
    desk = s.IntegerField()
    address = s.CharField()
    name = s.CharField(help_text="As the feed calls itself.")
    added_by = s.IntegerField()
    is_paused = s.BooleanField()
    due_at = s.DateTimeField()
    read_at = s.DateTimeField(allow_null=True)
    problem = s.CharField(help_text="Why the last reading brought nothing, or not all.")
    failures = s.IntegerField(help_text="Readings in a row that brought nothing.")
    articles = s.IntegerField(help_text="How many it brought.")


class RunShape(Versioned):
    article = s.IntegerField()
    revision = s.IntegerField()
    pipeline = s.CharField()
    state = s.CharField()
    attempts = s.IntegerField()
    queued_at = s.DateTimeField()
    started_at = s.DateTimeField(allow_null=True)
    finished_at = s.DateTimeField(allow_null=True)
    error = s.CharField()
    counts = s.DictField(child=s.IntegerField())
    batch = s.IntegerField(allow_null=True)


class RunCounts(s.Serializer):
    queued = s.IntegerField()
    running = s.IntegerField()
    done = s.IntegerField()
    failed = s.IntegerField()
    cancelled = s.IntegerField()


class BatchShape(s.Serializer):
    id = s.IntegerField()
    url = s.CharField()
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()
    desk = s.IntegerField()
    total = s.IntegerField()
    made_by = s.IntegerField(allow_null=True)
    cancelled_at = s.DateTimeField(allow_null=True)
    runs = RunCounts()


class ErrorShape(s.Serializer):
    field = s.CharField()
    message = s.CharField()


class ProblemShape(s.Serializer):
    """RFC 9457."""

    type = s.CharField()
    title = s.CharField()
    status = s.IntegerField()
    detail = s.CharField()
    errors = ErrorShape(many=True)


SHAPES = {
    Desk: DeskShape,
    Rating: RatingShape,
    Membership: MemberShape,
    User: MeShape,
    Article: ArticleShape,
    Revision: RevisionShape,
    Claim: ClaimShape,
    Source: SourceShape,
    Snapshot: SnapshotShape,
    Evidence: EvidenceShape,
    Assessment: AssessmentShape,
    Mention: MentionShape,
    Entity: EntityShape,
    EntityMove: MoveShape,
    EntityPair: PairShape,
    TaggingRun: RunShape,
    TaggingBatch: BatchShape,
    TaggingRule: RuleShape,
    Feed: FeedShape,
}
