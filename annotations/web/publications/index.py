"""A desk's public pages together: list and search, what it says about itself, the site map."""

from django.http import HttpResponse
from django.utils.html import escape

from annotations.errors import Unreadable
from annotations.exchange.publications import addresses, dump, fact_checks
from annotations.models import Desk, Publication, PublicPages
from annotations.models.publications.publications import PublicationQuerySet

from ..shell.paging import page_of
from . import rate_limits
from .answers import Gone, drawn, public
from .pages import language_of

ROWS = 30
LONGEST_SEARCH = 200
MOST_REVIEWS = 1_000
MOST_IN_MAP = 50_000  # What the protocol of site maps allows in one file.
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@public
def index(request, desk: str) -> HttpResponse:
    """The newest first; `q` looks for words of what was approved."""
    pages = pages_of(desk)
    found = pages.desk
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    if words and (busy := rate_limits.refused(request, "search")):
        return busy
    rows = of_desk(found)
    try:
        page = page_of(request, rows.showing(words) if words else rows, ROWS)
    except Unreadable as error:
        raise Gone from error
    checks = fact_checks.of_pages(row.pk for row in page.rows)
    shown = {
        row.pk: [one for one in checks if one.row["publication"] == row.pk] for row in page.rows
    }
    context = {
        "desk": found,
        "pages": pages,
        "words": words,
        "page": page,
        "rows": [(row, shown[row.pk][0], len(shown[row.pk])) for row in page.rows if shown[row.pk]],
        "address": addresses.of_desk(desk),
    }
    return drawn("index", language_of(checks), context)


@public
def policy(request, desk: str, policy: str) -> HttpResponse:
    """What the desk wrote about how it works."""
    pages = pages_of(desk)
    label = dict(pages.policies).get(policy)
    if label is None:
        raise Gone
    context = {"desk": pages.desk, "pages": pages, "label": label, "text": getattr(pages, policy)}
    newest = fact_checks.of_pages(of_desk(pages.desk)[:1].values_list("pk", flat=True))
    return drawn("policy", language_of(newest), context)


@public
@rate_limits.paced
def sitemap(request, desk: str) -> HttpResponse:
    """Every page of the desk, for search engines."""
    rows = (
        of_desk(pages_of(desk).desk)
        .order_by("-published_at")
        .values_list("key", "shown_at")[:MOST_IN_MAP]
    )
    lines = [
        f"<url><loc>{escape(addresses.of_page(key))}</loc><lastmod>{at.isoformat()}</lastmod></url>"
        for key, at in rows
    ]
    body = f'{HEAD}<urlset xmlns="{MAP}">{"".join(lines)}</urlset>'
    return HttpResponse(body, "application/xml; charset=utf-8")


@public
@rate_limits.paced
def reviews(request, desk: str) -> HttpResponse:
    """The ClaimReviews of the newest pages; members get all of them by REST."""
    rows = of_desk(pages_of(desk).desk)[:MOST_REVIEWS]
    body = dump.feed(fact_checks.of_pages(rows.values_list("pk", flat=True)))
    return HttpResponse(body, "application/ld+json")


def pages_of(slug: str) -> PublicPages:
    """Those of the desk; raises Gone where it has none."""
    found = PublicPages.objects.select_related("desk").filter(desk__slug=slug, is_on=True).first()
    if found is None:
        raise Gone
    return found


def of_desk(desk: Desk) -> PublicationQuerySet:
    """What the public may read of it."""
    rows: PublicationQuerySet = Publication.objects.readable()
    return rows.filter(desk=desk)
