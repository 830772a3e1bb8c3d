"""The page of an embargo, and its mark in lists for those who see it."""

import pytest

from annotations.models import Embargo, Event
from annotations.services.articles import embargoes
from tests.factory import make_article, make_claim
from tests.web.scene import tidy

LATER = "2999-05-03T07:00"


@pytest.fixture
def article(cast):
    return make_article(cast)


def send(client, article, **fields):
    article.refresh_from_db()
    return client.post(f"/articles/{article.pk}/embargo/", {"version": article.version} | fields)


def test_an_editor_puts_an_article_under_embargo_and_lifts_it(cast, article, sign_in):
    editor, checker, viewer = map(sign_in, (cast.editor, cast.checker, cast.viewer))
    answer = send(editor, article, people=[cast.checker.pk], until=LATER, reason="Trial")
    assert answer.status_code == 302

    found = Embargo.objects.get()
    assert (found.people, found.reason, found.created_by) == (
        [cast.checker.pk],
        "Trial",
        cast.editor,
    )
    assert f"{found.until:%Y-%m-%dT%H:%M}" == LATER
    assert viewer.get(f"/articles/{article.pk}/").status_code == 404
    page = tidy(checker.get(f"/articles/{article.pk}/embargo/"))
    assert "Trial" in page
    assert "Under embargo until 3 May 2999, 07:00" in page
    assert "Lift the embargo" not in page

    article.refresh_from_db()
    lifted = editor.post(f"/articles/{article.pk}/embargo/lift/", {"version": article.version})
    assert lifted.status_code == 302
    assert viewer.get(f"/articles/{article.pk}/").status_code == 200
    told = Event.objects.filter(table="embargo").order_by("pk").values_list("action", "actor_id")
    assert list(told) == [("I", cast.editor.pk), ("U", cast.editor.pk)]


def test_who_works_on_the_article_is_chosen_before_anybody_chooses(cast, article, sign_in):
    claim = make_claim(cast, article)
    claim.assignee = cast.checker
    claim.save()
    form = sign_in(cast.editor).get(f"/articles/{article.pk}/embargo/").context["form"]
    assert set(form["people"].value()) == {str(cast.checker.pk), str(cast.reporter.pk)}


def test_a_time_that_has_passed_comes_back_with_what_was_typed(cast, article, sign_in):
    answer = send(sign_in(cast.editor), article, until="2020-01-01T00:00", reason="Typed")
    assert answer.status_code == 422
    assert "Choose a time that is still to come." in tidy(answer)
    assert "Typed" in tidy(answer)
    assert not Embargo.objects.exists()


def test_two_editors_do_not_overwrite_each_other(cast, article, sign_in):
    editor = sign_in(cast.editor)
    embargoes.put(actor=cast.second_editor, article_id=article.pk)
    path = f"/articles/{article.pk}/embargo/"
    assert editor.post(path, {"version": 1, "reason": "Mine"}).status_code == 412
    assert Embargo.objects.get().reason == ""


def test_lifting_what_a_colleague_lifted_says_so(cast, article, sign_in):
    editor = sign_in(cast.editor)
    answer = editor.post(f"/articles/{article.pk}/embargo/lift/", {"version": article.version})
    assert answer.status_code == 409
    assert "This article is under no embargo." in answer.content.decode()


def test_lists_mark_it_in_one_query_however_many_there_are(
    cast, sign_in, django_assert_max_num_queries
):
    for _ in range(3):
        make_claim(cast, make_article(cast))
    editor = sign_in(cast.editor)
    paths = ("/articles/", "/claims/", "/my-work/", f"/desks/{cast.desk.pk}/")
    for path in paths:
        editor.get(path)
        assert "Under embargo" not in tidy(editor.get(path))
    for article in cast.desk.articles.all():
        embargoes.put(actor=cast.editor, article_id=article.pk)
    for path in paths:
        with django_assert_max_num_queries(80) as taken:
            assert tidy(editor.get(path)).count("Under embargo") >= 3
        asked = [
            one for one in taken.captured_queries if 'FROM "annotations_embargo"' in one["sql"]
        ]
        assert len(asked) == 1


def test_who_has_how_much_is_told_without_what_is_hidden(cast, article, sign_in):
    claim = make_claim(cast, article)
    claim.assignee = cast.checker
    claim.save()
    embargoes.put(actor=cast.editor, article_id=article.pk, people=[cast.checker.pk])

    def told(person) -> int:
        page = sign_in(person).get(f"/desks/{cast.desk.pk}/members/").context["page"]
        return next(row.claims for row in page.rows if row.user_id == cast.checker.pk)

    assert (told(cast.editor), told(cast.checker), told(cast.viewer)) == (1, 1, 0)
