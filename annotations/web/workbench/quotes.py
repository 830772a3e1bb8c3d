"""What is said in the text, as rows of the page: each stretch of a quotation, with its speaker."""

from annotations.models import Quotation

FORMS = {kind.value: str(kind.label).lower() for kind in Quotation.Kind}
SHOWN = ("pk", "start", "exact", "parts", "kind", "speaker", "cue")


def rows(revision_id: int) -> list[dict]:
    """In the shape of `spans.span_rows`: `label` says how it is said, `statement` who says it."""
    made = []
    for row in Quotation.objects.filter(revision=revision_id).values_list(*SHOWN):
        pk, start, exact, parts, kind, speaker, cue = row
        form = f"{cue}, {FORMS[kind]}" if speaker and cue else FORMS[kind]
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
                    "statement": speaker or "Speaker not clear",
                    "version": 1,
                }
            )
    return made
