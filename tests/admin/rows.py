"""Many rows in every table, in few statements."""

from uuid import uuid4

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from annotations.models import (
    Alias,
    Answer,
    AnswerEvidence,
    Article,
    Assessment,
    AttributionStep,
    BlindRating,
    Bundle,
    BundleKey,
    CheckAnswer,
    CheckQuestion,
    Claim,
    ClaimLabel,
    ClaimLink,
    Comment,
    CorrectionRequest,
    Delivery,
    Deputy,
    Desk,
    DeskTurn,
    DoubleCheck,
    Embargo,
    Embed,
    Entity,
    EntityMove,
    EntityPair,
    Evidence,
    ExternalCheck,
    Feed,
    FeedEntry,
    GuestLink,
    Handover,
    Head,
    Import,
    ImportedRecord,
    Invitation,
    Labelling,
    MailSettings,
    Membership,
    NamesReview,
    Notification,
    Original,
    Outbox,
    Publication,
    PublicPages,
    PublishedVerdict,
    Quotation,
    Rating,
    Redaction,
    ReplyRequest,
    SavedFilter,
    Seal,
    SignInChange,
    Snapshot,
    SnapshotRequest,
    Source,
    SourceMerge,
    StyleWord,
    Suggestion,
    TaggingBatch,
    TaggingRule,
    Thread,
    Token,
    Transfer,
    User,
    Watch,
    Webhook,
    WorkerHeartbeat,
)
from annotations.services.articles import bulk
from annotations.services.articles.bulk import Incoming


def add_rows(cast, number: int, *, called: str) -> None:
    """`number` rows in each table; `called` keeps two calls apart."""
    names = [f"{called} {i}" for i in range(number)]
    now = timezone.now()
    users = User.objects.bulk_create(User(username=name.replace(" ", "-")) for name in names)
    desks = Desk.objects.bulk_create(Desk(name=n, slug=n.replace(" ", "-")) for n in names)
    Membership.objects.bulk_create(
        Membership(desk=desk, user=user, role="viewer")
        for desk, user in zip(desks, users, strict=True)
    )
    Rating.objects.bulk_create(
        Rating(desk=desk, question="true", slug="odd", label="Odd", tone="mixed") for desk in desks
    )
    add_rows_of_members(cast, desks, users, now)
    Token.objects.bulk_create(Token(user=user, digest=user.username) for user in users)
    Answer.objects.bulk_create(Answer(user=user, key="k", fingerprint="f") for user in users)
    Redaction.objects.bulk_create(
        Redaction(
            kind="name",
            reason="An order.",
            basis=name,
            requested_by=user,
            desk=cast.desk,
            state="failed",
        )
        for name, user in zip(names, users, strict=True)
    )
    WorkerHeartbeat.objects.bulk_create(WorkerHeartbeat(name=name) for name in names)
    webhooks = Webhook.objects.bulk_create(
        Webhook(desk=cast.desk, address=name, secret="s", added_by=cast.editor) for name in names
    )
    Outbox.objects.bulk_create(Outbox(webhook=webhook, made_until=0) for webhook in webhooks)
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, message_id="m", kind="test", body="{}") for webhook in webhooks
    )
    imports = Import.objects.bulk_create(
        Import(desk=cast.desk, format="doccano", filename=name, sha256="s", created_by=cast.editor)
        for name in names
    )
    ExternalCheck.objects.bulk_create(
        ExternalCheck(
            desk=cast.desk,
            key=name,
            claim_text=name,
            publisher="p",
            url="u",
            created_by=cast.editor,
        )
        for name in names
    )
    ImportedRecord.objects.bulk_create(
        ImportedRecord(of=job, number=1, line=1, outcome="left", problem="p") for job in imports
    )

    spans = {
        "claims": [{"start": 0, "end": 4}],
        "mentions": [{"start": 0, "end": 4, "label": "PERSON"}],
    }
    drafts = [
        bulk.draft_of(Incoming(headline=name, text=f"Ilka counted {name}", **spans))
        for name in names
    ]
    bulk.add(actor=cast.reporter, desk=cast.desk, drafts=drafts)
    articles = list(Article.objects.filter(headline__in=names).prefetch_related("claims"))
    claims = [article.claims.all()[0] for article in articles]
    Original.objects.bulk_create(
        Original(
            article=article, filename="a.txt", media_type="text/plain", sha256="0", content=b"x"
        )
        for article in articles
    )
    entities = Entity.objects.bulk_create(
        Entity(desk=cast.desk, name=name, label="PERSON") for name in names
    )
    for rows in (entities, claims, articles):
        assert len(rows) == number
    Alias.objects.bulk_create(
        Alias(entity=entity, desk=cast.desk, label="PERSON", name=entity.name, key=entity.name)
        for entity in entities
    )
    AttributionStep.objects.bulk_create(
        AttributionStep(claim=claim, position=0, entity=entity)
        for claim, entity in zip(claims, entities, strict=True)
    )
    Embargo.objects.bulk_create(
        Embargo(article=article, until=now, created_by=cast.editor) for article in articles
    )
    GuestLink.objects.bulk_create(
        GuestLink(
            revision=article.current_revision,
            guest="Ilka",
            action="comment",
            claims=[],
            digest=f"{called} {article.pk}",
            expires_at=now,
            created_by=cast.editor,
        )
        for article in articles
    )
    Transfer.objects.bulk_create(
        Transfer(
            desk=cast.desk,
            other_desk=cast.other_desk,
            kind="move",
            way="out",
            key=uuid4(),
            article=article,
            headline=article.headline,
            made_by=cast.editor,
        )
        for article in articles
    )
    ReplyRequest.objects.bulk_create(
        ReplyRequest(claim=claim, asked="Ilka", asked_at=now) for claim in claims
    )
    labels = ClaimLabel.objects.bulk_create(
        ClaimLabel(desk=cast.desk, name=name, key=name) for name in names
    )
    others = Claim.objects.bulk_create(
        Claim(article_id=claim.article_id, desk=cast.desk, statement="Other") for claim in claims
    )
    ClaimLink.objects.bulk_create(
        ClaimLink(claim=claim, other=other, kind="follows")
        for claim, other in zip(claims, others, strict=True)
    )
    Labelling.objects.bulk_create(
        Labelling(claim=claim, label=label) for claim, label in zip(claims, labels, strict=True)
    )
    checks = DoubleCheck.objects.bulk_create(
        DoubleCheck(claim=claim, question="said") for claim in claims
    )
    BlindRating.objects.bulk_create(
        BlindRating(double_check=check, seat=1, rater=cast.admin) for check in checks
    )
    Watch.objects.bulk_create(Watch(person=cast.viewer, claim=claim) for claim in claims)
    add_talk(claims, users)
    SavedFilter.objects.bulk_create(SavedFilter(person=cast.viewer, name=name) for name in names)
    sources = Source.objects.bulk_create(Source(desk=cast.desk, title=name) for name in names)
    Snapshot.objects.bulk_create(
        Snapshot(source=source, taken_at=now, sha256="0", media_type="text/html")
        for source in sources
    )
    SnapshotRequest.objects.bulk_create(
        SnapshotRequest(source=source, wanted_by=cast.checker) for source in sources
    )
    Evidence.objects.bulk_create(
        Evidence(claim=claim, source=source, stance="supports", created_by=cast.checker)
        for claim, source in zip(claims, sources, strict=True)
    )
    add_checks(claims)
    rating = Rating.objects.get(desk=cast.desk, slug="mixed")
    verdicts = Assessment.objects.bulk_create(
        Assessment(
            claim=claim, question="true", rating=rating, rationale="So.", author=user,
            reviewer=cast.editor, state="approved", reviewed_at=Now(),
        )
        for claim, user in zip(claims, users, strict=True)
    )  # fmt: skip
    add_publications(cast, desks, verdicts, now)
    add_merges(cast, len(claims))
    add_rows_about_names(cast, articles, entities, users)
    Suggestion.objects.bulk_create(
        Suggestion(claim=claim, desk=cast.desk, rule="number", reason="number", score=1, origin="t")
        for claim in claims
    )
    add_seals([desk.pk for desk in desks])
    TaggingBatch.objects.bulk_create(TaggingBatch(desk=desk, total=1) for desk in desks)
    DeskTurn.objects.bulk_create(DeskTurn(desk=desk, taken_at=now) for desk in desks)
    feeds = Feed.objects.bulk_create(
        Feed(desk=desk, address="https://example.org/feed", added_by=user)
        for desk, user in zip(desks, users, strict=True)
    )
    FeedEntry.objects.bulk_create(
        FeedEntry(feed=feed, key="k", fingerprint="f", article=article)
        for feed, article in zip(feeds, articles, strict=True)
    )


def add_checks(claims) -> None:
    asked = CheckQuestion.objects.bulk_create(
        CheckQuestion(claim=claim, wording="Who counted?") for claim in claims
    )
    answers = CheckAnswer.objects.bulk_create(
        CheckAnswer(claim=one.claim, check_question=one, kind="abstractive", answer="The office")
        for one in asked
    )
    AnswerEvidence.objects.bulk_create(
        AnswerEvidence(claim=one.claim, answer=one, evidence=one.claim.evidence.get())
        for one in answers
    )


def add_talk(claims, users) -> None:
    threads = Thread.objects.bulk_create(
        Thread(claim=one, article=one.article, revision_id=one.article.current_revision_id)
        for one in claims
    )
    Comment.objects.bulk_create(Comment(thread=thread, body="Which year?") for thread in threads)
    Notification.objects.bulk_create(
        Notification(person=user, kind="assigned", article=one.article, claim=one)
        for user, one in zip(users, claims, strict=True)
    )
    MailSettings.objects.bulk_create(MailSettings(person=user) for user in users)


def add_merges(cast, number: int) -> None:
    made = Source.objects.bulk_create(Source(desk=cast.desk, title="Old") for _ in range(number))
    target = Source.objects.create(desk=cast.desk, title="New")
    SourceMerge.objects.bulk_create(
        SourceMerge(desk=cast.desk, source=source, target=target) for source in made
    )


def add_rows_about_names(cast, articles, entities, users) -> None:
    names = [entity.name for entity in entities]
    TaggingRule.objects.bulk_create(
        TaggingRule(desk=cast.desk, kind="never", name=name, key=name, created_by=user)
        for name, user in zip(names, users, strict=True)
    )
    StyleWord.objects.bulk_create(StyleWord(desk=cast.desk, word=name, key=name) for name in names)
    pairs = list(zip(entities, entities[1:], strict=False))
    pairs.append((entities[0], Entity.objects.create(desk=cast.desk, name="Last", label="PERSON")))
    EntityPair.objects.bulk_create(
        EntityPair(desk=cast.desk, first=first, second=second, score=0.9, reason="spelling")
        for first, second in pairs
    )
    EntityMove.objects.bulk_create(
        EntityMove(desk=cast.desk, kind="split", source=first, target=second)
        for first, second in pairs
    )
    NamesReview.objects.bulk_create(
        NamesReview(revision_id=article.current_revision_id, reviewed_by=cast.editor)
        for article in articles
    )
    Quotation.objects.bulk_create(
        Quotation(
            article=article, revision_id=article.current_revision_id, desk=cast.desk,
            start=0, end=4, exact="Ilka", kind="direct", form="quote", rule="subject", origin="t",
        )
        for article in articles
    )  # fmt: skip


def add_publications(cast, desks, verdicts, now) -> None:
    PublicPages.objects.bulk_create(PublicPages(desk=desk) for desk in desks)
    pages = Publication.objects.bulk_create(
        Publication(
            desk=cast.desk, kind="claim", key=f"{one.pk:x}", article_id=one.claim.article_id, claim=one.claim,
            published_at=now, shown_at=now, published_by=cast.editor,
        )
        for one in verdicts
    )  # fmt: skip
    PublishedVerdict.objects.bulk_create(
        PublishedVerdict(publication=page, assessment=one, shown_by=cast.editor)
        for page, one in zip(pages, verdicts, strict=True)
    )
    Embed.objects.bulk_create(
        Embed(publication=page, host="example.org", first_seen_at=now, last_seen_at=now)
        for page in pages
    )
    BundleKey.objects.bulk_create(
        BundleKey(name=f"{page.pk:016x}", public_key=f"{page.pk:064x}") for page in pages
    )
    Bundle.objects.bulk_create(
        Bundle(verdict=one) for one in PublishedVerdict.objects.filter(bundle=None)
    )
    CorrectionRequest.objects.bulk_create(
        CorrectionRequest(publication=page, article=page.article, claim=page.claim, words="No.")
        for page in pages
    )


def add_rows_of_members(cast, desks, users, now) -> None:
    Invitation.objects.bulk_create(
        Invitation(
            desk=desk, email="x@example.org", role="viewer", invited_by=user, expires_at=now,
            origin="https://desk.example", language="en-gb",
        )
        for desk, user in zip(desks, users, strict=True)
    )  # fmt: skip
    SignInChange.objects.bulk_create(
        SignInChange(user=user, kind="app-added", about=user.username) for user in users
    )
    Deputy.objects.bulk_create(
        Deputy(
            desk=desk, person=user, deputy=cast.editor, starts_on=now, ends_on=now, made_by=user
        )
        for desk, user in zip(desks, users, strict=True)
    )  # fmt: skip
    Handover.objects.bulk_create(
        Handover(desk=desk, person=user, receiver=cast.editor, made_by=cast.editor)
        for desk, user in zip(desks, users, strict=True)
    )


def add_seals(numbers: list[int]) -> None:
    """Only the owner of the tables writes these."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        [role] = cursor.fetchone()
        cursor.execute("RESET ROLE")
        Seal.objects.bulk_create(Seal(event_id=n, tree=n, index=0, leaf=b"x") for n in numbers)
        Head.objects.bulk_create(
            Head(
                number=n, tree=n, size=1, at=timezone.now(), floor=0, edge=b"x", mark=0,
                mark_transaction=0,
            )
            for n in numbers
        )  # fmt: skip
        cursor.execute(f"SET ROLE {role}")
