"""What others found about claims."""

from typing import Any

from rest_framework import serializers as s

from annotations.models import ExternalCheck

from ..shell.bodies import Body, Id, IdOrSlug, Line
from ..shell.representation import Url, Versioned, represents

MOST_APPEARANCES = 100


@represents(ExternalCheck)
class ExternalCheckSerializer(Versioned):
    """A claim as somebody else checked it, in their words: never a verdict of the desk."""

    url = Url("external-checks")
    desk = s.IntegerField(source="desk_id")
    claim = s.IntegerField(
        source="claim_id",
        allow_null=True,
        help_text="The claim that it is of; null: it is offered to all that are about the same.",
    )
    claim_text = s.CharField(help_text="The claim, as the checker words it.")
    claimant = s.CharField(help_text="Who said it, as the checker has it.")
    claimed_on = s.CharField(help_text="When it was said, as the checker has it.")
    publisher = s.CharField(help_text="Who checked it.")
    publisher_address = s.CharField(source="publisher_url", help_text="Their web address.")
    address = s.CharField(source="url", help_text="Where they published the check.")
    title = s.CharField(help_text="Of what they published.")
    rating: Any = s.CharField(help_text="In the checker’s words.")
    justification = s.CharField(help_text="Why, in the checker’s words.")
    value = s.FloatField(allow_null=True, help_text="The rating as a number, on their scale.")
    best = s.FloatField(allow_null=True, help_text="The best of their scale.")
    worst = s.FloatField(allow_null=True, help_text="The worst of their scale.")
    reviewed_on = s.CharField(help_text="When they checked it, as they have it.")
    language = s.CharField(help_text="Of the claim’s words: en, de, …")
    licence = s.CharField(help_text="Under which it may be used, as the checker says.")
    appearances: Any = s.ListField(
        child=s.CharField(), help_text="Web addresses at which the claim was seen."
    )
    created_by = s.IntegerField(source="created_by_id", allow_null=True)

    @classmethod
    def rows(cls):
        return ExternalCheck.objects.defer("terms", "about")


class ExternalCheckBody(Body):
    """Of a claim (`claim`), or for all claims of a desk that are about the same (`desk`)."""

    claim = Id(required=False)
    desk = IdOrSlug(
        required=False, help_text="By id or slug: to whose claims about the same it is offered."
    )
    address = Line()
    claim_text = Line(required=False, help_text="Empty: the statement of `claim`.")
    claimant = Line(required=False)
    claimed_on = Line(required=False)
    publisher = Line(required=False, help_text="Empty: the host of `address`.")
    publisher_address = Line(required=False)
    title = Line(required=False)
    rating: Any = Line(required=False)
    justification = Line(required=False)
    value = s.FloatField(required=False, allow_null=True)
    best = s.FloatField(required=False, allow_null=True)
    worst = s.FloatField(required=False, allow_null=True)
    reviewed_on = Line(required=False)
    language = Line(required=False)
    licence = Line(required=False)
    appearances: Any = s.ListField(child=Line(), required=False, max_length=MOST_APPEARANCES)
