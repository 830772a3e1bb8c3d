"""What two people may do to one thing at the same moment, and what the second one is told."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from annotations.errors import Invalid, Stale, WrongState
from annotations.models import Article, Claim, EntityMove, EntityPair, Mention, User, request_id
from annotations.services.accounts import desks
from annotations.services.anchors import adjust
from annotations.services.articles import articles, revisions
from annotations.services.claims import (
    assessments,
    attribution,
    changed_words,
    claims,
    evidence,
    workflow,
)
from annotations.services.entities import entities, mentions, pairs, revert
from annotations.services.entities import merge as entity_merge
from annotations.services.feeds import feeds
from annotations.services.sources import snapshots, sources
from annotations.services.tagging import batches, rules, runs
from annotations.services.undo import undo
from tests.cast import Cast
from tests.factory import TEXT, make_article, make_claim, make_evidence, make_proposal, make_source
from tests.names import make_entity

LATER = TEXT.replace("41 bridges", "52 bridges")


@dataclass
class Desk:
    """The cast, and what the two found before either began."""

    cast: Cast
    things: dict[str, object] = field(default_factory=dict)

    def make(self, name: str, maker: Callable[[], object]):
        return self.things.setdefault(name, maker())

    def __getattr__(self, name: str):
        if name in self.things:
            return self.things[name]
        self.things[name] = MAKERS[name](self)
        return self.things[name]


def _entity(name: str):
    return lambda desk: make_entity(desk.cast.desk, name)


def _mention(desk: Desk) -> Mention:
    start = TEXT.index("Ilka Varn")
    return mentions.create(
        actor=desk.cast.checker, revision_id=desk.article.current_revision_id,
        start=start, end=start + 9, label="PERSON",
    )  # fmt: skip


def _changed_claim(desk: Desk) -> Claim:
    """A claim whose words a correction changed."""
    claim = desk.claim
    revisions.revise(
        actor=desk.cast.reporter, article_id=claim.article_id, text=LATER, kind="correction",
        seen_version=None,
    )  # fmt: skip
    desk.things["article"] = Article.objects.get(pk=claim.article_id)
    return Claim.objects.get(pk=claim.pk)


def _move(desk: Desk) -> EntityMove:
    return entity_merge.merge(actor=desk.cast.editor, source_id=desk.one.pk, target_id=desk.two.pk)


def _pair(desk: Desk) -> EntityPair:
    first, second = sorted((desk.one.pk, desk.two.pk))
    return EntityPair.objects.get_or_create(
        first_id=first, second_id=second, defaults={"desk": desk.cast.desk, "score": 0.9}
    )[0]


def _request(desk: Desk) -> str:
    """One that changed a claim."""
    own = f"of-a-person-{desk.claim.pk}"
    token = request_id.set(own)
    claims.edit(actor=desk.cast.checker, claim_id=desk.claim.pk, seen_version=None, statement="X.")
    request_id.reset(token)
    return own


def _rule(desk: Desk):
    return rules.teach(actor=desk.cast.editor, desk_id=desk.cast.desk.pk, kind="never", name="Varn")


MAKERS: dict[str, Callable[[Desk], object]] = {
    "article": lambda desk: make_article(desk.cast),
    "claim": lambda desk: make_claim(desk.cast, desk.article),
    "fresh": lambda desk: make_claim(desk.cast, desk.article, words="Ilka Varn"),
    "changed": _changed_claim,
    "source": lambda desk: make_source(desk.cast),
    "evidence": lambda desk: make_evidence(desk.cast, desk.claim, source=desk.source),
    "proposal": lambda desk: make_proposal(desk.cast, desk.claim),
    "mention": _mention,
    "one": _entity("Petra Holm"),
    "two": _entity("Petra Holme"),
    "move": _move,
    "pair": _pair,
    "request": _request,
    "rule": _rule,
    "run": lambda desk: desk.article.runs.get(),
    "batch": lambda desk: batches.tag_desk_again(
        actor=desk.cast.editor, desk_id=desk.finished.desk_id
    ),
    "finished": lambda desk: (desk.article.runs.update(state="done"), desk.article)[1],
    "feed": lambda desk: feeds.add(
        actor=desk.cast.editor, desk_id=desk.cast.desk.pk, address="https://news.example/feed"
    ),
}


def revise(desk: Desk, text: str = LATER):
    return revisions.revise(
        actor=desk.cast.reporter, article_id=desk.article.pk, text=text, kind="correction",
        seen_version=desk.article.version,
    )  # fmt: skip


def edit_article(desk: Desk):
    return articles.edit(
        actor=desk.cast.reporter, article_id=desk.article.pk, headline="Another",
        seen_version=desk.article.version,
    )  # fmt: skip


def delete_article(desk: Desk):
    articles.delete(
        actor=desk.cast.editor, article_id=desk.article.pk, seen_version=desk.article.version
    )


def revise_by_file(desk: Desk):
    return revisions.revise_from_file(
        actor=desk.cast.reporter, article_id=desk.article.pk, data=LATER.encode(),
        filename="a.txt", kind="correction", seen_version=desk.article.version,
    )  # fmt: skip


def of_claim(verb: Callable, who: str = "checker", **given):
    """A verb of a claim as `who` saw it."""

    def call(desk: Desk):
        claim = desk.claim
        actor = desk.cast.by_role(who)
        return verb(actor=actor, claim_id=claim.pk, seen_version=claim.version, **given)

    return call


def take(desk: Desk):
    claim = desk.fresh
    return workflow.take(actor=desk.cast.checker, claim_id=claim.pk, seen_version=claim.version)


def of_changed(verb: Callable, **given):
    """A decision about changed words as they were read."""

    def call(desk: Desk):
        claim, seen = desk.changed, desk.article.current_revision_id
        return verb(
            actor=desk.cast.checker, claim_id=claim.pk, seen_version=claim.version,
            seen_revision=seen, **given,
        )  # fmt: skip

    return call


def place_again(desk: Desk):
    claim = desk.changed
    return changed_words.place_again(
        actor=desk.cast.checker, claim_id=claim.pk, seen_version=claim.version,
        revision_id=desk.article.current_revision_id, start=0, end=8,
    )  # fmt: skip


def add_place(desk: Desk):
    return adjust.add(
        actor=desk.cast.checker, claim_id=desk.claim.pk, start=0, end=8,
        revision_id=desk.article.current_revision_id,
    )  # fmt: skip


def move_place(desk: Desk):
    claim = desk.claim
    return adjust.move(
        actor=desk.cast.checker, claim_id=claim.pk, anchor_id=claim.anchors.order_by("pk").first().pk,
        revision_id=desk.article.current_revision_id, start=0, end=8, seen_version=claim.version,
    )  # fmt: skip


def of_assessment(verb: Callable, who: str = "editor"):
    def call(desk: Desk):
        row = desk.proposal
        actor = desk.cast.by_role(who)
        return verb(actor=actor, assessment_id=row.pk, note="So.", seen_version=row.version)

    return call


def propose(desk: Desk):
    return make_proposal(desk.cast, desk.claim)


def edit_evidence(desk: Desk):
    return evidence.edit(
        actor=desk.cast.checker, evidence_id=desk.evidence.pk, note="Mine",
        seen_version=desk.evidence.version,
    )  # fmt: skip


def add_evidence(desk: Desk):
    return make_evidence(desk.cast, desk.claim, source=desk.source)


def copy_source(desk: Desk):
    return snapshots.take(actor=desk.cast.checker, source_id=desk.source.pk, text="As it is now.")


def edit_source(desk: Desk):
    return sources.edit(
        actor=desk.cast.checker, source_id=desk.source.pk, title="T",
        seen_version=desk.source.version,
    )  # fmt: skip


def mark(desk: Desk):
    start = TEXT.index("Tuesday")
    return mentions.create(
        actor=desk.cast.checker, revision_id=desk.article.current_revision_id,
        start=start, end=start + 7, label="DATE",
    )  # fmt: skip


def of_mention(**changes):
    def call(desk: Desk):
        row = desk.mention
        return mentions.edit(
            actor=desk.cast.checker, mention_id=row.pk, seen_version=row.version, **changes
        )

    return call


def of_entity(which: str, **changes):
    def call(desk: Desk):
        row = getattr(desk, which)
        return entities.edit(
            actor=desk.cast.editor, entity_id=row.pk, seen_version=row.version, **changes
        )

    return call


def merge(desk: Desk):
    return entity_merge.merge(
        actor=desk.cast.editor, source_id=desk.one.pk, target_id=desk.two.pk,
        seen_source=desk.one.version, seen_target=desk.two.version,
    )  # fmt: skip


def unmerge(desk: Desk):
    return revert.undo(actor=desk.cast.editor, move_id=desk.move.pk)


def confirm(desk: Desk):
    return pairs.confirm(
        actor=desk.cast.editor, pair_id=desk.pair.pk, into_id=desk.two.pk,
        seen_version=desk.pair.version,
    )  # fmt: skip


def deny(desk: Desk):
    return pairs.deny(actor=desk.cast.editor, pair_id=desk.pair.pk, seen_version=desk.pair.version)


def take_back(desk: Desk):
    return undo.undo(actor=desk.cast.checker, request=desk.request)


def pause(desk: Desk):
    return feeds.pause(actor=desk.cast.editor, feed_id=desk.feed.pk, seen_version=desk.feed.version)


def forget_rule(desk: Desk):
    rules.forget(actor=desk.cast.editor, rule_id=desk.rule.pk, seen_version=desk.rule.version)


def teach_other(desk: Desk):
    return rules.teach(
        actor=desk.cast.editor, desk_id=desk.cast.desk.pk, kind="always", name="Varn",
        label="PERSON",
    )  # fmt: skip


def cancel_run(desk: Desk):
    return runs.cancel(actor=desk.cast.editor, run_id=desk.run.pk)


def cancel_batch(desk: Desk):
    return batches.cancel(actor=desk.cast.editor, batch_id=desk.batch.pk)


def tag_desk(desk: Desk):
    return batches.tag_desk_again(actor=desk.cast.editor, desk_id=desk.finished.desk_id).pk


def tag_again(desk: Desk):
    return runs.tag_again(actor=desk.cast.editor, article_id=desk.finished.pk).pk


def add_feed(desk: Desk):
    address = "https://news.example/another"
    return feeds.add(actor=desk.cast.editor, desk_id=desk.cast.desk.pk, address=address)


def same_source(desk: Desk):
    return make_source(desk.cast, "https://example.org/the-same").pk


edit_claim = of_claim(claims.edit, statement="Another.")
dismiss = of_claim(workflow.dismiss)
keep = of_changed(changed_words.keep)
approve, return_ = of_assessment(assessments.approve), of_assessment(assessments.return_)

# Who was first, who came second, and what the second one is told: None for nothing.
RACES = {
    "two corrections": (revise, revise, Stale),
    "two corrections by file": (revise_by_file, revise_by_file, Stale),
    "a correction, then details": (revise, edit_article, Stale),
    "details, then a correction": (edit_article, revise, Stale),
    "details twice": (edit_article, edit_article, Stale),
    "a correction, then a deletion": (revise, delete_article, Stale),
    "a correction, then a claim on the old text": (revise, lambda d: make_claim(d.cast, d.article), None),
    "a correction, then a name on the old text": (revise, mark, WrongState),
    "a correction, then a decision": (revise, edit_claim, Stale),
    "a claim twice": (edit_claim, edit_claim, Stale),
    "a claim edited, then dismissed": (edit_claim, dismiss, Stale),
    "a claim edited, then deleted": (edit_claim, of_claim(claims.delete, "editor"), Stale),
    "a claim taken twice": (take, take, Stale),
    "a claim taken twice, unseen": (
        lambda d: workflow.take(actor=d.cast.checker, claim_id=d.fresh.pk),
        lambda d: workflow.take(actor=d.cast.editor, claim_id=d.fresh.pk),
        WrongState,
    ),
    "a claim given twice": (of_claim(workflow.assign, "editor", user=None),) * 2 + (Stale,),
    "a claim dismissed twice": (dismiss, dismiss, Stale),
    "attribution twice": (edit_claim, of_claim(attribution.use), Stale),
    "changed words kept twice": (keep, keep, Stale),
    "two places for one claim on the same words": (add_place, add_place, WrongState),
    "a place added, then the same claim moved": (add_place, move_place, Stale),
    "a text corrected, then a place added": (revise, add_place, WrongState),
    "a place moved, then the text corrected": (move_place, revise, None),
    "changed words kept, then amended": (keep, of_changed(changed_words.amend, statement="A."), Stale),
    "changed words kept, then new": (keep, of_changed(changed_words.renew), Stale),
    "changed words kept, then withdrawn": (keep, of_changed(changed_words.withdraw), Stale),
    "changed words kept, then placed": (keep, place_again, Stale),
    "changed words placed, then kept": (place_again, keep, Stale),
    "two proposals": (propose, propose, None),
    "approved twice": (approve, of_assessment(assessments.approve, "second_editor"), Stale),
    "approved, then returned": (approve, return_, Stale),
    "returned, then approved": (return_, approve, Stale),
    "a claim edited, then approved": (edit_claim, approve, Stale),
    "evidence twice": (edit_evidence, edit_evidence, Stale),
    "evidence added twice": (add_evidence, add_evidence, None),
    "a source twice": (edit_source, edit_source, Stale),
    "a source added twice": (same_source, same_source, None),
    "two copies": (copy_source, copy_source, None),
    "a name twice": (of_mention(state="rejected"), of_mention(state="accepted"), Stale),
    "a name moved twice": (of_mention(start=0, end=8),) * 2 + (Stale,),
    "a name marked twice": (mark, mark, WrongState),
    "a correction, then a name moved": (revise, of_mention(start=0, end=8), WrongState),
    "an entity twice": (of_entity("one", description="A"), of_entity("one", name="B"), Stale),
    "one name for two entities": (of_entity("one", aliases=["V."]), of_entity("two", aliases=["V."]), Invalid),
    "merged twice": (merge, merge, Stale),
    "merged, then edited": (merge, of_entity("one", name="B"), Stale),
    "unmerged twice": (unmerge, unmerge, WrongState),
    "a pair confirmed twice": (confirm, confirm, Stale),
    "a pair confirmed, then denied": (confirm, deny, Stale),
    "a pair denied, then confirmed": (deny, confirm, Stale),
    "a pair merged, then confirmed": (merge, confirm, Stale),
    "a pair confirmed, then merged": (confirm, merge, Stale),
    "undone twice": (take_back, take_back, None),
    "edited, then undone": (of_claim(claims.edit, "editor", statement="Z."), take_back, WrongState),
    "a feed paused twice": (pause, pause, Stale),
    "a feed added twice": (add_feed, add_feed, Invalid),
    "a rule changed, then forgotten": (teach_other, forget_rule, Stale),
    "a run cancelled twice": (cancel_run, cancel_run, WrongState),
    "a batch cancelled twice": (cancel_batch, cancel_batch, WrongState),
    "a desk tagged twice": (tag_desk, tag_desk, None),
    "an article tagged twice": (tag_again, tag_again, None),
}  # fmt: skip
# What both look at before either begins: everything that the two calls name.
SEEN = {
    name
    for name in MAKERS
    if name not in ("move", "pair", "changed", "request", "batch", "finished")
}
NEEDS = {"unmerged": "move", "pair": "pair", "changed words": "changed", "undone": "request", "batch": "batch", "tagged": "finished"}  # fmt: skip


def a_desk(cast: Cast, number: int, name: str) -> Desk:
    """A desk of its own for each race, with all that its two calls name."""
    own = desks.create(actor=cast.admin, name=name, slug=f"race-{number}")
    roles = {name: name for name in ("reporter", "checker", "editor")}
    people = {}
    for name_, role in (roles | {"second_editor": "editor"}).items():
        # Anew from the database: a person remembers the roles that were asked for.
        people[name_] = User.objects.get(username=name_)
        desks.set_role(actor=cast.admin, desk=own, user=people[name_], role=role)
    desk = Desk(replace(cast, desk=own, **people))
    for thing in sorted(SEEN):
        getattr(desk, thing)
    for words, thing in NEEDS.items():
        if words in name:
            getattr(desk, thing)
    for thing in ("article", "claim", "proposal", "evidence", "source", "one", "two", "pair"):
        if thing in desk.things:
            desk.things[thing].refresh_from_db()
    return desk
