"""Changes that no test can notice, each with its reason."""

# (module, the line as it stands, the change): why it makes no difference.
EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        "annotations/text/anchoring/ends.py",
        "if start > begin and _same_word(old, new, at.low, at.first):",
        "GtE for Gt",
    ): "where they are equal both branches move the end by nothing",
    (
        "annotations/services/anchors/carry_over.py",
        "fate_of = dict(zip(map(id, spans), fates, strict=True))",
        "False for True",
    ): "there is one fate for each span, as `carry_spans` promises; strict only says so",
    (
        "annotations/services/feeds/entry_identity.py",
        "ids = {entry.keys[BY_ID] for entry, _ in pairs if entry.rank > BY_ID}",
        "GtE for Gt",
    ): "an entry that is known by its id has the row of that id beside it, which is taken",
}


def reason(path: str, source: str, what: str) -> str:
    """Empty for a change that tests should notice."""
    return EQUIVALENT.get((path, source, what), "")
