"""/api/v1/feed-entries/: what feeds said of articles that a person has to decide about."""

from rest_framework import serializers as s

from annotations import access
from annotations.models import Feed, FeedEntry, Scope
from annotations.services.feeds import feeds

from ..shell import params
from ..shell.bodies import Body
from ..shell.idempotency import once
from ..shell.representation import Representation, Url, represents
from ..shell.resources import Detail, Resource


@represents(FeedEntry)
class FeedEntrySerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("feed-entries")
    feed = s.IntegerField(source="feed_id")
    article = s.IntegerField(source="article_id", allow_null=True)
    title = s.CharField()
    problem = s.CharField(help_text="Why it was held back.")
    is_held = s.BooleanField(help_text="Whether it waits for an answer.")
    answer = s.ChoiceField(choices=FeedEntry.Answer.choices, allow_blank=True)


class FeedAnswerBody(Body):
    answer = s.ChoiceField(choices=FeedEntry.Answer.choices)


class FeedEntries(Resource[FeedEntry]):
    """Those that would make an article worse, the oldest first."""

    model = FeedEntry
    scope = Scope.DESK
    summaries = {"GET": "List what feeds brought and was held back"}
    filters = {"desk": params.desk, "feed": params.number}

    def get(self, request):
        given, rows = self.params(), self.full().held()
        if "desk" in given:
            rows = rows.filter(feed__desk=given["desk"])
        if "feed" in given:
            feed = access.load(Feed.objects.only("pk"), self.user, given["feed"])
            rows = rows.filter(feed=feed)
        return self.page(rows)


class OneFeedEntry(Detail[FeedEntry]):
    model = FeedEntry
    scope = Scope.DESK
    summaries = {"GET": "Show what a feed brought"}


class AnswerFeedEntry(Resource[FeedEntry]):
    """`revise`: it is a revision; `add`: an article of its own; `keep`: the article stays."""

    model = FeedEntry
    scope = Scope.DESK
    summaries = {"POST": "Decide about what was held back"}
    bodies = {"POST": FeedAnswerBody}

    @once
    def post(self, request, pk: int):
        row = access.load(FeedEntry.objects.select_related("feed"), self.user, pk)
        access.require(self.user, "keep feeds", row.feed.desk_id)
        body = self.body(FeedAnswerBody)
        return self.answer(feeds.answer(actor=self.user, entry_id=row.pk, answer=body["answer"]))
