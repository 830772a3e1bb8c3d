"""What the panel shows of one claim: everything templates/claims/claim.html needs."""

from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations import access
from annotations.models import (
    Anchor,
    Assessment,
    AttributionStep,
    CheckQuestion,
    Claim,
    Evidence,
    Membership,
    Publication,
    Question,
    Rating,
    ReplyRequest,
    Stage,
    User,
)
from annotations.models.accounts.people import CHECKERS
from annotations.models.articles.embargoes import who_sees
from annotations.models.claims import workflow
from annotations.models.claims.stages import UNCHECKED
from annotations.services.claims import attribution as claim_attribution
from annotations.services.claims import claims, deciders
from annotations.services.publications import settings
from annotations.services.undo import history

from ..comments import conversations
from ..shell.dates import short_day
from ..shell.drawn import Drawn
from ..workbench import adjust
from . import changed_words, checks, double_check, external, question_tabs, seen
from .linked import links_of
from .marks import marks_of


def load_claim(request, pk: object) -> Claim:
    """The claim with its article if this person may see it; raises NotFound."""
    claims = Claim.objects.select_related("article__desk", "assignee", "suggestion")
    return access.load(claims.defer("search", "article__search"), request.user, pk)


def question_of(request, claim: Claim) -> str:
    """The question asked for, else the one that the page shows, else `true` when it is asked."""
    for asked in _asked(request, claim, "question"):
        if asked in Question.values:
            return asked
    return Question.TRUE.value if claim.asks_true else Question.SAID.value


def _asked(request, claim: Claim, name: str) -> list[str]:
    """What is sent under this name, what the address says, what that of the page that asks says."""
    given = request.POST, request.GET, _address(request, claim)
    return [str(one[name]) for one in given if name in one]


def _address(request, claim: Claim) -> QueryDict:
    """Of the page that asks, when it shows this claim (js/panel/panel.js keeps it true)."""
    shown = QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    return shown if shown.get("claim") == str(claim.pk) else QueryDict()


def standing(assessment: Assessment, claim: Claim) -> dict[str, str]:
    """What a second person would see of this assessment now (seen.py)."""
    anchors = Anchor.objects.current().filter(claim=claim)
    evidence = evidence_of(assessment.author, claim, assessment.question)
    asked = CheckQuestion.objects.filter(claim=claim, question=assessment.question).with_answers()
    return seen.of(assessment, claim, anchors, attribution_of(claim), evidence, asked)


def context(
    request, claim: Claim, *, question: str = "", place: int | None = None, **more: object
) -> dict[str, object]:
    """The panel's context, in a number of queries that does not grow."""
    question = question or question_of(request, claim)
    assessments = _assessments(claim)
    may = permissions(request.user, claim, assessments)
    here: list[Drawn] = [one for one in assessments if one.question == question]
    attribution = attribution_of(claim)
    proposed = [] if attribution else claim_attribution.proposed(claim)
    evidence = evidence_of(request.user, claim, question)
    asked = checks.of_claim(request.user, claim, question)
    tabs = [tab(name, claim, question, assessments) for name in Question]
    anchors = list(Anchor.objects.current().filter(claim=claim))
    undecidable = deciders.undecidable(claim, here)
    for one in here:
        one.nobody = undecidable.get(one.pk, "")
        one.is_mine = one.author_id == request.user.pk
        is_asked = one.state == Assessment.State.PROPOSED and may["decide"]
        one.may_review = is_asked and access.is_second_person(request.user, one)
        if one.may_review:
            one.seen = seen.packed(
                seen.of(one, claim, anchors, attribution, evidence, asked["checks"])
            )
    _give_keys(here)
    double = double_check.shown(request.user, claim, question, here)
    may["propose"] = may["propose"] and double.get("state") not in double_check.BEFORE_PROPOSALS
    return {
        "panel": "claim",
        "article": claim.article,
        "claim": claim,
        "anchors": anchors,
        **adjust.places(anchors, [str(place), *_asked(request, claim, "place")]),
        "waits": changed_words.of_claim(claim),
        "made_on": changed_words.made_on(claim),
        "position": position(claim),
        "questions": tabs,
        "question": question,
        "asking": question_tabs.offers(claim, tabs, attribution or proposed, evidence, here),
        "attribution": attribution,
        "proposed": proposed,
        "evidence": evidence,
        **asked,
        "assessments": here,
        "double": double,
        "scale": list(Rating.objects.scale(claim.desk_id, question)),
        "hands": hands(request.user, claim),
        "talk": conversations.of_claim(request.user, claim),
        "contacts": list(claim.reply_requests.with_people()),
        "outcomes": ReplyRequest.Outcome.choices,
        "history": history.lines(claim),
        **links_of(request.user, claim),
        **external.of_claim(request.user, claim),
        "may": may,
        "colleagues": _colleagues(claim) if may["assign"] else [],
        **marks_of(request.user, claim),
        **more,
    }


def _give_keys(shown: list[Drawn]) -> None:
    """Keys approve and return the first that waits for it; the others have buttons only."""
    first = next((one for one in shown if one.may_review), None)
    for one in shown:
        one.has_keys = one is first


# What templates/claims/actions.html offers.
OF_THE_WHOLE = (
    "accept", "take", "take_over", "hand_back", "review", "reopen", "dismiss", "assign",
    "publish_claim", "delete",
)  # fmt: skip


def permissions(user: User, claim: Claim, assessments: list[Assessment]) -> dict[str, object]:
    """What this person may do with the claim as it stands now; of `confirm` the verdicts."""
    desk = claim.desk_id
    is_proposed = any(one.state == Assessment.State.PROPOSED for one in assessments)
    may = {
        name.replace(" ", "_"): access.may(user, name, desk)
        and workflow.allows(name, claim.stage)
        and workflow.lacks(name, claim, user, lambda: is_proposed) is None
        for name in workflow.MOVES
    }
    # Who cannot check it would only keep it from those who can.
    may["take"] &= access.can_check(user, desk)
    may["take_over"] = (
        may["assign"] and claim.stage != Stage.OPEN and not access.can_check(claim.assignee, desk)
    )
    doubted = [one for one in assessments if one.state == "approved" and one.needs_another_look]
    may |= {
        "edit": access.may_change_claim(user, "edit", claim),
        "delete": access.may_change_claim(user, "delete", claim)
        and not any(one.reviewer_id and one.state != "returned" for one in assessments)
        and not claims.takes_others_work(user, claim),
        "evidence": access.may(user, "add evidence", desk),
        "annotate": access.may(user, "add claim", desk),
        "withdraw": access.may(user, "dismiss", desk),
        "publish_claim": settings.may_publish(user, desk)
        and (claim.stage == Stage.CHECKED or _is_public(claim)),
    }
    return may | {
        "anything": any(may[name] for name in OF_THE_WHOLE),
        "confirm": doubted if access.may(user, "propose", desk) else [],
    }


def _is_public(claim: Claim) -> bool:
    """What is looked at again has its page still: from here it is taken down."""
    return Publication.objects.standing().filter(claim=claim).exists()


def hands(user: User, claim: Claim) -> str:
    """Who has the claim, in words; and when that helps nobody, why."""
    holder = claim.assignee
    if holder is None:
        return _("Unassigned")
    is_fine = claim.stage not in UNCHECKED or access.can_check(holder, claim.desk_id)
    if holder == user:
        return _("Assigned to you") if is_fine else _("Assigned to you, but you cannot check it")
    if is_fine:
        said = _("Assigned to %(person)s")
    elif access.role_on(holder, claim.desk_id) is None:
        said = _("Assigned to %(person)s, who left the desk")
    else:
        said = _("Assigned to %(person)s, who cannot check it")
    return said % {"person": holder}


def position(claim: Claim) -> dict[str, object]:
    """Place among the claims that count (as the head counts them) in the order of the text.

    A claim that does not count, a suggestion or a dismissed one, has no number (None) and goes on
    to those beside its place.
    """
    here = Claim.objects.filter(article=claim.article_id)
    rows = here.standing() | here.filter(pk=claim.pk)
    ids = list(rows.in_order().values_list("pk", flat=True))
    at = ids.index(claim.pk)
    return {
        "index": at + 1 if claim.is_standing else None,
        "count": len(ids) - (not claim.is_standing),
        "previous": ids[at - 1] if at else None,
        "next": ids[at + 1] if at + 1 < len(ids) else None,
    }


def attribution_of(claim: Claim) -> list[AttributionStep]:
    """The chain, claimant first."""
    steps = AttributionStep.objects.filter(claim=claim).select_related("entity")
    return list(steps.defer("entity__search").order_by("position"))


def evidence_of(user: User, claim: Claim, question: str) -> list[Drawn]:
    """The evidence on one question, each with what this person may do to it."""
    found = Evidence.objects.filter(claim=claim, question=question).with_copies()
    rows: list[Drawn] = list(found.defer("source__search").order_by("pk"))
    for row in rows:
        row.claim = claim
        row.may_edit = access.may(user, "edit evidence", claim.desk_id)
        row.may_remove = access.may_remove_evidence(user, row)
    return rows


def tab(name: Question, claim: Claim, current: str, assessments: list[Assessment]) -> dict:
    """One of the two tabs: what is asked, the verdict so far, and whose it is."""
    here = [one for one in assessments if one.question == name]
    approved = next((one for one in here if one.state == "approved"), None)
    proposed = next((one for one in here if one.state == "proposed"), None)
    shown = approved or proposed
    return {
        "name": name.value,
        "label": name.label,
        "asked": name in claim.questions,
        "current": name == current,
        "verdict": shown.rating.tone if shown else "unchecked",
        "verdict_label": shown.rating.label if shown else _("Unchecked"),
        "proposed": shown is not None and shown is not approved,
        "stands": _stands(approved, proposed) if name in claim.questions else "",
    }


def _stands(approved: Assessment | None, proposed: Assessment | None) -> str:
    if approved and approved.needs_another_look:
        return _("Needs another look")
    if approved:
        said = _("Approved by %(person)s, %(day)s")
        if proposed:
            said = _("Approved by %(person)s, %(day)s; another verdict is proposed")
        return said % {"person": approved.reviewer, "day": short_day(approved.reviewed_at)}
    if proposed:
        return _("Proposed by %(person)s") % {"person": proposed.author}
    return _("No verdict proposed yet")


def _assessments(claim: Claim) -> list[Assessment]:
    rows = Assessment.objects.filter(claim=claim).select_related("rating", "author", "reviewer")
    return list(rows.order_by("-pk"))


def _colleagues(claim: Claim) -> list[User]:
    """Those who can see and check it, and who has it now."""
    members = Membership.objects.filter(desk=claim.desk_id, role__in=CHECKERS)
    people = User.objects.filter(pk__in=members.values("user"), is_active=True)
    people = who_sees(claim.article_id, people)
    if claim.assignee_id:
        people |= User.objects.filter(pk=claim.assignee_id)
    return list(people.order_by("display_name", "username"))
