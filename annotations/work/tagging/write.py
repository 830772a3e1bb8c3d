"""Everything that an engine found in a text, written; call it in one transaction."""

from annotations.models import Revision
from annotations.tagging.engine import Document

from . import link, mentions, quotes, suggestions


def counts(document: Document) -> dict[str, int]:
    """What a run found, before anything is held against what stands."""
    return {
        "mentions": len(document.found),
        "quotations": len(document.quotes),
        "suggestions": len(document.suggestions),
    }


def write(revision: Revision, document: Document, origin: str) -> None:
    """Replace what the machine wrote on the revision; what people decided stays.

    `origin` is the engine as "name/version"; the revision has its article at hand. The number of
    queries does not grow with what was found.
    """
    speakers = [quote.speaker for quote in document.quotes if quote.speaker]
    wanted = mentions.wanted(revision, document.found)
    names = [(one.label, one.text) for one in wanted]
    names += [(speaker.label, speaker.name) for speaker in speakers]
    entities = link.entities_for(revision.article.desk_id, names, document.clusters)
    mentions.write(revision, wanted, entities, origin)
    quotes.write(revision, document.quotes, entities, origin)
    suggestions.write(revision, document.suggestions, origin)
