"""The entities of a desk, and the page of one: names, mentions, claims, merge, split, undo."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations import access
from annotations.models import Alias, Claim, Entity, EntityMove, EntityPair, Mention
from annotations.services.entities import entities, merge
from annotations.web.entities import pages
from tests.factory import make_claim
from tests.names import make_article_naming, make_entity, names_of
from tests.web.scene import words


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


@pytest.fixture
def ilka(cast) -> Entity:
    """Named in two articles."""
    for other in ("Ole Brandt", "Mara Holt"):
        make_article_naming(cast, "Ilka Varn", other)
    return Entity.objects.get(name="Ilka Varn")


def address(entity: Entity, more: str = "") -> str:
    return f"/entities/{entity.pk}/{more}"


def questions(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_list_counts_mentions_and_articles_by_name(cast, ilka, checker):
    make_entity(cast.other_desk, "Foreign")
    page = checker.get("/entities/").context["page"]

    assert [(row.name, row.mention_count, row.article_count) for row in page.rows] == [
        ("Ilka Varn", 2, 2), ("Mara Holt", 1, 1), ("Ole Brandt", 1, 1),
    ]  # fmt: skip


def test_what_is_named_more_often_than_is_counted_says_so(cast, ilka, checker, monkeypatch):
    assert Entity.objects.counted(cast.checker, 1).get(pk=ilka.pk).mention_count == 2
    monkeypatch.setattr(pages, "MANY", 1)
    assert "1+ mentions" in words(checker.get(address(ilka)))


def test_an_entity_of_a_merged_one_is_in_no_doubt(cast, checker):
    make_article_naming(cast, "Ilka Varn", "Varn Ilka")
    pair = EntityPair.objects.get()
    Entity.objects.filter(pk=pair.first_id).update(merged_into=pair.second_id)
    assert checker.get("/entities/?doubt=1").context["page"].rows == []


def test_rejected_mentions_do_not_count(ilka, checker):
    Mention.objects.filter(entity=ilka).update(state="rejected")
    assert checker.get("/entities/?search=ilka").context["page"].rows[0].mention_count == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=ilk", ["Ilka Varn"]),
        ("search=holt", ["Mara Holt"]),
        ("search=nobody", []),
        ("label=PLACE", []),
        ("label=THING", ["Ilka Varn", "Mara Holt", "Ole Brandt"]),
        ("doubt=1", []),
        ("search=%27%26%7C%21%3A%2A", []),
    ],
)
def test_the_list_is_filtered(query, found, ilka, checker):
    response = checker.get(f"/entities/?{query}")
    assert [row.name for row in response.context["page"].rows] == found


@pytest.mark.parametrize("most", [0, 1, 1_000])
def test_the_list_marks_and_filters_who_may_be_another(cast, checker, monkeypatch, most):
    """Whether those in doubt are few and found by their pairs, or many and met on the way."""
    monkeypatch.setattr(pages, "MOST_PAIRS", most)
    make_article_naming(cast, "Ilka Varn", "Varn Ilka", "Ole Brandt")
    response = checker.get("/entities/?doubt=1")
    assert [row.name for row in response.context["page"].rows] == ["Ilka Varn", "Varn Ilka"]
    assert "possible duplicate" in words(response)


def test_the_list_goes_on_by_name_forth_and_back(cast, checker):
    for n in range(60):
        make_entity(cast.desk, f"2026-01-{n:02} Person")  # Looks like a date, sorts as a name.
    first = checker.get("/entities/")
    second = checker.get("/entities/" + first.context["page"].next)
    back = checker.get("/entities/" + second.context["page"].previous)

    shown = [[row.name for row in one.context["page"].rows] for one in (first, second, back)]
    assert shown[0] == shown[2]
    assert sorted(shown[0] + shown[1]) == shown[0] + shown[1]
    assert len(shown[0] + shown[1]) == 60


@pytest.mark.slow
def test_neither_list_nor_page_asks_more_with_more_rows(cast, ilka, checker):
    paths = ("/entities/", address(ilka))
    checker.get(address(ilka))
    few = [questions(checker, path) for path in paths]
    for n in range(5):
        article = make_article_naming(cast, "Ilka Varn", f"Person No{chr(97 + n)}", "Varn Ilka")
        make_claim(cast, article, words="Ilka Varn counted", claimant=ilka.pk)
        entities.add_alias(actor=cast.checker, entity_id=ilka.pk, name=f"Madame {chr(97 + n)}")

    assert EntityPair.objects.waiting().of(ilka).exists()
    more = [questions(checker, path) for path in paths]
    assert more[0] == few[0]
    # One for whom pairs are about, one for those who changed something, two for verdicts.
    assert more[1] <= few[1] + 4
    for n in range(5):
        article = make_article_naming(cast, "Ilka Varn", f"Person Mo{chr(97 + n)}")
        make_claim(cast, article, words="Ilka Varn counted", claimant=ilka.pk)
    assert [questions(checker, path) for path in paths] == more


def test_the_page_shows_what_is_known(cast, ilka, checker):
    article = make_article_naming(cast, "Ole Brandt", "Ilka Varn")
    claim = make_claim(cast, article, words="Ilka Varn counted", claimant=ilka.pk)
    response = checker.get(address(ilka))

    shown = response.context
    assert [one.pk for one in shown["said"]] == [one.pk for one in shown["about"]] == [claim.pk]
    assert [(one.name, one.together) for one in shown["companions"]] == [
        ("Ole Brandt", 2), ("Mara Holt", 1),
    ]  # fmt: skip
    assert len(shown["mentions"].rows) == 3
    page = words(response)
    assert "<strong>Ilka Varn</strong> counted 41 bridges" in page
    assert f"/articles/{article.pk}/?mention=" in page


def test_a_suggestion_that_nobody_took_is_no_claim_about_anybody(cast, ilka, checker):
    claim = make_claim(cast, make_article_naming(cast, "Ilka Varn"), words="Ilka Varn counted")
    Claim.objects.filter(pk=claim.pk).update(stage="suggested")
    assert checker.get(address(ilka)).context["about"] == []


def test_a_mention_in_the_workbench_leads_to_its_entity(scene, checker):
    page = words(checker.get(f"/articles/{scene.article.pk}/?mention={scene.mention.pk}"))
    assert f'href="/entities/{scene.mention.entity_id}/"' in page


def test_names_are_added_and_removed(cast, ilka, checker):
    assert checker.post(address(ilka, "names/"), {"alias": "Madame Varn"}).status_code == 302
    assert names_of(ilka) == ["Ilka Varn", "Madame Varn"]
    alias = Alias.objects.get(name="Madame Varn")
    checker.post(address(ilka, "names/remove/"), {"alias": alias.pk})
    assert names_of(ilka) == ["Ilka Varn"]


def test_a_refused_name_comes_back_with_the_reason(ilka, checker):
    response = checker.post(address(ilka, "names/"), {"alias": "Ole Brandt"})
    assert response.status_code == 422
    assert "already has the name “Ole Brandt”" in words(response)
    assert 'value="Ole Brandt"' in words(response)


def test_an_entity_is_edited_and_linked_to_wikidata(ilka, checker):
    fields = {"version": 1, "name": "Ilka Varn-Holt", "label": "PERSON", "wikidata_id": "q42"}
    checker.post(address(ilka, "edit/"), fields)
    page = words(checker.get(address(ilka)))
    assert 'href="https://www.wikidata.org/wiki/Q42"' in page
    assert "renamed it to “Ilka Varn-Holt”" in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"version": 1, "wikidata_id": "42"}, 422),
        ({"version": 7, "name": "Other"}, 412),
        ({"name": "Other"}, 422),
        ({"version": 1, "label": "THING"}, 422),
    ],
)
def test_a_refused_edit_changes_nothing(fields, status, ilka, checker):
    response = checker.post(address(ilka, "edit/"), fields)
    ilka.refresh_from_db()
    assert (response.status_code, ilka.version, ilka.name) == (status, 1, "Ilka Varn")
    assert 'role="alert"' in words(response)


def test_another_is_found_merged_and_taken_back(cast, ilka, checker):
    ole = Entity.objects.get(name="Ole Brandt")
    assert [one.pk for one in checker.get(address(ilka, "?find=bra")).context["found"]] == [ole.pk]
    checker.post(address(ilka, "merge/"), {"source": ole.pk, "version": 1})

    response = checker.get(address(ole))
    assert (response.status_code, response["Location"]) == (301, address(ilka))
    page = checker.get(address(ilka))
    assert "“<bdi>Ole Brandt</bdi>” was merged" in words(page)
    move = page.context["undoable"]
    assert checker.post(address(ilka, "undo/"), {"move": move.pk})["Location"] == address(ilka)
    assert checker.get(address(ole)).status_code == 200
    assert "undid the merge of “Ole Brandt” into “Ilka Varn”" in words(checker.get(address(ilka)))


def test_a_kind_in_which_another_has_the_name_leads_to_the_merge_with_it(cast, ilka, checker):
    place = make_entity(cast.desk, "Ilka Varn", label="PLACE")
    fields = {"version": 1, "name": "Ilka Varn", "label": "PLACE", "wikidata_id": ""}
    response = checker.post(address(ilka, "edit/"), fields)

    page = words(response)
    assert response.status_code == 422
    assert "Another entity of that kind already has the name “Ilka Varn”." in page
    assert f'href="{address(place)}"' in page
    assert f'action="{address(place, "merge/")}"' in page
    assert response.context["merge"] == {"source": ilka, "into": place}
    asked = {"source": ilka.pk, "version": place.version, "across": "1"}
    assert checker.post(address(place, "merge/"), asked)["Location"] == address(place)
    assert set(Mention.objects.filter(entity=place).values_list("label", flat=True)) == {"PLACE"}
    move = checker.get(address(place)).context["undoable"]
    checker.post(address(place, "undo/"), {"move": move.pk})
    assert set(Mention.objects.filter(entity=ilka).values_list("label", flat=True)) == {"PERSON"}


def test_who_may_edit_and_not_merge_gets_the_link_only(cast, ilka, sign_in, monkeypatch):
    place = make_entity(cast.desk, "Ilka Varn", label="PLACE")
    may = access.may
    monkeypatch.setattr(
        access, "may", lambda who, what, desk: what != "merge entities" and may(who, what, desk)
    )
    fields = {"version": 1, "name": "Ilka Varn", "label": "PLACE", "wikidata_id": ""}
    page = words(sign_in(cast.checker).post(address(ilka, "edit/"), fields))
    assert f'href="{address(place)}"' in page
    assert "Merge as" not in page


def test_a_merge_of_two_kinds_is_asked_about_first(cast, ilka, checker):
    place = make_entity(cast.desk, "Varnland", label="PLACE")
    found = checker.get(address(place, "?find=ilka")).context["found"]
    assert [one.pk for one in found] == [ilka.pk]
    response = checker.post(address(place, "merge/"), {"source": ilka.pk, "version": 1})

    assert response.status_code == 422
    assert "different kinds. “Ilka Varn”: Person. “Varnland”: Place." in words(response)
    assert "Merge as “Place”" in words(response)
    assert not EntityMove.objects.exists()
    asked = {"source": ilka.pk, "version": 1, "across": "1"}
    assert checker.post(address(place, "merge/"), asked).status_code == 302
    assert EntityMove.objects.get().target == place


def forms_of(page: str) -> dict[str, str]:
    """Where each form with `source` or `answer` goes, by the words of its button."""
    found = {}
    for form in page.split("<form")[1:]:
        for button in form.split("<button")[1:]:
            if 'name="source"' in form or 'name="answer"' in button:
                shown = re.sub(r"<[^>]*>", "", button.split(">", 1)[1].split("</button>")[0])
                label = re.findall(r'aria-label="([^"]*)"', button.split(">", 1)[0]) or [shown]
                found[" ".join(label[0].split())] = form.split('action="')[1].split('"')[0]
    return found


def test_a_merge_says_first_which_name_stays_and_can_be_turned_round(cast, ilka, checker):
    ole = Entity.objects.get(name="Ole Brandt")
    page = checker.get(address(ilka, "?find=ole"))
    assert "keeps its name and this page" in words(page)
    forms = forms_of(words(page))
    assert forms["Merge into “Ilka Varn”: Ole Brandt"] == address(ilka, "merge/")
    assert forms["Merge the other way: into “Ole Brandt”"] == address(ole, "merge/")

    sent = {"source": ilka.pk, "version": ole.version}
    assert checker.post(address(ole, "merge/"), sent)["Location"] == address(ole)
    assert EntityMove.objects.get().target == ole


def test_a_pair_says_first_which_name_stays_and_can_be_turned_round(cast, scene, checker):
    pair = scene.pair
    here, other = pair.second, pair.first
    page = words(checker.get(address(here)))
    assert f"“<bdi>{other.name}</bdi>” becomes a name of “<bdi>{here.name}</bdi>”" in page
    turned = f"Same, merge the other way: {here.name} into {other.name}"
    assert forms_of(page)[turned] == address(other, "pair/")

    sent = {"pair": pair.pk, "version": pair.version, "answer": "same"}
    assert checker.post(address(other, "pair/"), sent)["Location"] == address(other)
    assert EntityMove.objects.get().target == other


def test_the_merge_that_a_refusal_leads_to_can_be_turned_round_too(cast, ilka, checker):
    place = make_entity(cast.desk, "Varnland", label="PLACE")
    response = checker.post(address(place, "merge/"), {"source": ilka.pk, "version": 1})
    page = words(response)
    assert "“<bdi>Ilka Varn</bdi>” becomes a name of “<bdi>Varnland</bdi>”" in page
    assert forms_of(page)["Merge the other way: into “Ilka Varn”"] == address(ilka, "merge/")
    sent = {"source": place.pk, "version": ilka.version, "across": "1"}
    assert checker.post(address(ilka, "merge/"), sent).status_code == 302
    assert EntityMove.objects.get().target == ilka


def test_entities_of_the_own_kind_are_found_first(cast, ilka, checker):
    make_entity(cast.desk, "Brandt", label="ORG")
    found = checker.get(address(ilka, "?find=bra")).context["found"]
    assert [one.name for one in found] == ["Ole Brandt", "Brandt"]


def test_an_old_address_leads_to_the_last_of_a_chain_at_once(cast, ilka, checker):
    ole, mara = (Entity.objects.get(name=name) for name in ("Ole Brandt", "Mara Holt"))
    for source, target in ((ole, mara), (mara, ilka)):
        merge.merge(actor=cast.checker, source_id=source.pk, target_id=target.pk)
    assert checker.get(address(ole))["Location"] == address(ilka)


def test_a_merge_into_what_changed_meanwhile_is_refused(cast, ilka, checker):
    ole = Entity.objects.get(name="Ole Brandt")
    entities.edit(actor=cast.editor, entity_id=ilka.pk, seen_version=1, description="Minister")
    response = checker.post(address(ilka, "merge/"), {"source": ole.pk, "version": 1})
    assert response.status_code == 412
    assert "Somebody else changed this" in words(response)
    assert not EntityMove.objects.exists()


def test_a_page_that_was_merged_away_meanwhile_says_so(cast, ilka, checker):
    ole = Entity.objects.get(name="Ole Brandt")
    merge.merge(actor=cast.editor, source_id=ole.pk, target_id=ilka.pk)
    response = checker.post(address(ole, "names/"), {"alias": "O. Brandt"})
    assert response.status_code == 409
    assert "“Ole Brandt” was merged into “Ilka Varn”" in words(response)


def test_a_foreign_entity_is_not_merged(cast, ilka, checker):
    foreign = make_entity(cast.other_desk, "Ilka Varn")
    for source in (foreign.pk, 987654321):
        response = checker.post(address(ilka, "merge/"), {"source": source, "version": 1})
        assert response.status_code == 404
    for source in ("", "x", "9" * 30):
        response = checker.post(address(ilka, "merge/"), {"source": source, "version": 1})
        assert response.status_code == 422


def test_chosen_mentions_are_split_off_and_taken_back(ilka, checker):
    mention = Mention.objects.filter(entity=ilka).order_by("pk").first()
    fields = {"version": 1, "mention": [mention.pk], "split_name": "Ilka Varn (singer)"}
    response = checker.post(address(ilka, "split/"), fields)

    singer = Entity.objects.get(name="Ilka Varn (singer)")
    assert response["Location"] == address(singer)
    assert Mention.objects.filter(entity=singer).get() == mention
    move = checker.get(address(singer)).context["undoable"]
    assert checker.post(address(singer, "undo/"), {"move": move.pk})["Location"] == address(ilka)
    assert checker.get(address(singer))["Location"] == address(ilka)


@pytest.mark.parametrize("fields", [{}, {"mention": "x"}, {"alias": "987654321"}])
def test_a_split_of_nothing_is_refused(fields, ilka, checker):
    response = checker.post(address(ilka, "split/"), {"version": 1, **fields})
    assert response.status_code in (409, 422)
    assert not EntityMove.objects.exists()


def test_pairs_are_answered_once(cast, checker):
    make_article_naming(cast, "Ilka Varn", "Varn Ilka")
    pair = EntityPair.objects.get()
    ilka = Entity.objects.get(name="Ilka Varn")
    path, fields = address(ilka, "pair/"), {"pair": pair.pk, "version": 1}
    assert [one.other.name for one in checker.get(address(ilka)).context["pairs"]] == ["Varn Ilka"]

    assert checker.post(path, fields | {"answer": "maybe"}).status_code == 422
    assert checker.post(path, fields | {"answer": "different"}).status_code == 302
    assert not checker.get(address(ilka)).context["pairs"]
    assert checker.post(path, fields | {"answer": "same"}).status_code == 412
    assert checker.post(path, {"pair": pair.pk, "version": 2, "answer": "same"}).status_code == 302
    assert names_of(ilka) == ["Ilka Varn", "Varn Ilka"]


def test_a_pair_or_move_of_another_entity_is_nothing(cast, ilka, checker):
    make_article_naming(cast, "Jana Ost", "Ost Jana")
    pair = EntityPair.objects.get()
    fields = {"pair": pair.pk, "version": 1, "answer": "same"}
    assert checker.post(address(ilka, "pair/"), fields).status_code == 404
    one, other = pair.first, pair.second
    move = merge.merge(actor=cast.checker, source_id=one.pk, target_id=other.pk)
    assert checker.post(address(ilka, "undo/"), {"move": move.pk}).status_code == 404


def test_who_may_only_read_is_offered_nothing(cast, ilka, sign_in):
    page = words(sign_in(cast.reporter).get(address(ilka)))
    assert "<form" not in page.split('id="main"')[1].split("</main>")[0]


def test_what_names_hold_is_never_markup(cast, checker):
    nasty = make_entity(cast.desk, "<script>alert(1)</script>", "<b>bold</b>")
    for path in ("/entities/", address(nasty)):
        page = words(checker.get(path))
        assert "<script>alert" not in page
        assert "<b>bold" not in page
