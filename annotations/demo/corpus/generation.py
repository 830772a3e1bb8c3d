"""A corpus of any size, batch after batch; what is there already is not made again."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Q

from annotations.ingest.addresses import page_path
from annotations.models import Alias, Article, Desk, User, unrecorded
from annotations.models.articles.articles import PAGE_PATH
from annotations.text.folding import key
from annotations.work.claims import terms

from .people import Staff, prefix, staff
from .rows import Name, Rows, address
from .stories import Story, story

BATCH = 500  # Articles of one transaction.
ALIAS = ("desk_id", "label", "key", "entity_id")


def others(seed: int) -> str:
    """What the database holds beside this corpus, in words; "" for nothing."""
    ours = prefix(seed)
    for rows, what in (
        (User.objects.exclude(username__startswith=ours), "people"),
        (Desk.objects.exclude(slug__startswith=ours), "desks"),
        (Article.objects.filter(~Q(desk__slug__startswith=ours)), "articles"),
    ):
        if rows.exists():
            return what
    return ""


def make(seed: int, articles: int) -> Iterator[int]:
    """How many of the articles are there, after each batch; as the owner, who writes the trail.

    A batch is one transaction: whoever is killed goes on with the one that was under way.
    """
    with transaction.atomic(), unrecorded():
        people = staff(seed)
    for first in range(0, articles, BATCH):
        numbers = range(first, min(first + BATCH, articles))
        with transaction.atomic(), unrecorded():
            missing = _missing(seed, numbers)
            if missing:
                _write(seed, people, [story(seed, number) for number in missing])
        yield numbers.stop


def prepare_tables() -> None:
    """Leave the tables as a server leaves them that had time: the terms of claims counted, as the
    sweep does, and with no list unmerged."""
    while terms.count():
        pass
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def _missing(seed: int, numbers: range) -> list[int]:
    """The index of addresses knows."""
    paths = {page_path(address(seed, number)): number for number in numbers}
    there = Article.objects.exclude(source_url="").alias(path=PAGE_PATH).filter(path__in=paths)
    known = set(there.values_list("source_url", flat=True))
    return [number for number in numbers if address(seed, number) not in known]


def _write(seed: int, people: dict[str, Staff], stories: list[Story]) -> None:
    rows = Rows(seed, people, _known(people, stories))
    for one in stories:
        rows.add(one)
    rows.write()


def _known(people: dict[str, Staff], stories: list[Story]) -> dict[Name, int]:
    """Entities that the desks have of these names."""
    names = {
        (people[one.desk].desk.pk, *sentence.name)
        for one in stories for sentence in one.sentences if sentence.name
    }  # fmt: skip
    keys = {(desk, label, key(words)): (desk, label, words) for desk, label, words in names}
    found = Alias.objects.filter(
        desk__in={desk for desk, *_ in keys}, key__in={k for *_, k in keys}
    )
    rows = {tuple(name): entity for *name, entity in found.values_list(*ALIAS)}
    return {name: rows[one] for one, name in keys.items() if one in rows}
