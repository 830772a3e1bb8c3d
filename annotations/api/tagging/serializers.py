"""Runs of the tagger, and what desks teach it."""

from typing import Any

from rest_framework import serializers as s

from annotations.models import Label, TaggingBatch, TaggingRule, TaggingRun

from ..shell.bodies import Body, Id, IdOrSlug, Line
from ..shell.representation import Part, Representation, Url, Versioned, represents


@represents(TaggingRule)
class TaggingRuleSerializer(Versioned):
    url = Url("tagging-rules")
    desk = s.IntegerField(source="desk_id")
    kind = s.ChoiceField(choices=TaggingRule.Kind.choices)
    name = s.CharField()
    label: Any = s.ChoiceField(
        choices=Label.choices, allow_blank=True, help_text="Empty for never."
    )
    created_by = s.IntegerField(source="created_by_id", allow_null=True)


@represents(TaggingRun)
class TaggingRunSerializer(Versioned):
    url = Url("tagging-runs")
    article = s.IntegerField(source="article_id")
    revision = s.IntegerField(source="revision_id")
    pipeline = s.CharField()
    state = s.ChoiceField(choices=TaggingRun.State.choices)
    attempts = s.IntegerField()
    queued_at = s.DateTimeField()
    started_at = s.DateTimeField(allow_null=True)
    finished_at = s.DateTimeField(allow_null=True)
    error = s.CharField()
    counts = s.DictField(child=s.IntegerField())
    batch = s.IntegerField(source="batch_id", allow_null=True)


class RunCountsSerializer(Part):
    queued = s.IntegerField(source="queued_count")
    running = s.IntegerField(source="running_count")
    done = s.IntegerField(source="done_count")
    failed = s.IntegerField(source="failed_count")
    cancelled = s.IntegerField(source="cancelled_count")


@represents(TaggingBatch)
class TaggingBatchSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("tagging-batches")
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()
    desk = s.IntegerField(source="desk_id")
    total = s.IntegerField()
    made_by = s.IntegerField(source="made_by_id", allow_null=True)
    cancelled_at = s.DateTimeField(allow_null=True)
    runs = RunCountsSerializer(source="*")

    @classmethod
    def rows(cls):
        return TaggingBatch.objects.with_progress()


class RunBody(Body):
    article = Id()


class BatchBody(Body):
    desk = IdOrSlug()


class RuleBody(Body):
    desk = IdOrSlug()
    kind = s.ChoiceField(choices=TaggingRule.Kind.choices)
    name = Line(is_filled=True)
    label: Any = s.ChoiceField(choices=Label.choices, required=False, allow_blank=True, default="")
