"""Merge and split: what moves, what is refused, and that undo brings everything back."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import (
    Alias,
    AttributionStep,
    Entity,
    EntityMove,
    EntityPair,
    Event,
    Mention,
    Quotation,
)
from annotations.services.claims import claims
from annotations.services.entities import entities, mentions, revert
from annotations.services.entities import merge as entity_merge
from annotations.text.spans import quote
from tests.factory import make_claim
from tests.names import make_article_naming, make_entity, names_of, suggest

TABLES = (Entity, Alias, Mention, AttributionStep, Quotation, EntityPair)


def state() -> dict:
    """All rows but what tells of their changing: versions and times."""
    hidden = ("version", "updated_at", "search", "decided_by_id")
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in hidden}
            for row in model.objects.order_by("pk").values()
        ]
        for model in TABLES
    }


@pytest.fixture
def names(cast):
    """An article that names one person twice, a claim by the second, and a quotation."""
    article = make_article_naming(cast, "Ilka Varn", "Ilka Warn", "Ole Brandt")
    ilka, warn = Entity.objects.get(name="Ilka Varn"), Entity.objects.get(name="Ilka Warn")
    make_claim(cast, article, claimant=warn.pk)
    text = article.current_revision.text
    Quotation.objects.create(
        article=article, desk=cast.desk, revision=article.current_revision,
        **quote(text, 0, 4)._asdict(), kind="direct", form="quote", speaker="Ilka Warn", entity=warn,
        rule="test", origin="test/1",
    )  # fmt: skip
    EntityPair.objects.all().delete()
    return article, ilka, warn


def merge(cast, source, target, **given) -> EntityMove:
    return entity_merge.merge(actor=cast.checker, source_id=source.pk, target_id=target.pk, **given)


def undo(cast, move) -> EntityMove:
    return revert.undo(actor=cast.checker, move_id=move.pk)


def test_a_merge_moves_all_that_named_the_one(cast, names):
    _, ilka, warn = names
    move = merge(cast, warn, ilka, seen_source=1, seen_target=1)

    warn.refresh_from_db()
    ilka.refresh_from_db()
    assert (warn.merged_into, warn.version, ilka.version) == (ilka, 2, 2)
    assert names_of(ilka) == ["Ilka Varn", "Ilka Warn"]
    assert Mention.objects.filter(entity=ilka).count() == 2
    assert AttributionStep.objects.get().entity == ilka
    assert Quotation.objects.get().entity == ilka
    assert list(Entity.objects.standing().matching("warn")) == [ilka]
    assert (move.made_by, move.kind) == (cast.checker, "merge")
    told = Event.objects.filter(actor_id=cast.checker.pk).values_list("table", "action")
    assert {("entitymove", "I"), ("entity", "U"), ("mention", "U"), ("alias", "U")} <= set(told)


def test_a_merge_of_many_mentions_asks_no_more_questions(
    cast, names, django_assert_max_num_queries
):
    _, ilka, warn = names
    for _ in range(3):
        make_article_naming(cast, "Ilka Warn")
    with django_assert_max_num_queries(45):
        merge(cast, warn, ilka)


def test_an_undone_merge_leaves_everything_as_it_was(cast, names):
    _, ilka, warn = names
    old = make_entity(cast.desk, "Madame Warn", wikidata_id="Q5", description="Minister")
    merge(cast, old, warn)
    third = Entity.objects.get(name="Ole Brandt")
    for other, given in ((ilka, "suggested"), (third, "different")):
        first, second = sorted((other, warn), key=lambda one: one.pk)
        EntityPair.objects.create(
            desk=cast.desk, first=first, second=second, score=0.9, reason="x", state=given
        )
    before = state()

    move = merge(cast, warn, ilka)
    old.refresh_from_db()
    ilka.refresh_from_db()
    assert (old.merged_into, ilka.wikidata_id) == (ilka, "Q5")
    assert set(EntityPair.objects.values_list("state", flat=True)) == {"same", "different"}
    undo(cast, move)

    assert state() == before
    move.refresh_from_db()
    assert move.undone_by == cast.checker
    assert list(Entity.objects.standing().matching("warn")) == [warn]


def test_mentions_that_came_since_go_back_with_their_name(cast, names):
    _, ilka, warn = names
    move = merge(cast, warn, ilka)
    make_article_naming(cast, "Ilka Warn", "Ilka Varn")
    assert Mention.objects.filter(entity=ilka).count() == 4

    undo(cast, move)

    assert set(Mention.objects.filter(entity=warn).values_list("exact", flat=True)) == {"Ilka Warn"}
    assert Mention.objects.filter(entity=warn).count() == 2


def test_what_a_person_decided_since_stays(cast, names):
    _, ilka, warn = names
    move = merge(cast, warn, ilka)
    mention = Mention.objects.get(exact="Ilka Warn")
    ole = Entity.objects.get(name="Ole Brandt")
    mentions.edit(actor=cast.reporter, mention_id=mention.pk, seen_version=None, entity=ole.pk)

    undo(cast, move)

    mention.refresh_from_db()
    assert mention.entity == ole


def test_chains_lead_to_the_last_in_one_step_and_are_undone_from_the_end(cast, names):
    _, ilka, warn = names
    third = Entity.objects.get(name="Ole Brandt")
    first = merge(cast, warn, ilka)
    second = merge(cast, ilka, third)
    warn.refresh_from_db()
    assert warn.merged_into == third

    assert revert.last_of(third) == second
    with pytest.raises(WrongState, match="undo that first"):
        undo(cast, first)
    undo(cast, second)
    warn.refresh_from_db()
    assert warn.merged_into == ilka
    assert revert.last_of(ilka) == first
    undo(cast, first)
    with pytest.raises(WrongState, match="already"):
        undo(cast, first)
    assert revert.last_of(ilka) is None


def test_an_undo_is_refused_when_the_names_were_changed(cast, names):
    _, ilka, warn = names
    move = merge(cast, warn, ilka)
    alias = Alias.objects.get(name="Ilka Warn")
    entities.remove_alias(actor=cast.checker, entity_id=ilka.pk, alias_id=alias.pk)
    before = state()

    with pytest.raises(WrongState, match="“Ilka Varn” have changed"):
        undo(cast, move)
    assert state() == before


def test_merges_that_make_no_sense_are_refused(cast, names):
    _, ilka, warn = names
    paris = make_entity(cast.desk, "Paris", label="PLACE")
    foreign = make_entity(cast.other_desk, "Ilka Varn")
    with pytest.raises(Invalid, match="different kinds"):
        merge(cast, paris, ilka)
    with pytest.raises(Invalid, match="the same one"):
        merge(cast, ilka, ilka)
    for source, target in ((foreign, ilka), (ilka, foreign)):
        with pytest.raises(NotFound):
            merge(cast, source, target)
    with pytest.raises(NotFound):
        entity_merge.merge(actor=cast.admin, source_id=foreign.pk, target_id=ilka.pk)
    Entity.objects.filter(pk=ilka.pk).update(wikidata_id="Q1")
    Entity.objects.filter(pk=warn.pk).update(wikidata_id="Q2")
    with pytest.raises(Invalid, match="Q1 and Q2"):
        merge(cast, warn, ilka)
    assert not EntityMove.objects.exists()


def test_two_people_at_once_are_told(cast, names):
    _, ilka, warn = names
    entities.edit(actor=cast.editor, entity_id=ilka.pk, seen_version=1, description="Minister")
    with pytest.raises(Stale):
        merge(cast, warn, ilka, seen_source=1, seen_target=1)
    merge(cast, warn, ilka)
    with pytest.raises(WrongState, match="meanwhile"):
        merge(cast, warn, ilka)


@pytest.mark.parametrize(
    ("name", "error"), [("viewer", NotAllowed), ("reporter", NotAllowed), ("stranger", NotFound)]
)
def test_only_checkers_and_editors_say_who_is_one(name, error, cast, names):
    _, ilka, warn = names
    third = Entity.objects.get(name="Ole Brandt")
    move = merge(cast, warn, ilka)
    before, actor = state(), cast.by_role(name)
    for attempt in (
        lambda: entity_merge.merge(actor=actor, source_id=third.pk, target_id=ilka.pk),
        lambda: entity_merge.split(actor=actor, entity_id=ilka.pk, aliases=move.moved["aliases"]),
        lambda: revert.undo(actor=actor, move_id=move.pk),
    ):
        with pytest.raises(error):
            attempt()
    assert state() == before


def test_a_split_takes_names_and_their_mentions_to_a_new_entity(cast, names):
    _, ilka, warn = names
    merge(cast, warn, ilka)
    alias = Alias.objects.get(name="Ilka Warn")
    move = entity_merge.split(
        actor=cast.checker, entity_id=ilka.pk, aliases=[alias.pk], seen_version=2
    )

    assert move.target.name == "Ilka Warn"
    assert names_of(move.target) == ["Ilka Warn"]
    assert names_of(ilka) == ["Ilka Varn"]
    assert Mention.objects.get(entity=move.target).exact == "Ilka Warn"
    assert Quotation.objects.get().entity == move.target
    assert EntityPair.objects.get(state="different")


def test_mentions_split_off_one_by_one_are_accepted_under_a_name(cast, names):
    article, ilka, _ = names
    mention = suggest(article, "Ilka Varn", ilka)
    move = entity_merge.split(
        actor=cast.checker, entity_id=ilka.pk, mentions=[mention.pk], name="Ilka Varn (singer)"
    )

    mention.refresh_from_db()
    assert (mention.entity, mention.state) == (move.target, "accepted")
    assert names_of(move.target) == ["Ilka Varn (singer)"]


def test_an_undone_split_leaves_an_address_that_leads_back(cast, names):
    article, ilka, warn = names
    merge(cast, warn, ilka)
    mention = suggest(article, "Ilka Varn", ilka)
    before = state()
    alias = Alias.objects.get(name="Ilka Warn")
    move = entity_merge.split(
        actor=cast.checker, entity_id=ilka.pk, aliases=[alias.pk], mentions=[mention.pk], name="I W"
    )
    claims.edit(
        actor=cast.checker,
        claim_id=AttributionStep.objects.get().claim_id,
        seen_version=None,
        attribution=[{"speaker": move.target_id}],
    )
    undo(cast, move)

    after = state()
    gone = after["Entity"].pop()
    assert (gone["id"], gone["merged_into_id"]) == (move.target_id, ilka.pk)
    assert AttributionStep.objects.get().entity == ilka
    for one in (before, after):
        one.pop("AttributionStep")
    assert after == before


def test_a_split_needs_something_to_take_and_leaves_the_own_name(cast, names):
    _, ilka, warn = names
    own, foreign = Alias.objects.get(entity=ilka), Alias.objects.get(entity=warn)
    given = {"actor": cast.checker, "entity_id": ilka.pk}
    mention = Mention.objects.get(entity=ilka)
    with pytest.raises(Invalid, match="Choose"):
        entity_merge.split(**given)
    with pytest.raises(Invalid, match="rename"):
        entity_merge.split(**given, aliases=[own.pk])
    with pytest.raises(WrongState, match="no longer"):
        entity_merge.split(**given, aliases=[foreign.pk])
    with pytest.raises(Invalid, match="already has the name “ole brandt”"):
        entity_merge.split(**given, mentions=[mention.pk], name="ole brandt")
    with pytest.raises(Stale):
        entity_merge.split(**given, mentions=[mention.pk], name="Other", seen_version=7)
    assert not EntityMove.objects.exists()
    assert not Entity.objects.filter(name__in=("ole brandt", "Other")).exists()
