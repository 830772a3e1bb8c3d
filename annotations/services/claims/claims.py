"""Claims: made from a selection, edited, deleted."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotAllowed, WrongState
from annotations.models import (
    Anchor,
    Assessment,
    AttributionStep,
    BlindRating,
    Claim,
    Entity,
    Question,
    Revision,
    Stage,
    User,
)
from annotations.models.notice import notify

from .. import external_ids
from ..anchors.place import held_revision, landing, place, seen_revision
from ..claim_state import touched, update_stage
from ..claim_words import search_of
from ..transactions import acting, check_version, chosen, clean_line, locked
from . import labels
from . import questions as claim_questions
from .adding import add, add_alone

LONGEST_STATEMENT = 5_000


def create(
    *,
    actor: User | None,
    revision_id: int,
    start: int,
    end: int,
    exact: str = "",
    statement: str = "",
    claimant: str | int = "",
    questions: Iterable[str] = (Question.TRUE,),
    external_id: str = "",
    shown: bool = False,
) -> Claim:
    """Make a claim of `[start, end)` (code points) of a revision; it lands on the current one.

    When the text was corrected while the span was chosen, the claim follows its words, or waits for
    a person as any claim whose words changed or went. Mostly that is one statement (adding.py).
    Without an actor the product itself suggests the claim: somebody accepts or dismisses it.
    Without a statement the words themselves are the statement. `claimant` is a name or the id of
    an entity. `exact`, when given, must be the words there. With `shown` the claim has its `json`
    (adding.py), unless a claimant was added to it.
    Raises NotFound, NotAllowed, Invalid.
    """
    draft = partial(
        _draft,
        actor,
        span=(start, end, exact),
        statement=statement,
        questions=tuple(questions),
        external_id=external_id,
    )
    if claimant == "":
        seen = seen_revision(actor, "add claim", revision_id)
        if seen.pk == seen.current_revision_id:
            claim, anchor, words = draft(seen)
            if add_alone(claim, anchor, seen=seen, actor=actor, words=words, shown=shown):
                return claim
    with acting(actor, is_named=False):
        revision = held_revision(actor, "add claim", revision_id, may_be_old=True)
        claim, anchor, words = draft(revision)
        add(claim, anchor, words=words, shown=shown and claimant == "")
        if claimant != "":
            write_attribution(claim, [{"speaker": claimant}])
    return claim


def _draft(
    actor: User | None,
    revision: Revision,
    *,
    span: tuple[int, int, str],
    statement: str,
    questions: Iterable[str],
    external_id: str,
) -> tuple[Claim, Anchor, str]:
    """The claim and its place, not saved, and the words that stand there; raises Invalid."""
    start, end, exact = span
    where = place(revision, start, end, exact=exact)
    anchor = landing(revision, where)
    asked = _questions(questions)
    claim = Claim(
        article_id=revision.article_id,
        desk_id=revision.desk_id,
        statement=clean_statement(statement) or " ".join(where.exact.split()),
        asks_said=Question.SAID in asked,
        asks_true=Question.TRUE in asked,
        stage=Stage.OPEN if actor else Stage.SUGGESTED,
        created_by=actor,
        external_id=external_ids.clean(external_id),
        sort_start=where.start if anchor.start is None else anchor.start,
        sort_end=where.end if anchor.end is None else anchor.end,
    )
    return claim, anchor, anchor.exact


def edit(
    *,
    actor: User,
    claim_id: int,
    seen_version: int | None,
    set_aside: bool = False,
    **changes: Any,
) -> Claim:
    """Change statement, date, questions, due, priority (a Priority), labels (names, all of them),
    external_id or attribution (a list of steps, claimant first).

    The same values change nothing; a verdict on what is no longer so needs another look.
    `set_aside` says that the answers to a question that is asked no more may go (questions.py).
    Raises NotFound, NotAllowed, Stale, Invalid, WrongState.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require_claim_change(actor, "edit", claim)
        check_version(claim, seen_version)
        before = set(claim.questions)
        fields = _apply(claim, changes)
        if not fields:
            return claim
        if _drop(claim, before - set(claim.questions), set_aside):
            fields.add("stage")
        if "statement" in fields:
            claim.search = search_of(claim)
            fields.add("search")
        touched(claim, *(fields - {"attribution", "labels"}))
    return claim


def _drop(claim: Claim, questions: set[str], set_aside: bool) -> bool:
    """Questions that the claim asks no more; whether that may leave nobody anything to review."""
    for question in questions:
        claim_questions.drop(claim, question, set_aside=set_aside)
    if not questions or claim.stage != Stage.REVIEW:
        return False
    claim.save(update_fields=["asks_said", "asks_true"])
    update_stage(claim)
    return True


def _apply(claim: Claim, changes: dict[str, Any]) -> set[str]:
    """Set the changed columns on `claim` and say which; attribution is written at once."""
    fields: set[str] = set()
    if "statement" in changes:
        statement = clean_statement(str(changes["statement"]))
        if not statement:
            raise Invalid(_("Write a statement for this claim."), field="statement")
        if statement != claim.statement:
            claim.statement = statement
            fields.add("statement")
    if "external_id" in changes:
        changes["external_id"] = external_ids.clean(changes["external_id"])
    for name in ("date", "due", "priority", "external_id"):
        value: date | int | str | None = changes.get(name, getattr(claim, name))
        if value != getattr(claim, name):
            setattr(claim, name, value)
            fields.add(name)
    if "labels" in changes and labels.write(claim, changes["labels"]):
        fields.add("labels")
    if "questions" in changes:
        asked = _questions(changes["questions"])
        if asked != set(claim.questions):
            claim.asks_said = Question.SAID in asked
            claim.asks_true = Question.TRUE in asked
            fields |= {"asks_said", "asks_true"}
    if "attribution" in changes and write_attribution(claim, changes["attribution"]):
        fields.add("attribution")
    return fields


def delete(*, actor: User, claim_id: int, seen_version: int | None) -> None:
    """Remove a claim and all that is on it.

    Raises NotFound, NotAllowed (also when colleagues' work would go along, which takes the full
    right), Stale, and WrongState once anything was approved: dismiss it instead.
    """
    with acting(actor):
        claim = locked(Claim.objects.defer("search"), claim_id)
        access.require_claim_change(actor, "delete", claim)
        check_version(claim, seen_version)
        if claim.merged_into_id or claim.merged.exists():
            raise WrongState(_("This claim was merged with another one: dismiss it instead."))
        decided = claim.assessments.filter(reviewer__isnull=False)
        if decided.exclude(state=Assessment.State.RETURNED).exists():
            raise WrongState(_("A verdict on this claim was approved: dismiss the claim instead."))
        if takes_others_work(actor, claim):
            raise NotAllowed(_("Colleagues worked on this claim: only an editor can delete it."))
        # The verdicts first: what goes with the claim changes nothing that anybody looks at.
        claim.assessments.all().delete()
        claim.delete()
        notify("claim", desk=claim.desk_id, article=claim.article_id, pk=claim_id)


def takes_others_work(user: User, claim: Claim) -> bool:
    """Whether deleting it would take colleagues' work along, of somebody without the full right."""
    if access.may(user, "delete claim", claim.desk_id):
        return False
    theirs = (
        claim.evidence.exclude(created_by=user),
        claim.check_questions.exclude(created_by=user),
        claim.check_answers.exclude(created_by=user),
        claim.assessments.exclude(author=user),
        claim.external_checks.exclude(created_by=user),
        claim.anchors.exclude(decided_by=None).exclude(decided_by=user),
        BlindRating.objects.filter(double_check__claim=claim).exclude(rater=user),
        claim.reply_requests.all(),  # Whoever was asked outside is on record.
    )
    return any(rows.exists() for rows in theirs)


def clean_statement(text: str) -> str:
    return clean_line(text, "statement", longest=LONGEST_STATEMENT)


def write_attribution(claim: Claim, steps: list[dict]) -> bool:
    """Replace the chain; False when it is the same.

    A step has `speaker` (name, entity id, or {name, entity}) and may have `verb`, `channel`,
    `date`, `form`. Raises Invalid.
    """
    chain = [_step(claim, position, step) for position, step in enumerate(steps)]
    standing = list(claim.attribution.order_by("position"))
    if [_said(step) for step in chain] == [_said(step) for step in standing]:
        return False
    claim.attribution.all().delete()
    AttributionStep.objects.bulk_create(chain)
    return True


def _said(step: AttributionStep) -> tuple[object, ...]:
    return step.entity_id, step.name, step.verb, step.channel, step.date, step.form


def _step(claim: Claim, position: int, step: dict) -> AttributionStep:
    speaker = step.get("speaker") or ""
    if isinstance(speaker, dict):
        speaker = speaker.get("entity") or speaker.get("name") or ""
    entity = None
    if isinstance(speaker, int):
        entity = Entity.objects.filter(desk_id=claim.desk_id, pk=speaker).first()
        if entity is None:
            raise Invalid(_("There is no such entity on this desk."), field="claimant")
        speaker = ""
    elif not speaker.strip():
        raise Invalid(_("Say who speaks."), field="attribution")
    return AttributionStep(
        claim=claim,
        position=position,
        entity=entity,
        name=clean_line(speaker, "claimant", longest=300),
        verb=clean_line(step.get("verb") or "", "attribution", longest=60),
        channel=clean_line(step.get("channel") or "", "attribution", longest=200),
        date=step.get("date"),
        form=chosen(AttributionStep.Form, step["form"], "attribution") if step.get("form") else "",
    )


def _questions(questions: Iterable[str]) -> set[str]:
    asked = set(questions)
    if not asked or not asked <= set(Question.values):
        raise Invalid(_("Ask “said”, “true” or both."), field="questions")
    return asked
