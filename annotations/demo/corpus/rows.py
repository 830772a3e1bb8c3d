"""Stories as rows of every table that grows with them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Model

from annotations.models import (
    Alias,
    Anchor,
    Article,
    Assessment,
    AttributionStep,
    Claim,
    Entity,
    EntityPair,
    Event,
    Evidence,
    Mention,
    NamesReview,
    Quotation,
    ReplyRequest,
    Revision,
    Role,
    Source,
    Suggestion,
    TaggingRun,
)
from annotations.models.searching import WORD
from annotations.tagging.similarity.suggest import blocks
from annotations.text.folding import fold, key
from annotations.text.spans import quote

from .copying import copy_in, take_ids
from .people import Staff
from .stories import Sentence, Story

ORIGIN = "corpus/1"
# In this order they refer to each other; what guards look at comes before what they guard.
MODELS = (
    Source, Entity, Alias, EntityPair, Article, Revision, TaggingRun, Claim, Suggestion, Anchor,
    AttributionStep, ReplyRequest, Evidence, Assessment, Mention, NamesReview, Quotation, Event,
)  # fmt: skip
IDS = 500  # Taken at once.
Row = dict[str, Any]
Name = tuple[int, str, str]  # Desk, label and words.


def address(seed: int, number: int) -> str:
    """Where an article of the corpus says it comes from; by it a corpus knows what it has."""
    return f"https://corpus.example/{seed}/{number}"


class Rows:
    """The rows of a batch of stories; `write` them once."""

    def __init__(self, seed: int, staff: dict[str, Staff], known: dict[Name, int]):
        self._seed, self._staff, self._known = seed, staff, known
        self._rows: dict[type[Model], list[Row]] = defaultdict(list)
        self._ids: dict[type[Model], Iterator[int]] = {}
        self._sources: dict[str, Row] = {}  # The newest of each desk.
        self._reopened: list[int] = []

    def write(self) -> None:
        for model in MODELS:
            copy_in(model, self._rows[model])
        # Only a change tells the guards that somebody looks again.
        Assessment.objects.filter(pk__in=self._reopened).update(reopened=True)

    def add(self, story: Story) -> None:
        staff = self._staff[story.desk]
        revisions = [self._id(Revision) for _ in story.versions]
        reporter = story.pick.choice(staff.people[Role.REPORTER])
        article = self._put(
            Article, desk_id=staff.desk.pk, headline=story.headline, language=story.language,
            outlet="Corpus Times", created_by_id=reporter.pk, current_revision_id=revisions[-1],
            source_url=address(self._seed, story.number), published_at=story.created_at,
            search=_search(f"{story.headline} {story.versions[-1].text}"),
            **_at(story.created_at),
        )  # fmt: skip
        self._add_event(
            article, reporter.pk, desk=staff.desk.pk, article=article["id"], table="article",
            new={"headline": story.headline, "language": story.language},
        )  # fmt: skip
        for at, revision in enumerate(revisions):
            self._revision(article, story, at, revision)
        for at, stage in story.claims.items():
            self._claim(story, staff, article, revisions, at, stage)
        for at, said in enumerate((story.sentences, story.corrected)[: len(revisions)]):
            self._names(story, article, revisions[at], at, said or [])
        self._quotation(story, article, revisions[-1])
        if story.number % 50 == 17:
            editor, now = staff.people[Role.EDITOR][0], story.created_at
            self._put(
                NamesReview, revision_id=revisions[-1], reviewed_by_id=editor.pk, reviewed_at=now
            )

    def _revision(self, article: Row, story: Story, at: int, revision: int) -> None:
        version, moment = story.versions[at], story.created_at + at * timedelta(hours=2)
        self._rows[Revision].append({
            "id": revision, "article_id": article["id"], "number": at + 1, "text": version.text,
            "blocks": json.dumps(version.blocks), "kind": "correction" if at else "original",
            "sha256": hashlib.sha256(version.text.encode()).hexdigest(),
            "length": len(version.text), "created_by_id": article["created_by_id"], **_at(moment),
        })  # fmt: skip
        failed = story.number % 100 == 61
        self._put(
            TaggingRun, revision_id=revision, article_id=article["id"], desk_id=article["desk_id"],
            pipeline=ORIGIN, state="failed" if failed else "done", attempts=1, worker="corpus",
            error="The text was odd." if failed else "", priority=TaggingRun.Priority.BULK.value,
            queued_at=moment, started_at=moment + timedelta(seconds=4),
            finished_at=moment + timedelta(seconds=5 + story.number % 7), **_at(moment),
        )  # fmt: skip

    def _names(
        self, story: Story, article: Row, revision: int, at: int, said: Sequence[Sentence | None]
    ) -> None:
        version, pick = story.versions[at], story.pick
        for sentence, place in zip(said, version.places, strict=True):
            if sentence is None or sentence.name is None or place is None:
                continue
            label, words = sentence.name
            by_person, luck = pick.random() < 0.05, pick.random()
            state = "suggested" if luck < 0.7 else "rejected" if luck > 0.97 else "accepted"
            self._put(
                Mention, article_id=article["id"], revision_id=revision,
                desk_id=article["desk_id"], label=label,
                entity_id=self._entity(article, label, words),
                state="accepted" if by_person else state,
                origin=Mention.PERSON_ORIGIN if by_person else ORIGIN,
                score=None if by_person else 0.9,
                created_by_id=article["created_by_id"] if by_person else None,
                **_on(version.text, place.start, place.start + len(words)),
                **_at(story.created_at),
            )  # fmt: skip

    def _entity(self, article: Row, label: str, words: str) -> int:
        name = (article["desk_id"], label, words)
        if name not in self._known:
            about = {"desk_id": article["desk_id"], "name": words, "label": label}
            entity = self._put(Entity, **about, search=_search(words), **_at(article["created_at"]))
            self._put(
                Alias, **about, entity_id=entity["id"], key=key(words), blocks=blocks(words, label)
            )
            self._pair(entity)
            self._known[name] = entity["id"]
        return self._known[name]

    def _pair(self, entity: Row) -> None:
        """Now and then the one before may be the same."""
        others = [
            one for one in self._rows[Entity][-20:-1]
            if (one["desk_id"], one["label"]) == (entity["desk_id"], entity["label"])
        ]  # fmt: skip
        if others and len(self._rows[Entity]) % 40 == 0:
            self._put(
                EntityPair, desk_id=entity["desk_id"], first_id=others[-1]["id"],
                second_id=entity["id"], score=0.8, reason="Similar names",
                **_at(entity["created_at"]),
            )  # fmt: skip

    def _quotation(self, story: Story, article: Row, revision: int) -> None:
        version = story.versions[-1]
        place, named = version.places[0], story.sentences[0].name
        if place is None or named is None:
            return
        label, speaker = named
        start = place.start + len(f"{speaker} said that ")
        self._put(
            Quotation, article_id=article["id"], revision_id=revision,
            desk_id=article["desk_id"], kind="indirect", form="paraphrase",
            parts=json.dumps([[start, place.end]]), speaker=speaker, speaker_start=place.start,
            speaker_end=place.start + len(speaker), cue="said", rule="said-that", origin=ORIGIN,
            entity_id=self._entity(article, label, speaker),
            **_on(version.text, start, place.end),
        )  # fmt: skip

    def _claim(
        self, story: Story, staff: Staff, article: Row, revisions: list[int], at: int, stage: str
    ) -> None:
        pick, made_at = story.pick, story.created_at + timedelta(hours=1)
        sentence = story.sentences[at]
        statement = sentence.text[:-1]
        checker = pick.choice(staff.people[Role.CHECKER]).pk
        is_machines = stage == "suggested"
        is_new = stage in ("suggested", "open")
        last = story.versions[-1].places[at] or story.versions[0].places[at]
        assert last is not None
        claim = self._put(
            Claim, article_id=article["id"], desk_id=staff.desk.pk, statement=statement,
            stage=stage, stage_note="Nobody asked." if stage == "dismissed" else "",
            stage_since=made_at if is_new else story.created_at + timedelta(hours=6),
            assignee_id=checker if stage in ("checking", "review") else None,
            date=story.created_at.date(), sort_start=last.start, sort_end=last.end,
            created_by_id=None if is_machines else article["created_by_id"],
            search=_search(f"{statement} {statement}"), **_at(made_at),
        )  # fmt: skip
        if is_machines or (stage == "dismissed" and pick.random() < 0.5):
            decided = None if is_machines else checker
            self._rows[Suggestion].append({
                "claim_id": claim["id"], "desk_id": staff.desk.pk, "rule": "number",
                "reason": "A number", "score": 0.5, "origin": ORIGIN, "decided_by_id": decided,
                "outcome": "dismissed" if decided else "waiting",
                "decided_at": made_at if decided else None,
            })  # fmt: skip
        else:
            self._add_event(
                claim, article["created_by_id"], desk=staff.desk.pk, article=article["id"],
                claim=claim["id"], table="claim", new={"statement": statement, "stage": stage},
            )  # fmt: skip
        self._anchors(story, claim, revisions, at)
        if not is_machines:
            self._worked_on(story, staff, claim, checker, sentence)

    def _anchors(self, story: Story, claim: Row, revisions: list[int], at: int) -> None:
        before = story.sentences[at].text[:-1]
        for revision, version in zip(revisions, story.versions, strict=True):
            place = version.places[at]
            words = _on(version.text, *place) if place else _on(before, 0, len(before))
            is_same = words["exact"] == before
            is_decided = not is_same and story.pick.random() < 0.6 and claim["created_by_id"]
            row: Row = {"claim_id": claim["id"], "revision_id": revision, **words}
            if place is None:
                row |= {"start": None, "end": None}
            self._put(
                Anchor, **row, similarity=None if is_same else 0.9,
                state="orphaned" if place is None else "exact" if is_same else "changed",
                before="" if place is None or is_same else before,
                decision="same" if place and is_decided else "",
                decided_by_id=claim["created_by_id"] if place and is_decided else None,
                decided_at=claim["created_at"] if place and is_decided else None,
            )  # fmt: skip

    def _worked_on(
        self, story: Story, staff: Staff, claim: Row, checker: int, sentence: Sentence
    ) -> None:
        pick, moment = story.pick, story.created_at + timedelta(hours=3)
        if sentence.name and pick.random() < 0.6:
            label, words = sentence.name
            self._put(
                AttributionStep, claim_id=claim["id"], position=0, verb="said", form="paraphrase",
                entity_id=self._entity(claim, label, words),
            )  # fmt: skip
        if pick.random() < 0.03:
            self._put(
                ReplyRequest, claim_id=claim["id"], asked="The press office", asked_at=moment,
                deadline=moment + timedelta(days=2), **_at(moment),
                replied_at=None if pick.random() < 0.3 else moment + timedelta(days=1),
            )  # fmt: skip
        if claim["stage"] in ("checked", "review", "checking"):
            for _ in range(pick.choice((1, 1, 2))):
                self._evidence(story, claim, checker)
        self._verdict(story, staff, claim, checker)

    def _evidence(self, story: Story, claim: Row, checker: int) -> None:
        moment = story.created_at + timedelta(hours=4)
        source = self._sources.get(story.desk)
        if source is None or story.pick.random() < 0.3:
            url = f"https://source.example/{self._seed}/{story.number}/{len(self._rows[Source])}"
            title = f"Report {story.number}"
            source = self._sources[story.desk] = self._put(
                Source, desk_id=claim["desk_id"], title=title, url=url, url_key=url,
                created_by_id=checker, search=_search(title), **_at(moment),
            )  # fmt: skip
        self._put(
            Evidence, claim_id=claim["id"], source_id=source["id"], created_by_id=checker,
            stance=story.pick.choice(("supports", "refutes")), excerpt="As the report says.",
            **_at(moment),
        )  # fmt: skip

    def _verdict(self, story: Story, staff: Staff, claim: Row, checker: int) -> None:
        pick, moment = story.pick, story.created_at + timedelta(hours=6)
        state = {"checked": "approved", "review": "proposed"}.get(str(claim["stage"]))
        if claim["stage"] == "checking" and pick.random() < 0.15:
            state = "returned"
        if state is None:
            return
        editor = None if state == "proposed" else pick.choice(staff.people[Role.EDITOR]).pk
        verdict = self._put(
            Assessment, claim_id=claim["id"], question="true", author_id=checker, state=state,
            rating_id=pick.choice(staff.ratings).pk, rationale="The report has the figures.",
            reviewer_id=editor, reviewed_at=moment if editor else None,
            review_note="More, please." if state == "returned" else "", **_at(moment),
        )  # fmt: skip
        if state == "approved" and pick.random() < 0.02:
            self._reopened.append(verdict["id"])

    def _add_event(
        self, row: Row, actor: object, *, table: str, desk: int, article: object,
        claim: object = None, new: Row,
    ) -> None:  # fmt: skip
        """The line of the trail that its trigger would have written at that time."""
        self._rows[Event].append({
            "at": row["created_at"], "table": table, "object_id": row["id"], "action": "I",
            "actor_id": actor, "request": f"corpus-{table}-{row['id']}", "desk_id": desk,
            "article_id": article, "claim_id": claim, "new": json.dumps({"id": row["id"], **new}),
        })  # fmt: skip

    def _put(self, model: type[Model], **values: object) -> Row:
        row = {"id": self._id(model), **values}
        self._rows[model].append(row)
        return row

    def _id(self, model: type[Model]) -> int:
        if model not in self._ids:
            self._ids[model] = _fresh(model)
        return next(self._ids[model])


def _fresh(model: type[Model]) -> Iterator[int]:
    while True:
        yield from take_ids(model, IDS)


def _at(moment: object) -> Row:
    return {"created_at": moment, "updated_at": moment}


def _on(text: str, start: int, end: int) -> Row:
    return quote(text, start, end)._asdict()


def _search(text: str) -> str:
    """What `models.searching.vector` has the database make of plain words and numbers."""
    places: dict[str, list[str]] = defaultdict(list)
    for at, word in enumerate(WORD.findall(fold(text)), 1):
        places[word].append(str(at))
    return " ".join([f"'{word}':{','.join(at)}" for word, at in places.items()])
