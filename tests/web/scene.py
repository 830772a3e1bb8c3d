"""One article with one of everything on it, and how tests ask for pages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from django.utils import timezone

from annotations.models import (
    Article,
    Assessment,
    BlindRating,
    Bundle,
    CheckAnswer,
    Claim,
    ClaimLabel,
    ClaimLink,
    Comment,
    CorrectionRequest,
    Delivery,
    Deputy,
    Desk,
    DoubleCheck,
    EntityMove,
    EntityPair,
    Evidence,
    ExternalCheck,
    Feed,
    FeedEntry,
    GuestLink,
    Handover,
    Import,
    ImportedRecord,
    Invitation,
    Mention,
    Notification,
    Publication,
    PublishedVerdict,
    ReplyRequest,
    SavedFilter,
    Snapshot,
    SourceMerge,
    TaggingBatch,
    TaggingRule,
    TaggingRun,
    Transfer,
    User,
    Webhook,
)
from annotations.models.webhooks.webhooks import new_secret
from annotations.services.accounts import deputies, handover, invitations
from annotations.services.articles import articles
from annotations.services.claims import claims, labels, links, saved_filters
from annotations.services.comments import threads
from annotations.services.entities import mentions, merge
from annotations.services.feeds import feeds
from annotations.services.guests import guests
from annotations.services.sources import merge as merge_sources
from annotations.services.sources import snapshots, sources
from annotations.services.tagging import rules
from annotations.services.transfers import move
from tests import factory
from tests.names import make_entity

HTMX = {"HX-Request": "true"}


@dataclass
class Scene:
    article: Article
    claim: Claim
    evidence: Evidence
    assessment: Assessment
    mention: Mention
    run: TaggingRun
    rule: TaggingRule
    batch: TaggingBatch  # The run is its only one.
    feed: Feed  # Nobody has read it yet.
    entry: FeedEntry  # Held back.
    label: ClaimLabel  # On no claim.
    invitation: Invitation
    deputy: Deputy  # For the checker.
    kept: SavedFilter  # The desk shares it.

    @property
    def comment(self) -> Comment:
        """The reporter's, about the claim."""
        return Comment.objects.filter(thread__claim=self.claim).earliest("pk")

    @property
    def told(self) -> Notification:
        """The checker's, of that comment."""
        return Notification.objects.filter(person__username="checker").earliest("pk")

    @cached_property
    def pair(self) -> EntityPair:
        """Two spellings that nobody has decided on, made when a test asks for them."""
        for name in ("Jana Ost", "Ost Jana"):
            make_entity(self.article.desk, name)
        return EntityPair.objects.get(first__name="Jana Ost")

    @property
    def copy(self) -> Snapshot:
        return self.evidence.source.snapshots.get()

    @cached_property
    def move(self) -> EntityMove:
        """A merge that can be undone."""
        source, target = (
            make_entity(self.article.desk, name) for name in ("Old Name", "Mara Holt")
        )
        return merge.merge(actor=self.assessment.author, source_id=source.pk, target_id=target.pk)

    @cached_property
    def link(self) -> ClaimLink:
        """Of the claim to one that contradicts it, made when a test asks for it."""
        text = self.article.current_revision.text
        start = text.index("The report")
        other = claims.create(
            actor=self.assessment.author,
            revision_id=self.article.current_revision_id,
            start=start,
            end=start + len("The report"),
        )
        return links.add(
            actor=self.assessment.author,
            claim_id=self.claim.pk,
            other_id=other.pk,
            kind="contradicts",
        )

    @cached_property
    def source_merge(self) -> SourceMerge:
        """A merge of sources that can be undone."""
        ids = [
            sources.find_or_create(actor=self.assessment.author, desk=self.article.desk, url=url)[0]
            for url in ("https://example.org/first", "https://example.org/second")
        ]
        return merge_sources.merge(
            actor=self.assessment.author, source_id=ids[0].pk, target_id=ids[1].pk
        )

    @cached_property
    def double_check(self) -> DoubleCheck:
        """Whether it was said, rated by nobody yet."""
        return DoubleCheck.objects.create(claim=self.claim, question="said")

    @cached_property
    def check_answer(self) -> CheckAnswer:
        """The checker's, to a question of the checker's, resting on the evidence."""
        return factory.make_check_answer(self.evidence)

    @cached_property
    def blind_rating(self) -> BlindRating:
        """The checker's, not handed in."""
        return BlindRating.objects.create(
            double_check=self.double_check, seat=1, rater=self.assessment.author
        )

    @cached_property
    def webhook(self) -> Webhook:
        return Webhook.objects.create(
            desk=self.article.desk,
            address="https://example.org/hook",
            secret=new_secret(),
            added_by=self.batch.made_by,
        )

    @cached_property
    def delivery(self) -> Delivery:
        """A message that arrived."""
        return Delivery.objects.create(
            webhook=self.webhook, message_id="msg_1", kind="test", body="{}", due_at=None
        )

    @cached_property
    def imported(self) -> Import:
        """A draft of a file, of which one record did not come in."""
        job = Import.objects.create(
            desk=self.article.desk,
            format="doccano",
            filename="export.jsonl",
            sha256="0" * 64,
            content=b'{"text": "In Orlen.", "label": []}',
            total=1,
            created_by=self.batch.made_by,
        )
        ImportedRecord.objects.create(of=job, number=1, line=1, outcome="left", problem="No.")
        return job

    @cached_property
    def external(self) -> ExternalCheck:
        """The claim, as somebody else checked it."""
        return ExternalCheck.objects.create(
            desk=self.article.desk,
            claim=self.claim,
            key="k",
            claim_text="41 bridges need repair",
            publisher="Facts",
            url="https://facts.example/1",
            rating="False",
            created_by=self.evidence.created_by,
        )

    @cached_property
    def contact(self) -> ReplyRequest:
        """The outlet was asked to correct it."""
        return ReplyRequest.objects.create(
            claim=self.claim, kind="correction", asked="Gazette", asked_at=self.claim.created_at
        )

    @cached_property
    def guest_link(self) -> GuestLink:
        """Shows the claim to a lawyer."""
        return guests.invite(
            actor=self.batch.made_by,
            article_id=self.article.pk,
            claim_ids=[self.claim.pk],
            guest="Dr Advocat",
            action="comment",
        ).link

    @cached_property
    def publication(self) -> Publication:
        """The claim's page; its verdict waits again."""
        return Publication.objects.create(
            desk=self.article.desk,
            kind="claim",
            key="scene",
            article=self.article,
            claim=self.claim,
            published_at=timezone.now(),
            shown_at=timezone.now(),
            published_by=self.batch.made_by,
        )

    @cached_property
    def bundle(self) -> Bundle:
        """Wanted of a verdict on the page."""
        shown = PublishedVerdict.objects.create(
            publication=self.publication, assessment=self.assessment, shown_by=self.batch.made_by
        )
        return Bundle.objects.create(verdict=shown)

    @cached_property
    def reader(self) -> CorrectionRequest:
        """Somebody says that the claim's page is wrong."""
        return CorrectionRequest.objects.create(
            publication=self.publication, article=self.article, claim=self.claim, words="42."
        )

    @cached_property
    def handover(self) -> Handover:
        """Of the reporter's work to the checker, by the editor."""
        return handover.hand_over(
            actor=self.batch.made_by,
            desk_id=self.article.desk_id,
            user_id=self.claim.created_by_id,
            to=self.assessment.author_id,
        )

    @cached_property
    def transfer(self) -> Transfer:
        """Another article went to a desk that nobody here is of."""
        admin = User.objects.filter(is_superuser=True).earliest("pk")
        there = Desk.objects.create(name="Night", slug="night")
        went = articles.create(
            actor=admin, desk=self.article.desk, headline="Ferries", text="Two ferries sail."
        )
        went.runs.all().delete()  # Tests put all that there are into one state.
        move.move(actor=admin, article_id=went.pk, desk_id=there.pk)
        return Transfer.objects.get(article=went, way=Transfer.Way.OUT)

    def pk_for(self, route: str) -> int:
        """The id that belongs into a route by its first word."""
        rows: dict[str, Callable[[], Any]] = {  # Some are made when they are asked for.
            "claim-links": lambda: self.link,
            "articles": lambda: self.article,
            "anchors": lambda: self.claim.anchors.order_by("pk").first(),
            "claims": lambda: self.claim,
            "evidence": lambda: self.evidence,
            "check-questions": lambda: self.check_answer.check_question,
            "check-answers": lambda: self.check_answer,
            "assessments": lambda: self.assessment,
            "mentions": lambda: self.mention,
            "entities": lambda: self.mention.entity,
            "jobs": lambda: self.run,
            "teaching": lambda: self.rule,
            "batches": lambda: self.batch,
            "feeds": lambda: self.feed,
            "labels": lambda: self.label,
            "filters": lambda: self.kept,
            "feed-entries": lambda: self.entry,
            "copies": lambda: self.copy,
            "sources": lambda: self.evidence.source,
            "threads": lambda: self.comment.thread,
            "comments": lambda: self.comment,
            "notifications": lambda: self.told,
            "desks": lambda: self.article.desk,
            "guest-links": lambda: self.guest_link,
            "webhooks": lambda: self.webhook,
            "imports": lambda: self.imported,
            "external-checks": lambda: self.external,
            "deliveries": lambda: self.delivery,
            "contacts": lambda: self.contact,
            "handovers": lambda: self.handover,
            "double-checks": lambda: self.double_check,
            "raters": lambda: self.blind_rating,
            "invitations": lambda: self.invitation,
            "deputies": lambda: self.deputy,
            "transfers": lambda: self.transfer,
            "publications": lambda: self.publication,
            "bundles": lambda: self.bundle,
            "correction-requests": lambda: self.reader,
        }
        row = rows[route.split("/", 1)[0]]()
        return row.pk


def make_scene(cast, article: Article | None = None) -> Scene:
    """On this article, whose text begins as factory.TEXT does, or on one of its own."""
    article = article or factory.make_article(cast)
    claim = factory.make_claim(cast, article)
    evidence = factory.make_evidence(cast, claim)
    assessment = factory.make_proposal(cast, claim)
    start = article.current_revision.text.index("Ilka Varn")
    mention = mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=start + len("Ilka Varn"),
        label="PERSON",
    )
    claim.refresh_from_db()
    batch = TaggingBatch.objects.create(desk=cast.desk, total=1, made_by=cast.editor)
    TaggingRun.objects.update(batch=batch)
    rule = rules.teach(actor=cast.checker, desk_id=cast.desk.pk, kind="never", name="Gazette")
    snapshots.take(actor=cast.checker, source_id=evidence.source_id, text="The report.")
    feed = feeds.add(
        actor=cast.editor, desk_id=cast.desk.pk, address="https://example.org/feed.xml"
    )
    entry = FeedEntry.objects.create(
        feed=feed, key="held", article=article, brought=True, is_held=True, problem="It is worse."
    )
    invitation = invitations.invite(
        actor=cast.editor,
        desk_id=cast.desk.pk,
        email="new@example.org",
        role="reporter",
        origin="http://testserver",
        language="en-gb",
    )
    today = timezone.now().date()
    deputy = deputies.name(
        actor=cast.editor,
        desk_id=cast.desk.pk,
        person_id=cast.checker.pk,
        deputy_id=cast.second_editor.pk,
        starts_on=today,
        ends_on=today,
    )
    body = "Which year, @checker?"
    threads.on_claim(actor=cast.reporter, claim_id=claim.pk, body=body)
    run = article.runs.get()
    label = labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
    kept = saved_filters.save(
        actor=cast.checker, name="Open", query="stage=open", desk_id=cast.desk.pk
    )
    found = (article, claim, evidence, assessment, mention, run, rule, batch, feed, entry)
    return Scene(*found, label, invitation, deputy, kept)


def ask(client: Client, path: str):
    """As htmx asks for a fragment."""
    return client.get(path, headers=HTMX)


def send(client: Client, path: str, /, **fields):
    """As htmx sends a form."""
    return client.post(path, fields, headers=HTMX)


def review(client: Client, assessment: Assessment, verb: str, **fields):
    """Approve or return as the form on the page does, with what it carries."""
    path = f"/claims/{assessment.claim_id}/?question={assessment.question}"
    page = ask(client, path)
    shown = next((o for o in page.context["assessments"] if o.pk == assessment.pk), assessment)
    carried = {"version": shown.version, "seen": getattr(shown, "seen", "")}
    return send(client, f"/assessments/{assessment.pk}/{verb}/", **carried | fields)


def words(response) -> str:
    return response.content.decode()


def tidy(response) -> str:
    """Its source, in which lines end inside tags, as one line."""
    return " ".join(words(response).split()).replace(" >", ">")
