"""Points made-up requests at rows that are there, so that what is well formed also finds something."""

from typing import Any

from schemathesis import Case
from schemathesis.core.parameters import ParameterLocation

from tests.api.calls import id_for
from tests.api.test_access import body as sendable

FORM = ParameterLocation


class Aim:
    """At the rows of a scene; what a case breaks on purpose stays broken."""

    def __init__(self, scene: Any):
        self.scene = scene
        for row in (scene.assessment, scene.double_check):
            row.refresh_from_db()
        self.there = _there(scene)

    def take(self, case: Case, *, whole: bool) -> None:
        """`whole`: its body is what an editor may send there."""
        if _is_well_formed(case, FORM.PATH):
            case.path_parameters |= self._path(case)
        if _is_well_formed(case, FORM.HEADER):
            if "If-Match" in case.headers:
                case.headers["If-Match"] = self._version(case)
            case.headers.pop("Idempotency-Key", None)
        if not _is_well_formed(case, FORM.BODY):
            return
        if whole and case.media_type != "multipart/form-data":
            case.body = self.body(case) or case.body
        elif isinstance(case.body, dict):
            found = {name: self.there[name] for name in case.body if name in self.there}
            case.body |= found

    def _path(self, case: Case) -> dict[str, int]:
        kind = case.path.split("/")[3]
        known = {
            "id": lambda: id_for(kind, self.scene),
            "anchor": lambda: self.there["anchor"],
            "user": lambda: self.there["user"],
        }
        return {name: known[name]() for name in case.path_parameters}

    def _version(self, case: Case) -> str:
        """Of what is decided on the one that is there, of all else any."""
        kind, *_, verb = case.path.strip("/").split("/")[2:]
        decided = {"assessments": self.scene.assessment, "double-checks": self.scene.double_check}
        is_named = kind in decided and verb in (
            "approve",
            "return",
            "propose-again",
            "decide",
            "call-off",
        )
        return f'"{decided[kind].version}"' if is_named else "*"

    def body(self, case: Case) -> Any:
        route = case.path.removeprefix("/api/v1/").replace("{id}", "<int:pk>")
        route = route.replace("{anchor}", "<int:anchor>").replace("{user}", "<int:user>")
        return sendable(case.method.upper(), route, self.scene)


def _is_well_formed(case: Case, where: ParameterLocation) -> bool:
    found = case.meta.components.get(where) if case.meta else None
    return found is not None and found.mode.is_positive


def _there(scene: Any) -> dict[str, Any]:
    """Values of fields, by their names, that mean something on the scene's desk."""
    return {
        "desk": scene.article.desk_id,
        "article": scene.article.pk,
        "claim": scene.claim.pk,
        "claims": [scene.claim.pk],
        "source": scene.evidence.source_id,
        "evidence": [scene.evidence.pk],
        "revision": scene.article.current_revision_id,
        "entity": scene.mention.entity_id,
        "thread": scene.comment.thread_id,
        "check_question": scene.check_answer.check_question_id,
        "anchor": scene.claim.anchors.get().pk,
        "into": scene.pair.first_id,
        "other": scene.link.other_id,
        "user": scene.claim.created_by_id,
        "person": scene.deputy.person_id,
        "deputy": scene.claim.created_by_id,
        "to": scene.assessment.author_id,
        "start": 0,
        "end": 8,
        "exact": "Minister",
        "source_url": "https://example.org/",
        "url": "https://example.org/other",
        "address": "https://example.org/2.xml",
        "email": "b@example.org",
        "question": "true",
        "rating": "mixed",
        "claimant": "Ilka",
        "due": "2026-03-01",
        "query": "stage=open",
        "file": b"The report counted 41 bridges.",
        "up_to": scene.told.pk,
    }
