"""Everything that an engine found in some texts, written; call it in one transaction."""

from collections.abc import Mapping
from itertools import groupby

from annotations.models import Revision
from annotations.tagging.engine import Document
from annotations.tagging.found import Found

from . import link, mentions, quotes, suggestions


def counts(document: Document) -> dict[str, int]:
    """What a run found, before anything is held against what stands."""
    return {
        "mentions": len(document.found),
        "quotations": len(document.quotes),
        "suggestions": len(document.suggestions),
    }


def write(documents: Mapping[Revision, Document], origin: str) -> None:
    """Replace what the machine wrote on the revisions; what people decided stays.

    `origin` is the engine as "name/version"; the revisions have their articles at hand. The number
    of queries grows neither with the texts of a desk nor with what was found in them.
    """
    for desk, texts in groupby(documents, key=lambda revision: revision.article.desk_id):
        _write(desk, {revision: documents[revision] for revision in texts}, origin)


def _write(desk_id: int, documents: Mapping[Revision, Document], origin: str) -> None:
    wanted = mentions.wanted({text: document.found for text, document in documents.items()})
    named = [
        link.Named(_names(document, wanted[text]), document.clusters)
        for text, document in documents.items()
    ]
    entities = dict(zip(documents, link.entities_of(desk_id, named), strict=True))
    mentions.write(wanted, entities, origin)
    quotes.write({text: document.quotes for text, document in documents.items()}, entities, origin)
    suggestions.write(
        desk_id, {text: document.suggestions for text, document in documents.items()}, origin
    )


def _names(document: Document, wanted: list[Found]) -> list[link.Name]:
    speakers = [quote.speaker for quote in document.quotes if quote.speaker]
    names = [(one.label, one.text) for one in wanted]
    return names + [(speaker.label, speaker.name) for speaker in speakers]
