"""Every format in which work leaves the product, by the last part of its address."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.models import Article, Claim, Desk, NamesReview

from . import claims, corpus, ninjs, spreadsheet
from .averitec import export as averitec
from .everything.export import of_desk
from .names import conll, doccano, for_spacy, label_studio
from .publications import dump
from .w3c import document

Picked = QuerySet[Any, Any]


class Stream(Protocol):
    """Bytes as they come; whoever made it closes it, also when it was never read."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None: ...


def left_out(stream: Stream) -> int:
    """How many names the file does not hold, because they overlap others and it has no place."""
    return getattr(stream, "left_out", 0)


class Fields(NamedTuple):
    """What a row can be cut down to, and what one of these is called."""

    title: str = ""
    names: tuple[str, ...] = ()


def _all(rows: Picked) -> Picked:
    return rows


class Format(NamedTuple):
    """`made` gets a queryset of `subject`, and fields where there are any to choose from.

    `held` narrows one to what the file has a record of.
    """

    title: str | Promise
    media_type: str
    subject: type[Model]
    made: Callable[..., Stream]
    fields: Fields = Fields()
    held: Callable[[Picked], Picked] = _all

    def stream(self, rows: QuerySet[Any, Any], fields: Sequence[str] = ()) -> Stream:
        """With all fields, or only these; raises copy_out.Busy when too many exports run."""
        return self.made(rows, fields) if self.fields.names else self.made(rows)


COLUMNS = Fields("ClaimColumn", tuple(claims.COLUMNS))
FIELDS = Fields("ClaimExportField", tuple(claims.FIELDS))
FORMATS: dict[str, Format] = {
    "annotations.jsonld": Format(
        _("Claims, evidence and names as Web Annotations (JSON-LD)"),
        document.MEDIA_TYPE,
        Article,
        document.Collection,
    ),
    "articles.ninjs": Format(
        _("Articles as IPTC ninjs 3.1"), "application/x-ndjson", Article, ninjs.newest
    ),
    "articles.ninjs2": Format(
        _("Articles as IPTC ninjs 2.2"), "application/x-ndjson", Article, ninjs.second
    ),
    "claimreview.jsonld": Format(
        _("Published fact-checks as ClaimReview (schema.org)"),
        "application/ld+json",
        Claim,
        dump.stream,
        held=dump.held,
    ),
    "averitec.json": Format(
        _("Checked claims in AVeriTeC’s schema"),
        "application/json",
        Claim,
        averitec.claims,
        held=averitec.held,
    ),
    "claims.csv": Format(
        _("Claims as a table (CSV)"), "text/csv; charset=utf-8", Claim, claims.CSV, COLUMNS
    ),
    "claims.xlsx": Format(
        _("Claims as a table (Excel)"), spreadsheet.MEDIA_TYPE, Claim, spreadsheet.XLSX, COLUMNS
    ),
    "claims.json": Format(_("Claims as JSON"), "application/json", Claim, claims.JSONArray, FIELDS),
    "claims.ndjson": Format(
        _("Claims as lines of JSON"), "application/x-ndjson", Claim, claims.ndjson, FIELDS
    ),
    "corpus.ndjson": Format(
        _("Texts with reviewed names, for training"),
        "application/x-ndjson",
        NamesReview,
        corpus.lines,
    ),
    "everything.ndjson": Format(
        _("Everything of a desk, to import elsewhere"), "application/x-ndjson", Desk, of_desk
    ),
    "mentions.conll": Format(
        _("Names as CoNLL-2003"), "text/plain; charset=utf-8", Article, conll.Conll
    ),
    "mentions.jsonl": Format(
        _("Names for doccano"), "application/x-ndjson", Article, doccano.lines
    ),
    "mentions.labelstudio.json": Format(
        _("Names for Label Studio"), "application/json", Article, label_studio.tasks
    ),
    "mentions.spacy": Format(
        _("Names for spaCy (DocBin)"), "application/octet-stream", Article, for_spacy.DocBin
    ),
}
