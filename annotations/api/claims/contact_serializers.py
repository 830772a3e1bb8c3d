"""Whom a desk wrote to about a claim, and what came back."""

from typing import Any

from django.db.models import F
from rest_framework import serializers as s

from annotations.models import ReplyRequest

from ..shell.bodies import Body, Id, Line
from ..shell.representation import Representation, Url, Versioned, represents

Kind, Outcome = ReplyRequest.Kind, ReplyRequest.Outcome


@represents(ReplyRequest)
class ContactSerializer(Versioned):
    url = Url("contacts")
    desk = s.IntegerField(source="of_desk")
    article = s.IntegerField(source="of_article")
    claim = s.IntegerField(source="claim_id")
    kind = s.ChoiceField(
        choices=Kind.choices, help_text="A reply before the verdict, or a correction after it."
    )
    asked = s.CharField(help_text="Who was asked.")
    channel = s.CharField()
    asked_by = s.IntegerField(source="asked_by_id", allow_null=True)
    assignee = s.IntegerField(
        source="assignee_id", allow_null=True, help_text="Who sees to it now."
    )
    asked_at = s.DateTimeField()
    deadline = s.DateTimeField(allow_null=True)
    is_open = s.BooleanField(help_text="Whether a reply, or a confirmed outcome, is still missing.")
    replied_at = s.DateTimeField(allow_null=True)
    reply = s.CharField()
    published = s.CharField(help_text="What of the reply is published.")
    outcome = s.ChoiceField(
        choices=Outcome.choices,
        allow_blank=True,
        help_text="Of a correction: proposed by a revision until somebody confirms it.",
    )
    outcome_revision = s.IntegerField(
        source="outcome_revision_id", allow_null=True, help_text="The revision that proposed it."
    )
    outcome_at = s.DateTimeField(allow_null=True)
    confirmed_by = s.IntegerField(source="confirmed_by_id", allow_null=True)
    confirmed_at = s.DateTimeField(allow_null=True)
    days_taken = s.IntegerField(
        allow_null=True, help_text="From the request to the reply, or to the revision that settled."
    )

    @classmethod
    def rows(cls):
        return ReplyRequest.objects.annotate(
            of_article=F("claim__article"), of_desk=F("claim__desk")
        )


class TallySerializer(Representation):
    """What became of the requests for a correction to one outlet or person."""

    asked = s.CharField()
    requests = s.IntegerField(help_text="How many requests for a correction there were.")
    corrected = s.IntegerField(help_text="These three: how many were confirmed to have ended so.")
    gone = s.IntegerField()
    unchanged = s.IntegerField()
    days: Any = s.FloatField(
        allow_null=True, help_text="How long a correction took, on the average."
    )

    def to_representation(self, row: Any) -> dict[str, Any]:
        shown = super().to_representation(row)
        return shown | {"days": row.days and round(row.days.total_seconds() / 86_400, 2)}


class ContactBody(Body):
    claim = Id()
    kind = s.ChoiceField(choices=Kind.choices, required=False, default=Kind.REPLY)
    asked = Line(is_filled=True)
    channel = Line(required=False, default="")
    asked_at = s.DateTimeField(required=False, allow_null=True, help_text="Just now without it.")
    deadline = s.DateTimeField(required=False, allow_null=True)


class ContactAnswerBody(Body):
    reply = Line(is_filled=True)
    published = Line(required=False, default="", help_text="What of the reply is published.")
    replied_at = s.DateTimeField(required=False, allow_null=True)


class ContactOutcomeBody(Body):
    outcome = s.ChoiceField(choices=Outcome.choices)
