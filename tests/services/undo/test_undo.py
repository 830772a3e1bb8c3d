"""Undo puts every row back as it was before a request, or says why it cannot."""

import json
import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from annotations.errors import NotAllowed, NotFound, WrongState
from annotations.models import (
    Anchor,
    Assessment,
    Claim,
    EntityPair,
    Event,
    Mention,
    Role,
    Suggestion,
    request_id,
)
from annotations.services.articles import revisions
from annotations.services.claims import (
    assessments,
    changed_words,
    claims,
    contacts,
    evidence,
    workflow,
)
from annotations.services.entities import mentions
from annotations.services.sources import sources
from annotations.services.transactions import acting
from annotations.services.undo import recent, undo
from tests import factory
from tests.factory import TEXT
from tests.waiting import awaited, kept

LEFT_OUT = {"version", "updated_at", "search", "decided_at", "doubted_at", "makers"}
LEFT_OUT |= {"stage_since", "opened_at"}
# What people were told stays told.
NOT_THE_DESKS = {"event", "taggingrun", "notification", "mailsettings"}


class Requests:
    """Each verb in a request of its own, as the middleware names them."""

    def __init__(self):
        self.number = 0

    def __call__(self, verb, **given):
        """The request's id and what the verb returned."""
        self.number += 1
        name = f"request-{self.number}"
        token = request_id.set(name)
        try:
            return name, verb(**given)
        finally:
            request_id.reset(token)


@pytest.fixture
def request_of():
    return Requests()


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


def state() -> dict:
    """Every audited row, without what a write always raises."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("annotations").get_models():
            if model._meta.model_name in NOT_THE_DESKS:
                continue
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{model._meta.db_table}" t ORDER BY 1')
            rows = [json.loads(row) for (row,) in cursor.fetchall()]
            for row in rows:
                for name in LEFT_OUT:
                    row.pop(name, None)
            found[model._meta.model_name] = sorted(map(repr, rows))
    return found


def machine_mention(cast, article, words="Ilka Varn", label="PERSON", **given) -> Mention:
    start = TEXT.index(words)
    return Mention.objects.create(
        article=article,
        desk=cast.desk,
        revision=article.current_revision,
        start=start,
        end=start + len(words),
        exact=words,
        label=label,
        **{"origin": "rules/1", "score": 0.5} | given,
    )


def span(article, words) -> dict:
    start = TEXT.index(words)
    return {"revision_id": article.current_revision_id, "start": start, "end": start + len(words)}


def of_mention(**changes):
    def prepare(cast, article):
        mention = machine_mention(cast, article)
        return mentions.edit, {"mention_id": mention.pk, "seen_version": 1, **changes}

    return prepare


def of_claim(verb, made=factory.make_claim, **given):
    def prepare(cast, article):
        return verb, {"claim_id": made(cast, article).pk, **given}

    return prepare


def of_evidence(verb, made=factory.make_claim, **given):
    def prepare(cast, article):
        row = factory.make_evidence(cast, made(cast, article))
        return verb, {"evidence_id": row.pk, "seen_version": None, **given}

    return prepare


def add_evidence(cast, article):
    claim = factory.make_checked_claim(cast, article)
    source = factory.make_source(cast)
    return evidence.add, {"claim_id": claim.pk, "source_id": source.pk, "stance": "refutes"}


def delete_whole_claim(cast, article):
    claim = factory.make_claim(cast, article, claimant="Ilka Varn")
    factory.make_evidence(cast, claim)
    factory.make_proposal(cast, claim)
    return claims.delete, {"claim_id": claim.pk, "seen_version": None}


def propose_again(cast, article):
    claim = factory.make_claim(cast, article)
    factory.make_proposal(cast, claim, actor=cast.editor)
    given = {"question": "said", "rating": "not-said", "rationale": "No."}
    return assessments.propose, {"claim_id": claim.pk, **given}


def replace_proposal(cast, article):
    claim = factory.make_claim(cast, article)
    factory.make_proposal(cast, claim, actor=cast.editor)
    given = {"question": "true", "rating": "mixed", "rationale": "Half."}
    return assessments.propose, {"claim_id": claim.pk, **given}


def review(cast, article):
    claim = factory.make_claim(cast, article)
    factory.make_proposal(cast, claim)
    Claim.objects.update(stage="checking")
    return workflow.review, {"claim_id": claim.pk}


def accept(cast, article):
    claim = claims.create(actor=None, **span(article, "41 bridges"))
    Suggestion.objects.create(
        claim=claim, desk=cast.desk, rule="number", reason="number", score=1, origin="t"
    )
    return workflow.accept, {"claim_id": claim.pk}


def place_again(cast, article):
    claim = factory.make_claim(cast, article)
    lost = {"state": "orphaned", "start": None, "end": None}
    Anchor.objects.filter(claim=claim).update(**lost)
    return changed_words.place_again, {"claim_id": claim.pk, **span(article, "twice as many")}


def resized(cast, article):
    mention = machine_mention(cast, article, "Varn")
    where = span(article, "Ilka Varn")
    del where["revision_id"]
    return mentions.edit, {"mention_id": mention.pk, "seen_version": None, **where}


def relabelled_together(cast, article):
    found = {"article": article, "desk": cast.desk, "revision": article.current_revision}
    starts = [match.start() for match in re.finditer("port", TEXT)]
    first, *_ = [
        Mention.objects.create(
            **found, start=start, end=start + 4, exact="port", label="PLACE", origin="rules/1"
        )
        for start in starts
    ]
    return mentions.edit, {"mention_id": first.pk, "seen_version": 1, "label": "ORG"}


def assigned(cast, article):
    claim = factory.make_claim(cast, article)
    return workflow.assign, {"claim_id": claim.pk, "user": cast.checker}


def marked(words="Ilka Varn", label="PERSON"):
    return lambda cast, article: (mentions.create, {"label": label, **span(article, words)})


def over_the_machines(cast, article):
    machine_mention(cast, article)
    return mentions.create, {"label": "PERSON", **span(article, "Ilka Varn")}


def made_claim(cast, article):
    return claims.create, {"claimant": "Ilka Varn", **span(article, "41 bridges")}


def made_source(cast, article):
    given = {"desk": cast.desk, "url": "https://example.org/a", "title": "A"}
    return sources.find_or_create, given


def edited_source(cast, article):
    source = factory.make_source(cast)
    return sources.edit, {"source_id": source.pk, "seen_version": None, "title": "Report 2"}


def asked_for_a_reply(cast, article):
    claim = factory.make_claim(cast, article)
    given = {"asked": "Varn's office", "channel": "letter", "asked_at": timezone.now()}
    return contacts.ask, {"claim_id": claim.pk, **given}


def hand_back(cast, article):
    claim = factory.make_claim(cast, article)
    workflow.take(actor=cast.editor, claim_id=claim.pk)
    return workflow.hand_back, {"claim_id": claim.pk}


STEPS = [{"speaker": "Ilka Varn"}, {"speaker": "Gazette", "verb": "wrote", "form": "quote"}]
checked = factory.make_checked_claim
VERBS = {
    "claim made": made_claim,
    "claim deleted": delete_whole_claim,
    "statement": of_claim(claims.edit, statement="Other", seen_version=None),
    "statement of a checked claim": of_claim(
        claims.edit, checked, statement="Other", seen_version=None
    ),
    "dates": of_claim(claims.edit, date=date(2026, 1, 2), due=date(2026, 2, 3), seen_version=None),
    "questions": of_claim(claims.edit, checked, questions=["said", "true"], seen_version=None),
    "attribution": of_claim(claims.edit, checked, attribution=STEPS, seen_version=None),
    "claim placed again": place_again,
    "take": of_claim(workflow.take),
    "hand back": hand_back,
    "assign": assigned,
    "dismiss": of_claim(workflow.dismiss, note="No"),
    "reopen": of_claim(workflow.reopen, checked, note="Again"),
    "accept": accept,
    "review": review,
    "evidence added": add_evidence,
    "evidence changed": of_evidence(evidence.edit, checked, note="Page 2", stance="context"),
    "evidence asks another question": of_evidence(evidence.edit, checked, question="said"),
    "evidence removed": of_evidence(evidence.remove, checked),
    "proposal": of_claim(assessments.propose, question="true", rating="mixed", rationale="Half."),
    "proposal on another question": propose_again,
    "proposal instead of one's own": replace_proposal,
    "reply": asked_for_a_reply,
    "mention made": marked(),
    "date marked": marked("Tuesday", "DATE"),
    "machine's mention marked": over_the_machines,
    "mention accepted": of_mention(state="accepted"),
    "mention rejected": of_mention(state="rejected"),
    "mention relabelled": of_mention(label="ORG"),
    "mentions of the same words relabelled": relabelled_together,
    "mention resized": resized,
    "entity taken away": of_mention(entity=None),
    "source made": made_source,
    "source edited": edited_source,
}


@pytest.mark.parametrize("name", VERBS)
def test_undo_restores_every_row_and_undoing_the_undo_does_it_again(
    name, cast, article, request_of
):
    verb, given = VERBS[name](cast, article)
    before = state()
    request, _ = request_of(verb, actor=cast.editor, **given)
    after = state()
    assert kept() == awaited()

    _, undone = request_of(undo.undo, actor=cast.editor, request=request)
    assert state() == before
    assert kept() == awaited()
    request_of(undo.undo, actor=cast.editor, request=undone.request)
    assert state() == after
    assert kept() == awaited()
    assert undone.words[0].isupper() or undone.words[0] == "“"


def test_every_verb_of_the_desk_is_undone_in_a_row(cast, article, request_of):
    claim = factory.make_claim(cast, article)
    source = factory.make_source(cast)
    before = state()
    for verb, given in (
        (workflow.take, {}),
        (claims.edit, {"statement": "Other", "seen_version": None}),
        (evidence.add, {"source_id": source.pk, "stance": "supports"}),
        (claims.edit, {"attribution": STEPS, "seen_version": None}),
        (assessments.propose, {"question": "true", "rating": "mixed", "rationale": "Half."}),
        (workflow.dismiss, {}),
    ):
        request_of(verb, actor=cast.checker, claim_id=claim.pk, **given)
    told = []
    while step := recent.last(cast.checker, article_id=article.pk):
        told.append(step.words)
        request_of(undo.undo, actor=cast.checker, request=step.request)
    assert state() == before
    assert told == [
        "Claim dismissed: “Other”",
        "Verdict proposed",
        "Attribution changed",
        "Evidence added",
        "Statement changed: “Other”",
        "Claim taken: “41 bridges”",
    ]


def test_an_undo_that_is_sent_again_is_done_once(cast, article, request_of):
    mention = machine_mention(cast, article)
    request, _ = request_of(
        mentions.edit, actor=cast.reporter, mention_id=mention.pk, seen_version=1, label="ORG"
    )
    _, first = request_of(undo.undo, actor=cast.reporter, request=request)
    before = Event.objects.count()
    _, again = request_of(undo.undo, actor=cast.reporter, request=request)
    assert again.request == first.request
    assert Event.objects.count() == before


def test_what_a_colleague_changed_since_is_not_undone_and_says_whose_it_is(
    cast, article, request_of
):
    claim = factory.make_claim(cast, article)
    given = {"claim_id": claim.pk, "seen_version": None}
    request, _ = request_of(claims.edit, actor=cast.checker, statement="First", **given)
    request_of(claims.edit, actor=cast.editor, statement="Second", **given)
    with pytest.raises(WrongState, match=str(cast.editor)):
        request_of(undo.undo, actor=cast.checker, request=request)
    assert Claim.objects.get().statement == "Second"


def test_a_colleagues_step_and_one_that_never_was_are_not_found(cast, article, request_of):
    request, _ = request_of(
        mentions.create, actor=cast.editor, label="PERSON", **span(article, "Ilka Varn")
    )
    for name in (request, "request-of-nobody", ""):
        with pytest.raises(NotFound):
            request_of(undo.undo, actor=cast.checker, request=name)


def test_who_lost_the_role_may_not_undo(cast, article, request_of):
    mention = machine_mention(cast, article)
    given = {"mention_id": mention.pk, "seen_version": 1, "state": "rejected"}
    request, _ = request_of(mentions.edit, actor=cast.reporter, **given)
    with acting(None):
        cast.reporter.memberships.update(role=Role.VIEWER)
    del cast.reporter._roles
    with pytest.raises(NotAllowed):
        request_of(undo.undo, actor=cast.reporter, request=request)


def test_words_that_were_corrected_since_are_not_put_back(cast, article, request_of):
    mention = machine_mention(cast, article)
    given = {"mention_id": mention.pk, "seen_version": 1, "state": "rejected"}
    request, _ = request_of(mentions.edit, actor=cast.reporter, **given)
    revisions.revise(
        actor=cast.editor,
        article_id=article.pk,
        text=TEXT + " More.",
        seen_version=None,
        kind="correction",
        note="",
    )
    with pytest.raises(WrongState):
        request_of(undo.undo, actor=cast.reporter, request=request)


def test_a_verdicts_approval_is_never_undone(cast, article, request_of):
    claim = factory.make_claim(cast, article)
    proposal = factory.make_proposal(cast, claim)
    request, _ = request_of(
        assessments.approve, actor=cast.editor, assessment_id=proposal.pk, seen_version=1
    )
    with pytest.raises(WrongState, match="verdict"):
        request_of(undo.undo, actor=cast.editor, request=request)
    assert Assessment.objects.get().state == "approved"


def test_a_mark_that_made_a_pair_is_taken_back_and_done_again(cast, request_of):
    article = factory.make_article(cast, text="Ilka Varn left. Varn Ilka came.")
    names = []
    for start in (0, 16):
        name, _ = request_of(
            mentions.create, actor=cast.reporter, revision_id=article.current_revision_id,
            start=start, end=start + 9, label="PERSON",
        )  # fmt: skip
        names.append(name)
    assert EntityPair.objects.count() == 1

    _, undone = request_of(undo.undo, actor=cast.reporter, request=names[1])
    assert Mention.objects.count() == 1
    undo.undo(actor=cast.reporter, request=undone.request)
    assert Mention.objects.count() == 2


def test_a_decision_that_was_taken_back_is_no_step_and_neither_is_taking_it_back(
    cast, article, request_of
):
    claim = factory.make_claim(cast, article, words="41 bridges")
    text = article.current_revision.text.replace("The report counted 41 bridges", "Nobody counted")
    revisions.revise(
        actor=cast.editor, article_id=article.pk, text=text, kind="update", seen_version=None
    )
    article.refresh_from_db()

    def last() -> str:
        return recent.last(cast.checker, article_id=article.pk).request

    of_claim = {"actor": cast.checker, "claim_id": claim.pk}
    earlier, _ = request_of(claims.edit, **of_claim, seen_version=None, statement="Earlier")
    start = text.index("Nobody")
    here = {"revision_id": article.current_revision_id, "start": start, "end": start + 6}
    placed, _ = request_of(changed_words.place_again, **of_claim, **here)
    assert last() == placed
    request_of(changed_words.reconsider, **of_claim)
    assert last() == earlier
    withdrawn, _ = request_of(changed_words.withdraw, **of_claim)
    assert last() == withdrawn
    request_of(changed_words.reconsider, **of_claim)
    assert last() == earlier
