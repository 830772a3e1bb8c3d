"""What moving or copying an article to a desk would change, told before it happens."""

from dataclasses import dataclass

from annotations.models import (
    Article,
    Assessment,
    Claim,
    ClaimLabel,
    Desk,
    Rating,
    TaggingRun,
    User,
)

from . import entities, ratings, related, sources


@dataclass(frozen=True)
class Foreseen:
    """Numbers and names, for the page that asks and for REST."""

    claims: int
    sources_known: int
    sources_new: int
    entities_known: int
    entities_new: int
    unassigned: list[tuple[User, int]]  # Who cannot have claims there, and how many they have.
    labels_lost: list[ClaimLabel]
    ratings_missing: list[Rating]
    doubted: int
    verdicts: int
    links: int
    guests: int
    feeds: list[str]
    is_being_tagged: bool


def of(article: Article, desk: Desk) -> Foreseen:
    """Of an article that may go there (move.destination); a fixed number of queries."""
    cited, named = sources.used(article.pk), entities.used(article.pk)
    cited_there, named_there = sources.known(cited, desk.pk), entities.known(named, desk.pk)
    given = ratings.used(article.pk)
    scale = ratings.known(given, desk.pk)
    here = Assessment.objects.filter(claim__article=article)
    followed = related.entries(article.pk).select_related("feed")
    return Foreseen(
        claims=Claim.objects.filter(article=article).standing().count(),
        sources_known=len(cited_there),
        sources_new=len(cited) - len(cited_there),
        entities_known=len(named_there),
        entities_new=len(named) - len(named_there),
        unassigned=_unassigned(article.pk, desk.pk),
        labels_lost=_labels_lost(article.pk, desk.pk),
        ratings_missing=[one for one in given if one.pk not in scale],
        doubted=len(ratings.doubtful(article.pk, scale)),
        verdicts=here.exclude(reviewer=None).count(),
        links=related.foreign_links(article.pk).count(),
        guests=related.open_guests(article.pk).count(),
        feeds=sorted({str(one.feed) for one in followed}),
        is_being_tagged=TaggingRun.objects.active().filter(article=article).exists(),
    )


def _unassigned(article_id: int, desk_id: int) -> list[tuple[User, int]]:
    held = related.assigned(article_id)
    leaving = set(held) - related.may_hold(set(held), desk_id)
    return [(one, held[one.pk]) for one in User.objects.filter(pk__in=leaving).order_by("pk")]


def _labels_lost(article_id: int, desk_id: int) -> list[ClaimLabel]:
    used = ClaimLabel.objects.filter(labellings__claim__article=article_id).distinct()
    there = ClaimLabel.objects.filter(desk=desk_id).values("key")
    return list(used.exclude(key__in=there).in_order())
