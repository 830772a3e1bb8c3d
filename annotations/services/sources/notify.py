"""Tells open pages that something changed in a source their claims rest on."""

from annotations.models import Claim, Source
from annotations.models.notice import notify_all

MOST = 100  # Articles.


def notify_pages(source: Source) -> None:
    """The open pages of the articles that rest on it."""
    claims = Claim.objects.filter(evidence__source=source).order_by("article").distinct("article")
    places = claims.values_list("article", "pk")[:MOST]
    notify_all("claim", [(source.desk_id, article, claim) for article, claim in places])
