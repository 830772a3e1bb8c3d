"""Fact-checks as the public reads them: rows of query.py as objects."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from ..checks import rationale
from .query import AROUND, FACT_CHECK, FROM, ORDER

OF_PAGES = f"SELECT {FACT_CHECK}::text {FROM} AND p.id = ANY(%s) {ORDER}"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cited:
    """A source on which a verdict rests, and how."""

    title: str
    url: str
    publisher: str
    copied_at: datetime | None
    stance: str
    excerpt: str


@dataclass(frozen=True)
class Answer:
    """What was found; of one that was looked for in vain where, when and by whom."""

    kind: str
    answer: str
    explanation: str
    place: str
    day: date | None
    looked_by: str
    sources: list[Cited]


@dataclass(frozen=True)
class Asked:
    """A question of the check; without answers it is a gap."""

    wording: str
    answers: list[Answer]


@dataclass(frozen=True)
class Verdict:
    """What was approved on one question, and on what it rests."""

    question: str
    slug: str
    label: str
    value: int | None
    tone: str
    rationale: str
    questions: list[Asked]
    evidence: list[Cited]
    approved_at: datetime | None
    needs_another_look: bool
    author: str
    reviewer: str

    @property
    def remainder(self) -> str:
        """The rationale without what stands beside it as questions and answers."""
        asked = [(one.wording, [_retold(each) for each in one.answers]) for one in self.questions]
        return rationale.without(self.rationale, asked)


@dataclass(frozen=True)
class Place:
    """Words of the claim as they stand in the article, with what is around them."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True)
class Correction:
    """From `before` to `after` (labels), on one question, by a verdict (id)."""

    question: str
    verdict: int
    before: str
    after: str
    tone: str
    at: datetime


@dataclass(frozen=True)
class Contact:
    """Somebody whom the desk asked to comment, or to correct it; `outcome` once confirmed."""

    kind: str
    asked: str
    asked_at: datetime | None
    replied_at: datetime | None
    published: str
    outcome: str


@dataclass(frozen=True)
class FactCheck:
    """One claim on one page."""

    row: Row
    statement: str
    date: date | None
    claimant: str
    claimant_kind: str  # An entity's label; "" where the claimant is none.
    words: list[str]
    places: list[Place]
    verdicts: list[Verdict]
    contacts: list[Contact]
    corrections: list[Correction]

    @property
    def verdict(self) -> Verdict | None:
        """The one that is shown first: whether it is so, where that is asked."""
        asked = [one for one in self.verdicts if one.question == self.row["asks"]]
        return next(iter(asked or self.verdicts), None)

    @property
    def is_at_home(self) -> bool:
        """Whether the claim's address is on this page: it has no page of its own, or this one."""
        return self.row["own_key"] in (None, self.row["key"])

    @property
    def needs_another_look(self) -> bool:
        return any(one.needs_another_look for one in self.verdicts)


def of_pages(ids: Iterable[int]) -> list[FactCheck]:
    """The claims on these pages (ids), page by page, the newest page first; one query.

    Of what the public may not read now, nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(OF_PAGES, [list(ids)])
        return [made(json.loads(text)) for (text,) in cursor.fetchall()]


def made(row: Row) -> FactCheck:
    """Of one object of JSON (query.FACT_CHECK)."""
    kept = row["verdicts"]
    # Without one that stands, what was said last is not repeated: only that it is being checked.
    first = next((one for one in kept if one["question"] == row["asks"]), None) or (kept or [{}])[0]
    steps = [step for step in first.get("attribution") or [] if step.get("name")]
    words = [one for one in first.get("words") or [] if isinstance(one, str)]
    return FactCheck(
        row=row,
        statement=first.get("statement") or "",
        date=_day(first.get("date")),
        claimant=steps[0]["name"] if steps else "",
        claimant_kind=first.get("claimant_kind") or "",
        words=words,
        places=[_place(one) for one in row["places"] if one["exact"] in words],
        verdicts=[_verdict(one) for one in kept],
        contacts=[_contact(one) for one in row["contacts"]],
        corrections=_corrections(row["history"]),
    )


def moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _verdict(one: Row) -> Verdict:
    sources = one["sources"] or {}
    rating = one["rating"]
    cited = [_cited(item, sources.get(str(item["source"])) or {}) for item in one["evidence"] or []]
    by_source = {
        item["source"]: found for item, found in zip(one["evidence"] or [], cited, strict=True)
    }
    return Verdict(
        question=one["question"],
        slug=rating["slug"],
        label=rating["label"],
        value=rating["value"],
        tone=one["tone"],
        rationale=one["rationale"],
        questions=[_asked(item, by_source) for item in one["questions"]],
        evidence=cited,
        approved_at=moment(one["reviewed_at"]),
        needs_another_look=one["needs_another_look"],
        author=one["author"] or "",
        reviewer=one["reviewer"] or "",
    )


def _asked(item: Row, sources: Mapping[int, Cited]) -> Asked:
    answers = [
        Answer(
            kind=one["kind"],
            answer=one["answer"],
            explanation=one["explanation"],
            place=one["place"],
            day=_day(one["day"]),
            looked_by=one["looked_by"] or "",
            sources=[sources[pk] for pk in one["sources"] if pk in sources],
        )
        for one in item["answers"]
    ]
    return Asked(item["wording"], answers)


def _retold(one: Answer) -> rationale.AnswerText:
    sources = [source.title for source in one.sources]
    return rationale.AnswerText(one.kind, one.answer, one.explanation, one.place, one.day, sources)


def _cited(item: Row, source: Row) -> Cited:
    return Cited(
        title=source.get("title") or source.get("url") or "",
        url=source.get("url") or "",
        publisher=source.get("publisher") or "",
        copied_at=moment(source.get("copied_at")),
        stance=item["stance"],
        excerpt=item["excerpt"],
    )


def _contact(one: Row) -> Contact:
    return Contact(
        kind=one["kind"],
        asked=one["asked"],
        asked_at=moment(one["asked_at"]),
        replied_at=moment(one["replied_at"]),
        published=one["published"],
        outcome=one["outcome"],
    )


def _place(one: Row) -> Place:
    """With whole words of its own paragraph around it."""
    before, after = one["before"].split("\n")[-1], one["after"].split("\n")[0]
    if before == one["before"] and len(before) >= AROUND:
        before = "… " + before.partition(" ")[2]
    if after == one["after"] and len(after) >= AROUND:
        after = after.rpartition(" ")[0] + " …"
    return Place(before, one["exact"], after)


def _corrections(history: Iterable[Row]) -> list[Correction]:
    """Each time that a page began to show another rating on a question."""
    found: list[Correction] = []
    shown: dict[str, Row] = {}
    for one in history:
        before = shown.get(one["question"])
        if before is not None and before["slug"] != one["slug"]:
            at = parse_datetime(one["at"])
            assert at is not None
            found.append(
                Correction(
                    one["question"], one["verdict"], before["label"], one["label"], one["tone"], at
                )
            )
        shown[one["question"]] = one
    return found
