"""Claims that two people rate unseen, as REST shows them (docs/double-check.md)."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from rest_framework import serializers as s

from annotations.models import BlindRating, DoubleCheck, Question

from ..shell.bodies import Body, Flag, Id, Line
from ..shell.representation import Part, Url, Versioned, represents


class OpenRatingSerializer(Part):
    rater = s.IntegerField()
    rating = s.CharField()
    label = s.CharField()  # type: ignore[assignment]
    rationale = s.CharField()


@represents(DoubleCheck)
class DoubleCheckSerializer(Versioned):
    """Before both ratings are in nobody reads one here, its rater neither, nor that it is in."""

    url = Url("double-checks")
    claim = s.IntegerField(source="claim_id")
    question = s.ChoiceField(choices=Question.choices)
    state = s.ChoiceField(choices=DoubleCheck.State.choices)
    raters = s.ListField(child=s.IntegerField(), help_text="Who rates it: two people at most.")
    ratings = OpenRatingSerializer(
        many=True, source="opened", help_text="Both, or none until both are in."
    )
    revealed_at = s.DateTimeField(allow_null=True, help_text="When the second one came in.")
    decided_by = s.IntegerField(source="decided_by_id", allow_null=True)
    decided_at = s.DateTimeField(allow_null=True)

    def beside_version(self, row, shown):
        """A step of the scale is reworded without what was once rated by it."""
        return {"ratings": shown["ratings"]} if shown["ratings"] else {}

    @classmethod
    def rows(cls):
        here = BlindRating.objects.filter(double_check=OuterRef("pk")).order_by("seat")
        shown = JSONObject(
            rater=F("rater_id"),
            rating=F("rating__slug"),
            label=F("rating__label"),
            rationale=F("rationale"),
        )
        return DoubleCheck.objects.annotate(
            raters=ArraySubquery(here.values("rater_id")),
            opened=ArraySubquery(here.open_to(None).values(json=shown)),
        )


class DoubleCheckBody(Body):
    claim = Id()
    question = s.ChoiceField(choices=Question.choices)
    rater = Id(required=False, help_text="Without it yourself.")


class RateBody(Body):
    rating = Line(is_filled=True)
    rationale = Line(is_filled=True)


class LeaveBody(Body):
    rater = Id(required=False, help_text="Whom to replace; without it yourself.")


class DecideBody(Body):
    """Whose rating holds, or a rating of your own with its rationale."""

    rater = Id(required=False)
    rating = Line(required=False, default="")
    rationale = Line(required=False, default="")
    note = Line(required=False, default="")


class SwitchBody(Body):
    double_check = Flag()


class AgreementFigures(Part):
    """Of what nobody rated twice, or where all ratings are the same, figures are null."""

    claims = s.IntegerField()
    same = s.FloatField(allow_null=True, help_text="The share that both rated alike.")
    kappa = s.FloatField(allow_null=True, help_text="Cohen's.")
    alpha_nominal = s.FloatField(allow_null=True, help_text="Krippendorff's.")
    alpha_ordinal = s.FloatField(allow_null=True)


class PairFigures(AgreementFigures):
    raters = s.ListField(child=s.IntegerField())


class CountOfRatings(Part):
    first = s.CharField(help_text="The rating of who took the claim first.")
    second = s.CharField()
    claims = s.IntegerField()


class ScaleFigures(AgreementFigures):
    pairs = PairFigures(many=True)
    matrix = CountOfRatings(many=True)


class AgreementSerializer(Part):
    said = ScaleFigures()
    true = ScaleFigures()
