"""/api/v1/imports/: files of other programs, for the editors of a desk."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid
from annotations.models import Import, ImportedRecord, Scope
from annotations.services.imports import imports

from ..accounts.desks import desk_of_body
from ..shell import params
from ..shell.bodies import Nothing
from ..shell.idempotency import once
from ..shell.parsers import JSONParser, MultiPartParser
from ..shell.resources import Resource
from . import serializers


class Left(TextChoices):
    SOMETHING = "true"


OPTIONS = ("labels", "unknown", "article")


class Imports(Resource[Import]):
    """Newest first. A worker looks at what is sent: while that is under way the import is
    `preparing`, then a `draft` whose `preview` says what it would bring. Nothing of it comes in
    before `start`."""

    model = Import
    scope = Scope.DESK
    summaries = {"GET": "List the imports of your desks", "POST": "Look at a file to import"}
    bodies = {"POST": serializers.ImportBody}
    forms = {"POST": serializers.ImportForm}
    answers = (201,)
    filters = {"desk": params.desk}
    parser_classes = (JSONParser, MultiPartParser)

    def get(self, request):
        given = self.params()
        desks = [pk for pk in self.user.roles() if access.may(self.user, "import", pk)]
        rows = self.full()
        if not self.user.is_superuser:
            rows = rows.filter(desk__in=desks)
        if "desk" in given:
            rows = rows.filter(desk=given["desk"])
        return self.page(rows)

    @once
    def post(self, request):
        is_form = "multipart" in (request.content_type or "")
        body = self.body(serializers.ImportForm if is_form else serializers.ImportBody)
        desk = desk_of_body(request, body["desk"])
        access.require(self.user, "import", desk.pk)
        row = imports.add(
            actor=self.user,
            desk=desk,
            format=body["format"],
            **_file_of(body),
            options=_options(body),
            start=body["start"],
        )
        return self.answer(row, 201)


class OneImport(Resource[Import]):
    """While it is `queued`, `done` of `total` says how far it is. Looked at again, with other
    options or as another `format`, it is `preparing` first. Also one that failed before there was
    a preview can be; what has an `address` is then fetched once more."""

    model = Import
    scope = Scope.DESK
    summaries = {"GET": "Show an import", "PATCH": "Look at a file again with other options"}
    bodies = {"PATCH": serializers.ImportChanges}

    def get(self, request, pk: int):
        self.params()
        return self.shown(kept(self, pk))

    def patch(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row)
        body = self.body(serializers.ImportChanges)
        return self.answer(
            imports.look_again(
                actor=self.user,
                import_id=row.pk,
                seen_version=seen,
                options=_options(body),
                format=body.get("format", ""),
            )
        )


class _Step(Resource[Import]):
    model = Import
    scope = Scope.DESK
    bodies = {"POST": Nothing}


class StartImport(_Step):
    """It comes in in the background, in the name of the caller."""

    must_see = False
    summaries = {"POST": "Bring in a file"}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row, required=False)
        self.body()
        return self.answer(imports.start(actor=self.user, import_id=row.pk, seen_version=seen))


class StopImport(_Step):
    """Nothing further comes in; what came in stays."""

    must_see = False
    summaries = {"POST": "Stop an import"}

    @once
    def post(self, request, pk: int):
        row = kept(self, pk)
        seen = self.seen(row, required=False)
        self.body()
        return self.answer(imports.stop(actor=self.user, import_id=row.pk, seen_version=seen))


class Records(Resource[ImportedRecord]):
    """In the order of the file; `left=true`: those of which something did not come in."""

    model = ImportedRecord
    scope = Scope.DESK
    summaries = {"GET": "List what became of the records of a file"}
    listed = serializers.ImportedRecordSerializer
    filters = {"left": params.one_of(Left)}

    def get(self, request, pk: int):
        rows = ImportedRecord.objects.filter(of=kept(self, pk))
        rows = rows.not_hidden_from(self.user)
        return self.page(rows.with_something_left() if self.params().get("left") else rows)


def kept(resource: Resource, pk: int) -> Import:
    """The row if the caller keeps its desk; raises NotFound and NotAllowed."""
    row = access.load(Import.objects.without_content(), resource.user, pk)
    access.require(resource.user, "import", row.desk_id)
    return row


def _file_of(body: dict[str, Any]) -> dict[str, Any]:
    """What was sent: the address, data and name of the file, or of its text; raises Invalid
    without any."""
    address = body.get("address", "")
    if "content" in body:
        data = body["content"].encode()
        return {"data": data, "filename": body["filename"], "address": address}
    upload: Any = body.get("file")
    if hasattr(upload, "read"):
        data = upload.read(imports.MOST_BYTES + 1)
        return {"data": data, "filename": upload.name or "", "address": address}
    if not address:
        raise Invalid(_("Send the file, its text as `content`, or an `address`."), field="file")
    return {"address": address}


def _options(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in OPTIONS if name in body}
