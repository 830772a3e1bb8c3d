"""The panel as whoever is on call finds it: where things stand, their names, where they lead."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from annotations.admin.base import OnSite
from annotations.admin.filters import MOST_CHOICES, OfDesk
from annotations.models import Article, Claim, Desk, FeedEntry, Token, User
from annotations.panel import SUBJECTS
from tests import factory

from .rows import add_rows
from .test_changes import of

TABLES = list(apps.get_app_config("annotations").get_models())


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.admin)


def test_every_table_stands_under_one_subject():
    named = [table for _, _, tables in SUBJECTS for table in tables]

    assert sorted(named) == sorted(model.__name__ for model in admin.site._registry)


def test_the_first_page_has_the_subjects_in_their_order(cast, client):
    groups = client.get(reverse("admin:index")).context["app_list"]

    assert [group["name"] for group in groups] == [str(name) for _, name, _ in SUBJECTS]
    assert [table["object_name"] for table in groups[0]["models"]] == list(SUBJECTS[0][2])


def test_who_may_see_one_table_sees_its_subject_alone(cast, sign_in):
    staff = User.objects.create_user("staff", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_feed"))
    groups = sign_in(staff).get(reverse("admin:index")).context["app_list"]

    assert [[table["object_name"] for table in group["models"]] for group in groups] == [["Feed"]]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_table_has_a_name_for_one_and_for_many(model):
    """Django's own would be “feed entrys”, and in no other language."""
    assert {"verbose_name", "verbose_name_plural"} <= set(model._meta.original_attrs)


def test_the_name_for_many_is_on_the_page(client):
    assert "feed entries" in client.get(of(FeedEntry)).content.decode()


def test_no_filter_asks_a_whole_table_for_its_choices(cast, client):
    add_rows(cast, 2, called="x")
    for model in TABLES:
        filters = client.get(of(model)).context["cl"].filter_specs
        for one in filters:
            assert not isinstance(one, admin.AllValuesFieldListFilter), (model, one.title)
            related = isinstance(one, admin.RelatedFieldListFilter)
            assert isinstance(one, OfDesk) or not related, (model, one.title)


def test_a_filter_offers_the_first_hundred_desks(cast, client):
    Desk.objects.bulk_create(
        Desk(name=f"Desk {i:03}", slug=f"desk-{i}") for i in range(MOST_CHOICES + 5)
    )
    [offered] = [
        one for one in client.get(of(Article)).context["cl"].filter_specs if isinstance(one, OfDesk)
    ]
    assert len(offered.lookup_choices) == MOST_CHOICES


def test_articles_are_filtered_by_language_and_stage(cast, client):
    one, other = (factory.make_article(cast, headline=name) for name in "ab")
    Article.objects.filter(pk=one.pk).update(language="uk")
    factory.make_claim(cast, other)

    def shown(query: str) -> list[Article]:
        return list(client.get(f"{of(Article)}?{query}").context["cl"].result_list)

    assert shown("language=uk") == [one]
    assert shown("stage=open") == [other]
    assert shown("stage=checked") == []


def test_lists_and_rows_lead_to_pages_of_the_product(cast, client):
    add_rows(cast, 1, called="x")
    tables = {
        model: table for model, table in admin.site._registry.items() if isinstance(table, OnSite)
    }
    assert len(tables) > 12
    for model in tables:
        row = client.get(of(model)).context["cl"].result_list[0]
        address = tables[model].address(row)
        for page in (of(model), of(model, "change", row.pk)):
            assert f'href="{address}"' in client.get(page).content.decode(), model
        assert client.get(address).status_code == 200, address


def test_a_persons_page_shows_what_is_theirs(cast, client):
    claim = factory.make_claim(cast)
    Claim.objects.filter(pk=claim.pk).update(assignee=cast.checker)
    page = client.get(of(User, "change", cast.checker.pk)).content.decode()

    assert str(cast.desk) in page
    assert counts(page).items() >= {"claim": 1, "token": 0}.items()
    assert f"{of(Token, 'add')}?user={cast.checker.pk}" in page
    [claims] = re.findall(r'href="([^"]+claim/\?assignee[^"]+)"', page)
    assert list(client.get(claims.replace("&amp;", "&")).context["cl"].result_list) == [claim]


def test_a_desks_page_shows_what_is_theirs(cast, client):
    factory.make_claim(cast)
    page = client.get(of(Desk, "change", cast.desk.pk)).content.decode()
    members = cast.desk.memberships.count()

    assert counts(page) == {
        "article": 1, "claim": 1, "feed": 0, "membership": members, "taggingrun": 0,
    }  # fmt: skip


def counts(page: str) -> dict[str, int]:
    """Of a row's page: the tables it leads to, each with how many rows."""
    found = re.findall(r'href="/admin/annotations/(\w+)/\?[^"]+">(\d+)</a>', page)
    return {table: int(number) for table, number in found}
