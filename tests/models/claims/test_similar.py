"""Similar claims: what is like what, what is counted, whatever writes a claim."""

from dataclasses import replace

import pytest
from django.db import connection

from annotations.models import Article, Claim, Stage
from annotations.models.claims import similar
from annotations.services.claims import claims, workflow
from annotations.work.claims import terms
from tests.factory import make_article, make_claim

TEXT = (
    "The city council closed three bridges in May. Unemployment fell to four percent last year.\n\n"
    "The minister studied bridges. Turnips cost twice as much as in 2019. A council met the council."
)


@pytest.fixture
def article(cast):
    return make_article(cast, text=TEXT, language="en")


@pytest.fixture
def made(cast, article):
    words = {
        "council": "The city council closed three bridges in May.",
        "work": "Unemployment fell to four percent last year.",
        "minister": "The minister studied bridges.",
        "turnips": "Turnips cost twice as much as in 2019.",
    }
    found = {name: make_claim(cast, article, words=said) for name, said in words.items()}
    while terms.count():
        pass
    return found


def found(cast, text, **given):
    visible = Claim.objects.visible_to(given.pop("user", cast.viewer))
    return [one.claim_id for one in similar.to_words(text, visible, 5, user=cast.viewer, **given)]


def test_the_most_similar_claim_comes_first_whatever_its_endings(cast, made):
    assert found(cast, "Councils close a bridge")[:2] == [made["council"].pk, made["minister"].pk]
    assert found(cast, "the ministers are studying #BridgesOfTown")[0] == made["minister"].pk
    assert found(cast, "turnip prices") == [made["turnips"].pk]
    assert found(cast, "") == found(cast, "the of and") == found(cast, "volcano") == []


def test_a_claim_is_not_similar_to_itself(cast, made):
    visible = Claim.objects.visible_to(cast.viewer)
    ids = [one.claim_id for one in similar.to_claim(made["minister"], visible, 5)]
    assert ids == [made["council"].pk]


def test_nobody_finds_claims_of_a_desk_they_are_not_on(cast, made):
    assert found(cast, "turnips", user=cast.stranger) == []


def test_a_rare_word_weighs_more_than_a_common_one(cast, made):
    wanted = similar.asked("minister bridges", ["en"])
    assert wanted.weights["minist"] > wanted.weights["bridg"]


def test_terms_follow_a_claim_through_its_life(cast, made):
    claim = made["turnips"]
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="Kale is dear.")
    assert found(cast, "kale") == [claim.pk]
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk, seen_version=None, note="Opinion.")
    assert found(cast, "kale") == []
    workflow.reopen(actor=cast.checker, claim_id=claim.pk, seen_version=None, note="Not so.")
    assert found(cast, "kale") == [claim.pk]
    Claim.objects.filter(pk=claim.pk).update(stage=Stage.SUGGESTED)
    assert found(cast, "kale") == []


def test_terms_follow_the_language_of_the_article(cast, made, article):
    Article.objects.filter(pk=article.pk).update(language="xx")
    assert found(cast, "studying", language="en") == []
    assert found(cast, "studied", language="xx") == [made["minister"].pk]


def test_words_of_scripts_without_spaces_are_compared_by_two_letters(cast):
    text = "政府は三つの橋を閉鎖した。"
    claim = make_claim(cast, make_article(cast, text=text, language="ja"), words=text)
    assert found(cast, "橋を閉鎖", language="ja") == [claim.pk]


@pytest.mark.parametrize(
    ("language", "said", "terms"),
    [
        ("en", "The the bridges closed in 2019", ["2019", "bridg", "close"]),
        ("ru", "российский мост, российский чай", ["мост", "российск", "российск", "ча"]),
        ("ja", "橋を 橋を Oslo Bridges", ["bridges", "oslo", "橋を", "橋を"]),
        ("ru", "日本 российский", ["российск", "日本"]),
        ("xx", "Studying", ["studying"]),
        ("", "Studying", ["studi"]),
    ],
)
def test_terms_are_words_without_endings_as_often_as_they_stand_there(language, said, terms, db):
    with connection.cursor() as cursor:
        asked = "SELECT newsroom_terms(to_tsvector('simple', lower(%s)), %s)"
        cursor.execute(asked, [said, language])
        assert sorted(cursor.fetchone()[0]) == terms


@pytest.mark.parametrize("language", ["en", "de", "ru", "ja", "xx", "und", ""])
def test_a_new_claim_gets_the_terms_of_its_words_however_they_are_made(cast, language):
    said = "The ministers closed bridges, die Brücken und российский мост in 2019"
    said += " 橋を閉鎖した" if language == "ja" else ""
    article = make_article(cast, text=said, language="en")
    Article.objects.filter(pk=article.pk).update(language=language)
    claim = make_claim(cast, article, words=said)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.terms, newsroom_terms(c.search, %s) FROM newsroom_claim_terms w"
            " JOIN annotations_claim c ON c.id = w.claim_id WHERE c.id = %s",
            [language, claim.pk],
        )
        written, made = cursor.fetchone()
    assert sorted(written) == sorted(made) != []


def test_a_new_claim_is_counted_once_and_a_suggestion_not_at_all(cast, article):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM newsroom_term_change")
        make_claim(cast, article, words="The minister studied bridges.")
        claims.create(actor=None, revision_id=article.current_revision_id, start=0, end=8)
        cursor.execute("SELECT terms, change FROM newsroom_term_change")
        assert [(sorted(terms), change) for terms, change in cursor.fetchall()] == [
            (["bridg", "bridg", "minist", "minist", "studi", "studi"], 1)
        ]


def test_the_counts_are_those_of_the_claims_whatever_happened(cast, made):
    claims.edit(
        actor=cast.checker,
        claim_id=made["turnips"].pk,
        seen_version=None,
        statement="Kale is dear.",
    )
    claims.delete(actor=cast.editor, claim_id=made["work"].pk, seen_version=None)
    while terms.count(1):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT term, claims, places FROM newsroom_term ORDER BY 1")
        kept = cursor.fetchall()
        cursor.execute("""
            SELECT t.term, count(DISTINCT claim_id), count(*) FROM newsroom_claim_terms, unnest(terms) t(term)
            GROUP BY 1 UNION ALL SELECT '', count(*), sum(cardinality(terms)) FROM newsroom_claim_terms ORDER BY 1
        """)
        assert kept == cursor.fetchall()
    assert "unemploy" not in dict((term, count) for term, count, _ in kept)


def test_a_word_that_very_many_claims_have_is_no_way_to_find_them(cast, made, monkeypatch):
    monkeypatch.setattr(similar, "MOST_PLACES", 1)
    assert similar.asked("minister bridges", ["en"]).rare == ["minist"]
    assert similar.asked("bridges", ["en"]).rare == ["bridg"]


def test_where_no_word_is_rare_claims_with_two_of_them_are_looked_up(cast, made, monkeypatch):
    monkeypatch.setattr(similar, "MOST_PLACES", 0.4)  # By chance half a claim has both.
    assert similar.asked("council bridges", ["en"]).pairs == []
    monkeypatch.setattr(similar, "MOST_PLACES", 0.9)
    wanted = similar.asked("council bridges", ["en"])
    assert wanted.pairs == [("council", "bridg")]
    visible = Claim.objects.visible_to(cast.viewer)
    assert [one.claim_id for one in similar.among(visible, wanted, 1)] == [made["council"].pk]


def test_of_a_word_in_a_great_share_of_all_claims_the_newest_are_looked_up(cast, made, monkeypatch):
    wanted = similar.asked("bridges", ["en"])
    assert not wanted.is_common
    monkeypatch.setattr(similar, "MOST_NEWEST", 0.9)
    assert similar.asked("bridges", ["en"]).is_common  # Two of four.
    monkeypatch.setattr(similar, "MOST_NEWEST", 1)
    visible = Claim.objects.visible_to(cast.viewer)
    found = similar.among(visible, replace(wanted, is_common=True), 5)
    assert [one.claim_id for one in found] == [made["minister"].pk]


def test_close_is_what_is_near_the_best_and_holds_enough_of_what_is_asked():
    wanted = similar.Asked(dict.fromkeys("abcd", 2.0), ["a"], usual_length=4)
    own = wanted.own_score
    found = [similar.Similar(n, own * score, 1.0) for n, score in enumerate((0.5, 0.31, 0.29, 0.1))]

    def ids(least: float) -> list[int]:
        return [one.claim_id for one in similar.close(found, wanted, least)]

    assert ids(0.2) == [0, 1]  # 0.6 of the best is 0.3.
    assert ids(0.4) == [0]
    assert ids(0.6) == []
    assert similar.close([], wanted, 0.2) == []


def test_a_claim_has_its_own_words_own_score(cast, made):
    wanted = similar.asked(made["turnips"].statement, ["en"])
    [best, *_] = similar.among(Claim.objects.all(), wanted, 5)
    assert best.claim_id == made["turnips"].pk
    assert best.score > 0.6 * wanted.own_score


def test_where_somebody_asked_near_numbers_are_enough():
    wanted = similar.Asked(dict.fromkeys("abcd", 2.0), ["a"], usual_length=4)
    scores = ((wanted.own_score, 0.1), (0.01, 0.56), (0.01, 0.54), (0.01, None))
    found = [similar.Similar(n, score, 1.0, near) for n, (score, near) in enumerate(scores)]
    kept = [one.claim_id for one in similar.close(found, wanted, 0.1, near=similar.NEAR)]
    assert kept == [0, 1]
    assert [one.claim_id for one in similar.close(found, wanted, 0.1)] == [0]
