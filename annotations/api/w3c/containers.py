"""/api/v1/desks/{id}/web-annotations/ and of an article: containers to be read."""

import re
from abc import abstractmethod
from datetime import datetime
from typing import Any

import orjson
from django.db import models
from django.utils.translation import gettext as _
from rest_framework.response import Response

from annotations import access
from annotations.errors import Unreadable
from annotations.exchange.w3c import container_rows
from annotations.exchange.w3c.container_rows import Annotations, Page, Position
from annotations.exchange.w3c.document import CONTEXT
from annotations.models import Article, Desk

from ..shell import params
from ..shell.resources import Row
from .answers import LDP, OA, PROTOCOL, Served, link

LDP_CONTEXT = "http://www.w3.org/ns/ldp.jsonld"
# What the header Prefer may ask for, and by which `iris` its address says it.
PREFERENCES = {
    f"{LDP}PreferMinimalContainer": None,
    f"{OA}PreferContainedIRIs": "1",
    f"{OA}PreferContainedDescriptions": "0",
}
INCLUDED = re.compile(r'\binclude\s*=\s*"([^"]*)"', re.IGNORECASE)
PAGE = re.compile(r"([1-9]\d{0,17})\.([0-2])\.(\d{1,18})", re.ASCII)


class IRIs(models.TextChoices):
    """Whether pages hold addresses or whole annotations."""

    NO = "0"
    YES = "1"


def _position(request, value: str) -> Position:
    match = PAGE.fullmatch(value)
    if not match and value != "0":
        raise Unreadable(_("This page is not one of ours: use the links first, next and last."))
    return Position(*map(int, match.groups())) if match else container_rows.BEGIN


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


class Container(Served[Row]):
    links = (
        link(f"{LDP}BasicContainer", "type"),
        link(PROTOCOL, f"{LDP}constrainedBy"),
    )
    varies = "Accept, Prefer"
    filters = {
        "iris": params.one_of(IRIs),
        "page": params.Param(_position, str, "From `first`, `next`, `prev` or `last`."),
    }

    @abstractmethod
    def find(self, pk: int) -> tuple[dict[str, Any], Annotations]:
        """What the container of this desk or article says of itself, and what is in it."""

    def get(self, request, pk: int) -> Response:
        given = self.params()
        about, found = self.find(pk)
        wanted, applied = self._wanted(given)
        address = request.build_absolute_uri(request.path)
        pages = f"{address}?iris={wanted or '0'}"
        short = {
            "id": pages if wanted else address,
            "type": "AnnotationCollection",
            "label": about["label"],
            "total": found.total,
            "modified": _moment(found.modified or about["at"]),
        }
        if "page" in given:
            page = self._page(found.page(given["page"]), pages, short)
            return self.json_ld({"@context": CONTEXT} | page)
        whole = short | {
            "@context": [CONTEXT, LDP_CONTEXT],
            "type": ["BasicContainer", "AnnotationCollection"],
            "creator": about["creator"],
            "created": _moment(about["at"]),
        }
        if found.total:
            whole["first"] = f"{pages}&page={container_rows.BEGIN}"
            if wanted:
                whole["first"] = self._page(found.page(container_rows.BEGIN), pages, short)
            whole["last"] = f"{pages}&page={found.last}"
        return self.json_ld(whole, **{"Content-Location": short["id"]}, **applied)

    def _wanted(self, given: dict[str, Any]) -> tuple[str | None, dict[str, str]]:
        """Addresses ("1"), whole annotations ("0") or neither, and the header that says so.

        What the address says counts before what is preferred; of several the first we know.
        """
        if "iris" in given or "page" in given:
            return given.get("iris", "0"), {}
        for names in INCLUDED.findall(self.request.headers.get("Prefer", "")):
            for name in names.split():
                if name in PREFERENCES:
                    applied = f'return=representation;include="{name}"'
                    return PREFERENCES[name], {"Preference-Applied": applied}
        return "0", {}

    def _page(self, page: Page, address: str, whole: dict[str, Any]) -> dict[str, Any]:
        """Without a context; `whole` is what a page says of the collection that it is part of."""
        container: dict[str, Any] = {
            "id": f"{address}&page={page.at}",
            "type": "AnnotationPage",
            "partOf": whole,
            "startIndex": page.at.start,
        }
        beside = {"prev": page.previous, "next": page.next}
        container |= {name: f"{address}&page={at}" for name, at in beside.items() if at is not None}
        if address.endswith(IRIs.YES):
            return container | {"items": container_rows.addresses(page.keys, self.base)}
        rows = container_rows.shown(page.keys, self.base)
        return container | {"items": [orjson.Fragment(one) for one in rows]}

    def _desk(self, desk: Desk) -> dict[str, str]:
        return {
            "id": f"{self.base}desks/{desk.pk}/",
            "type": "Organization",
            "name": desk.name,
            "nickname": desk.slug,
        }


class DeskContainer(Container[Desk]):
    """The claims, evidence and names on a desk’s current texts, as a container of the Web
    Annotation Protocol: 100 a page. `Prefer` chooses addresses or whole annotations."""

    model = Desk
    summaries = {"GET": "List the annotations of a desk"}

    def find(self, pk: int) -> tuple[dict[str, Any], Annotations]:
        desk = access.load_desk(self.user, pk)
        about = {"label": desk.name, "at": desk.created_at, "creator": self._desk(desk)}
        return about, Annotations(self.user, desk=desk.pk)


class ArticleContainer(Container[Article]):
    """The claims, evidence and names on an article’s current text, as a container of the Web
    Annotation Protocol: 100 a page. `Prefer` chooses addresses or whole annotations."""

    model = Article
    summaries = {"GET": "List the annotations of an article"}

    def find(self, pk: int) -> tuple[dict[str, Any], Annotations]:
        rows = Article.objects.select_related("desk").defer("search")
        article = access.load(rows, self.user, pk)
        about = {"label": article.headline, "at": article.created_at}
        return about | {"creator": self._desk(article.desk)}, Annotations(
            self.user, article=article.pk
        )
