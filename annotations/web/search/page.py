"""*Search*, from the bar: claims, articles, sources and entities that hold the words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotations.errors import Phrase
from annotations.models import Article, Claim, Desk, Entity, Source, User
from annotations.models.searching import SearchableQuerySet

from ..claims.rows import describe
from ..shell.context import desk_at_hand
from ..shell.drawn import Drawn

LONGEST = 200
SHOWN = 5  # Of each group; the others are a link away.
MOST = 100  # Nobody counts on: "100+".


@dataclass(frozen=True)
class Group:
    """The first of what was found of one kind; `all_url` leads to the list of all of it."""

    slug: str
    title: Phrase
    rows: list[Drawn]
    count: int
    all_url: str

    @property
    def is_more(self) -> bool:
        return self.count > len(self.rows)

    @property
    def is_endless(self) -> bool:
        return self.count >= MOST


def page(request):
    """Of the desk at hand, or of all of the person's. Two queries a group, one for verdicts."""
    words = request.GET.get("search", "").strip()[:LONGEST]
    groups = groups_of(request.user, desk_at_hand(request), words) if words else []
    found = [group for group in groups if group.rows]
    return render(request, "search/page.html", {"words": words, "groups": found})


def groups_of(user: User, desk: Desk | None, words: str) -> list[Group]:
    """In the order in which they are shown; with the filters of each list (claims, articles, …)."""
    claims = Claim.objects.visible_to(user).matching(words).by("id", down=True)
    articles = Article.objects.visible_to(user).matching(words)
    sources = Source.newest.visible_to(user).standing().called(words)
    entities = Entity.by_name.visible_to(user).standing().completing(words)
    groups = [
        _group("claims", _("Claims"), claims, desk, words),
        _group("articles", _("Articles"), articles, desk, words),
        _group("sources", _("Sources"), sources, desk, words),
        _group("entities", _("Entities"), entities, desk, words),
    ]
    describe(groups[0].rows)
    return groups


def _group(
    slug: str, title: Phrase, found: SearchableQuerySet, desk: Desk | None, words: str
) -> Group:
    if desk:
        found = found.filter(desk=desk)
    large = ("search", "article__search") if slug == "claims" else ("search",)
    shown = found.select_related("desk", *_joined(slug)).defer(*large)
    rows, count = shown.first_of(SHOWN, MOST)
    url = f"{reverse(slug)}?{urlencode({'search': words})}"
    return Group(slug, title, rows, count, url)


def _joined(slug: str) -> tuple[str, ...]:
    return ("article",) if slug == "claims" else ()
