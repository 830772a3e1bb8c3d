"""The page of what a desk taught, and teaching by a name in the workbench."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Mention, TaggingRule, TaggingRun
from annotations.services.entities import mentions
from annotations.services.tagging import rules
from tests.web.scene import ask, send, words


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


def rule_of(cast, name="Ilka Varn", **given) -> TaggingRule:
    said = {"kind": "always", "label": "PERSON", "actor": cast.checker}
    return rules.teach(desk_id=cast.desk.pk, name=name, **said | given)


def form(cast, **given) -> dict:
    return {"desk": cast.desk.pk, "kind": "always", "name": "Oslo", "label": "PLACE"} | given


def test_a_name_is_taught_listed_and_undone(cast, checker):
    response = checker.post("/teaching/add/", form(cast), follow=True)
    page = words(response)
    assert "Oslo" in page
    assert "Always tag" in page
    undo = response.context["undo"]
    assert undo["words"] == "Rule added: always tag “Oslo” as Place"

    back = checker.post("/undo/", {"request": undo["request"], "back": "/teaching/"}, follow=True)
    assert "No tagging rules yet" in words(back)
    assert not TaggingRule.objects.exists()


def test_a_rule_is_removed_and_brought_back(cast, checker):
    rule = rule_of(cast)
    response = checker.post(f"/teaching/{rule.pk}/remove/", follow=True)
    assert not TaggingRule.objects.exists()
    checker.post("/undo/", {"request": response.context["undo"]["request"]})
    assert TaggingRule.objects.get().name == "Ilka Varn"


def test_articles_with_the_name_are_tagged_again(cast, scene, checker):
    TaggingRun.objects.all().delete()
    response = checker.post(f"/teaching/{rule_of(cast).pk}/again/", follow=True)
    assert "1 article will be tagged again" in words(response)


def test_never_needs_no_label(cast, checker):
    checker.post("/teaching/add/", form(cast, kind="never"))
    assert TaggingRule.objects.values_list("kind", "label").get() == ("never", "")


@pytest.mark.parametrize("given", [{"name": "…"}, {"label": "THING"}, {"kind": "x"}])
def test_what_cannot_be_taught_comes_back_as_it_was_sent(given, cast, checker):
    response = checker.post("/teaching/add/", form(cast, **given))
    assert response.status_code == 422
    assert 'role="alert"' in words(response)
    assert response.context["form"]["name"] == form(cast, **given)["name"]


def test_reporters_look_and_are_offered_nothing(cast, sign_in):
    rule = rule_of(cast)
    reporter = sign_in(cast.reporter)
    page = words(reporter.get("/teaching/"))
    assert "Ilka Varn" in page
    assert "Remove" not in page
    assert reporter.post("/teaching/add/", form(cast)).status_code == 403
    assert reporter.post(f"/teaching/{rule.pk}/remove/").status_code == 403
    assert reporter.post(f"/teaching/{rule.pk}/again/").status_code == 403


def test_another_desks_rules_are_not_shown(cast, sign_in):
    rule_of(cast)
    assert "Ilka Varn" not in words(sign_in(cast.stranger).get("/teaching/"))


def test_more_rules_need_no_more_queries(cast, checker):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert checker.get("/teaching/").status_code == 200
        return len(asked)

    rule_of(cast)
    few = count()
    for number in range(10):
        rule_of(cast, f"Name {number}")
    assert count() == few


def teach(client, mention, kind):
    return send(client, f"/mentions/{mention.pk}/teach/", version=mention.version, kind=kind)


def test_a_name_is_taught_from_the_text_and_the_panel_says_so(cast, scene, checker):
    response = teach(checker, scene.mention, "always")
    assert response.status_code == 200
    assert "Always tagged as “Person”." in words(response)
    assert "Rule added: always tag" in words(response)
    page = words(checker.get("/teaching/"))
    assert "Ilka Varn" in page


def test_a_name_that_is_never_to_be_tagged_leaves_the_text(scene, checker):
    response = teach(checker, scene.mention, "never")
    assert [row["kind"] for row in response.context["spans"]] == ["claim"]
    assert Mention.objects.get().state == "rejected"


def test_a_stale_teaching_and_an_unknown_kind_are_refused(cast, scene, checker):
    assert teach(checker, scene.mention, "perhaps").status_code == 422
    mentions.edit(actor=cast.editor, mention_id=scene.mention.pk, seen_version=1, label="ORG")
    assert teach(checker, scene.mention, "always").status_code == 412
    assert TaggingRule.objects.get() == scene.rule


def test_reporters_do_not_teach(cast, scene, sign_in):
    reporter = sign_in(cast.reporter)
    assert teach(reporter, scene.mention, "always").status_code == 403
    assert "Never tag it" not in words(ask(reporter, f"/mentions/{scene.mention.pk}/"))


def test_the_words_of_a_name_are_changed_by_a_word(scene, checker):
    path = f"/mentions/{scene.mention.pk}/words/"
    response = send(checker, path, version=1, way="start-later")
    assert response.status_code == 200
    scene.mention.refresh_from_db()
    assert scene.mention.exact == "Varn"
    for way in ("start-later", "sideways"):
        refused = send(checker, path, version=scene.mention.version, way=way)
        assert refused.status_code == 422
        assert "There is no word" in words(refused)


def test_the_panel_says_which_step_and_version_found_it_and_how_sure(scene, checker):
    Mention.objects.update(origin="gazetteer/1", score=0.875)
    page = words(ask(checker, f"/mentions/{scene.mention.pk}/"))
    assert "Found by gazetteer, version 1" in page
    assert "Score 0.88" in page


def test_other_names_are_a_layer_of_their_own(scene, checker):
    Mention.objects.update(label="MISC")
    response = checker.get(f"/articles/{scene.article.pk}/")
    assert response.context["counts"]["others"] == 1
    assert response.context["counts"]["mentions"] == 0
    [row] = [row for row in response.context["spans"] if row["kind"] == "mention"]
    assert row["layer"] == "other"
