"""Vectors follow the claims, and similar claims are found by both scores."""

import threading

import pytest
from django.db import connection, transaction

from annotations.models import Claim
from annotations.models.claims import similar
from annotations.models.claims import vectors as kept
from annotations.models.searching import vector
from annotations.services.claims import claims, workflow
from annotations.work import sweep
from annotations.work.claims import terms, vectors
from newsroom.database import extensions
from tests.cast import make_cast
from tests.factory import make_article, make_claim
from tests.tagging.vectors.engines import Numbers

ENGINES = "tests.tagging.vectors.engines"
TEXT = (
    "The council met about a closed crossing. The council met about a dear lunch. Roots are dear."
)


@pytest.fixture(autouse=True)
def numbers(settings, monkeypatch):
    monkeypatch.setattr(vectors, "_tidied", {})
    settings.VECTORS = f"{ENGINES}.Numbers"


@pytest.fixture
def made(cast):
    article = make_article(cast, text=TEXT, language="en")
    found = [make_claim(cast, article, words=f"{said}.") for said in TEXT[:-1].split(". ")]
    while terms.count():
        pass
    return dict(zip(("crossing", "lunch", "roots"), found, strict=True))


def rows() -> dict[int, tuple[str, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT claim_id, engine, numbers::text FROM newsroom_claim_vector")
        return {pk: (engine, numbers) for pk, engine, numbers in cursor.fetchall()}


def due() -> set[int]:
    return {pk for pk, (_engine, numbers) in rows().items() if numbers is None}


def found(cast, text):
    visible = Claim.objects.visible_to(cast.viewer)
    return similar.to_words(text, visible, 5, user=cast.viewer, language="en")


def test_the_sweep_makes_the_vectors_of_all_claims_that_count(cast, made):
    assert due() == {claim.pk for claim in made.values()}
    sweep.sweep()
    assert due() == set()
    assert rows()[made["roots"].pk] == ("numbers 1", "[0,1,0]")
    assert kept.waiting() == 0


def test_vectors_follow_a_claim_through_its_life(cast, made):
    vectors.sweep()
    claim = made["roots"]
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="Kale is dear.")
    assert due() == {claim.pk}
    vectors.sweep()
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk, seen_version=None, note="Opinion.")
    assert claim.pk not in rows()
    workflow.reopen(actor=cast.checker, claim_id=claim.pk, seen_version=None, note="Not so.")
    assert due() == {claim.pk}


def test_the_scores_are_summed(cast, made, settings):
    words = "The council met at the bridge"  # "Bridge" is a word of no claim.
    settings.VECTORS = ""
    first, second, *_ = found(cast, words)
    assert first.score == second.score
    assert first.nearness is None
    settings.VECTORS = f"{ENGINES}.Numbers"
    vectors.sweep()
    assert found(cast, "The council met over lunch")[0].claim_id == made["lunch"].pk
    first, *_ = found(cast, words)
    assert first.claim_id == made["crossing"].pk
    assert first.nearness == pytest.approx(1, abs=0.01)


def test_words_that_every_claim_has_weigh_nothing_and_are_no_fault(made):
    vectors.sweep()
    [term, *_] = similar.asked("council", ["en"]).rare
    wanted = similar.Asked({term: 1e-9}, [term], 20, engine="numbers 1", numbers="[0,0,1]")
    assert [one.score for one in similar.among(Claim.objects.all(), wanted, 5)] == [0, 0]


def test_a_claim_without_vector_yet_and_words_without_one_are_found_by_their_words(cast, made):
    assert [one.nearness for one in found(cast, "The council met at the bridge")] == [None, None]
    vectors.sweep()
    assert {one.nearness for one in found(cast, "a dear lunch")} == {None}


def test_another_engine_makes_them_anew_and_does_not_read_those_of_the_first(cast, made, settings):
    vectors.sweep()
    settings.VECTORS = f"{ENGINES}.Newer"
    assert {one.nearness for one in found(cast, "council bridge")} == {None}
    vectors.sweep()
    assert {engine for engine, _ in rows().values()} == {"numbers 2"}
    assert None not in {one.nearness for one in found(cast, "council bridge")}


def test_rows_that_a_crash_took_come_back_and_those_of_no_claim_go(cast, made):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_claim_vector")
        cursor.execute("INSERT INTO newsroom_claim_vector (claim_id) VALUES (999999999)")
    vectors.sweep()
    assert set(rows()) == {claim.pk for claim in made.values()}
    assert due() == set()


def test_an_engine_that_cannot_be_loaded_leaves_the_words(cast, made, settings, caplog):
    settings.VECTORS = f"{ENGINES}.Broken"
    kept.load.cache_clear()
    assert vectors.make() == 0
    assert len(found(cast, "The council met")) == 2
    assert caplog.messages == ["no word vectors: The file is cut."]


@pytest.mark.parametrize("engine", ["Failing", "Short"])
def test_an_engine_that_fails_leaves_the_words_and_the_rest_of_the_sweep(
    cast, made, settings, caplog, monkeypatch, engine
):
    told = []
    monkeypatch.setattr(sweep.embargoes, "notify_ended", lambda: told.append(True))
    settings.VECTORS = f"{ENGINES}.{engine}"
    sweep.sweep()
    assert told
    assert due() == {claim.pk for claim in made.values()}
    assert len(found(cast, "The council met")) == 2
    assert any(one.startswith("no word vector") for one in caplog.messages)


@pytest.mark.owner
def test_a_server_without_pgvector_compares_by_words_until_it_has_it(cast, made):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE newsroom_claim_vector")
        for name in ("insert", "update", "delete"):
            cursor.execute(f"DROP TRIGGER claim_vector_{name} ON newsroom_claim_terms")
        cursor.execute("DROP EXTENSION vector")
        cursor.execute("CREATE ROLE plain_owner")
        cursor.execute("SET LOCAL ROLE plain_owner")
        with transaction.atomic():
            cursor.execute("SELECT newsroom_keep_vectors()")
            assert cursor.fetchone() == (False,)
        cursor.execute("RESET ROLE")
    assert not kept.is_kept()
    assert vectors.make() == 0
    assert len(found(cast, "The council met")) == 2
    extensions.use()
    extensions.use()
    vectors.sweep()
    assert len(rows()) == 3
    assert None not in {one.nearness for one in found(cast, "council bridge")}


class Interrupted(Numbers):
    """While it works, somebody changes the claim."""

    def __init__(self):
        self.writer = threading.Thread(target=self.write)

    def vectors(self, texts):
        found = super().vectors(texts)
        if self.writer.ident is None:
            self.writer.start()
            self.writer.join(0.5)
            assert self.writer.is_alive(), "it waits for the vector"
        return found

    @staticmethod
    def write():
        Claim.objects.update(statement="The bridge.", search=vector("The bridge."))
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_changes_while_its_vector_is_made_gets_another(settings):
    settings.VECTORS = "tests.work.claims.test_vectors.Interrupted"
    cast = make_cast()
    claim = make_claim(cast, make_article(cast, text=TEXT, language="en"), words="Roots are dear.")
    assert vectors.make() == 1
    kept.engine().writer.join(20)
    assert due() == {claim.pk}
    vectors.sweep()
    assert rows()[claim.pk] == (
        "numbers 1",
        "[0.70703125,0.70703125,0]",
    )  # Its words in the text, too.
