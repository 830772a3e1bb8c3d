"""Pages tell nobody of forms, keys and panels that the person's role does not have."""

import pytest

from tests import factory
from tests.models.test_suggestion_rates import suggest
from tests.web.scene import words

ROLES = ("viewer", "reporter", "checker", "editor", "admin")
# Words of a page that mean a form or panel, and the roles that have it.
TOLD = [
    ("/teaching/", "add a rule above", ("checker", "editor", "admin")),
    ("/claims/", "press c", ROLES[1:]),
    ("/entities/", "press e", ()),
    ("/articles/", "drop files onto this page", ROLES[1:]),
    ("/feeds/", "feed above", ("editor", "admin")),
]


@pytest.mark.parametrize(("path", "told", "roles"), TOLD)
def test_a_page_with_nothing_on_it_tells_of_what_one_can_do(path, told, roles, cast, sign_in):
    seen = [role for role in ROLES if told in words(sign_in(cast.by_role(role)).get(path))]
    assert seen == [role for role in ROLES if role in roles]


def test_the_rates_tell_of_the_admin_panel_to_who_has_it(cast, sign_in):
    suggest(cast, "number", "waiting")
    for role in ("reporter", "admin"):
        page = words(sign_in(cast.by_role(role)).get("/teaching/"))
        assert ("in the admin panel" in page) == (role == "admin")


@pytest.mark.parametrize(
    ("told", "least"),
    [
        ("Back to all claims", "viewer"),
        ("Next, previous suggestion", "viewer"),
        ("Selected words: claim", "reporter"),
        ("Words changed: still the same", "reporter"),
        ("edit the statement", "reporter"),
        ("Take the claim", "checker"),
        ("hand it back", "checker"),
        ("dismiss", "checker"),
        ("its verdict fits", "checker"),
        ("a new claim", "checker"),
        ("withdraw the claim", "checker"),
        ("approve, return", "editor"),
        ("Add evidence", "checker"),
        ("Propose a verdict", "checker"),
        ("always, never tag it", "checker"),
    ],
)
def test_the_list_of_keys_of_the_workbench_has_those_of_ones_role(told, least, cast, sign_in):
    article = factory.make_article(cast)
    path = f"/articles/{article.pk}/"
    assert told_to(told, path, cast, sign_in) == list(ROLES[ROLES.index(least) :])


@pytest.mark.parametrize(
    ("told", "least"),
    [
        ("Next row, previous row", "viewer"),
        ("still the same claim", "reporter"),
        ("first, second or third place", "reporter"),
        ("Undo the last decision", "reporter"),
        ("Unassigned: take the claim", "checker"),
        ("hand the claim back", "checker"),
        ("withdraw the claim", "checker"),
    ],
)
def test_the_list_of_keys_of_my_work_has_those_of_ones_role(told, least, cast, sign_in):
    assert told_to(told, "/my-work/", cast, sign_in) == list(ROLES[ROLES.index(least) :])


def told_to(told: str, path: str, cast, sign_in) -> list[str]:
    """The roles whose list of keys on a page says so."""
    pages = {role: words(sign_in(cast.by_role(role)).get(path)) for role in ROLES}
    return [role for role, page in pages.items() if told in page.partition('id="keys"')[2]]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/articles/new/", "text"),
        ("/articles/{}/edit/", "text"),
        ("/articles/{}/details/", "headline"),
        ("/accounts/login/", "username"),
    ],
)
def test_the_field_one_came_to_fill_has_the_focus(path, field, cast, sign_in, client):
    article = factory.make_article(cast)
    browser = client if "login" in path else sign_in(cast.reporter)
    page = words(browser.get(path.format(article.pk)))
    focused = [tag for tag in page.split("<") if " autofocus" in tag.split(">")[0]]
    assert len(focused) == 1
    assert f'name="{field}"' in focused[0] or 'name="login"' in focused[0]
