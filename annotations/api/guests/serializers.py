"""Links for people without an account."""

from typing import Any

from rest_framework import serializers as s

from annotations.models import GuestLink

from ..shell.bodies import Body, Count, Id, Line
from ..shell.representation import Part, Representation, Url, represents

LARGE = tuple(f"revision__{name}" for name in ("text", "blocks", "links", "hidden"))


class FrozenClaimSerializer(Part):
    claim = s.IntegerField()
    statement = s.CharField()
    words: Any = s.ListField(
        child=s.ListField(child=s.CharField(), min_length=3, max_length=3),
        help_text="Each place: what stands before, the words, what stands after.",
    )


@represents(GuestLink)
class GuestLinkSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("guest-links")
    article = s.IntegerField(source="revision.article_id")
    revision = s.IntegerField(source="revision_id")
    guest = s.CharField(help_text="For whom it is.")
    action = s.ChoiceField(choices=GuestLink.Action.choices, help_text="What they may do there.")
    message = s.CharField(help_text="What the guest is asked.")
    claims: Any = FrozenClaimSerializer(many=True, help_text="As they stood when it was made.")
    created_by = s.IntegerField(source="created_by_id")
    assignee = s.IntegerField(
        source="assignee_id", allow_null=True, help_text="Who sees to it now."
    )
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()
    expires_at = s.DateTimeField()
    revoked_at = s.DateTimeField(allow_null=True)
    is_open = s.BooleanField(help_text="Whether it still leads somewhere.")
    openings = s.IntegerField()
    opened_at = s.DateTimeField(allow_null=True)
    answer = s.ChoiceField(choices=GuestLink.Answer.choices, allow_blank=True)
    words = s.CharField(help_text="What the guest said.")
    answered_at = s.DateTimeField(allow_null=True)

    @classmethod
    def rows(cls):
        return GuestLink.objects.select_related("revision").defer(*LARGE)


class NewGuestLinkSerializer(GuestLinkSerializer):
    address = s.CharField(
        allow_null=True, help_text="What the guest opens: shown this once, and null in a repeat."
    )


class GuestLinkBody(Body):
    article = Id()
    claims: Any = s.ListField(child=Id(), allow_empty=False, max_length=100)
    guest = Line(is_filled=True)
    action = s.ChoiceField(choices=GuestLink.Action.choices)
    message = Line(required=False, default="")
    days = Count(required=False, default=14, min_value=1, max_value=60)
