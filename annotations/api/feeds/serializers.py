"""Feeds that desks read."""

from rest_framework import serializers as s

from annotations.models import Feed

from ..shell.bodies import Body, Flag, IdOrSlug, Line
from ..shell.representation import Url, Versioned, represents


@represents(Feed)
class FeedSerializer(Versioned):
    url = Url("feeds")
    desk = s.IntegerField(source="desk_id")
    address = s.CharField()
    name = s.CharField(help_text="As the feed calls itself.")
    added_by = s.IntegerField(source="added_by_id")
    is_paused = s.BooleanField()
    due_at = s.DateTimeField()
    read_at = s.DateTimeField(allow_null=True)
    problem = s.CharField(help_text="Why the last reading brought nothing, or not all.")
    failures = s.IntegerField(help_text="Readings in a row that brought nothing.")
    articles = s.IntegerField(help_text="How many it brought.")

    def beside_version(self, row, shown):
        """What each reading came to is no change of the feed by anybody."""
        read = ("due_at", "read_at", "problem", "failures", "articles")
        return {name: shown[name] for name in read} if row.read_at else {}

    @classmethod
    def rows(cls):
        return Feed.objects.with_counts()


class FeedBody(Body):
    desk = IdOrSlug()
    address = Line(is_filled=True)


class FeedChange(Body):
    is_paused = Flag(required=False)
