"""Many rows in every table, in few statements."""

from django.db.models.functions import Now
from django.utils import timezone

from annotations.models import (
    Alias,
    Answer,
    Article,
    Assessment,
    AttributionStep,
    Desk,
    Entity,
    Evidence,
    Membership,
    Original,
    Rating,
    ReplyRequest,
    SignInFailure,
    Snapshot,
    Source,
    Token,
    User,
    WorkerHeartbeat,
)
from annotations.services import bulk
from annotations.services.bulk import Incoming


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
    Token.objects.bulk_create(Token(user=user, digest=user.username) for user in users)
    SignInFailure.objects.bulk_create(
        SignInFailure(key=name, failures=1, last_at=now) for name in names
    )
    Answer.objects.bulk_create(Answer(user=user, key="k", fingerprint="f") for user in users)
    WorkerHeartbeat.objects.bulk_create(WorkerHeartbeat(name=name) for name in names)

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
    ReplyRequest.objects.bulk_create(
        ReplyRequest(claim=claim, asked="Ilka", asked_at=now) for claim in claims
    )
    sources = Source.objects.bulk_create(Source(desk=cast.desk, title=name) for name in names)
    Snapshot.objects.bulk_create(
        Snapshot(source=source, taken_at=now, sha256="0", media_type="text/html")
        for source in sources
    )
    Evidence.objects.bulk_create(
        Evidence(claim=claim, source=source, stance="supports", created_by=cast.checker)
        for claim, source in zip(claims, sources, strict=True)
    )
    rating = Rating.objects.get(desk=cast.desk, slug="mixed")
    Assessment.objects.bulk_create(
        Assessment(
            claim=claim, question="true", rating=rating, rationale="So.", author=user,
            reviewer=cast.editor, state="approved", reviewed_at=Now(),
        )
        for claim, user in zip(claims, users, strict=True)
    )  # fmt: skip
