"""Sources are one a page however pasted; evidence ties them to a question of a claim."""

import threading

import pytest
from django.db import connection

from annotations.errors import Invalid, NotAllowed, NotFound, Stale
from annotations.models import Claim, Evidence, Source
from annotations.services.claims import assessments, claims, evidence
from annotations.services.sources import sources
from tests.cast import make_cast
from tests.factory import (
    make_claim,
    make_evidence,
    make_proposal,
    make_source,
)


@pytest.fixture
def claim(cast):
    return make_claim(cast)


@pytest.mark.parametrize(
    "pasted",
    [
        "http://example.org/report",
        "https://www.example.org/report/",
        "  HTTPS://EXAMPLE.org:443/report  ",
        "https://example.org/report#page-4",
        "https://example.org/report?utm_source=mail&fbclid=1",
    ],
)
def test_one_page_is_one_source_however_it_was_pasted(cast, pasted):
    source = make_source(cast, "https://example.org/report")
    given = {"actor": cast.checker, "desk": cast.desk}

    assert sources.find_or_create(**given, url=pasted) == (source, False)


def test_pages_that_differ_in_what_they_show_are_two_sources(cast):
    one = make_source(cast, "https://example.org/?id=1&b=2")

    assert make_source(cast, "https://example.org/?b=2&id=1") == one
    assert make_source(cast, "https://example.org/?id=2") != one


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a",
        "//example.org",
        "example.org",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\n",
        "https://[::1",
        "https://example.org:99999/",
        'https://example.org/"onload=',
        "https://example.org\\@evil.example",
        "https://example.org/\0",
        "https://" + "a" * 64 + ".org/",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_addresses_that_are_not_of_the_web_are_refused(cast, url):
    with pytest.raises(Invalid) as refusal:
        make_source(cast, url)
    assert refusal.value.field == "url"
    assert not Source.objects.exists()


def test_a_source_needs_an_address_or_a_title(cast):
    with pytest.raises(Invalid):
        make_source(cast, "")
    assert make_source(cast, "", title="Interview", kind="person").title == "Interview"
    with pytest.raises(Invalid):
        make_source(cast, "", title="Interview", kind="rumour")


def test_each_desk_has_its_own_sources(cast):
    own = make_source(cast)
    other, is_new = sources.find_or_create(actor=cast.stranger, desk=cast.other_desk, url=own.url)

    assert is_new
    assert other != own


def test_checkers_add_and_edit_sources(cast):
    source = make_source(cast)
    change = {"source_id": source.pk, "seen_version": 1, "title": "The bridge report"}
    for actor, error in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            make_source(cast, "https://example.org/new", actor=actor)
        with pytest.raises(error):
            sources.edit(actor=actor, **change)
    assert sources.edit(actor=cast.checker, **change).version == 2
    assert Source.objects.matching("bridge").get() == source
    assert Source.objects.matching("example").get() == source
    with pytest.raises(Stale):
        sources.edit(actor=cast.checker, **change)


@pytest.mark.django_db(transaction=True)
def test_twenty_people_who_paste_one_page_at_once_make_one_source():
    cast = make_cast()
    start = threading.Barrier(20)
    found = []

    def paste():
        start.wait()
        found.append(make_source(cast, "https://example.org/report").pk)
        connection.close()

    threads = [threading.Thread(target=paste) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [Source.objects.get().pk] * 20


def test_evidence_keeps_what_was_said_of_it(cast, claim):
    proof = make_evidence(cast, claim, excerpt=" Page 4\r\nsays so. ", note="Good")

    assert (proof.excerpt, proof.note) == ("Page 4\nsays so.", "Good")
    claim.refresh_from_db()
    assert (claim.version, claim.stage) == (2, "open")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"stance": "maybe"}, "stance"),
        ({"question": "why"}, "question"),
        ({"excerpt": "x" * 20_001}, "excerpt"),
        ({"note": "x" * 20_001}, "note"),
    ],
    ids=["stance", "question", "excerpt", "note"],
)
def test_evidence_that_cannot_be_is_refused(cast, claim, given, field):
    with pytest.raises(Invalid) as refusal:
        make_evidence(cast, claim, **given)
    assert refusal.value.field == field
    assert not Evidence.objects.exists()


def test_a_source_of_another_desk_is_no_evidence(cast, claim):
    other, _ = sources.find_or_create(actor=cast.stranger, desk=cast.other_desk, title="X")
    with pytest.raises(Invalid, match="no such source"):
        make_evidence(cast, claim, source=other)


def test_checkers_add_and_edit_evidence(cast, claim):
    proof = make_evidence(cast, claim)
    for actor, error in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(error):
            make_evidence(cast, claim, actor=actor, source=proof.source)
        with pytest.raises(error):
            evidence.edit(actor=actor, evidence_id=proof.pk, seen_version=1, note="x")
    edited = evidence.edit(actor=cast.editor, evidence_id=proof.pk, seen_version=1, note="x")
    assert (edited.note, edited.version) == ("x", 2)
    with pytest.raises(Stale):
        evidence.edit(actor=cast.editor, evidence_id=proof.pk, seen_version=1, note="y")


def test_people_remove_their_own_evidence_and_editors_all(cast, claim):
    mine = make_evidence(cast, claim)
    other = make_evidence(cast, claim, actor=cast.editor)

    def remove(actor, row):
        evidence.remove(actor=actor, evidence_id=row.pk, seen_version=None)

    with pytest.raises(NotAllowed, match="colleague"):
        remove(cast.checker, other)
    with pytest.raises(NotFound):
        remove(cast.stranger, other)
    remove(cast.checker, mine)
    remove(cast.editor, other)
    with pytest.raises(NotFound):
        remove(cast.editor, other)


def test_the_same_values_change_nothing(cast):
    claim = make_claim(cast)
    proof = make_evidence(cast, claim, note="As printed.")
    proposal = make_proposal(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    same = {"stance": proof.stance, "question": proof.question, "note": " As printed. "}
    edited = evidence.edit(
        actor=cast.checker, evidence_id=proof.pk, seen_version=proof.version, **same
    )

    assert edited.version == proof.version
    assert Claim.objects.get(pk=claim.pk).stage == "checked"


def test_a_question_that_was_withdrawn_is_not_asked_again_by_removing_evidence(cast, claim):
    proof = make_evidence(cast, claim, question="said")
    claims.edit(
        actor=cast.checker,
        claim_id=claim.pk,
        seen_version=None,
        questions=["true"],
        set_aside=True,
    )
    evidence.remove(actor=cast.checker, evidence_id=proof.pk, seen_version=None)

    assert Claim.objects.get(pk=claim.pk).questions == ["true"]


def test_evidence_that_moves_to_another_question_asks_it(cast, claim):
    proof = make_evidence(cast, claim)
    evidence.edit(actor=cast.checker, evidence_id=proof.pk, seen_version=None, question="said")

    assert Claim.objects.get(pk=claim.pk).questions == ["said", "true"]


@pytest.mark.parametrize(
    "url", ["http://example.org/?q=" + "я" * 900, "http://example.org?" + "a" * 1981]
)
def test_an_address_that_grows_too_long_by_its_encoding_is_refused(cast, url):
    with pytest.raises(Invalid):
        make_source(cast, url)
