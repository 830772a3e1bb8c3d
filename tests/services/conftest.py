"""A site on this machine, and a feed of it."""

import pytest

from annotations.models import Feed
from annotations.services.feeds import feeds
from tests.serving import serving


@pytest.fixture
def web(settings):
    settings.FETCH_PRIVATE = True
    settings.FETCH_PORTS = range(1, 65_536)
    with serving() as web:
        yield web


@pytest.fixture
def feed(cast, web) -> Feed:
    return feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{web.url}/feed.xml")
