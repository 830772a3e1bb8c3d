"""What is said in the text, as rows of the page: each stretch of a quotation, with its speaker."""

from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Quotation
from annotations.models.prepared import Prepared

SHOWN = ("pk", "start", "exact", "parts", "kind", "speaker", "cue")
QUOTATIONS: Prepared[Any] = Prepared(
    lambda revision: Quotation.objects.filter(revision=revision).values_list(*SHOWN)
)


def rows(revision_id: int) -> list[dict]:
    """In the shape of `spans.span_rows`: `label` says how it is said, `statement` who says it."""
    kinds = {kind.value: str(kind.label) for kind in Quotation.Kind}
    nobody = _("Speaker unclear")
    made = []
    for row in QUOTATIONS(revision_id):
        pk, start, exact, parts, kind, speaker, cue = row
        form = f"{kinds[kind]}: {cue}" if speaker and cue else kinds[kind]
        for first, last in parts:
            made.append(
                {
                    "kind": "quote",
                    "id": pk,
                    "start": first,
                    "end": last,
                    "exact": exact[first - start : last - start],
                    "verdict": "",
                    "label": form,
                    "statement": speaker or nobody,
                    "version": 1,
                }
            )
    return made
