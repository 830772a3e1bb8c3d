"""What undo leaves alone: what colleagues built on it, and what one may no longer do."""

import contextlib
import json

import pytest
from django.utils import timezone

from annotations.errors import NotAllowed, NotFound, WrongState
from annotations.exchange import claim_json
from annotations.models import (
    AttributionStep,
    Claim,
    Entity,
    Evidence,
    Mention,
    Source,
    request_id,
)
from annotations.services.articles import revisions
from annotations.services.claims import assessments, claims, contacts, evidence, workflow
from annotations.services.entities import entities, mentions
from annotations.services.sources import sources
from annotations.services.transactions import acting
from annotations.services.undo import undo
from tests import factory
from tests.names import make_entity, names_of
from tests.services.undo.test_undo import VERBS, Requests, machine_mention, span, state

# The least role with which a step of somebody who was an editor is taken back; the claims are a
# reporter's, evidence and proposals on them a checker's.
LEAST = {
    "claim made": "reporter",
    "claim deleted": "editor",
    "statement": "checker",
    "statement of a checked claim": "checker",
    "dates": "checker",
    "questions": "checker",
    "attribution": "checker",
    "claim placed again": "checker",
    "take": "reporter",
    "hand back": "reporter",
    "assign": "checker",
    "dismiss": "checker",
    "reopen": "checker",
    "accept": "reporter",
    "review": "checker",
    "evidence added": "checker",
    "evidence changed": "checker",
    "evidence asks another question": "checker",
    "evidence removed": "editor",
    "proposal": "checker",
    "proposal on another question": "checker",
    "proposal instead of one's own": "checker",
    "reply": "checker",
    "mention made": "reporter",
    "date marked": "reporter",
    "machine's mention marked": "reporter",
    "mention accepted": "reporter",
    "mention rejected": "reporter",
    "mention relabelled": "reporter",
    "mentions of the same words relabelled": "reporter",
    "mention resized": "reporter",
    "entity taken away": "reporter",
    "source made": "checker",
    "source edited": "checker",
}
BELOW = {"reporter": "viewer", "checker": "reporter", "editor": "checker"}


@pytest.fixture
def request_of():
    return Requests()


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


def become(user, role: str) -> None:
    with acting(None):
        user.memberships.update(role=role)
    user.__dict__.pop("_roles", None)


def test_the_table_is_of_every_verb():
    assert set(LEAST) == set(VERBS)


@pytest.mark.parametrize("name", LEAST)
def test_a_step_is_taken_back_by_who_may_still_do_it_and_by_nobody_below(
    name, cast, article, request_of
):
    verb, given = VERBS[name](cast, article)
    before = state()
    request, _ = request_of(verb, actor=cast.editor, **given)
    after = state()

    become(cast.editor, BELOW[LEAST[name]])
    with pytest.raises(NotAllowed):
        request_of(undo.undo, actor=cast.editor, request=request)
    become(cast.editor, "editor")
    assert state() == after
    become(cast.editor, LEAST[name])
    request_of(undo.undo, actor=cast.editor, request=request)
    become(cast.editor, "editor")
    assert state() == before


@pytest.mark.parametrize("name", ["claim deleted", "take", "evidence added", "mention accepted"])
def test_who_left_the_desk_finds_nothing_to_undo(name, cast, article, request_of):
    verb, given = VERBS[name](cast, article)
    request, _ = request_of(verb, actor=cast.editor, **given)
    after = state()
    with acting(None):
        membership = cast.editor.memberships.get()
        membership.delete()
    cast.editor.__dict__.pop("_roles", None)

    with pytest.raises(NotFound):
        request_of(undo.undo, actor=cast.editor, request=request)
    with acting(None):
        membership.save(force_insert=True)
    assert [row for name, row in state().items() if name == "claim"] == [after["claim"]]
    assert state()["evidence"] == after["evidence"]


def reply(cast, claim):
    contacts.ask(actor=cast.checker, claim_id=claim.pk, asked="Varn", asked_at=timezone.now())


def attribute(cast, claim):
    """As a worker or a colleague's older page may: no column of the claim changes."""
    with acting(cast.checker):
        AttributionStep.objects.create(claim=claim, position=0, name="Ilka Varn")


def cite(cast, claim):
    factory.make_evidence(cast, claim)


@pytest.mark.parametrize("build", [cite, reply, attribute])
def test_a_claim_on_which_a_colleague_worked_stays_with_that_work(build, cast, article, request_of):
    request, claim = request_of(claims.create, actor=cast.reporter, **span(article, "41 bridges"))
    build(cast, claim)
    after = state()

    with pytest.raises(WrongState, match=str(cast.checker)):
        request_of(undo.undo, actor=cast.reporter, request=request)
    assert state() == after
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_ones_own_evidence_of_another_request_stays_too(cast, article, request_of):
    request, claim = request_of(claims.create, actor=cast.checker, **span(article, "41 bridges"))
    request_of(
        evidence.add, actor=cast.checker, claim_id=claim.pk,
        source_id=factory.make_source(cast).pk, stance="supports",
    )  # fmt: skip

    with pytest.raises(WrongState):
        request_of(undo.undo, actor=cast.checker, request=request)
    assert Evidence.objects.count() == 1


def test_a_source_that_a_colleague_cites_stays(cast, article, request_of):
    claim = factory.make_claim(cast, article)
    request, (source, _) = request_of(
        sources.find_or_create, actor=cast.editor, desk=cast.desk, url="https://example.org/a"
    )
    factory.make_evidence(cast, claim, source=source)

    request_of(undo.undo, actor=cast.editor, request=request)
    assert Source.objects.filter(pk=source.pk).exists()
    assert Evidence.objects.get().source_id == source.pk


def test_an_entity_that_a_colleague_names_stays_and_the_mark_goes(cast, article, request_of):
    request, mark = request_of(
        mentions.create, actor=cast.reporter, label="PERSON", **span(article, "Ilka Varn")
    )
    claim = factory.make_claim(cast, article, claimant=mark.entity_id)

    request_of(undo.undo, actor=cast.reporter, request=request)
    assert not Mention.objects.filter(pk=mark.pk).exists()
    entity = Entity.objects.get(pk=mark.entity_id)
    assert list(entity.aliases.values_list("name", flat=True)) == ["Ilka Varn"]
    assert claim.attribution.get().entity_id == entity.pk


def test_an_entity_that_nobody_names_goes_with_its_mark(cast, article, request_of):
    request, mark = request_of(
        mentions.create, actor=cast.reporter, label="PERSON", **span(article, "Ilka Varn")
    )
    request_of(undo.undo, actor=cast.reporter, request=request)

    assert not Entity.objects.filter(pk=mark.entity_id).exists()


def test_what_a_colleague_took_away_is_not_changed_back(cast, article, request_of):
    row = factory.make_evidence(cast, factory.make_claim(cast, article))
    request, _ = request_of(
        evidence.edit, actor=cast.checker, evidence_id=row.pk, seen_version=None, note="Page 5"
    )
    request_of(evidence.remove, actor=cast.editor, evidence_id=row.pk, seen_version=None)

    with pytest.raises(WrongState, match=str(cast.editor)):
        request_of(undo.undo, actor=cast.checker, request=request)
    assert not Evidence.objects.exists()


def test_a_claim_that_was_deleted_is_not_put_into_a_text_that_was_corrected_since(
    cast, article, request_of
):
    claim = factory.make_claim(cast, article, words="41 bridges")
    gone, _ = request_of(claims.delete, actor=cast.editor, claim_id=claim.pk, seen_version=None)
    text = "More. " + article.current_revision.text
    revisions.revise(
        actor=cast.editor, article_id=article.pk, text=text, kind="update", seen_version=None
    )
    with pytest.raises(WrongState, match="corrected since"):
        undo.undo(actor=cast.editor, request=gone)
    assert not Claim.objects.exists()


def test_what_is_back_already_is_not_put_there_twice(cast, article, request_of):
    claim = factory.make_claim(cast, article)
    row = factory.make_evidence(cast, claim)
    request, _ = request_of(
        evidence.remove, actor=cast.editor, evidence_id=row.pk, seen_version=None
    )
    request_of(undo.undo, actor=cast.editor, request=request)
    request_of(undo.undo, actor=cast.editor, request=request)

    assert Evidence.objects.count() == 1


def test_a_suggestion_that_a_run_replaced_meanwhile_is_left_alone(cast, article, request_of):
    """Marking a name relinks the machine's; whether those are still there does not matter."""
    mention = machine_mention(cast, article)
    request, _ = request_of(
        mentions.create, actor=cast.reporter, label="PERSON", **span(article, "Ilka Varn")
    )
    Mention.objects.filter(pk=mention.pk).delete()

    request_of(undo.undo, actor=cast.reporter, request=request)
    assert not Mention.objects.filter(origin="person", state="accepted").exists()


def test_a_claim_that_a_colleague_took_since_stays_open_to_nobody_elses_undo(
    cast, article, request_of
):
    claim = factory.make_claim(cast, article)
    request, _ = request_of(workflow.dismiss, actor=cast.checker, claim_id=claim.pk)
    request_of(workflow.reopen, actor=cast.editor, claim_id=claim.pk)

    with pytest.raises(WrongState, match=str(cast.editor)):
        request_of(undo.undo, actor=cast.checker, request=request)
    assert Claim.objects.get().stage == "open"


def test_an_undo_names_what_it_undid_and_what_stands(cast, article, request_of):
    claim = factory.make_claim(cast, article)
    request, _ = request_of(workflow.take, actor=cast.checker, claim_id=claim.pk)
    assert undo.undone_by(request) is None
    _, undone = request_of(undo.undo, actor=cast.checker, request=request)

    assert undone.touched == (("claim", claim.pk),)
    assert undo.undone_by(undone.request) is not None
    assert len(undone.request) <= 64
    assert request_id.get() == ""


def test_a_checker_takes_back_the_removal_of_the_own_evidence(cast, article, request_of):
    row = factory.make_evidence(cast, factory.make_claim(cast, article))
    request, _ = request_of(
        evidence.remove, actor=cast.checker, evidence_id=row.pk, seen_version=None
    )
    request_of(undo.undo, actor=cast.checker, request=request)

    assert Evidence.objects.get().pk == row.pk


def test_a_reporter_takes_back_what_was_done_to_the_own_claim(cast, article, request_of):
    claim = factory.make_claim(cast, article)
    given = {"actor": cast.reporter, "claim_id": claim.pk, "seen_version": None}
    request, _ = request_of(claims.edit, statement="Other", **given)
    request_of(undo.undo, actor=cast.reporter, request=request)
    assert Claim.objects.get().statement == "41 bridges"

    claims.edit(attribution=[{"speaker": "Ilka Varn"}], **given)
    before = state()
    request, _ = request_of(claims.delete, **given)
    assert not AttributionStep.objects.exists()
    request_of(undo.undo, actor=cast.reporter, request=request)
    assert state() == before


def test_an_undo_raises_the_version_of_what_shows_it(cast, article, request_of):
    claim = factory.make_claim(cast, article)
    source = factory.make_source(cast)
    request, _ = request_of(
        evidence.add, actor=cast.checker, claim_id=claim.pk, source_id=source.pk, stance="supports"
    )
    seen = Claim.objects.get().version
    request_of(undo.undo, actor=cast.checker, request=request)
    assert Claim.objects.get().version > seen

    entity = make_entity(cast.desk, "Ilka Varn")
    given = {"actor": cast.checker, "entity_id": entity.pk}
    request, _ = request_of(entities.add_alias, name="Zoe Holt", **given)
    seen = Entity.objects.get().version
    request_of(undo.undo, actor=cast.checker, request=request)
    assert Entity.objects.get().version > seen
    assert not Entity.objects.completing("Zoe").exists()


def test_a_new_name_is_taken_back_with_all_by_which_it_is_found(cast, article, request_of):
    entity = make_entity(cast.desk, "Ilka Varn")
    claim = factory.make_claim(cast, article, claimant=entity.pk)
    request, _ = request_of(
        entities.edit, actor=cast.checker, entity_id=entity.pk, seen_version=None, name="Zoe Holt"
    )
    seen = Claim.objects.get(pk=claim.pk).version
    request_of(undo.undo, actor=cast.checker, request=request)

    assert Entity.objects.completing("Ilka").get().name == "Ilka Varn"
    assert not Entity.objects.completing("Zoe").exists()
    assert names_of(entity) == ["Ilka Varn"]
    assert Claim.objects.get(pk=claim.pk).version > seen


def is_doubted(claim) -> bool:
    """As everybody is shown it."""
    row = Claim.objects.annotate(json=claim_json.as_json(claim_json.CLAIM)).get(pk=claim.pk)
    return json.loads(row.json)["status"]["true"]["needs_another_look"]


def test_what_was_approved_since_is_looked_at_again_when_an_edit_before_it_is_undone(
    cast, article, request_of
):
    claim = factory.make_claim(cast, article)
    request, _ = request_of(
        claims.edit, actor=cast.reporter, claim_id=claim.pk, statement="New", seen_version=None
    )
    proposal = factory.make_proposal(cast, claim)
    seen = {"assessment_id": proposal.pk, "seen_version": proposal.version}
    request_of(assessments.approve, actor=cast.editor, **seen)
    assert not is_doubted(claim)

    request_of(undo.undo, actor=cast.reporter, request=request)
    assert is_doubted(claim)
    assert Claim.objects.get().stage == "review"


def test_a_doubt_that_something_else_gives_reason_for_is_not_undone_with_one_edit(
    cast, article, request_of
):
    claim = factory.make_checked_claim(cast, article)
    request, _ = request_of(
        claims.edit, actor=cast.reporter, claim_id=claim.pk, statement="New", seen_version=None
    )
    source = factory.make_source(cast)
    request_of(
        evidence.add, actor=cast.checker, claim_id=claim.pk, source_id=source.pk, stance="refutes"
    )
    with contextlib.suppress(WrongState):
        request_of(undo.undo, actor=cast.reporter, request=request)

    assert is_doubted(claim)
    assert Evidence.objects.count() == 1
    assert Claim.objects.get().stage == "review"
