"""/api/v1/tagging-runs/ and /api/v1/tagging-batches/"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, NotFound
from annotations.models import Article, Revision, TaggingBatch, TaggingRun
from annotations.services.tagging import batches, runs

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers


class TaggingRuns(Resource[TaggingRun]):
    model = TaggingRun
    by_desk = True
    summaries = {"GET": "List the tagging runs of your desks", "POST": "Tag an article again"}
    bodies = {"POST": serializers.RunBody}
    filters = {
        "revision": params.number,
        "batch": params.number,
        "desk": params.desk,
        "state": params.one_of(TaggingRun.State),
        "updated_since": params.moment,
    }

    def get(self, request):
        given = self.params()
        rows = self.full()
        for name, of in (("revision", Revision.objects.without_text()),
                         ("batch", TaggingBatch.objects.all())):  # fmt: skip
            if name in given:
                given[name] = access.load(of, request.user, given[name])
        return self.page(rows.filter(**given))

    @once
    def post(self, request):
        pk = self.body(serializers.RunBody)["article"]
        try:
            article = access.load(Article.objects.only("pk"), request.user, pk)
        except NotFound as error:
            raise Invalid(_("There is no such article."), field="article") from error
        return self.answer(runs.tag_again(actor=request.user, article_id=article.pk), 201)


class OneTaggingRun(Detail[TaggingRun]):
    model = TaggingRun
    summaries = {"GET": "Show a tagging run"}


class RunAction(Resource[TaggingRun]):
    model = TaggingRun
    right = ""
    verb: Callable[..., TaggingRun]

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, self.right, row.desk_id)
        self.body()
        return self.answer(self.verb(actor=request.user, run_id=row.pk))


class Retry(RunAction):
    """The answer is a new run."""

    summaries = {"POST": "Retry a failed tagging run"}
    right = "tag again"
    verb = staticmethod(runs.retry)


class Cancel(RunAction):
    summaries = {"POST": "Cancel a tagging run"}
    right = "cancel tagging"
    verb = staticmethod(runs.cancel)


class TaggingBatches(Resource[TaggingBatch]):
    model = TaggingBatch
    summaries = {
        "GET": "List the tagging batches of your desks",
        "POST": "Tag all articles of a desk again",
    }
    bodies = {"POST": serializers.BatchBody}
    filters = {"desk": params.desk}

    def get(self, request):
        return self.page(self.full().filter(**self.params()))

    @once
    def post(self, request):
        desk = desk_of_body(request, self.body(serializers.BatchBody)["desk"])
        return self.answer(batches.tag_desk_again(actor=request.user, desk_id=desk.pk), 201)


class OneTaggingBatch(Detail[TaggingBatch]):
    model = TaggingBatch
    summaries = {"GET": "Show a tagging batch"}


class CancelBatch(Resource[TaggingBatch]):
    model = TaggingBatch
    summaries = {"POST": "Cancel a tagging batch"}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(request.user, "tag desk again", row.desk_id)
        self.body()
        return self.answer(batches.cancel(actor=request.user, batch_id=row.pk))
