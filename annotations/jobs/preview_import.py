"""Says what a file of another program would bring; fetches it first where it has an address."""

from django.utils import translation
from django.utils.translation import gettext_noop as _

from annotations import access
from annotations.errors import Invalid, Unreadable
from annotations.ingest.annotated.formats import FORMATS
from annotations.ingest.document import UnreadableFile
from annotations.messages import in_english
from annotations.models import Import
from annotations.services.imports import batches, imports
from annotations.services.imports.preview import preview
from annotations.work.fetch_url import Unfetched, fetch

NOTHING = _("There is nothing in this file that can be imported as %(format)s.")


def look_into(job: Import) -> None:
    """Of a job that is held. Raises Lost, and a DomainError in English for what cannot come in."""
    with translation.override("en-gb"):
        access.forget_roles(job.created_by)
        access.require(job.created_by, "import", job.desk_id)
        if job.content is None:
            batches.fetched(job, _fetched(job.address))
        kind = FORMATS[job.format]
        try:
            shown = preview(
                actor=job.created_by,
                desk=job.desk,
                records=kind.reader(bytes(job.content or b"")),
                options=job.options,
            )
        except UnreadableFile as error:
            raise Unreadable(in_english(error.message)) from error
        if not shown:
            raise Unreadable(NOTHING % {"format": kind.title})
        batches.looked_at(job, shown)


def _fetched(address: str) -> bytes:
    try:
        data = fetch(address).data
    except Unfetched as error:
        raise Invalid(str(error)) from error
    if len(data) > imports.MOST_BYTES:
        raise Invalid(imports.too_large())
    return data
