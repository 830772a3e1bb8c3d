"""/api/v1/double-checks/: claims that two people rate unseen by each other."""

from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Invalid, WrongState
from annotations.models import BlindRating, Desk, DoubleCheck, Scope, User
from annotations.models.claims import agreement
from annotations.services.accounts import double_check
from annotations.services.claims import double_checks

from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import double_check_shapes as shapes
from .claims import claim_of_body, of_claim


def person_of_body(pk: int | None, field: str = "rater") -> User | None:
    if pk is None:
        return None
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise Invalid(double_checks.CANNOT, field=field)
    return found


class DoubleChecks(Resource[DoubleCheck]):
    """Taking one is for a claim whose desk or label asks for it, and which nobody has proposed a
    verdict on."""

    model = DoubleCheck
    summaries = {
        "GET": "List the double checks of your desks",
        "POST": "Take a claim to rate it unseen, or ask somebody to",
    }
    bodies = {"POST": shapes.DoubleCheckBody}
    filters = {"claim": params.number, "updated_since": params.moment}

    def get(self, request):
        return self.page(of_claim(self))

    @once
    def post(self, request):
        body = self.body(shapes.DoubleCheckBody)
        claim = claim_of_body(request, body["claim"])
        access.require(request.user, "propose", claim.desk_id)
        row = double_checks.take(
            actor=request.user,
            claim_id=claim.pk,
            question=body["question"],
            rater=person_of_body(body.get("rater")),
        )
        return self.answer(row, 201)


class OneDoubleCheck(Detail[DoubleCheck]):
    model = DoubleCheck
    summaries = {"GET": "Show a double check"}


class Rate(Resource[DoubleCheck]):
    """Until both are in yours can be handed in anew. Nobody reads it before, and its answer is the
    same whether you are the first or have done it again."""

    model = DoubleCheck
    has_versions = False
    summaries = {"POST": "Hand in your rating"}
    bodies = {"POST": shapes.RateBody}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "propose", row.claim.desk_id)
        body = self.body(shapes.RateBody)
        double_checks.hand_in(
            actor=request.user, claim_id=row.claim_id, question=row.question, **body
        )
        return self.answer(row)


class Leave(Resource[DoubleCheck]):
    """Editors replace others; what these have handed in goes unread."""

    model = DoubleCheck
    has_versions = False
    summaries = {"POST": "Leave a claim to other raters"}
    bodies = {"POST": shapes.LeaveBody}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "propose", row.claim.desk_id)
        rater = self.body(shapes.LeaveBody).get("rater", request.user.pk)
        seat = BlindRating.objects.filter(double_check=row, rater=rater).only("pk").first()
        if seat is None:
            raise WrongState(_("This person does not rate the claim."))
        double_checks.leave(actor=request.user, blind_rating_id=seat.pk)
        return self.answer(row)


class Decide(Resource[DoubleCheck]):
    """`rater` says whose of the two holds: that approves it. `rating` and `rationale` propose
    another verdict, which a second editor approves."""

    model = DoubleCheck
    must_see = True
    must_name_version = True
    summaries = {"POST": "Decide between two ratings"}
    bodies = {"POST": shapes.DecideBody}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, double_checks.KEEP, row.claim.desk_id)
        seen = self.seen(row, any_will_do=False)
        body = self.body(shapes.DecideBody)
        rater = body.pop("rater", None)
        choice = None
        if rater is not None:
            mine = BlindRating.objects.filter(double_check=row, rater=rater)
            choice = mine.values_list("pk", flat=True).first() or 0
        double_checks.decide(
            actor=request.user, double_check_id=pk, seen_version=seen, choice=choice, **body
        )
        return self.answer(row)


class CallOff(Resource[DoubleCheck]):
    """The claim goes on as others do, and what was handed in goes unread."""

    model = DoubleCheck
    must_see = True
    must_name_version = True
    summaries = {"POST": "Call off a double check"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, double_checks.KEEP, row.claim.desk_id)
        seen = self.seen(row, any_will_do=False)
        self.body(Nothing)
        double_checks.call_off(actor=request.user, double_check_id=pk, seen_version=seen)
        return self.answer(row)


class DeskSwitch(Resource[Desk]):
    """For new claims; what two people have begun to rate goes on as it began."""

    model = Desk
    scope = Scope.DESK
    summaries = {"POST": "Say whether two people rate the claims of a desk"}
    bodies = {"POST": shapes.SwitchBody}

    @once
    def post(self, request, pk: int):
        desk = access.load_desk(request.user, pk)
        access.require(request.user, double_check.ACTION, desk.pk)
        on = self.body(shapes.SwitchBody)["double_check"]
        row = double_check.switch(actor=request.user, desk_id=desk.pk, on=on)
        row.refresh_from_db(fields=["updated_at"])  # The database's own.
        return Response(self.represent(row))


class DeskAgreement(Resource[Desk]):
    """By question, of all raters together and of each two. For editors."""

    model = Desk
    summaries = {"GET": "Show how far the raters of a desk agree"}
    shapes = {"GET": shapes.AgreementSerializer}

    def get(self, request, pk: int):
        self.params()
        desk = access.load_desk(request.user, pk)
        access.require(request.user, double_check.ACTION, desk.pk)
        return Response({one.question.value: _scale(one) for one in agreement.of_desk(desk.pk)})


def _scale(one: agreement.OfScale) -> dict[str, object]:
    slugs = {step.pk: step.slug for step in one.scale}
    return _figures(one.together) | {
        "pairs": [_figures(found) | {"raters": [*pair]} for pair, found in one.pairs.items()],
        "matrix": [
            {"first": slugs[first], "second": slugs[second], "claims": times}
            for (first, second), times in sorted(one.together.counts.items())
        ],
    }


def _figures(one: agreement.Agreement) -> dict[str, object]:
    return {
        "claims": one.claims,
        "same": one.share,
        "kappa": one.kappa,
        "alpha_nominal": one.nominal,
        "alpha_ordinal": one.ordinal,
    }
