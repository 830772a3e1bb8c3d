"""No claim that is still to be checked is in nobody's list, whatever people and feeds do to it."""

from contextlib import suppress
from itertools import count
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from annotations import access
from annotations.errors import DomainError
from annotations.ingest.feeds.entries import Entry, names
from annotations.models import Article, Assessment, Claim, Evidence, Feed, Role, User, request_id
from annotations.models.claims import queues
from annotations.services.accounts import desks
from annotations.services.articles import revisions
from annotations.services.claims import assessments, changed_words, claims, evidence, workflow
from annotations.services.feeds import entries, feeds
from annotations.services.undo import recent, undo
from annotations.web.claims import panel, rows
from tests import factory
from tests.cast import Cast, make_cast
from tests.properties import times

PEOPLE = ("viewer", "reporter", "checker", "editor", "second_editor", "admin")
LEAVING = PEOPLE[:-1]
PLACES = ("12 million crowns", "9 million crowns", "nothing at all")
PADDING = "The wall in Port Ellery leaks, says the harbour board, which keeps it. "
# What counts as something that a person can do about a claim in a list of theirs.
OF_CORRECTIONS = ("gone", "changed", "overdue")
ACTS = ("take", "take_over", "hand_back", "assess", "propose", "decide", "confirm")
who = st.sampled_from(PEOPLE)
question = st.sampled_from(["said", "true"])
number = st.integers(0, 3)


def page(words: str) -> bytes:
    lines = [PADDING, f"It cost {words}, and nobody knows who pays for it.", *[PADDING] * 8]
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><article>{body}</article></body></html>".encode()


def bring(feed: Feed, words: str, number: int) -> None:
    entry = said(words, number)
    entries.take_in(feed, entry, entries.File(entry.page, "page.html", "text/html"))


def said(words: str, number: int) -> Entry:
    """What the feed says of the article that time."""
    address = "https://example.org/1"
    data = {"fingerprint": f"{words} {number}", "address": address, "page": page(words)}
    return Entry(**names("1", address, {})._asdict(), **data)


def make_scene() -> tuple[Cast, Feed]:
    """An article that a feed brought, with three claims, one of them suggested."""
    cast = make_cast()
    address = "https://example.org/f"
    feed = feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=address)
    bring(feed, PLACES[0], 0)
    article = Article.objects.get()
    for asked in (["true"], ["said", "true"]):
        factory.make_claim(cast, article, words=PLACES[0], questions=asked)
    idea = factory.make_claim(cast, article, words="who pays for it")
    Claim.objects.filter(pk=idea.pk).update(stage="suggested")
    return cast, feed


class Desk(RuleBasedStateMachine):
    """A day of a desk: whatever anybody does in any order; what is refused changes nothing."""

    scene = None  # Made once: each example begins there, and is taken back.

    def __init__(self):
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.numbers = count(1)
        self.cast, self.feed = self.scene
        self.article = Article.objects.get()

    def teardown(self):
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    def do(self, verb, name: str, **given) -> None:
        """As one request of this person."""
        token = request_id.set(f"request-{next(self.numbers)}")
        try:
            with suppress(DomainError), transaction.atomic():
                verb(actor=User.objects.get(username=name), **given)
        finally:
            request_id.reset(token)

    def claim(self, nth: int) -> Claim:
        found = list(Claim.objects.order_by("pk"))
        return found[nth % len(found)]

    @rule(name=who, nth=number, verb=st.sampled_from(["take", "hand_back", "review", "accept"]))
    def moves(self, name, nth, verb):
        self.do(getattr(workflow, verb), name, claim_id=self.claim(nth).pk)

    @rule(name=who, nth=number, verb=st.sampled_from(["dismiss", "reopen"]))
    def closes(self, name, nth, verb):
        self.do(getattr(workflow, verb), name, claim_id=self.claim(nth).pk, note="So")

    @rule(name=who, nth=number, to=st.sampled_from([*PEOPLE, None]))
    def assigns(self, name, nth, to):
        user = to and User.objects.get(username=to)
        self.do(workflow.assign, name, claim_id=self.claim(nth).pk, user=user)

    @rule(name=who, nth=number, on=question)
    def proposes(self, name, nth, on):
        given = {"rating": "not-said" if on == "said" else "mixed", "rationale": "Page 4."}
        self.do(assessments.propose, name, claim_id=self.claim(nth).pk, question=on, **given)

    @rule(name=who, nth=number, verb=st.sampled_from(["approve", "return_", "propose_again"]))
    def decides(self, name, nth, verb):
        found = list(Assessment.objects.filter(state__in=["proposed", "approved"]).order_by("pk"))
        if found:
            row = found[nth % len(found)]
            given = {"assessment_id": row.pk, "seen_version": row.version}
            more = {} if verb == "propose_again" else {"note": "Why?"}
            self.do(getattr(assessments, verb), name, **given, **more)

    @rule(name=who, nth=number, asked=st.sampled_from([["said"], ["true"], ["said", "true"]]))
    def edits(self, name, nth, asked):
        given = {"statement": f"It cost {next(self.numbers)}.", "questions": asked}
        self.do(claims.edit, name, claim_id=self.claim(nth).pk, seen_version=None, **given)

    @rule(name=who, nth=number, on=question)
    def adds_evidence(self, name, nth, on):
        claim = self.claim(nth)
        source = factory.make_source(self.cast, actor=self.cast.admin)
        given = {"source_id": source.pk, "stance": "refutes", "question": on}
        self.do(evidence.add, name, claim_id=claim.pk, **given)

    @rule(name=who, on=question)
    def moves_evidence(self, name, on):
        row = Evidence.objects.order_by("pk").last()
        if row:
            self.do(evidence.edit, name, evidence_id=row.pk, seen_version=None, question=on)

    @rule(name=who)
    def removes_evidence(self, name):
        row = Evidence.objects.order_by("pk").last()
        if row:
            self.do(evidence.remove, name, evidence_id=row.pk, seen_version=None)

    @rule(name=who, words=st.sampled_from(PLACES))
    def corrects(self, name, words):
        text = self.article.current_revision.text
        old = next(one for one in PLACES if one in text)
        given = {"kind": "correction", "seen_version": None}
        text = text.replace(old, words)
        self.do(revisions.revise, name, article_id=self.article.pk, text=text, **given)
        self.article.refresh_from_db()

    @rule(words=st.sampled_from(PLACES))
    def a_feed_brings(self, words):
        with suppress(DomainError), transaction.atomic():
            bring(self.feed, words, next(self.numbers))
        self.article.refresh_from_db()

    @rule(
        name=who,
        nth=number,
        verb=st.sampled_from(["keep", "renew", "withdraw", "reconsider", "amend"]),
        stands=st.booleans(),
    )
    def says_of_its_words(self, name, nth, verb, stands):
        claim = self.claim(nth)
        doubted = dict(claim.assessments.doubted().values_list("pk", "version"))
        given = {
            "keep": {"verdicts": doubted if stands else None},
            "amend": {"statement": "It cost."},
        }
        self.do(getattr(changed_words, verb), name, claim_id=claim.pk, **given.get(verb, {}))

    @rule(name=who)
    def undoes(self, name):
        last = recent.last(User.objects.get(username=name), article_id=self.article.pk)
        if last:
            self.do(undo.undo, name, request=last.request)

    @rule(name=st.sampled_from(LEAVING), role=st.sampled_from(Role.values))
    def gets_a_role(self, name, role):
        user = User.objects.get(username=name)
        desks.set_role(actor=self.cast.admin, desk=self.cast.desk, user=user, role=role)

    @rule(name=st.sampled_from(LEAVING))
    def leaves(self, name):
        self.cast.desk.memberships.filter(user__username=name).delete()

    @rule(name=st.sampled_from(LEAVING), is_active=st.booleans())
    def is_switched(self, name, is_active):
        User.objects.filter(username=name).update(is_active=is_active)

    @invariant()
    def every_claim_is_in_a_list_of_somebody_who_can_act(self):
        active = User.objects.filter(is_active=True).exclude(username="stranger")
        people = sorted(active, key=lambda one: (one.is_superuser, one.username))
        left = list(Claim.objects.unchecked().select_related("assignee"))
        for person in people:
            if not left:
                return
            if person.is_superuser:  # Members first: an administrator is the last resort.
                for claim in left:
                    assert not self.could_be_of_the_desk(claim, people), claim.stage
            listed = self.listed(person, left)
            left = [o for o in left if not (o.pk in listed and self.can_act(person, o))]
        assert not left, [(claim.stage, claim.assignee) for claim in left]

    def listed(self, person: User, claims: list[Claim]) -> set[int]:
        """Which of the claims stand in the person's queues; what a correction adds aside."""
        found: set[int] = set()
        wanted = {claim.pk for claim in claims}
        for slug in reversed(queues.QUEUES):
            if slug in OF_CORRECTIONS or wanted <= found:
                continue
            queue = queues.QUEUES[slug](person).filter(pk__in=wanted - found)
            found |= set(queue.order_by().values_list("pk", flat=True))
        return found

    def can_act(self, person: User, claim: Claim) -> bool:
        may = panel.permissions(person, claim, list(claim.assessments.all()))
        return any(may.get(act) for act in ACTS)

    def could_be_of_the_desk(self, claim: Claim, people: list[User]) -> bool:
        """Whether a member could do the next thing: a second pair of eyes is not always there."""
        if claim.assignee and claim.assignee.is_superuser:  # Their list is theirs.
            return False
        members = [one for one in people if not one.is_superuser]
        proposals = claim.assessments.pending()
        if not proposals.exists():
            return any(access.can_check(one, claim.desk_id) for one in members)
        editors = [one for one in members if access.may(one, "decide", claim.desk_id)]
        return any(proposals.exclude(author=one).exists() for one in editors)

    @invariant()
    def checking_means_that_somebody_has_it(self):
        assert not Claim.objects.filter(stage="checking", assignee=None).exists()

    @invariant()
    def what_is_suggested_is_in_the_list_of_its_article(self):
        ideas = set(Claim.objects.filter(stage="suggested").values_list("pk", flat=True))
        asked = SimpleNamespace(user=self.cast.admin)
        shown = rows.list_context(asked, self.article)["suggested"]
        assert ideas == {row.pk for row in shown}


@pytest.mark.slow
@pytest.mark.django_db
def test_no_claim_falls_out_of_every_list():
    Desk.scene = make_scene()
    run_state_machine_as_test(Desk, settings=settings(times(0.06), stateful_step_count=20))
