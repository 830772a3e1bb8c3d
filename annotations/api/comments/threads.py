"""/api/v1/threads/"""

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Article, Claim, Thread
from annotations.services.comments import threads

from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers

FILTERS = {"claim": params.number, "article": params.number, "updated_since": params.moment}


def of_place(resource: Resource, rows, path: str = ""):
    """The rows of the claim, article or thread that the caller names, or all of the caller's."""
    given = resource.params()
    if "claim" in given:
        claim = access.load(Claim.objects.only("pk"), resource.user, given["claim"])
        rows = rows.filter(**{f"{path}claim": claim})
    if "article" in given:
        article = access.load(Article.objects.only("pk"), resource.user, given["article"])
        rows = rows.filter(**{f"{path}article": article})
    if "thread" in given:
        thread = access.load(Thread.objects.only("pk"), resource.user, given["thread"])
        rows = rows.filter(thread=thread)
    return rows


class Threads(Resource[Thread]):
    """Posted with the first comment. Names (`@name`) of nobody on the desk come back as
    `not_told`."""

    model = Thread
    summaries = {"GET": "List the conversations of your desks", "POST": "Add a conversation"}
    bodies = {"POST": serializers.ThreadBody}
    shapes = {"POST": serializers.ThreadMadeSerializer}
    answers = (201,)
    filters = FILTERS

    def get(self, request):
        return self.page(of_place(self, self.full()))

    @once
    def post(self, request):
        said = self._begin(self.body(serializers.ThreadBody))
        return self.answer(said.comment.thread, 201, not_told=said.strangers)

    def _begin(self, given: dict) -> threads.Said:
        actor, body = self.user, given["body"]
        if "claim" in given:
            self._seen(Claim, given["claim"], "claim")
            return threads.on_claim(actor=actor, claim_id=given["claim"], body=body)
        if "revision" in given:
            if "start" not in given or "end" not in given:
                raise Invalid(_("Say where the words begin and end."), field="start")
            return threads.on_words(
                actor=actor,
                revision_id=given["revision"],
                start=given["start"],
                end=given["end"],
                exact=given["exact"],
                body=body,
            )
        if "article" not in given:
            raise Invalid(_("Say what it is about: a claim, a revision or an article."))
        self._seen(Article, given["article"], "article")
        return threads.on_article(actor=actor, article_id=given["article"], body=body)

    def _seen(self, model, pk: int, field: str) -> None:
        """Unknown and foreign ones are refused in the same words."""
        if not model.objects.visible_to(self.user).filter(pk=pk).exists():
            raise Invalid(_("There is nothing here, or you may not see it."), field=field)


class OneThread(Detail[Thread]):
    model = Thread
    summaries = {"GET": "Show a conversation"}


class TurnThread(Resource[Thread]):
    """`resolve` or `reopen`."""

    model = Thread
    must_see = False
    bodies = {"POST": Nothing}
    verb = ""

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(self.user, "comment", row.article.desk_id)
        seen = self.seen(row, required=False)
        self.body()
        turn = {"resolve": threads.resolve, "reopen": threads.reopen}[self.verb]
        return self.answer(turn(actor=self.user, thread_id=row.pk, seen_version=seen))
