"""The dump of ClaimReviews by REST."""

import json

from tests.web.publications.scene import open_pages, published


def test_members_export_it_by_rest(api, cast):
    open_pages(cast)
    published(cast)
    body = json.loads(b"".join(api.viewer.get("exports/claimreview.jsonld").streaming_content))
    [found] = body["dataFeedElement"]
    assert found["url"].startswith("http://testserver/fact-checks/")  # Where it was asked for.
    other = json.loads(b"".join(api.stranger.get("exports/claimreview.jsonld").streaming_content))
    assert other["dataFeedElement"] == []
