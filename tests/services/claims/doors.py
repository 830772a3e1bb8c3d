"""Every door through which somebody changes what a checked claim's verdict rests on.

Each takes the desk as `Checked` has it and an actor, and leaves the claim changed by that actor.
"""

from dataclasses import dataclass
from uuid import uuid4

from django.db import connection

from annotations.models import Claim, Evidence, request_id
from annotations.models.audit import nobodys_doing
from annotations.services.articles import revisions
from annotations.services.claims import changed_words, claims, evidence
from annotations.services.entities import entities
from annotations.services.entities import merge as entity_merge
from annotations.services.sources import snapshots
from annotations.services.transactions import acting
from annotations.services.undo import undo
from tests.cast import Cast
from tests.factory import TEXT, make_article, make_claim, make_evidence, make_source
from tests.names import make_entity

OTHER = TEXT.replace("41 bridges", "43 bridges")


@dataclass
class Checked:
    """A claim said by an entity, with evidence that stands in an archived copy."""

    cast: Cast
    claim: Claim
    proof: Evidence
    speaker: object


def make_checked(cast: Cast) -> Checked:
    speaker = make_entity(cast.desk, "Ilka Varn")
    claim = make_claim(cast, make_article(cast), claimant=speaker.pk)
    source = make_source(cast)
    snapshots.take(actor=cast.checker, source_id=source.pk, text="We counted 41 of 312 bridges.")
    proof = make_evidence(cast, claim, source=source, excerpt="41 of 312 bridges")
    return Checked(cast, claim, proof, speaker)


def of(verb, **given):
    def door(desk: Checked, actor) -> None:
        verb(actor=actor, claim_id=desk.claim.pk, seen_version=None, **given)

    return door


def of_proof(verb, **given):
    def door(desk: Checked, actor) -> None:
        verb(actor=actor, evidence_id=desk.proof.pk, seen_version=None, **given)

    return door


def new_proof(desk: Checked, actor) -> None:
    make_evidence(desk.cast, desk.claim, source=desk.proof.source, stance="refutes", actor=actor)


def correct(desk: Checked, actor) -> None:
    revisions.revise(
        actor=actor, article_id=desk.claim.article_id, text=OTHER, kind="correction",
        seen_version=None,
    )  # fmt: skip


def by_feed(desk: Checked, actor) -> None:
    """In the name of who added the feed, as services/feeds/entries.py does."""
    with acting(actor), nobodys_doing():
        correct(desk, actor)


def amend(desk: Checked, actor) -> None:
    by_feed(desk, desk.cast.reporter)
    changed_words.amend(actor=actor, claim_id=desk.claim.pk, statement="43 bridges")


def place_again(desk: Checked, actor) -> None:
    by_feed(desk, desk.cast.reporter)
    desk.claim.article.refresh_from_db()
    changed_words.place_again(
        actor=actor, claim_id=desk.claim.pk, start=0, end=8,
        revision_id=desk.claim.article.current_revision_id,
    )  # fmt: skip


def merge(desk: Checked, actor) -> None:
    other = make_entity(desk.cast.desk, "Mara Holt")
    entity_merge.merge(actor=actor, source_id=desk.speaker.pk, target_id=other.pk)


def rename(desk: Checked, actor) -> None:
    entities.edit(actor=actor, entity_id=desk.speaker.pk, seen_version=None, name="Ilka Holt")


def new_copy(desk: Checked, actor) -> None:
    snapshots.take(
        actor=actor, source_id=desk.proof.source_id, text="We counted 50 of 312 bridges."
    )


def as_request(verb) -> str:
    """Do it in a request of its own and say which, so that it can be undone."""
    name = uuid4().hex
    token = request_id.set(name)
    try:
        verb()
    finally:
        request_id.reset(token)
    return name


def undone(desk: Checked, actor) -> None:
    """What stood at the approval is taken back afterwards: the evidence was the actor's."""
    undo.undo(actor=actor, request=desk.added)


def redone(desk: Checked, actor) -> None:
    edited = as_request(lambda: of(claims.edit, statement="No bridges")(desk, actor))
    back = undo.undo(actor=actor, request=edited)
    assert not desk.claim.assessments.get(state="approved").needs_another_look
    undo.undo(actor=actor, request=back.request)


def at_once(desk: Checked, actor) -> None:
    """Many claims in one statement."""
    with acting(actor):
        Claim.objects.filter(desk=desk.cast.desk).update(statement="All the same.")


def raw(desk: Checked, actor) -> None:
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE annotations_evidence SET stance = 'refutes' WHERE id = %s", [desk.proof.pk]
        )


DOORS = {
    "statement": of(claims.edit, statement="No bridges"),
    "date": of(claims.edit, date="2026-10-01"),
    "attribution": of(claims.edit, attribution=[{"speaker": "Somebody else"}]),
    "new evidence": new_proof,
    "stance": of_proof(evidence.edit, stance="refutes"),
    "excerpt": of_proof(evidence.edit, excerpt="50 of 312"),
    "note": of_proof(evidence.edit, note="Not so."),
    "question of the evidence": of_proof(evidence.edit, question="said"),
    "less evidence": of_proof(evidence.remove),
    "correction": correct,
    "statement after a correction": amend,
    "other words": place_again,
    "merge": merge,
    "rename": rename,
    "new copy": new_copy,
    "undo": undone,
    "redo": redone,
    "many at once": at_once,
    "raw SQL": raw,
}
