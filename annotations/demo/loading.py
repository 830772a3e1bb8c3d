"""Plays the demo desk's work through the services, as its people would have done it."""

from datetime import date, datetime
from pathlib import Path

from annotations.models import Article, Claim, Desk, Source, User
from annotations.services.accounts import desks
from annotations.services.articles import articles, revisions
from annotations.services.claims import assessments, claims, contacts, evidence, workflow
from annotations.services.sources import sources

from .desk import SOURCES, STORIES, Correction, Proof, Statement, Story, Verdict
from .people import DESK_NAME, DESK_SLUG, PEOPLE

ARTICLES = Path(__file__).parent / "articles"


class Demo:
    """The people and sources of the demo while it is loaded."""

    def __init__(self) -> None:
        self.people = {one.username: _make_person(one) for one in PEOPLE}
        self.desk: Desk = desks.create(actor=self.people["admin"], name=DESK_NAME, slug=DESK_SLUG)
        for one in PEOPLE:
            if one.role:
                desks.set_role(
                    actor=self.people["admin"],
                    desk=self.desk,
                    user=self.people[one.username],
                    role=one.role,
                )
        self.sources: dict[str, Source] = {
            key: sources.find_or_create(actor=self.people["checker"], desk=self.desk, **about)[0]
            for key, about in SOURCES.items()
        }

    def load(self) -> None:
        for story in STORIES:
            article = self._article(story)
            for statement in story.claims:
                self._claim(article, statement)
            if story.correction:
                self._correct(article, story.correction)

    def _article(self, story: Story) -> Article:
        reporter = self.people["reporter"]
        article = articles.create_from_file(
            actor=reporter,
            desk=self.desk,
            data=(ARTICLES / story.filename).read_bytes(),
            filename=story.filename,
            media_type="text/markdown",
        )
        return articles.edit(
            actor=reporter,
            article_id=article.pk,
            seen_version=article.version,
            outlet=story.outlet,
            source_url=story.source_url,
            published_at=datetime.fromisoformat(story.published),
        )

    def _correct(self, article: Article, correction: Correction) -> None:
        revisions.revise(
            actor=self.people["reporter"],
            article_id=article.pk,
            text=article.current_revision.text.replace(correction.old, correction.new),
            kind="correction",
            note=correction.note,
            seen_version=None,
        )

    def _claim(self, article: Article, statement: Statement) -> None:
        reporter, checker = self.people["reporter"], self.people["checker"]
        start = article.current_revision.text.index(statement.words)
        claim = claims.create(
            actor=None if statement.suggested else reporter,
            revision_id=article.current_revision_id,
            start=start,
            end=start + len(statement.words),
            statement=statement.statement,
            questions=statement.questions,
        )
        if statement.speakers:
            steps = [_dated(step) for step in statement.speakers]
            claims.edit(actor=reporter, claim_id=claim.pk, seen_version=None, attribution=steps)
        if statement.proofs or statement.taken:
            workflow.take(actor=checker, claim_id=claim.pk)
        for proof in statement.proofs:
            self._proof(claim, proof)
        for verdict in statement.verdicts:
            self._verdict(claim, verdict)
        if statement.reply:
            about = dict(statement.reply)
            for name in ("asked_at", "deadline"):
                about[name] = datetime.fromisoformat(about[name])
            contacts.ask(actor=reporter, claim_id=claim.pk, **about)
        if statement.dismissed:
            workflow.dismiss(actor=checker, claim_id=claim.pk, note=statement.dismissed)

    def _proof(self, claim: Claim, proof: Proof) -> None:
        evidence.add(
            actor=self.people["checker"],
            claim_id=claim.pk,
            source_id=self.sources[proof.source].pk,
            stance=proof.stance,
            question=proof.question,
            excerpt=proof.excerpt,
            note=proof.note,
        )

    def _verdict(self, claim: Claim, verdict: Verdict) -> None:
        proposal = assessments.propose(
            actor=self.people["checker"],
            claim_id=claim.pk,
            question=verdict.question,
            rating=verdict.rating,
            rationale=verdict.rationale,
        )
        if verdict.approved:
            assessments.approve(
                actor=self.people["editor"],
                assessment_id=proposal.pk,
                seen_version=proposal.version,
            )


def _make_person(one) -> User:
    # No form would take these passwords: they are public.
    is_admin = one.role is None
    return User.objects.create_user(
        one.username,
        password=one.password,
        display_name=one.display_name,
        is_staff=is_admin,
        is_superuser=is_admin,
    )


def _dated(step: dict) -> dict:
    given = step.get("date")
    return step | {"date": date.fromisoformat(given)} if given else step
