"""Who is on an article's page: each tells it, and the others hear it by the events stream."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from annotations.errors import Invalid
from annotations.models.notice import notify_presence
from annotations.text.whole_numbers import whole

from ..workbench.draw import load_article

LONGEST = 64  # Characters of a tab's name for itself.


def announce(request, pk: int):
    """POST: tab, claim (empty: none is open)."""
    article = load_article(request, pk)
    tab = request.POST.get("tab", "")
    if not tab or len(tab) > LONGEST or not tab.isascii():
        raise Invalid(_("This page is incomplete. Reload the page."), field="tab")
    notify_presence(
        desk=article.desk_id,
        article=article.pk,
        person=request.user.pk,
        name=str(request.user),
        tab=tab,
        claim=whole(request.POST.get("claim", "")),
    )
    return HttpResponse(status=204)
