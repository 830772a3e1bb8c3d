"""/api/v1/feeds/: the feeds that desks read."""

from rest_framework.response import Response

from annotations import access
from annotations.models import Feed, Scope
from annotations.services.feeds import feeds

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class Feeds(Resource[Feed]):
    """Newest first."""

    model = Feed
    scope = Scope.DESK
    summaries = {"GET": "List the feeds of your desks", "POST": "Add a feed"}
    bodies = {"POST": serializers.FeedBody}
    filters = {"desk": params.desk, "updated_since": params.moment}

    def get(self, request):
        return self.page(self.full().filter(**self.params()))

    @once
    def post(self, request):
        body = self.body(serializers.FeedBody)
        desk = desk_of_body(request, body["desk"])
        feed = feeds.add(actor=request.user, desk_id=desk.pk, address=body["address"])
        return self.answer(feed, 201)


class OneFeed(Detail[Feed]):
    model = Feed
    scope = Scope.DESK
    summaries = {"GET": "Show a feed", "PATCH": "Pause or resume a feed", "DELETE": "Remove a feed"}
    bodies = {"PATCH": serializers.FeedChange}

    def patch(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "keep feeds", row.desk_id)
        seen = self.seen(row)
        is_paused = self.body(serializers.FeedChange).get("is_paused", row.is_paused)
        if is_paused != row.is_paused:
            verb = feeds.pause if is_paused else feeds.resume
            row = verb(actor=request.user, feed_id=row.pk, seen_version=seen)
        return self.answer(row)

    def delete(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "keep feeds", row.desk_id)
        feeds.remove(actor=request.user, feed_id=row.pk, seen_version=self.seen(row))
        return Response(status=204)


class ReadSoon(Resource[Feed]):
    """As soon as a worker is free."""

    model = Feed
    scope = Scope.DESK
    summaries = {"POST": "Read a feed now"}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "keep feeds", row.desk_id)
        self.body()
        return self.answer(feeds.read_soon(actor=request.user, feed_id=row.pk))
