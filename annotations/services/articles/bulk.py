"""Many articles at once, each with the claims and mentions that arrive with it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from annotations import access
from annotations.errors import Invalid, Unreadable
from annotations.ingest.language import detect_all
from annotations.ingest.plain import document_of
from annotations.messages import in_words
from annotations.models import Desk, Label, Revision, TaggingRun, User
from annotations.text.canonical import UnfitText, canonicalise
from newsroom.database.locks import Lock

from .. import external_ids
from ..anchors.place import fit
from ..claims.claims import clean_statement
from ..transactions import acting, chosen
from . import articles, store


@dataclass
class Incoming:
    """One article as sent; spans count code points of `text` as sent."""

    headline: str
    text: str
    about: dict[str, Any] = field(default_factory=dict)
    claims: list[dict] = field(default_factory=list)
    mentions: list[dict] = field(default_factory=list)


def draft_of(incoming: Incoming) -> store.Draft:
    """What is stored for it: canonical text, spans mapped to it. Raises Invalid, Unreadable.

    Its language, where nobody says it, is left to `add`, which tells those of all texts at once.
    """
    try:
        canonical = canonicalise(incoming.text)
    except UnfitText as error:
        raise Unreadable(in_words(error.message), field="text") from error
    document = document_of(canonical)
    draft = articles.draft_of(
        document, headline=incoming.headline, language_of=later, **incoming.about
    )

    def span(row: dict, name: str) -> tuple[int, int]:
        if not 0 <= row["start"] < row["end"] <= len(incoming.text):
            message = _("%(name)s: %(start)s-%(end)s is outside the text.")
            raise Invalid(message % {"name": name, **row}, field=name)
        start, end = canonical.span(row["start"], row["end"])
        try:
            return fit(draft.text, start, end)
        except Invalid as error:
            message = _("%(name)s: %(start)s-%(end)s: %(reason)s")
            given = {"name": name, **row, "reason": error.message}
            raise Invalid(message % given, field=name) from error

    for row in incoming.claims:
        start, end = span(row, "claims")
        words = " ".join(draft.text[start:end].split())
        statement = clean_statement(row.get("statement") or "") or words
        own = external_ids.clean(row.get("external_id") or "")
        draft.claims.append((start, end, statement, own))
    for row in incoming.mentions:
        draft.mentions.append((*span(row, "mentions"), chosen(Label, row["label"], "mentions")))
    return draft


def add(*, actor: User, desk: Desk, drafts: list[store.Draft]) -> list[int]:
    """Store the drafts that the desk does not hold yet; the article ids in the drafts' order.

    An article is held when desk, headline and text are the same and no embargo hides it from the
    actor. Raises NotAllowed.
    """
    access.require(actor, "add article", desk.pk)
    with acting(actor):
        alone(desk)
        known = held(actor, desk, drafts)
        new: dict[tuple[str, str], store.Draft] = {}
        for draft in drafts:
            if key_of(draft) not in known:
                new.setdefault(key_of(draft), draft)
        unnamed = [draft for draft in new.values() if not draft.language]
        languages = detect_all([draft.text for draft in unnamed])
        for draft, language in zip(unnamed, languages, strict=True):
            draft.language = language
        made = store.store(desk, actor, list(new.values()), priority=TaggingRun.Priority.BULK)
        known |= {key: article.pk for key, article in zip(new, made, strict=True)}
    return [known[key_of(draft)] for draft in drafts]


def later(_text: str) -> str:
    """Leaves the language of a draft to `add`."""
    return ""


def alone(desk: Desk) -> None:
    """One import a desk at a time until the transaction ends, or two could both add an article."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [Lock.BULK_IMPORT, desk.pk % 2**31])


def key_of(draft: store.Draft) -> tuple[str, str]:
    """By which a desk knows an article that it holds."""
    return draft.headline, draft.sha256


def held(actor: User, desk: Desk, drafts: list[store.Draft]) -> dict[tuple[str, str], int]:
    """Of the drafts that the desk holds already the articles, by `key_of`."""
    rows = (
        Revision.objects.not_hidden_from(actor)
        .filter(article__desk=desk, sha256__in={draft.sha256 for draft in drafts})
        .values_list("article__headline", "sha256", "article_id")
    )
    return {(headline, digest): article for headline, digest, article in rows}
