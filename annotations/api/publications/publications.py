"""/api/v1/publications/: what a desk's public can read, and what it could."""

from typing import Any

from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Article, Claim, Publication
from annotations.services.publications import publishing

from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.resources import Detail, Resource
from . import serializers

FILTERS = {
    "desk": params.desk,
    "article": params.number,
    "claim": params.number,
    "kind": params.one_of(Publication.Kind),
    "state": params.one_of(Publication.State),
    "updated_since": params.moment,
}


class Publications(Resource[Publication]):
    """Newest first. A claim has to be checked, and its desk to have public pages; nothing of an
    article under embargo is published. What was unpublished comes back under its old address."""

    model = Publication
    by_desk = True
    has_versions = False
    summaries = {
        "GET": "List the public pages of your desks",
        "POST": "Publish a claim or an article",
    }
    bodies = {"POST": serializers.PublicationBody}
    filters = FILTERS
    answers = (201,)

    def get(self, request):
        given, rows = self.params(), self.full()
        for name, model in (("article", Article), ("claim", Claim)):
            if name in given:
                found = access.load(model.objects.only("pk"), self.user, given[name])
                rows = rows.filter(**{name: found})
        for name in ("desk", "kind", "state"):
            if name in given:
                rows = rows.filter(**{name: given[name]})
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.PublicationBody)
        if len(body) != 1:
            raise Invalid(_("Name a claim or an article."), field="claim")
        [(name, pk)] = body.items()
        rows: Any = Claim.objects if name == "claim" else Article.objects
        found = rows.visible_to(self.user).filter(pk=pk).only("pk", "desk").first()
        if found is None:
            raise Invalid(_("There is no such object."), field=name)
        if name == "claim":
            row = publishing.publish_claim(actor=self.user, claim_id=found.pk)
        else:
            row = publishing.publish_article(actor=self.user, article_id=found.pk)
        return self.answer(row, 201)


class OnePublication(Detail[Publication]):
    model = Publication
    summaries = {"GET": "Show a public page’s record"}


class Unpublish(Resource[Publication]):
    """The page is gone; its address answers 410 and says so."""

    model = Publication
    must_see = True
    summaries = {"POST": "Take a public page down"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = self.load(pk)
        access.require(self.user, publishing.ACTION, row.desk_id)
        seen = self.seen(row)
        self.body()
        return self.answer(
            publishing.unpublish(actor=self.user, publication_id=row.pk, seen_version=seen)
        )
