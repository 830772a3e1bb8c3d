"""*Import*: files of other programs, looked at before anything of them comes in."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from annotations import access
from annotations.errors import DomainError, Invalid
from annotations.ingest.annotated.formats import FORMATS
from annotations.models import Import, Label
from annotations.services.imports import imports, labels
from annotations.text.whole_numbers import whole

from ..claims.responses import seen_version
from ..shell.paging import page_of
from ..shell.refusal import on_refusal

TARGETS = (
    *Label.choices,
    (labels.CLAIM, pgettext_lazy("what a label becomes", "a claim")),
    (labels.KEEP, pgettext_lazy("what a label becomes", "a claim with this label")),
    (labels.LEAVE, pgettext_lazy("what a label becomes", "left out")),
)
COUNTS = {
    "texts": ngettext_lazy("text", "texts", "number"),
    "notes": ngettext_lazy("annotation", "annotations", "number"),
    "reviews": ngettext_lazy("check by others", "checks by others", "number"),
    "there": gettext_lazy("already on the desk"),
    "questions": ngettext_lazy("question", "questions", "number"),
    "names": ngettext_lazy("name", "names", "number"),
    "claims": ngettext_lazy("claim", "claims", "number"),
    "comments": ngettext_lazy(
        "conversation about an article", "conversations about articles", "number"
    ),
    "left": ngettext_lazy(
        "mark that will not be imported", "marks that will not be imported", "number"
    ),
    "bad": ngettext_lazy("record that cannot be read", "records that cannot be read", "number"),
}
BROUGHT = {
    "added": ngettext_lazy("record added", "records added", "number"),
    "there": gettext_lazy("already on the desk"),
    "left": ngettext_lazy("record not imported", "records not imported", "number"),
    "words_left": ngettext_lazy("mark left out", "marks left out", "number"),
}
DONE = {
    "start": gettext_lazy("Importing. You can leave this page."),
    "stop": gettext_lazy("Stopped. What has been imported stays."),
}
FORMATS_BY_NAME = [(name, one.title) for name, one in FORMATS.items()]
FORMATS_OF_ADDRESSES = [(name, one.title) for name, one in FORMATS.items() if one.has_address]
VERBS: dict[str, Callable[..., Import]] = {"start": imports.start, "stop": imports.stop}


def index(request, pk: int, status: int = 200, error: DomainError | None = None):
    """The imports of a desk, the newest first, and the form for another one."""
    desk = access.load_desk(request.user, pk)
    access.require(request.user, "import", desk.pk)
    rows = Import.objects.filter(desk=desk).without_content().select_related("created_by")
    context = {
        "desk": desk,
        "page": page_of(request, rows),
        "formats": FORMATS_BY_NAME,
        "chosen": request.POST.get("format", ""),
        "address": request.POST.get("address", ""),
        "most": imports.MOST_BYTES // 1_000_000,
        "error": error,
    }
    return render(request, "imports/list.html", context, status=status)


def add(request, pk: int):
    """Look at a file: the answer is its page, with what it would bring."""
    desk = access.load_desk(request.user, pk)
    access.require(request.user, "import", desk.pk)
    with on_refusal(lambda error: index(request, pk, error.status, error)):
        job = imports.add(
            actor=request.user,
            desk=desk,
            format=request.POST.get("format", ""),
            **_given(request),
        )
    return redirect("import", job.pk)


def _given(request) -> dict[str, Any]:
    """The file that was sent, and the address; raises Invalid without either."""
    upload = request.FILES.get("file")
    address = request.POST.get("address", "").strip()
    if upload is not None:
        data = upload.read(imports.MOST_BYTES + 1)
        return {"data": data, "filename": upload.name or "", "address": address}
    if not address:
        raise Invalid(_("Choose a file or give an address first."), field="file")
    return {"address": address}


def page(request, pk: int, status: int = 200, error: DomainError | None = None):
    """One import: the dry run of a draft, how far it is, or what came of it."""
    job = _load(request, pk)
    left = job.records.with_something_left().select_related("article").defer("article__search")
    can_start = _holds_something(job)
    is_useless = job.state == Import.State.DRAFT and not (can_start or job.address)
    context = {
        "job": job,
        "format": FORMATS[job.format].title if job.format in FORMATS else job.format,
        "counts": _counted(job),
        "can_start": can_start,
        "can_look": is_useless or imports.can_be_looked_at_again(job),
        "formats": FORMATS_OF_ADDRESSES if job.address else FORMATS_BY_NAME,
        "chosen": request.POST.get("format", job.format),
        "article": request.POST.get("article", job.options.get("article") or ""),
        "labels": _labels(request, job),
        "targets": TARGETS,
        "page": page_of(request, left.not_hidden_from(request.user)),
        "error": error,
    }
    is_part = request.headers.get("HX-Request") == "true"
    template = "imports/progress.html" if is_part else "imports/page.html"
    response = render(request, template, context, status=status)
    if is_part and not job.is_under_way:
        response["HX-Refresh"] = "true"
    return response


def look(request, pk: int):
    """The dry run again, with what the form says of each label, or as another format."""
    job = _load(request, pk)
    options: dict[str, Any] = {}
    if "name" in request.POST:
        options["labels"] = _sent_targets(request)
    if "article" in request.POST:
        options["article"] = whole(request.POST["article"])
    with on_refusal(partial(_refused, request, pk)):
        imports.look_again(
            actor=request.user, import_id=job.pk, seen_version=seen_version(request),
            options=options, format=request.POST.get("format", ""),
        )  # fmt: skip
    return redirect("import", job.pk)


def change(request, pk: int, verb: str):
    """start or stop."""
    job = _load(request, pk)
    with on_refusal(partial(_refused, request, pk)):
        VERBS[verb](actor=request.user, import_id=job.pk, seen_version=seen_version(request))
    messages.success(request, DONE[verb])
    return redirect("import", job.pk)


def _refused(request, pk: int, error: DomainError):
    return page(request, pk, error.status, error)


def _load(request, pk: int) -> Import:
    rows = Import.objects.without_content().select_related("desk", "created_by")
    job = access.load(rows, request.user, pk)
    access.require(request.user, "import", job.desk_id)
    return job


def _sent_targets(request) -> dict[str, str]:
    """What a form says becomes of labels, by name."""
    names, targets = request.POST.getlist("name"), request.POST.getlist("target")
    return dict(zip(names, targets, strict=False))


def _labels(request, job: Import) -> list[dict[str, Any]]:
    """Those of a preview, with what was chosen for them, also in a form that was refused."""
    sent = _sent_targets(request)
    found = job.preview.get("labels", [])
    return [one | {"target": sent.get(one["name"], one["target"])} for one in found]


def _holds_something(job: Import) -> bool:
    """Whether a draft has a record that can be read."""
    counts = job.preview.get("counts", {})
    return counts.get("records", 0) > counts.get("bad", 0)


def _counted(job: Import) -> list[tuple[int, object]]:
    """Numbers with their words, without those that are nothing."""
    is_draft = job.state == Import.State.DRAFT
    words = COUNTS if is_draft else BROUGHT
    counts = job.preview.get("counts", {}) if is_draft else job.counts
    return [
        (counts[name], text % {"number": counts[name]})
        for name, text in words.items()
        if counts.get(name)
    ]
