"""/api/v1/guest-links/: frozen views of claims for people without an account."""

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Article, GuestLink
from annotations.services.guests import guests

from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once, shown_once
from ..shell.resources import Detail, Resource
from . import serializers


class GuestLinkState(TextChoices):
    OPEN = "open"
    ANSWERED = "answered"
    ENDED = "ended"


class GuestLinks(Resource[GuestLink]):
    """Newest first; `answered` ones are what guests said, `ended` ones expired or were revoked."""

    model = GuestLink
    summaries = {"GET": "List the guest links of your desks", "POST": "Add a guest link"}
    bodies = {"POST": serializers.GuestLinkBody}
    shapes = {"POST": serializers.NewGuestLinkSerializer}
    answers = (201,)
    filters = {
        "desk": params.desk,
        "article": params.number,
        "state": params.one_of(GuestLinkState),
    }

    def get(self, request):
        given, rows = self.params(), self.full()
        if "desk" in given:
            rows = rows.filter(revision__article__desk=given["desk"])
        if "article" in given:
            article = access.load(Article.objects.only("pk"), self.user, given["article"])
            rows = rows.filter(revision__article=article)
        if "state" in given:
            rows = getattr(rows, given["state"])()
        return self.page(rows)

    @once
    def post(self, request):
        body = self.body(serializers.GuestLinkBody)
        article = Article.objects.visible_to(self.user).filter(pk=body.pop("article")).only("pk")
        found = article.first()
        if found is None:
            raise Invalid(_("There is no such article."), field="article")
        claims = body.pop("claims")
        made = guests.invite(actor=self.user, article_id=found.pk, claim_ids=claims, **body)
        address = request.build_absolute_uri(reverse("guest", args=[made.secret]))
        return shown_once(self.answer(made.link, 201, address=address), "address")


class OneGuestLink(Detail[GuestLink]):
    model = GuestLink
    summaries = {"GET": "Show a guest link"}


class RevokeGuestLink(Resource[GuestLink]):
    """It leads nowhere from now on; what was said stays."""

    model = GuestLink
    summaries = {"POST": "Revoke a guest link"}
    bodies = {"POST": Nothing}

    @once
    def post(self, request, pk: int):
        row = access.load(GuestLink.objects.select_related("revision__article"), self.user, pk)
        access.require(self.user, "invite guests", row.revision.article.desk_id)
        self.body()
        return self.answer(guests.revoke(actor=self.user, link_id=row.pk))
