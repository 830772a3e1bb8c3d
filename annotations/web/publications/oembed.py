"""oEmbed 1.0: what another site shows in place of the address of one of our pages."""

from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.html import format_html

from annotations.exchange.publications import addresses
from annotations.text.whole_numbers import COUNT_DIGITS, whole

from .answers import Gone, public
from .pages import shown

WIDTH, HEIGHT = 560, 260
LEAST = 240
FRAME = (
    '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" style="border:0"'
    ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
)


@public
def oembed(request) -> HttpResponse:
    """For `url`; `maxwidth` and `maxheight` are kept to. Only `format=json` is known (501)."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    row, checks = shown(_key(request.GET.get("url", "")))
    first = checks[0]
    title = first.statement if row.kind == row.Kind.CLAIM else first.row["article"]["headline"]
    width = _at_most(request.GET.get("maxwidth", ""), WIDTH)
    height = _at_most(request.GET.get("maxheight", ""), HEIGHT)
    address = addresses.of("fact-check-card", row.key)
    body = {
        "version": "1.0",
        "type": "rich",
        "provider_name": row.desk.name,
        "provider_url": addresses.of_desk(row.desk.slug),
        "title": title,
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": format_html(FRAME, address, width, height, title),
    }
    return JsonResponse(body, headers={"Access-Control-Allow-Origin": "*"})


def _key(url: str) -> str:
    """The page that an address of ours is; the host is not looked at: it has many names."""
    try:
        found = resolve(urlsplit(url).path)
    except (Resolver404, ValueError) as error:
        raise Gone from error
    if found.url_name != "fact-check":
        raise Gone
    return str(found.kwargs["key"])


def _at_most(text: str, usual: int) -> int:
    asked = whole(text, COUNT_DIGITS)
    return usual if asked is None else min(usual, max(LEAST, asked))
