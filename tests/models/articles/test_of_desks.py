"""Lists ask for desks by number, and for what filters offer by the index."""

from annotations import access
from annotations.models import Article, Role
from annotations.models.articles.articles import languages_of
from annotations.services.accounts import desks
from tests.factory import make_article


def test_the_desks_of_a_list_are_numbers_that_the_planner_can_weigh(cast):
    rows = Article.objects.visible_to(cast.checker)

    assert "membership" not in str(rows.query)
    assert f"IN ({cast.desk.pk})" in str(rows.query)


def test_who_is_on_no_desk_sees_nothing_of_any(cast):
    make_article(cast)
    desks.set_role(actor=cast.admin, desk=cast.desk, user=cast.stranger, role=Role.VIEWER)
    assert Article.objects.visible_to(cast.stranger).count() == 1

    cast.stranger.memberships.all().delete()
    access.forget_roles(cast.stranger)
    assert not Article.objects.visible_to(cast.stranger).exists()


def test_a_list_and_a_row_by_its_number_show_the_same_people_the_same(cast):
    mine = make_article(cast)
    make_article(cast, desk=cast.other_desk, actor=cast.stranger)
    for person in (cast.viewer, cast.stranger, cast.admin):
        listed = set(Article.objects.visible_to(person))
        assert listed == set(Article.objects.all().of_member(person))
    assert set(Article.objects.visible_to(cast.viewer)) == {mine}


def test_languages_are_those_of_the_desks_once_and_in_order(cast):
    for language in ("uk", "en", "de", "en"):
        make_article(cast, language=language)
    make_article(cast, desk=cast.other_desk, actor=cast.stranger, language="no")

    here, there = cast.desk.pk, cast.other_desk.pk
    assert languages_of([here], 40) == ["de", "en", "uk"]
    assert languages_of([here, there], 40) == ["de", "en", "no", "uk"]
    assert languages_of([here, there], 2) == ["de", "en"]
    assert languages_of([], 40) == []
