"""What is taken down stands nowhere any more: in no column of no table, in no export."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from annotations.errors import NotFound
from annotations.exchange import claims as exports
from annotations.models import (
    Anchor,
    Article,
    Claim,
    ClaimLabel,
    Delivery,
    Desk,
    Entity,
    EntityMove,
    Event,
    ExternalCheck,
    Import,
    Labelling,
    Mention,
    Redaction,
    ReplyRequest,
    Revision,
)
from annotations.models.checks.external import terms_of
from annotations.services.articles import articles
from annotations.services.claims import double_checks
from annotations.services.entities import merge, revert
from annotations.services.guests import guests
from annotations.services.redaction import requests
from annotations.text.redacting import FILL
from tests.factory import make_article, make_claim, make_evidence
from tests.names import make_article_naming
from tests.waiting import awaited, kept

from .planting import SECRET, TEXT, columns, leaves, make_full, plant, take_down, where

pytestmark = pytest.mark.owner


@pytest.fixture
def full(cast):
    return make_full(cast)


def spans_are_sound() -> None:
    for model in (Anchor, Mention):
        for row in model.objects.exclude(start=None).select_related("revision"):
            assert row.exact == row.revision.text[row.start : row.end]


def test_a_name_is_gone_from_whatever_column_it_stands_in(cast, full):
    planted = plant(SECRET)
    before = leaves()

    row = take_down(cast, "name", words=SECRET)

    assert row.state == "done", row.problem
    assert where(SECRET) == set()
    assert len(planted) > 60
    after = leaves()
    assert {pk: after[pk] for pk in before} == before


def test_two_names_of_fields_that_become_the_same_both_stay(cast):
    labels = {"Varn": "claim", "Orln": "leave", "label": "label"}
    Import.objects.create(
        desk=cast.desk, format="doccano", filename="a", sha256="s", created_by=cast.editor,
        options={"labels": labels, "unknown": "leave"},
    )  # fmt: skip
    take_down(cast, "name", words="Varn")
    take_down(cast, "name", words="Orln")

    left = Import.objects.get().options["labels"]
    assert left.keys() == {FILL * 4, FILL * 5, "label"}
    assert sorted(left.values()) == ["claim", "label", "leave"]


def test_the_word_can_be_planted_in_most_columns(cast, full):
    """Else the test above proves little."""
    planted = {name.split(".")[0] for name in plant(SECRET)}

    names = "article claim evidence assessment replyrequest entity source feed event"
    names += " checkquestion checkanswer"
    assert planted >= {f"annotations_{name}" for name in names.split()}
    assert len(columns()) > 100


def test_an_article_with_a_verdict_is_gone_with_all_that_was_on_it(cast, full):
    before = leaves()
    Entity.objects.filter(pk=full.clerk.pk).update(name="Clerk")

    row = take_down(cast, "article", full.article.pk)

    assert row.state == "done", row.problem
    assert not Article.objects.filter(pk=full.article.pk).exists()
    left = where(SECRET) - {  # What the desk knows by itself: its entities, its copies of sources.
        "annotations_alias.name",
        "annotations_alias.key",
        "annotations_alias.blocks",
        "annotations_entity.search",
        "annotations_snapshot.text",
    }
    assert left <= {"annotations_event.old", "annotations_event.new"}
    told = {event.table for event in Event.objects.all() if holds(event)}
    assert told <= {"alias", "entity"}
    assert {pk: leaves()[pk] for pk in before} == before


def holds(event: Event) -> bool:
    return SECRET.lower() in f"{event.old}{event.new}{event.reason}".lower()


def test_a_claim_is_gone_and_its_article_stays(cast, full):
    row = take_down(cast, "claim", full.claim.pk)

    assert row.state == "done", row.problem
    assert not Claim.objects.exists()
    assert Article.objects.filter(pk=full.article.pk).exists()
    assert row.articles == [full.article.pk]
    assert not Event.objects.filter(table="claim", new__statement__contains=SECRET).exists()
    lines = Event.objects.filter(claim_id=full.claim.pk)
    assert lines.exists()
    assert not any(holds(line) for line in lines)


@pytest.mark.parametrize("kind", ["claim", "article", "name"])
def test_what_waited_there_waits_no_longer_and_all_else_does(cast, full, kind):
    other = make_claim(cast, make_article(cast))
    for claim in (full.claim, other):
        ReplyRequest.objects.create(
            claim=claim, asked=SECRET, asked_at=timezone.now(), deadline=timezone.now()
        )
    object_id = {"claim": full.claim.pk, "article": full.article.pk}.get(kind)

    take_down(cast, kind, object_id, "" if object_id else SECRET)

    assert kept() == awaited()
    left = {claim for claim, *_ in kept()}
    assert left == ({other.pk} if object_id else {full.claim.pk, other.pk})


def test_a_label_of_the_desk_stays_with_the_other_claims_that_have_it(cast, full):
    label = ClaimLabel.objects.create(desk=cast.desk, name="Health", key="health")
    other = make_claim(cast)
    for claim in (full.claim, other):
        Labelling.objects.create(claim=claim, label=label)

    row = take_down(cast, "claim", full.claim.pk)

    assert row.state == "done", row.problem
    assert Labelling.objects.get().claim == other


def test_guests_are_shown_a_claim_no_longer(cast, full):
    other = make_claim(cast, make_article(cast))
    shown = {
        claim: guests.invite(
            actor=cast.checker, article_id=claim.article_id, claim_ids=[claim.pk], guest="An expert",
            action="confirm",
        )
        for claim in (full.claim, other)
    }  # fmt: skip

    row = take_down(cast, "claim", full.claim.pk)

    assert row.state == "done", row.problem
    assert guests.opened(secret=shown[other].secret)
    with pytest.raises(NotFound):
        guests.opened(secret=shown[full.claim].secret)


def test_words_of_an_article_are_gone_from_every_revision_and_offsets_stay(cast, full):
    first = Revision.objects.get(article=full.article, number=1)
    claim = Claim.objects.get(pk=full.claim.pk)
    before = leaves()

    row = take_down(cast, "span", first.pk, words=SECRET)

    assert row.state == "done", row.problem
    assert where(SECRET) == set()
    first.refresh_from_db()
    assert first.text == TEXT.replace(SECRET, FILL * len(SECRET))
    spans_are_sound()
    assert {pk: leaves()[pk] for pk in before} == before
    after = Claim.objects.get(pk=full.claim.pk)
    assert (after.stage, after.statement) == (claim.stage, f"{FILL * 9} knew of 41 bridges.")
    assert after.version > claim.version


def test_a_verdict_stands_as_it_stood(cast, full):
    def verdict():
        return full.claim.assessments.values_list("state", "needs_another_look", "rating").get()

    before = verdict()
    take_down(cast, "name", words=SECRET)
    assert verdict() == before
    full.claim.refresh_from_db()
    full.claim.evidence.update(version=7)  # The next change of anything weighs it anew.
    assert verdict() == before


def test_the_same_words_of_another_article_stay(cast, full):
    other = make_full_other(cast)
    first = Revision.objects.get(article=full.article, number=1)
    take_down(cast, "span", first.pk, words="The bridge fell")
    other.current_revision.refresh_from_db()
    assert "The bridge fell" in other.current_revision.text


def make_full_other(cast) -> Article:
    return make_article(cast, text=TEXT.replace(SECRET, "Somebody"), headline="Another")


def test_one_revision_is_emptied(cast, full):
    first = Revision.objects.get(article=full.article, number=1)
    length = len(first.text)

    row = take_down(cast, "revision", first.pk)

    assert row.state == "done", row.problem
    first.refresh_from_db()
    assert set(first.text) == {FILL, "\n"}
    assert len(first.text) == length
    spans_are_sound()
    assert SECRET in Revision.objects.get(article=full.article, number=2).text
    assert not any(
        holds(line) for line in Event.objects.filter(table="anchor", new__revision_id=first.pk)
    )


def test_somebody_who_is_named_is_gone_and_comes_back_by_no_merge(cast, full):
    other = Entity.objects.create(desk=cast.desk, name=f"Old {SECRET}", label="PERSON")
    merge.merge(actor=cast.editor, source_id=other.pk, target_id=full.clerk.pk)

    row = take_down(cast, "entity", full.clerk.pk)

    assert row.state == "done", row.problem
    assert where(SECRET) == set()
    move = EntityMove.objects.get()
    revert.undo(actor=cast.editor, move_id=move.pk)
    assert where(SECRET) == set()
    spans_are_sound()


def test_a_check_by_others_is_found_by_no_part_of_a_name(cast, full):
    name = "Quirina Zwartveld"
    terms, parts = terms_of([(f"{name} fell", "en"), (name, "en")])
    check = ExternalCheck.objects.create(
        desk=cast.desk, key="k", claim_text=f"{name} fell", publisher="Facts", language="en",
        url="https://facts.example/1", terms=terms, created_by=cast.editor,
    )  # fmt: skip

    take_down(cast, "name", words=name)

    check.refresh_from_db()
    assert "Zwartveld" not in check.claim_text
    assert len(parts) == 2
    assert not {*parts} & {*check.terms}
    assert {*terms} & {*check.terms}


def test_words_of_one_article_stay_in_checks_by_others_that_are_of_no_claim_of_it(cast, full):
    said = f"The clerk {SECRET} knew"
    given = {"claim_text": said, "publisher": "Facts", "created_by": cast.editor}
    url = "https://facts.example/1"
    for desk in (cast.desk, cast.other_desk):
        ExternalCheck.objects.create(desk=desk, key="k", url=url, **given)
    here = ExternalCheck.objects.create(desk=cast.desk, key="k", claim=full.claim, **given)

    take_down(cast, "span", full.article.current_revision_id, words=SECRET)

    here.refresh_from_db()
    assert SECRET not in here.claim_text
    others = ExternalCheck.objects.filter(claim=None)
    assert list(others.values_list("claim_text", flat=True)) == [said] * 2


def test_exports_and_searches_know_nothing_of_it(cast, full):
    take_down(cast, "name", words=SECRET)
    out = b"".join(exports.ndjson(Claim.objects.all())) + b"".join(exports.CSV(Claim.objects.all()))
    assert SECRET.encode() not in out
    assert "█".encode() in out
    for model in (Article, Claim, Entity):
        assert not model.objects.matching(SECRET).exists()
    assert Article.objects.matching("bridges").exists()


def test_the_tombstone_says_who_when_why_and_how_much(cast, full):
    row = take_down(cast, "name", words=SECRET)
    assert (row.requested_by, row.reason, row.basis) == (cast.admin, "A court says so.", "Order 7")
    assert row.done_at
    assert row.counts["revision"] == 2
    assert row.counts["event"] > 5
    assert row.text == ""
    assert Redaction.objects.in_article(full.article.pk).get() == row
    told = Event.objects.of_row("redaction", row.pk)
    assert [event.action for event in told] == ["I", "U"]


def test_what_was_deleted_before_leaves_the_trail_too(cast):
    article = make_article(cast, text=TEXT, headline=SECRET)
    claim = make_claim(cast, article, statement=f"{SECRET} knew.")
    evidence = make_evidence(cast, claim, note=SECRET)
    articles.delete(actor=cast.editor, article_id=article.pk, seen_version=None)
    assert "annotations_event.old" in where(SECRET)

    row = take_down(cast, "article", article.pk)

    assert row.state == "done", row.problem
    assert where(SECRET) == set()
    assert Event.objects.of_row("evidence", evidence.pk).count() == 2
    with pytest.raises(NotFound):
        take_down(cast, "article", article.pk)


def test_what_the_house_is_called_and_set_up_with_stays(cast, full):
    """A person's name may be a word of an article: `editor`, `Politics`, a claim."""
    take_down(cast, "name", words="editor\nPolitics\nclaim\nMixed")
    cast.editor.refresh_from_db()
    cast.desk.refresh_from_db()
    assert (cast.editor.username, cast.desk.name) == ("editor", "Politics")
    assert cast.desk.ratings.filter(label="Mixed").exists()


def test_a_name_that_other_articles_use_keeps_its_entity(cast):
    one, other = make_article_naming(cast, "Port Ellery"), make_article_naming(cast, "Port Ellery")
    take_down(cast, "span", one.current_revision_id, words="Port Ellery")

    entity = Entity.objects.get(aliases__name="Port Ellery")
    assert entity.name == "Port Ellery"
    assert other.mentions.get().exact == "Port Ellery"
    assert not one.mentions.exists()


def test_a_message_that_writes_letters_by_their_numbers_loses_them_too(cast, full):
    message = Delivery.objects.get()
    message.body = '{"statement":"Zo\\u00eb Qvzwit knew."}'
    message.save()
    take_down(cast, "name", words="Zoë Qvzwit")
    message.refresh_from_db()
    assert json.loads(message.body) == {"statement": f"{FILL * 10} knew."}


@pytest.mark.parametrize("kind", ["claim", "span", "article"])
def test_what_somebody_rated_unseen_and_left_is_gone_too(cast, kind):
    """Its lines in the trail name no claim, and its row stands no more."""
    Desk.objects.filter(pk=cast.desk.pk).update(is_double_checked=True)
    article = make_article(cast, text=TEXT, headline="A bridge")
    claim = make_claim(cast, article, words="The bridge fell")
    mine = double_checks.hand_in(
        actor=cast.checker, claim_id=claim.pk, question="true", rating="refuted",
        rationale=f"{SECRET} told me.",
    )  # fmt: skip
    double_checks.leave(actor=cast.checker, blind_rating_id=mine.pk)
    assert any(holds(line) for line in Event.objects.filter(table="blindrating"))
    before = leaves()

    pk = {"claim": claim.pk, "article": article.pk, "span": article.current_revision_id}[kind]
    row = take_down(cast, kind, pk, words=SECRET if kind == "span" else "")

    assert row.state == "done", row.problem
    assert not any(holds(line) for line in Event.objects.filter(table="blindrating"))
    assert {pk: leaves()[pk] for pk in before} == before


def test_terms_by_which_claims_are_found_go_with_their_words(cast, full):
    """Also of what nobody has counted yet; the counts are those of what is left."""
    other = make_claim(cast, make_article(cast), statement="Nobody closed 41 bridges.")
    take_down(cast, "claim", full.claim.pk)
    assert not {name for name in where(SECRET) if name.startswith("newsroom_")}
    with connection.cursor() as cursor:
        for table in ("newsroom_claim_terms", "newsroom_claim_vector"):
            cursor.execute(f"SELECT claim_id FROM {table}")
            assert cursor.fetchall() == [(other.pk,)]
        cursor.execute("SELECT claims FROM newsroom_term WHERE term = ''")
        assert cursor.fetchone() == (1,)


def test_who_wrote_readers_requests_before_the_trail_left_it_out_is_gone_from_it(cast):
    wrote = {"name": "Zqxwvoort", "email": "zqx@example.org", "words": "It was 42."}
    with connection.cursor() as cursor:
        unsigned = wrote | {"name": "", "email": ""}  # Says nobody, and stays as it is.
        for old, new in ((None, wrote), (wrote, wrote | {"name": ""}), (None, unsigned)):
            cursor.execute(
                'INSERT INTO annotations_event (at, "table", object_id, action, request, reason,'
                " old, new, salt) VALUES (now(), 'correctionrequest', 7, 'U', '', '', %s, %s, %s)",
                [old and json.dumps(old), json.dumps(new), bytes(32)],
            )
    lines = Event.objects.filter(table="correctionrequest")
    before = leaves()
    asked = requests.draft(actor=cast.admin, kind="readers", reason="A court.", basis="Order 7")
    assert requests.foreseen(asked) == {"event": 2}

    row = take_down(cast, "readers")

    assert (row.state, row.counts) == ("done", {"event": 2}), row.problem
    for line in lines:
        assert "zqx" not in json.dumps([line.old, line.new]).lower()
        assert line.new["words"] == "It was 42."
    after = leaves()
    assert {pk: after[pk] for pk in before} == before
    assert requests.foreseen(asked) == {}
    assert take_down(cast, "readers").counts == {}
