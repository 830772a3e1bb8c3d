"""Excerpts follow from one archived copy of a source to the next."""

import threading

import pytest
from django.db import connection

from annotations.errors import Invalid, NotAllowed, NotFound, Unreadable
from annotations.services.claims import assessments, evidence
from annotations.services.sources import snapshots
from tests.cast import make_cast
from tests.factory import make_claim, make_evidence, make_proposal, make_source

COPY = "Annual report.\n\nThe ministry counted 41 bridges in need of repair. Nobody was surprised."


@pytest.fixture
def source(cast):
    return make_source(cast)


def take(cast, source, text):
    return snapshots.take(actor=cast.checker, source_id=source.pk, text=text)


def quoted(cast, source, excerpt="counted 41 bridges"):
    return make_evidence(cast, make_claim(cast), source=source, excerpt=excerpt)


def fresh(row):
    row.refresh_from_db()
    return row


def stands(row) -> str | None:
    row = fresh(row)
    return row.snapshot.text[row.excerpt_start : row.excerpt_end] if row.excerpt_end else None


def test_an_excerpt_is_found_in_the_copy_that_is_there(cast, source):
    take(cast, source, COPY)
    row = quoted(cast, source)
    assert (stands(row), row.excerpt_state) == ("counted 41 bridges", "exact")


def test_an_excerpt_from_before_the_first_copy_is_found_in_it(cast, source):
    row = quoted(cast, source)
    assert fresh(row).snapshot is None
    take(cast, source, COPY)
    assert stands(row) == "counted 41 bridges"


@pytest.mark.parametrize("excerpt", ["the", "counted 50 bridges"])
def test_words_that_stand_there_several_times_or_never_are_not_placed(cast, source, excerpt):
    take(cast, source, COPY + " Then the end, the very end.")
    assert fresh(quoted(cast, source, excerpt)).excerpt_end is None


def test_it_follows_words_that_moved(cast, source):
    take(cast, source, COPY)
    row = quoted(cast, source)
    newer = take(cast, source, "Corrected in May.\n\n" + COPY)

    assert fresh(row).snapshot == newer
    assert (stands(row), row.excerpt_state) == ("counted 41 bridges", "exact")


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        (COPY.replace("41", "39"), "changed", "counted 39 bridges"),
        ("Annual report.\n\nNobody was surprised.", "orphaned", None),
    ],
)
def test_words_that_changed_or_went_ask_for_another_look(cast, source, text, state, words):
    take(cast, source, COPY)
    row = quoted(cast, source)
    proposal = make_proposal(cast, row.claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    take(cast, source, text)

    assert (stands(row), row.excerpt_state) == (words, state)
    assert row.excerpt == "counted 41 bridges", "what was quoted stays as it was quoted"
    proposal.refresh_from_db()
    assert proposal.needs_another_look


def test_another_excerpt_is_looked_for_anew(cast, source):
    take(cast, source, COPY)
    row = quoted(cast, source)
    evidence.edit(
        actor=cast.checker, evidence_id=row.pk, seen_version=None, excerpt="Nobody was surprised."
    )
    assert stands(row) == "Nobody was surprised."


def test_who_may_not_edit_the_source_takes_no_copy(cast, source):
    with pytest.raises(NotAllowed):
        snapshots.take(actor=cast.reporter, source_id=source.pk, text=COPY)
    with pytest.raises(NotFound):
        snapshots.take(actor=cast.stranger, source_id=source.pk, text=COPY)


@pytest.mark.parametrize(("text", "error"), [(" ", Invalid), ("a\0", Unreadable)])
def test_a_copy_without_words_is_refused(cast, source, text, error):
    with pytest.raises(error):
        take(cast, source, text)


@pytest.mark.django_db(transaction=True)
def test_what_is_edited_while_a_copy_is_taken_is_not_undone(monkeypatch):
    cast = make_cast()
    source = make_source(cast)
    take(cast, source, COPY)
    row = quoted(cast, source)
    follow = snapshots.carry

    def edit():
        change = {"evidence_id": row.pk, "seen_version": None, "note": "Page 4"}
        evidence.edit(actor=cast.checker, **change)
        connection.close()

    editing = threading.Thread(target=edit)

    def carry_slowly(*given):
        editing.start()
        editing.join(1)
        return follow(*given)

    monkeypatch.setattr(snapshots, "carry", carry_slowly)
    newer = take(cast, source, "Corrected in May.\n\n" + COPY)
    editing.join()

    assert (fresh(row).note, row.snapshot) == ("Page 4", newer)
