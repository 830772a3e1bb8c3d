"""Claims with all that stands on them, evidence and verdicts."""

from typing import Any

from rest_framework import serializers as s

from annotations.exchange import claim_json
from annotations.models import (
    Anchor,
    Assessment,
    AttributionStep,
    Claim,
    ClaimLabel,
    ClaimLink,
    Colour,
    Evidence,
    Priority,
    Question,
    Stage,
)

from ..shell.bodies import (
    Body,
    Count,
    Flag,
    Id,
    IdOrSlug,
    Line,
    Offset,
    OwnId,
    PlaceBody,
    SpanBody,
    Speaker,
)
from ..shell.representation import MadeInSQL, Part, Representation, Url, Versioned, represents

PRIORITIES = [(one.name.lower(), one.label) for one in Priority]
MOST_LABELS = 100


class CandidateSerializer(Part):
    start = s.IntegerField()
    end = s.IntegerField()
    exact = s.CharField()
    similarity = s.FloatField()


class AnchorSerializer(Part):
    id = s.IntegerField(help_text="For claims/{id}/anchors/{anchor}/.")
    revision = s.IntegerField()
    start = s.IntegerField(allow_null=True)
    end = s.IntegerField(allow_null=True)
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()
    state = s.ChoiceField(choices=Anchor.State.choices)
    before = s.CharField(help_text="The words before the correction that changed them.")
    similarity = s.FloatField(allow_null=True)
    reason = s.ChoiceField(
        choices=Anchor.Reason.choices,
        allow_blank=True,
        help_text="Why the same words wait: they stand twice now, or may be another sentence's.",
    )
    candidates = CandidateSerializer(
        many=True, help_text="Places where lost or doubted words may be."
    )
    decision = s.ChoiceField(choices=Anchor.Decision.choices, allow_blank=True)


class VerdictSerializer(Part):
    rating = s.CharField()
    label: Any = s.CharField()
    value = s.IntegerField(allow_null=True)
    assessment = s.IntegerField()
    needs_another_look = s.BooleanField()


class StatusSerializer(Part):
    said = VerdictSerializer(allow_null=True)
    true = VerdictSerializer(allow_null=True)


class SpeakerSerializer(Part):
    name = s.CharField()
    entity = s.IntegerField(allow_null=True)


class StepSerializer(Part):
    speaker = SpeakerSerializer()
    verb = s.CharField()
    channel = s.CharField()
    date = s.DateField(allow_null=True)
    form = s.ChoiceField(choices=AttributionStep.Form.choices, allow_blank=True)


@represents(Claim)
class ClaimSerializer(MadeInSQL):
    url = Url("claims")
    desk = s.IntegerField()
    article = s.IntegerField()
    statement = s.CharField()
    date = s.DateField(allow_null=True)
    stage = s.ChoiceField(choices=Stage.choices)
    stage_note = s.CharField()
    questions = s.ListField(child=s.ChoiceField(choices=Question.choices))
    anchors = AnchorSerializer(many=True)
    status = StatusSerializer()
    attribution = StepSerializer(many=True)
    assignee = s.IntegerField(allow_null=True)
    due = s.DateField(allow_null=True)
    priority = s.ChoiceField(choices=PRIORITIES)
    external_id = s.CharField()
    labels = s.ListField(child=s.CharField(), help_text="Names, of the labels of the desk.")

    def beside_version(self, row, shown):
        """A label may get another name in the moment in which a claim gets the label."""
        return {"labels": shown["labels"]} if shown["labels"] else {}

    @classmethod
    def rows(cls):
        return Claim.objects.defer("search").annotate(json=claim_json.as_json(claim_json.CLAIM))


class SimilarClaimSerializer(Part):
    score = s.FloatField(help_text="Okapi BM25; comparable within one answer.")
    share = s.FloatField(
        help_text="Of the weight of the asked words the part that the claim has: 0 to 1."
    )
    nearness = s.FloatField(
        allow_null=True,
        help_text="Of the vectors of both texts: -1 to 1; null where no engine gives any.",
    )
    claim = ClaimSerializer()


class SimilarClaimsSerializer(Part):
    results = SimilarClaimSerializer(many=True, help_text="The most similar first.")


class FamilySerializer(Part):
    claims: Any = s.ListField(
        child=s.IntegerField(), help_text="Linked as the same, by way of others too; oldest first."
    )
    first: Any = s.DateTimeField(help_text="Of the first article that carries one of them.")
    last: Any = s.DateTimeField(help_text="Of the last article that carries one of them.")


@represents(ClaimLabel)
class ClaimLabelSerializer(Versioned):
    url = Url("labels")
    desk = s.IntegerField(source="desk_id")
    name = s.CharField()
    colour = s.ChoiceField(choices=Colour.choices)
    double_check = s.BooleanField(
        source="is_double_checked", help_text="Two people rate its claims unseen by each other."
    )


@represents(ClaimLink)
class ClaimLinkSerializer(Representation):
    """`claim` follows from `other`; the other kinds hold both ways."""

    id = s.IntegerField(source="pk")
    url = Url("claim-links")
    claim = s.IntegerField(source="claim_id")
    other = s.IntegerField(source="other_id")
    kind: Any = s.ChoiceField(choices=ClaimLink.Kind.choices)
    created_by = s.IntegerField(source="created_by_id", allow_null=True)
    created_at = s.DateTimeField()


class ReturnBody(Body):
    """As a note is read; that it says something is the service's rule."""

    note = Line(is_filled=True)


class IntoClaim(Body):
    into = Id()


class SplitClaimBody(Body):
    anchors = s.ListField(child=Id(), required=False, default=list, max_length=100)
    evidence = s.ListField(child=Id(), required=False, default=list, max_length=1000)
    check_questions = s.ListField(child=Id(), required=False, default=list, max_length=100)
    statement = Line(required=False, default="")


class LinkBody(Body):
    other = Id()
    kind: Any = s.ChoiceField(choices=ClaimLink.Kind.choices)


@represents(Evidence)
class EvidenceSerializer(Versioned):
    url = Url("evidence")
    claim = s.IntegerField(source="claim_id")
    source: Any = s.IntegerField(source="source_id")
    question = s.ChoiceField(choices=Question.choices)
    stance = s.ChoiceField(choices=Evidence.Stance.choices)
    excerpt = s.CharField()
    excerpt_state = s.ChoiceField(
        choices=Anchor.State.choices, allow_blank=True, help_text="Of it in the newest copy."
    )
    snapshot = s.IntegerField(source="snapshot_id", allow_null=True)
    note = s.CharField()
    created_by = s.IntegerField(source="created_by_id", allow_null=True)


@represents(Assessment)
class AssessmentSerializer(Versioned):
    url = Url("assessments")
    claim = s.IntegerField(source="claim_id")
    question = s.ChoiceField(choices=Question.choices)
    rating = s.CharField(source="rating.slug")
    label: Any = s.CharField(source="rating.label")
    value = s.IntegerField(source="rating.value", allow_null=True)
    rationale = s.CharField()
    state = s.ChoiceField(choices=Assessment.State.choices)
    needs_another_look = s.BooleanField()
    author = s.IntegerField(source="author_id")
    rated_with = s.IntegerField(
        source="rated_with_id",
        allow_null=True,
        help_text="Who rated the claim beside the author, unseen.",
    )
    reviewer = s.IntegerField(source="reviewer_id", allow_null=True)
    note = s.CharField(source="review_note")
    reviewed_at = s.DateTimeField(allow_null=True)

    def beside_version(self, row, shown):
        """A step of the scale is reworded without the history of its claims."""
        is_history = row.state not in (Assessment.State.PROPOSED, Assessment.State.APPROVED)
        return {name: shown[name] for name in ("rating", "label", "value")} if is_history else {}

    @classmethod
    def rows(cls):
        return Assessment.objects.select_related("rating")


class ClaimBody(PlaceBody):
    external_id = OwnId()
    statement = Line(required=False, default="")
    claimant = Speaker(required=False)
    questions = s.ListField(
        child=s.ChoiceField(choices=Question.choices), required=False, allow_empty=False
    )


class PlaceChanges(SpanBody):
    """Where a place of a claim is put; without `revision` it is the text that stands."""

    revision = Id(required=False)
    exact = Line(required=False, default="")


class StepBody(Body):
    speaker = Speaker()
    verb = Line(required=False, default="")
    channel = Line(required=False, default="")
    date = s.DateField(required=False, allow_null=True, default=None)
    form = s.ChoiceField(
        choices=AttributionStep.Form.choices, required=False, allow_blank=True, default=""
    )


class ClaimChanges(Body):
    external_id = OwnId()
    statement = Line(required=False)
    date = s.DateField(required=False, allow_null=True)
    due = s.DateField(required=False, allow_null=True)
    priority = s.ChoiceField(choices=PRIORITIES, required=False)
    labels = s.ListField(
        child=Line(is_filled=True),
        required=False,
        max_length=MOST_LABELS,
        help_text="Names; all of them.",
    )
    questions = s.ListField(
        child=s.ChoiceField(choices=Question.choices), required=False, allow_empty=False
    )
    attribution = StepBody(many=True, required=False)
    set_aside_answers = Flag(
        required=False, help_text="Of a question that is asked no more; 409 without it."
    )


class ClaimLabelBody(Body):
    desk = IdOrSlug()
    name = Line(is_filled=True)
    colour = s.ChoiceField(choices=Colour.choices, required=False)


class ClaimLabelChanges(Body):
    name = Line(is_filled=True, required=False)
    colour = s.ChoiceField(choices=Colour.choices, required=False)
    double_check = Flag(required=False, help_text="Only editors change it.")


class WatchingSerializer(Part):
    watching = s.BooleanField()


UNDECIDED = "undecided"
DECISIONS = [*Anchor.Decision.choices, (UNDECIDED, "Undo the decision")]


class SeenBody(Body):
    """An object and the version of it that somebody saw."""

    id = Id()
    version = Count(min_value=1, max_value=10**9)


class DecisionBody(Body):
    """What a person decides about words that changed or are gone (docs/api.md)."""

    decision = s.ChoiceField(choices=DECISIONS)
    statement = Line(required=False)
    note = Line(required=False)
    verdict_stands = Flag(required=False)
    verdicts = SeenBody(many=True, required=False)
    revision = Id(required=False)
    start = Offset(required=False)
    end = Offset(required=False)
    exact = Line(required=False)


class AssignBody(Body):
    user = Id(allow_null=True)


class EvidenceDetails(Body):
    question = s.ChoiceField(choices=Question.choices, required=False)
    stance = s.ChoiceField(choices=Evidence.Stance.choices, required=False)
    excerpt = Line(required=False)
    note = Line(required=False)


class EvidenceBody(EvidenceDetails):
    claim = Id()
    source: Any = Id()
    stance = s.ChoiceField(choices=Evidence.Stance.choices)


class AssessmentBody(Body):
    claim = Id()
    question = s.ChoiceField(choices=Question.choices)
    rating = Line(is_filled=True)
    rationale = Line(is_filled=True)
