"""Signed bundles of what public pages show, the keys that sign them, the page that checks one."""

from django.http import HttpResponse, JsonResponse

from annotations.exchange.bundles import verifier as page
from annotations.exchange.publications.fact_checks import FactCheck
from annotations.models import BundleKey, Publication
from annotations.services.publications import bundles

from .answers import Gone, drawn, public
from .pages import language_of, shown
from .rate_limits import paced

ZIP, HTML = "application/zip", "text/html; charset=utf-8"
WAIT = "30"  # Seconds after which a reader may ask again.


@public
@paced
def bundle(request, key: str, claim: int, question: str) -> HttpResponse:
    """That of a verdict on a page, or that it is being made."""
    row, checks = shown(key)
    found = bundles.current(row, claim, question)
    if found is None:
        return _not_yet(row, checks, claim, question)
    name = f"fact-check-{key}-{claim}-{question}.zip"
    return HttpResponse(
        bytes(found.content or b""),
        ZIP,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@public
@paced
def text(request, key: str, claim: int, question: str) -> HttpResponse:
    """The plain text in it, which may carry a Content Credential."""
    row, checks = shown(key)
    found = bundles.current(row, claim, question)
    if found is None:
        return _not_yet(row, checks, claim, question)
    return HttpResponse(bundles.text_of(found), "text/plain; charset=utf-8")


@public
def keys(request) -> JsonResponse:
    """Every key that ever signed a bundle here, the newest last."""
    rows = BundleKey.objects.order_by("pk")
    listed = [
        {
            "key": row.name,
            "algorithm": "Ed25519",
            "public_key": row.public_key,
            "first_used_at": row.created_at.isoformat(),
        }
        for row in rows
    ]
    return JsonResponse({"keys": listed}, json_dumps_params={"indent": 1})


@public
def verifier(request) -> HttpResponse:
    """The page that checks bundles without a server, which knows these keys: to be kept."""
    known = dict(BundleKey.objects.values_list("name", "public_key"))
    headers = {"Content-Disposition": 'attachment; filename="verify.html"'}
    return HttpResponse(page.page(known), HTML, headers=headers)


def _not_yet(row: Publication, checks: list[FactCheck], claim: int, question: str) -> HttpResponse:
    """503 while it is made; raises Gone where the page shows no such verdict."""
    check = next((one for one in checks if one.row["claim"] == claim), None)
    if check is None or all(one.question != question for one in check.verdicts):
        raise Gone
    context: dict[str, object] = {
        "publication": row,
        "desk": row.desk,
        "pages": row.desk.public_pages,
    }
    answer = drawn("bundle", language_of(checks), context, status=503)
    answer["Retry-After"], answer["Cache-Control"] = WAIT, "no-store"
    return answer
