"""Desks, their scales and members, and who calls."""

from typing import Any

from rest_framework import serializers as s

from annotations import access
from annotations.models import (
    Desk,
    Handover,
    Invitation,
    Membership,
    Question,
    Rating,
    Role,
    Scope,
    User,
)
from annotations.services.accounts import handover

from ..shell.bodies import Body, Id, Line
from ..shell.representation import Part, Representation, Url, represents


class OwnRole(s.ChoiceField):
    """The caller's role on a desk."""

    def __init__(self):
        super().__init__(choices=Role.choices, source="*")

    def to_representation(self, row: Any) -> Any:
        return access.role_on(self.context["user"], row.pk)


@represents(Desk)
class DeskSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("desks")
    name = s.CharField()
    slug = s.CharField()
    role = OwnRole()
    double_check = s.BooleanField(
        source="is_double_checked", help_text="Two people rate its claims unseen by each other."
    )
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()


@represents(Rating)
class RatingSerializer(Representation):
    question = s.ChoiceField(choices=Question.choices)
    slug = s.CharField(help_text="As an assessment takes it.")
    label: Any = s.CharField()
    value = s.IntegerField(allow_null=True, help_text="1 to 5 for ClaimReview.")


class PersonSerializer(Representation):
    id = s.IntegerField(source="pk")
    username = s.CharField()
    name = s.CharField(source="__str__")


@represents(Membership)
class MemberSerializer(Representation):
    id = s.IntegerField(source="user.pk")
    username = s.CharField(source="user.username")
    name = s.CharField(source="user.__str__")
    role = s.ChoiceField(choices=Role.choices)


@represents(Invitation)
class InvitationSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("invitations")
    desk = s.IntegerField(source="desk_id")
    email = s.CharField()
    role = s.ChoiceField(choices=Role.choices)
    invited_by = s.IntegerField(source="invited_by_id")
    expires_at = s.DateTimeField()
    sent_at = s.DateTimeField(allow_null=True)
    problem = s.CharField(help_text="Why its mail was not sent yet.")
    accepted_at = s.DateTimeField(allow_null=True)
    accepted_by = s.IntegerField(source="accepted_by_id", allow_null=True)
    revoked_at = s.DateTimeField(allow_null=True)
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()


class WorkSerializer(Part):
    """How much of each kind."""

    claims = s.IntegerField(help_text="Claims to check.")
    reviews = s.IntegerField(help_text="Proposals that they were asked to decide on.")
    contacts = s.IntegerField(help_text="Requests for replies and corrections, still open.")
    ratings = s.IntegerField(help_text="Claims that they were to rate unseen.")
    mentions = s.IntegerField(help_text="Mentions that nobody has dealt with.")
    guest_links = s.IntegerField(help_text="Links of guests that are open.")
    webhooks = s.IntegerField()
    feeds = s.IntegerField()
    watches = s.IntegerField(help_text="Claims that they watch.")


class HandedSerializer(WorkSerializer):
    """How much of each kind went over."""

    handover = s.IntegerField(help_text="Its id, by which it is shown and taken back.")
    stayed = s.DictField(
        child=s.IntegerField(), help_text="By kind, what the receiver’s role does not allow."
    )


class EndedToken(Part):
    name = s.CharField()
    scopes: Any = s.ListField(child=s.CharField())
    last_used_at = s.DateTimeField(allow_null=True)


@represents(Handover)
class HandoverSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("handovers")
    desk = s.IntegerField(source="desk_id")
    person = s.IntegerField(source="person_id")
    receiver = s.IntegerField(source="receiver_id")
    made_by = s.IntegerField(source="made_by_id")
    made_at = s.DateTimeField()
    moved: Any = s.DictField(child=s.ListField(child=s.IntegerField()), help_text="Ids by kind.")
    stayed: Any = s.DictField(child=s.IntegerField())
    ended_tokens: Any = EndedToken(
        many=True,
        help_text="Of who left; only for who keeps the desk or is named here.",
    )
    undone_by = s.IntegerField(source="undone_by_id", allow_null=True)
    undone_at = s.DateTimeField(allow_null=True)

    def to_representation(self, row: Any) -> dict[str, Any]:
        shown = super().to_representation(row)
        if not handover.may_see_all(self.context["user"], row):
            shown |= {"moved": {}, "stayed": {}, "ended_tokens": []}
        return shown


class DeskRoleSerializer(Part):
    desk = s.IntegerField(source="pk")
    slug = s.CharField()
    role = OwnRole()


class Roles(s.ListSerializer):
    """The desks that the caller sees, with the role on each."""

    def __init__(self):
        super().__init__(child=DeskRoleSerializer(), source="*")

    def to_representation(self, person: Any) -> Any:
        return super().to_representation(Desk.objects.visible_to(person).in_order())


@represents(User)
class MeSerializer(PersonSerializer):
    is_administrator = s.BooleanField(source="is_superuser")
    scopes: Any = s.ListField(
        child=s.ChoiceField(choices=Scope.choices),
        help_text="What the token opens; a session opens everything.",
    )
    roles = Roles()


class DeskBody(Body):
    name = Line(is_filled=True, allow_blank=False, max_length=120)
    slug = s.SlugField(max_length=60)


class MemberChange(Body):
    role = s.ChoiceField(choices=Role.choices, required=False)
    hand_over_to = Id(required=False, allow_null=True)


class HandOverBody(Body):
    to = Id()


class InvitationBody(Body):
    email = Line(is_filled=True, allow_blank=False)
    role = s.ChoiceField(choices=Role.choices)
