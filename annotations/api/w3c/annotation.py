"""/api/v1/claims/{id}/annotation/ and its like: one annotation at its own address."""

from typing import Any

import orjson
from rest_framework.response import Response

from annotations.errors import NotFound
from annotations.exchange.w3c import container_rows
from annotations.exchange.w3c.document import CONTEXT
from annotations.models import Claim, Evidence, Mention

from ..shell.resources import Row
from .answers import LDP, OA, Served, link


class Annotation(Served[Row]):
    links = (link(f"{LDP}Resource", "type"), link(f"{OA}Annotation", "type"))
    kind = ""

    def get(self, request, pk: int) -> Response:
        self.params()
        row: Any = self.load(pk)
        return self.shown_as_annotation(row.pk)

    def shown_as_annotation(self, pk: int) -> Response:
        """Raises NotFound for a row that is none."""
        key = (container_rows.KINDS.index(self.kind), pk)
        for written in container_rows.shown([key], self.base):
            return self.json_ld({"@context": CONTEXT} | orjson.loads(written))
        raise NotFound


class ClaimAnnotation(Annotation[Claim]):
    """Its words in the text, the statement, the stage and each approved verdict. A dismissed claim
    is none (404); the address of a merged one redirects to the one it is now."""

    model = Claim
    leads_on = True
    kind = "claim"
    summaries = {"GET": "Show a claim as a Web Annotation"}

    def get(self, request, pk: int) -> Response:
        self.params()
        row = self.load(pk)
        if row.merged_into_id is None:
            return self.shown_as_annotation(row.pk)
        address = f"{self.base}claims/{row.merged_into_id}/annotation/"
        return Response(status=301, headers={"Location": address})


class EvidenceAnnotation(Annotation[Evidence]):
    """The source and its words, the stance and the note, on the claim and its words."""

    model = Evidence
    kind = "evidence"
    summaries = {"GET": "Show evidence as a Web Annotation"}


class MentionAnnotation(Annotation[Mention]):
    """The label and the entity of a name, on its words. A rejected one is none (404)."""

    model = Mention
    kind = "mention"
    summaries = {"GET": "Show a name as a Web Annotation"}
