"""What `check --deploy` says of an installation."""

import pytest

from newsroom import checks


def test_where_the_owner_is_not_known_his_tables_are_asked(settings, db):
    """As on a server, in a process that only has what it needs."""
    settings.DATABASE_OWNER = {}
    assert checks.two_roles(None) == []


@pytest.mark.owner
def test_one_role_for_everything_is_told(settings, db):
    settings.DATABASE_OWNER = {}
    [told] = checks.two_roles(None)

    assert told.id == "newsroom.W001"
    assert "DATABASE_OWNER_URL is not set" in told.msg


def test_two_roles_are_as_it_should_be(settings):
    settings.DATABASE_OWNER = {"USER": "owner"}

    assert checks.two_roles(None) == []
