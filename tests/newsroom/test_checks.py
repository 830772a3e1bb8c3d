"""What `check --deploy` says of an installation."""

from newsroom import checks


def test_one_role_for_everything_is_told(settings):
    settings.DATABASE_OWNER = {}
    [told] = checks.two_roles(None)

    assert told.id == "newsroom.W001"
    assert "DATABASE_OWNER_URL is not set" in told.msg


def test_two_roles_are_as_it_should_be(settings):
    settings.DATABASE_OWNER = {"USER": "owner"}

    assert checks.two_roles(None) == []
