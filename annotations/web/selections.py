"""A selection as the browser sends it."""

from annotations.errors import Invalid


def selection_of(request) -> dict[str, object]:
    """`revision_id`, `start`, `end` (code points) and `exact`; raises Invalid."""
    numbers = {}
    for field, name in (("revision", "revision_id"), ("start", "start"), ("end", "end")):
        value = request.POST.get(field, "")
        if not (value.isascii() and value.isdecimal() and len(value) < 19):
            raise Invalid("The selection did not arrive whole: select the words again.")
        numbers[name] = int(value)
    # A form's line breaks travel as CRLF; a canonical text has none.
    return numbers | {"exact": request.POST.get("exact", "").replace("\r\n", "\n")}
