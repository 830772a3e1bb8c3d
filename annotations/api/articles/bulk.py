"""/api/v1/articles/bulk/: one article a line."""

from collections.abc import Callable
from functools import cache, partial

from django.db import IntegrityError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from annotations import access
from annotations.errors import DomainError, Invalid, Unreadable, WrongState
from annotations.models import Desk
from annotations.services.articles import bulk

from ..accounts.desks import desk_of_body
from ..shell import json, problems
from ..shell.parsers import NDJSONParser
from ..shell.renderers import JSONRenderer, NDJSONRenderer
from ..shell.resources import Resource
from . import lines, serializers

MOST_LINES = 1000


class BulkArticles(Resource):
    """One JSON object a line, each answered by `{line, id}` or `{line, error}`; the good ones are
    added whatever the others say.
    """

    summaries = {"POST": "Add many articles at once"}
    bodies = {"POST": serializers.BulkLine}
    shapes = {"POST": serializers.BulkAnswer}
    parser_classes = (NDJSONParser,)
    renderer_classes = (NDJSONRenderer, JSONRenderer)

    def post(self, request):
        sent = [(n, line) for n, line in enumerate(request.data or [], 1) if line.strip()]
        if not sent:
            raise Unreadable(_("There are no lines in the body."))
        if len(sent) > MOST_LINES:
            message = _("At most %(most)s lines at once; this has %(number)s.")
            raise Unreadable(message % {"most": MOST_LINES, "number": len(sent)})
        answers: dict[int, dict] = {}
        by_desk: dict[Desk, list] = {}
        desk_of = cache(partial(desk_of_body, request))
        for number, line in sent:
            try:
                desk, draft = self._draft(request, line, desk_of)
                by_desk.setdefault(desk, []).append((number, draft))
            except (DomainError, exceptions.ValidationError) as error:
                answers[number] = {"line": number, "error": _error(error)}
        for desk, drafts in by_desk.items():
            answers |= self._store(request.user, desk, drafts)
        body = b"".join(json.dumps(answers[number]) + b"\n" for number in sorted(answers))
        return Response(body)

    def _draft(self, request, line: bytes, desk_of: Callable[[str], Desk]):
        value = json.loads(line)
        if not isinstance(value, dict):
            raise Unreadable(_("A line holds one JSON object."))
        body = lines.read(value) or self.read_body(value, serializers.BulkLine)
        desk = desk_of(body.pop("desk"))
        access.require(request.user, "add article", desk.pk)
        incoming = bulk.Incoming(
            headline=body.pop("headline"),
            text=body.pop("text"),
            claims=body.pop("claims", []),
            mentions=body.pop("mentions", []),
            about=body,
        )
        return desk, bulk.draft_of(incoming)

    def _store(self, actor, desk: Desk, drafts: list) -> dict[int, dict]:
        """All at once; by halves when the database refuses something, to find the culprit."""
        try:
            ids = bulk.add(actor=actor, desk=desk, drafts=[draft for _, draft in drafts])
        except (IntegrityError, Invalid, WrongState) as error:
            if len(drafts) == 1:
                number = drafts[0][0]
                return {number: {"line": number, "error": _error(_refused(error))}}
            half = len(drafts) // 2
            return self._store(actor, desk, drafts[:half]) | self._store(actor, desk, drafts[half:])
        return {
            number: {"line": number, "id": pk} for (number, _), pk in zip(drafts, ids, strict=True)
        }


def _refused(error: IntegrityError | DomainError) -> DomainError:
    if isinstance(error, DomainError):
        return error
    message = _("The database refused this article: %(reason)s")
    return DomainError(message % {"reason": str(error).splitlines()[0]})


def _error(error: DomainError | exceptions.ValidationError) -> dict:
    if isinstance(error, DomainError):
        return problems.domain_problem(error)
    return {
        "type": "/problems/invalid",
        "detail": _("The line breaks a rule."),
        "errors": problems.flat(error.detail),
    }
