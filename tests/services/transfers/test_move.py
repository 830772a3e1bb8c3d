"""An article goes to another desk: what goes along, what stays, who may, and the way back."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations import access
from annotations.errors import Invalid, MovedAway, NotAllowed, NotFound, Stale, WrongState
from annotations.models import (
    Alias,
    Anchor,
    Article,
    Assessment,
    AttributionStep,
    Claim,
    ClaimLink,
    Comment,
    Desk,
    DoubleCheck,
    Entity,
    Event,
    Evidence,
    FeedEntry,
    Labelling,
    Membership,
    Mention,
    Notification,
    Rating,
    Role,
    Source,
    TaggingRun,
    Transfer,
    User,
    Watch,
    request_id,
)
from annotations.services.accounts import desks
from annotations.services.articles import embargoes
from annotations.services.claims import (
    assessments,
    claims,
    double_checks,
    labels,
    links,
    watching,
    workflow,
)
from annotations.services.claims.evidence import remove
from annotations.services.comments import threads
from annotations.services.entities import mentions
from annotations.services.guests import guests
from annotations.services.sources import merge, snapshots, sources
from annotations.services.transfers import move, revert
from annotations.services.undo.undo import undo
from tests.factory import (
    make_article,
    make_checked_claim,
    make_claim,
    make_evidence,
    make_proposal,
    make_source,
)
from tests.waiting import awaited, kept


@pytest.fixture
def article(cast) -> Article:
    """The editor of the desk is a checker of the other one, too."""
    desks.set_role(actor=cast.admin, desk=cast.other_desk, user=cast.editor, role=Role.CHECKER)
    return make_article(cast)


def moved(cast, article: Article, **given: Any) -> Transfer:
    given = {"actor": cast.editor, "desk_id": cast.other_desk.pk} | given
    made = move.move(article_id=article.pk, **given)
    article.refresh_from_db()
    return made


def end_transaction() -> None:
    """What the database looks at when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def full(cast, article) -> Article:
    """With everything on it that belongs to a desk."""
    start = article.current_revision.text.index("Ilka Varn")
    named = mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=start + 9,
        label="PERSON",
    )
    checked = make_checked_claim(cast, article, claimant=named.entity_id)
    other = make_claim(cast, article, words="twice as many", claimant=named.entity_id)
    old = make_source(cast, "https://example.org/old", title="Bridge report")
    titled = make_source(cast, "", title="Call with the ministry", kind="person")
    copy = snapshots.take(actor=cast.checker, source_id=old.pk, text="We counted 41 bridges.")
    make_evidence(cast, other, source=old, excerpt="41 bridges")
    make_evidence(cast, other, source=titled, stance="context")
    new = make_source(cast, "https://example.org/new")
    merge.merge(actor=cast.checker, source_id=old.pk, target_id=new.pk)
    assert Evidence.objects.filter(snapshot=copy, cited=old).exists()
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Health")
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Here alone")
    labels.add(actor=cast.admin, desk_id=cast.other_desk.pk, name="health")
    claims.edit(
        actor=cast.checker, claim_id=other.pk, seen_version=None, labels=["Health", "Here alone"]
    )
    elsewhere = make_claim(cast, make_article(cast))
    links.add(actor=cast.reporter, claim_id=other.pk, other_id=elsewhere.pk, kind="follows")
    links.add(actor=cast.reporter, claim_id=other.pk, other_id=checked.pk, kind="contradicts")
    workflow.take(actor=cast.checker, claim_id=other.pk)
    watching.watch(actor=cast.viewer, claim_id=other.pk)
    threads.on_claim(actor=cast.reporter, claim_id=other.pk, body="Look at page 4.")
    return article


# What differs although nothing was lost: counters and clocks.
PASSING = {"version", "updated_at", "search", "doubted_at", "stage_since"}


def state_of(article: Article) -> dict[str, list]:
    """Every row on the article, and what hangs on its claims."""
    on_claims = {"claim__article": article}
    found = {
        Article: {"pk": article.pk},
        Claim: {"article": article},
        Anchor: on_claims,
        AttributionStep: on_claims,
        Evidence: on_claims,
        Assessment: on_claims,
        Labelling: on_claims,
        Watch: on_claims,
        ClaimLink: on_claims,
        Mention: {"article": article},
        Comment: {"thread__article": article},
    }
    return {
        model.__name__: sorted(
            (
                {name: value for name, value in row.items() if name not in PASSING}
                for row in model._default_manager.filter(**where).values()
            ),
            key=str,
        )
        for model, where in found.items()
    }


def without_ids(state: dict[str, list], *tables: str) -> dict[str, list]:
    """Rows of these tables were taken away and put back: they have other numbers."""
    return {
        name: sorted(
            (
                {key: value for key, value in row.items() if key not in ("id", "created_at")}
                for row in rows
            ),
            key=str,
        )
        if name in tables
        else rows
        for name, rows in state.items()
    }


def test_what_is_on_the_article_is_the_other_desks(cast, full):
    moved(cast, full)
    end_transaction()

    there = {cast.other_desk.pk}
    assert full.desk_id == cast.other_desk.pk
    of_desk = {
        Claim: "article", Mention: "article", TaggingRun: "article", Evidence: "claim__article",
        AttributionStep: "claim__article", Assessment: "claim__article", Labelling: "claim__article",
    }  # fmt: skip
    ways = {
        Evidence: "source__desk", AttributionStep: "entity__desk", Assessment: "rating__desk",
        Labelling: "label__desk",
    }  # fmt: skip
    for model, path in of_desk.items():
        rows = model._default_manager.filter(**{path: full})
        assert set(rows.values_list(ways.get(model, "desk"), flat=True)) == there, model
    assert set(Evidence.objects.values_list("snapshot__source__desk", flat=True)) <= {None, *there}
    assert set(Mention.objects.filter(article=full).values_list("entity__desk", flat=True)) == there


def test_what_waits_on_it_waits_on_the_other_desk_and_comes_back(cast, full):
    make_proposal(cast, Claim.objects.get(article=full, statement="twice as many"))
    there = {desk for _, _, _, desk, _ in kept()}
    made = moved(cast, full)
    assert kept() == awaited()
    assert there == {cast.desk.pk} != {desk for _, _, _, desk, _ in kept()}
    revert.undo(actor=cast.admin, transfer_id=made.pk)
    assert kept() == awaited()
    assert {desk for _, _, _, desk, _ in kept()} == there


def test_what_the_other_desk_has_already_stands_for_it(cast, full):
    same = sources.find_or_create(
        actor=cast.admin, desk=cast.other_desk, url="http://www.example.org/old?utm_source=x"
    )[0]
    known = Entity.objects.create(desk=cast.other_desk, name="Ilka Varn", label="PERSON")
    alias = {"desk": cast.other_desk, "label": "PERSON", "name": "Ilka Varn", "key": "ilka varn"}
    Alias.objects.create(entity=known, **alias)
    moved(cast, full)

    evidence = Evidence.objects.get(excerpt="41 bridges")
    assert (evidence.source, evidence.cited) == (same, None)
    assert evidence.snapshot.source == same
    assert Mention.objects.get(article=full).entity == known
    assert Labelling.objects.get(claim__article=full).label.name == "health"


def test_both_addresses_of_a_merged_source_lead_to_one_there(cast, full):
    moved(cast, full)

    found = {
        sources.known_at(cast.other_desk, url)
        for url in ("https://example.org/old", "https://example.org/new")
    }
    assert found == {Evidence.objects.get(excerpt="41 bridges").source}
    assert list(Source.objects.filter(desk=cast.other_desk).standing().completing("old")) == [
        *found
    ]


def test_verdicts_stand_and_who_may_decide_stays_who_may(cast, full):
    pending = make_proposal(cast, Claim.objects.get(article=full, statement="twice as many"))
    before = {one.pk: one for one in Assessment.objects.all()}
    moved(cast, full)

    for one in Assessment.objects.all():
        was = before[one.pk]
        assert (one.state, one.needs_another_look) == (was.state, False)
        assert (one.kept, one.changers, one.reviewer_id) == (
            was.kept,
            was.changers,
            was.reviewer_id,
        )
    assert set(Claim.objects.filter(article=full).values_list("stage", flat=True)) == {
        "checked", "review"
    }  # fmt: skip
    pending.refresh_from_db()
    assessments.approve(actor=cast.stranger, assessment_id=pending.pk, seen_version=pending.version)


def test_a_claim_that_was_changed_is_doubted_there_too(cast, full):
    claim = Claim.objects.get(article=full, stage="checked")
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="40 bridges")
    made = moved(cast, full)
    assert Assessment.objects.get(claim=claim).needs_another_look
    revert.undo(actor=cast.admin, transfer_id=made.pk)
    assert Assessment.objects.get(claim=claim).needs_another_look
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement=claim.statement)
    assert not Assessment.objects.get(claim=claim).needs_another_look


def test_a_verdict_that_the_scale_there_lacks_keeps_its_words_and_needs_another_look(cast, full):
    Rating.objects.filter(desk=cast.other_desk, slug="supported").update(value=3)
    made = moved(cast, full)

    verdict = Assessment.objects.get()
    assert verdict.rating.desk == cast.desk
    assert verdict.needs_another_look
    assert Claim.objects.get(pk=verdict.claim_id).stage == "review"
    revert.undo(actor=cast.admin, transfer_id=made.pk)
    verdict.refresh_from_db()
    assert not verdict.needs_another_look
    assert Claim.objects.get(pk=verdict.claim_id).stage == "checked"


def test_a_proposal_on_a_rating_of_the_old_desk_is_not_approved(cast, article):
    proposal = make_proposal(cast, make_claim(cast, article))
    Rating.objects.filter(desk=cast.other_desk, slug="supported").update(value=3)
    moved(cast, article)
    proposal.refresh_from_db()
    with pytest.raises(WrongState, match="scale"):
        assessments.approve(
            actor=cast.stranger, assessment_id=proposal.pk, seen_version=proposal.version
        )


def test_who_cannot_have_claims_there_has_them_no_more_and_is_told(cast, full):
    claim = Claim.objects.get(statement="twice as many")
    moved(cast, full)

    claim.refresh_from_db()
    assert (claim.assignee, claim.stage) == (None, "open")
    told = Notification.objects.filter(kind="moved")
    assert {one.person for one in told} == {cast.checker, cast.stranger}
    for person in (cast.checker, cast.stranger):
        assert told.visible_to(person).get().transfer.desk_id in person.roles()


def test_an_open_double_check_of_a_dismissed_claim_goes_along(cast, article):
    claim = make_claim(cast, article)
    differ(cast, claim)
    with pytest.raises(WrongState, match="unseen"):
        moved(cast, article)
    workflow.dismiss(actor=cast.editor, claim_id=claim.pk, note="Opinion.")
    moved(cast, article)

    check = DoubleCheck.objects.get(claim=claim)
    assert check.state == "differing"
    workflow.reopen(actor=cast.admin, claim_id=claim.pk, note="It is one.")
    with pytest.raises(Invalid, match="scale"):
        double_checks.decide(
            actor=cast.admin, double_check_id=check.pk, seen_version=check.version,
            choice=check.ratings.first().pk,
        )  # fmt: skip
    verdict = double_checks.decide(
        actor=cast.admin, double_check_id=check.pk, seen_version=check.version,
        rating="mixed", rationale="Half of it.",
    )  # fmt: skip
    assert verdict.rating.desk == cast.other_desk


def differ(cast, claim) -> None:
    Desk.objects.filter(pk=cast.desk.pk).update(is_double_checked=True)
    for rater, rating in ((cast.checker, "refuted"), (cast.second_editor, "mixed")):
        double_checks.hand_in(
            actor=rater, claim_id=claim.pk, question="true", rating=rating, rationale="So."
        )


def test_guests_and_feeds_of_the_old_desk_lose_it(cast, full, feed):
    claim = Claim.objects.filter(article=full).first()
    made = guests.invite(
        actor=cast.checker, article_id=full.pk, claim_ids=[claim.pk], guest="Dr A", action="comment"
    )
    entry = FeedEntry.objects.create(feed=feed, key="k", article=full, brought=True)
    moved(cast, full)

    with pytest.raises(NotFound):
        guests.opened(secret=made.secret)
    entry.refresh_from_db()
    assert (entry.article, entry.brought) == (None, True)


def test_a_job_that_was_under_way_begins_anew_by_the_rules_there(cast, article):
    run = TaggingRun.objects.get(article=article)
    moved(cast, article)

    run.refresh_from_db()
    fresh = TaggingRun.objects.active().get(article=article)
    assert (run.state, run.desk_id, fresh.desk_id) == (
        "cancelled", cast.other_desk.pk, cast.other_desk.pk
    )  # fmt: skip


def test_moved_there_and_back_it_is_as_it_was(cast, full):
    before = state_of(full)
    made = moved(cast, full)
    end_transaction()
    assert state_of(full) != before
    revert.undo(actor=cast.admin, transfer_id=made.pk)
    end_transaction()

    tables = "Labelling", "ClaimLink"
    assert without_ids(state_of(full), *tables) == without_ids(before, *tables)


def test_names_that_are_one_there_are_two_again(cast, full):
    claim = Claim.objects.get(statement="twice as many")
    second = Entity.objects.create(desk=cast.desk, name="I. Varn", label="PERSON")
    claim.attribution.create(position=1, entity=second)
    known = Entity.objects.create(desk=cast.other_desk, name="Ilka Varn", label="PERSON")
    for name in ("Ilka Varn", "I. Varn"):
        alias = {"desk": cast.other_desk, "label": "PERSON", "name": name, "key": name.lower()}
        Alias.objects.create(entity=known, **alias)
    before = state_of(full)["AttributionStep"]
    made = moved(cast, full)
    assert set(claim.attribution.values_list("entity", flat=True)) == {known.pk}
    revert.undo(actor=cast.admin, transfer_id=made.pk)

    assert state_of(full)["AttributionStep"] == before


def test_a_second_move_back_finds_what_was_left_behind(cast, full):
    before = state_of(full)
    moved(cast, full)
    move.move(actor=cast.admin, article_id=full.pk, desk_id=cast.desk.pk)

    after = state_of(full)
    for table in ("Anchor", "AttributionStep", "Evidence", "Assessment", "Mention", "Comment"):
        assert after[table] == before[table], table


def test_each_desk_reads_it_and_has_it_in_its_own_tree_of_the_trail(cast, full):
    made = moved(cast, full)

    for person, desk in ((cast.viewer, cast.desk), (cast.stranger, cast.other_desk)):
        assert Transfer.objects.visible_to(person).get().desk == desk
        assert Event.objects.filter(table="transfer", desk_id=desk.pk, action="I").count() == 1
    assert made.desks == (cast.desk.pk, cast.other_desk.pk)


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        ("viewer", NotAllowed),
        ("checker", NotAllowed),
        ("second_editor", Invalid),
        ("stranger", NotFound),
    ],
)
def test_only_an_editor_who_checks_on_the_other_desk_moves_it(cast, article, person, refusal):
    with pytest.raises(refusal):
        moved(cast, article, actor=cast.by_role(person))
    assert not Transfer.objects.exists()


def test_a_reporter_of_the_other_desk_brings_nothing_there(cast, article):
    Membership.objects.filter(user=cast.editor, desk=cast.other_desk).update(role=Role.REPORTER)
    with pytest.raises(NotAllowed):
        moved(cast, article)


def test_it_goes_to_another_desk_as_it_was_seen(cast, article):
    with pytest.raises(Invalid):
        moved(cast, article, desk_id=cast.desk.pk)
    with pytest.raises(Stale):
        moved(cast, article, seen_version=article.version + 1)


def test_a_move_is_undone_once_and_not_over_a_later_one(cast, article):
    first = moved(cast, article)
    third = desks.create(actor=cast.admin, name="Night", slug="night")
    later = move.move(actor=cast.admin, article_id=article.pk, desk_id=third.pk)
    with pytest.raises(WrongState):
        revert.undo(actor=cast.admin, transfer_id=first.pk)
    for made in (later, first):
        revert.undo(actor=cast.admin, transfer_id=made.pk)
    with pytest.raises(WrongState):
        revert.undo(actor=cast.admin, transfer_id=first.pk)
    assert Article.objects.get(pk=article.pk).desk == cast.desk


def test_who_moved_it_takes_it_back_and_another_checker_does_not(cast, article):
    made = moved(cast, article)
    for desk in (cast.desk, cast.other_desk):
        desks.set_role(actor=cast.admin, desk=desk, user=cast.checker, role=Role.CHECKER)
    with pytest.raises(NotAllowed):
        revert.undo(actor=User.objects.get(pk=cast.checker.pk), transfer_id=made.pk)
    revert.undo(actor=cast.editor, transfer_id=made.pk)
    assert Article.objects.get(pk=article.pk).desk == cast.desk


def test_who_is_of_one_desk_does_not_take_it_back(cast, article):
    made = moved(cast, article)
    with pytest.raises(WrongState):
        revert.undo(actor=cast.stranger, transfer_id=made.pk)
    with pytest.raises(NotFound):
        revert.undo(actor=cast.second_editor, transfer_id=made.pk)


def test_the_number_of_statements_does_not_grow_with_claims(cast, full):
    def statements(words: str) -> int:
        article = make_article(cast, text=words)
        for word in words.split():
            claim = make_claim(cast, article, words=word, claimant=f"Speaker {word}")
            make_evidence(cast, claim, source=make_source(cast, f"https://example.org/{word}"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            moved(cast, article)
        return len(asked)

    statements("Zero")  # Roles and the like are asked once.
    assert statements("Alpha Beta Gamma Delta Epsilon") == statements("One")


def test_under_embargo_it_stays(cast, article):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    with pytest.raises(WrongState):
        moved(cast, article)
    embargoes.lift(actor=cast.editor, article_id=article.pk)
    made = moved(cast, article)
    embargoes.put(actor=cast.admin, article_id=article.pk)
    assert not Transfer.objects.visible_to(cast.viewer).exists()
    with pytest.raises(WrongState):
        revert.undo(actor=cast.admin, transfer_id=made.pk)


def test_who_saw_it_is_told_where_it_went(cast, full):
    claim = Claim.objects.filter(article=full).first()
    moved(cast, full)
    for rows, pk in ((Article.objects.all(), full.pk), (Claim.objects.all(), claim.pk)):
        with pytest.raises(MovedAway, match="Sports"):
            access.load(rows, cast.viewer, pk)
    outsider = User.objects.create_user("outsider")
    with pytest.raises(NotFound) as refusal:
        access.load(Article.objects.all(), outsider, full.pk)
    assert not isinstance(refusal.value, MovedAway)


def test_what_was_removed_before_does_not_come_back_on_another_desk(cast, article):
    """It rests on a source of the desk that the article has left; where that is, undo works."""
    desks.set_role(actor=cast.admin, desk=cast.other_desk, user=cast.editor, role=Role.EDITOR)
    evidence = make_evidence(cast, make_claim(cast, article))
    token = request_id.set("mine")
    remove(actor=cast.editor, evidence_id=evidence.pk, seen_version=None)
    request_id.reset(token)
    made = moved(cast, article)
    actor = User.objects.get(pk=cast.editor.pk)
    with pytest.raises(WrongState, match="moved"):
        undo(actor=actor, request="mine")
    assert not Evidence.objects.exists()

    revert.undo(actor=cast.admin, transfer_id=made.pk)
    undo(actor=actor, request="mine")
    assert Evidence.objects.get().source.desk == cast.desk


def test_who_is_on_both_desks_reads_of_a_move_once(cast, article):
    moved(cast, article)
    ways = {
        person.username: [row.way for row in Transfer.objects.visible_to(person).once_each()]
        for person in (cast.editor, cast.checker)
    }
    assert ways == {"editor": ["in"], "checker": ["out"]}
