"""Names: marked by people, or suggested by a machine and decided by people."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Entity, Mention
from annotations.services.entities import mentions
from tests.factory import TEXT, make_article


@pytest.fixture
def article(cast):
    return make_article(cast)


def mark(cast, article, words="Ilka Varn", label="PERSON", **given):
    start = TEXT.index(words)
    return mentions.create(
        actor=given.pop("actor", cast.reporter),
        revision_id=given.pop("revision_id", article.current_revision_id),
        start=start,
        end=start + len(words),
        label=label,
        **given,
    )


def edit(actor, mention, **changes):
    return mentions.edit(actor=actor, mention_id=mention.pk, **{"seen_version": None} | changes)


def test_a_marked_name_is_accepted_and_linked_to_one_entity_of_the_desk(cast, article):
    mention = mark(cast, article)
    again = mark(cast, make_article(cast))

    assert (mention.state, mention.origin) == ("accepted", "person")
    assert mention.entity == again.entity == Entity.objects.get()


def test_a_date_is_marked_without_an_entity(cast, article):
    assert mark(cast, article, "Tuesday", "DATE").entity is None


def test_a_name_is_linked_to_the_entity_that_was_chosen(cast, article):
    own = Entity.objects.create(desk=cast.desk, name="Minister Varn", label="PERSON")
    foreign = Entity.objects.create(desk=cast.other_desk, name="Varn", label="PERSON")

    assert mark(cast, article, entity_id=own.pk).entity == own
    for pk in (foreign.pk, 10**9):
        with pytest.raises(Invalid) as refusal:
            mark(cast, article, "Varn", entity_id=pk)
        assert refusal.value.field == "entity"


def test_words_are_marked_once_a_label(cast, article):
    mark(cast, article)
    with pytest.raises(WrongState, match="already"):
        mark(cast, article)
    assert mark(cast, article, label="ORG").pk


def test_a_label_that_the_words_have_already_is_refused(cast, article):
    mark(cast, article)
    second = mark(cast, article, label="ORG")
    with pytest.raises(WrongState, match="already"):
        edit(cast.reporter, second, label="PERSON")
    second.refresh_from_db()
    assert second.label == "ORG"


@pytest.mark.parametrize(
    "given",
    [{"label": "THING"}, {"exact": "Elka Varn"}],
    ids=["label", "words"],
)
def test_a_mark_that_cannot_be_is_refused(cast, article, given):
    with pytest.raises(Invalid):
        mark(cast, article, **given)
    assert not Mention.objects.exists()


def test_reporters_mark_and_viewers_do_not(cast, article):
    mention = mark(cast, article)
    with pytest.raises(NotAllowed):
        mark(cast, article, "Tuesday", "DATE", actor=cast.viewer)
    with pytest.raises(Invalid, match="no such revision"):
        mark(cast, article, "Tuesday", "DATE", actor=cast.stranger)
    with pytest.raises(NotAllowed):
        edit(cast.viewer, mention, state="rejected")
    with pytest.raises(NotFound):
        edit(cast.stranger, mention, state="rejected")


def test_a_decision_raises_the_version_and_a_late_one_is_refused(cast, article):
    mention = mark(cast, article)

    assert edit(cast.reporter, mention, state="rejected", seen_version=1).version == 2
    with pytest.raises(Stale):
        edit(cast.checker, mention, state="accepted", seen_version=1)
    for wrong in ({"state": "maybe"}, {"label": "THING"}, {"entity": 10**9}):
        with pytest.raises(Invalid):
            edit(cast.reporter, mention, **wrong)
    assert edit(cast.reporter, mention, entity=None).entity is None


def suggested(cast, article, words="Ilka Varn", label="PERSON"):
    start = TEXT.index(words)
    return Mention.objects.create(
        article=article,
        desk=cast.desk,
        revision=article.current_revision,
        start=start,
        end=start + len(words),
        exact=words,
        label=label,
        origin="rules/1",
    )


def test_marking_what_the_tagger_found_accepts_its_mention(cast, article):
    found = suggested(cast, article)
    marked = mark(cast, article)

    assert marked.pk == found.pk
    assert (marked.state, marked.origin, marked.version) == ("accepted", "rules/1", 2)
    assert marked.entity == Entity.objects.get(name="Ilka Varn")
    with pytest.raises(WrongState):
        mark(cast, article)


def test_what_came_with_a_file_can_be_removed_and_what_a_run_found_cannot(cast, article):
    found = suggested(cast, article)
    with pytest.raises(WrongState):
        mentions.remove(actor=cast.reporter, mention_id=found.pk, seen_version=None)

    Mention.objects.filter(pk=found.pk).update(origin="doccano/import", state="accepted")
    mentions.remove(actor=cast.reporter, mention_id=found.pk, seen_version=None)

    assert not Mention.objects.exists()


def test_another_label_links_to_an_entity_of_that_label(cast, article):
    person = mark(cast, article)
    changed = edit(cast.reporter, person, label="ORG")

    assert changed.entity == Entity.objects.get(label="ORG", name="Ilka Varn")


def test_an_entity_of_another_kind_is_refused(cast, article):
    person = mark(cast, article)
    ministry = Entity.objects.create(desk=cast.desk, name="Ministry", label="ORG")

    with pytest.raises(Invalid) as refusal:
        edit(cast.reporter, person, entity=ministry.pk)
    assert refusal.value.field == "entity"
