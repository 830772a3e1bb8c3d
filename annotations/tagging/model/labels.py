"""The labels of mentions, and how other families of models call them."""

from collections.abc import Iterable, Mapping

LABELS = ("PERSON", "ORG", "PLACE", "NORP", "DATE", "MISC")

OURS = {label: label for label in LABELS}
ONTONOTES = {
    "PERSON": "PERSON", "NORP": "NORP", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE",
    "FAC": "PLACE", "DATE": "DATE", "PRODUCT": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC",
    "LAW": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip
CONLL = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC"}
# More telling labels first: PERSON and ORG occur in several families.
FAMILIES = (ONTONOTES, CONLL, OURS)


def label_map(labels: Iterable[str]) -> Mapping[str, str]:
    """How the labels of a model translate to ours; empty when it has none that we know.

    The family that knows most of the model's labels is taken; numbers (CARDINAL, MONEY, …) are left
    out on purpose.
    """
    own = set(labels)
    best = max(FAMILIES, key=lambda family: len(own & set(family)))
    return {label: best[label] for label in sorted(own & set(best))}
