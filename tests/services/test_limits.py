"""Of two people who add the last one there may be at the same moment, one is refused."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from annotations import services
from annotations.errors import Invalid, WrongState
from annotations.models import (
    Anchor,
    ClaimLabel,
    ClaimLink,
    Feed,
    Invitation,
    SavedFilter,
    Webhook,
)
from annotations.services.accounts import invitations
from annotations.services.anchors import adjust
from annotations.services.claims import labels, links, saved_filters
from annotations.services.feeds import feeds
from annotations.services.webhooks import webhooks
from tests.cast import Cast, make_cast
from tests.factory import TEXT, make_article, make_claim

from .racing import race

HERE = Path(services.__path__[0])


class Limited(NamedTuple):
    """Where its limit stands, what is counted, and how the first and the second are added."""

    limit: tuple[object, str]
    rows: Callable
    add: Callable[[str], object]


def invite(by: dict, name: str) -> object:
    return invitations.invite(
        **by, email=f"{name}@example.org", role="viewer", origin="https://n.org", language="en"
    )


def everything(cast: Cast) -> dict[str, Limited]:
    by = {"actor": cast.editor, "desk_id": cast.desk.pk}
    article = make_article(cast)
    claim, *others = (make_claim(cast, article, words=one) for one in ("Minister", "41", "Ilka"))
    places = dict(zip("ab", ("repair", "report"), strict=True))

    def stand(name: str) -> object:
        start = TEXT.index(places[name])
        where = {"start": start, "end": start + len(places[name])}
        revision = article.current_revision_id
        return adjust.add(actor=cast.editor, claim_id=claim.pk, revision_id=revision, **where)

    def link(name: str) -> object:
        other = others["ab".index(name)].pk
        return links.add(actor=cast.editor, claim_id=claim.pk, other_id=other, kind="follows")

    def keep(owner: dict, name: str) -> object:
        return saved_filters.save(**owner, name=name, query="stage=open")

    def address(verb: Callable, name: str) -> object:
        return verb(**by, address=f"https://example.org/{name}")

    return {
        "labels": Limited(
            (labels, "MOST"), ClaimLabel.objects.all, lambda name: labels.add(**by, name=name)
        ),
        "feeds": Limited((feeds, "MOST"), Feed.objects.all, partial(address, feeds.add)),
        "webhooks": Limited(
            (webhooks, "MOST"), Webhook.objects.all, partial(address, webhooks.add)
        ),
        "invitations": Limited(
            (invitations, "MOST_OPEN"), Invitation.objects.all, partial(invite, by)
        ),
        "filters of a desk": Limited(
            (saved_filters, "MOST"),
            lambda: SavedFilter.objects.exclude(desk=None),
            partial(keep, by),
        ),
        "filters of a person": Limited(
            (saved_filters, "MOST"),
            lambda: SavedFilter.objects.filter(desk=None),
            partial(keep, {"actor": cast.viewer}),
        ),
        "links": Limited((links, "MOST"), ClaimLink.objects.all, link),
        "places": Limited(
            (adjust, "MOST_PLACES"), lambda: Anchor.objects.filter(claim=claim), stand
        ),
    }


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_pass_a_limit(subtests, monkeypatch):
    for name, one in everything(make_cast()).items():
        most = one.rows().count() + 1
        monkeypatch.setattr(*one.limit, most)
        with subtests.test(name):
            first, second = race(partial(one.add, "a"), partial(one.add, "b"))
            assert not isinstance(first, Exception), repr(first)
            assert isinstance(second, (Invalid, WrongState)), repr(second)
            assert one.rows().count() == most
        monkeypatch.undo()


@pytest.mark.django_db(transaction=True)
def test_neither_of_two_linked_claims_has_too_many(monkeypatch):
    cast = make_cast()
    article = make_article(cast)
    first, second, third = (make_claim(cast, article) for _ in range(3))
    monkeypatch.setattr(links, "MOST", 1)
    add = partial(links.add, actor=cast.checker, kind="follows")
    made = add(claim_id=first.pk, other_id=second.pk)
    for pair in ({"claim_id": third.pk, "other_id": first.pk},
                 {"claim_id": first.pk, "other_id": third.pk}):  # fmt: skip
        with pytest.raises(WrongState):
            add(**pair)
    assert add(claim_id=first.pk, other_id=second.pk) == made


def test_nothing_is_counted_without_the_helper():
    counted = re.compile(r"count\(\) *(>=|==|>) *MOST|\.count\(\) *>= ")
    found = {
        str(path.relative_to(HERE))
        for path in HERE.rglob("*.py")
        if counted.search(path.read_text())
    }
    assert found == {"limits.py"}
