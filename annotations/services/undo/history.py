"""The audit trail of a claim in words: for its page, and for programs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.errors import Phrase
from annotations.models import (
    Claim,
    ClaimLabel,
    Desk,
    Event,
    Priority,
    Rating,
    Stage,
    Transfer,
    User,
)
from annotations.models.audit import EventQuerySet

from . import audited, recent, trail

LONGEST = 100
ANCHOR = audited.REGISTRY["anchor"]
DECIDED = ANCHOR.columns["decision"]
# What a correction of the article did to the words of a claim.
CORRECTED = {
    "changed": gettext_lazy("%(who)s corrected the article: “%(before)s” became “%(words)s”"),
    "orphaned": gettext_lazy("%(who)s corrected the article: “%(words)s” is gone"),
}
COPIED = gettext_lazy("%(who)s copied the article from “%(left)s” to “%(came)s”")

Told = tuple[Phrase, dict[str, Any]]  # A sentence, and what stands in it beside who did it.


def lines(claim: Claim) -> list[dict]:
    """`[{at, text, why}]`, newest first; in seven queries, two more where claims were merged."""
    events = [trail.readable(event) for event in Event.objects.of_claim(claim)[:LONGEST]]
    said = sentences(claim, events)
    history: list[dict] = []
    for event in events:
        for text in said[event.pk]:
            if not history or history[-1]["text"] != text:
                history.append({"at": event.at, "text": text, "why": event.why})
    merges = list(Event.objects.of_merges(claim)[:LONGEST])
    joined = merged(claim, merges)
    history += (
        {"at": event.at, "text": joined[event.pk], "why": trail.readable(event).why}
        for event in merges
    )
    history += _copied(claim)
    return sorted(history, key=lambda line: line["at"], reverse=True)


def _copied(claim: Claim) -> list[dict]:
    """When its article was copied from which desk to which."""
    copies = Transfer.objects.of_article(claim.article_id).with_all()
    lines = []
    for row in copies.filter(kind=Transfer.Kind.COPY)[:LONGEST]:
        left, came = (row.desk, row.other_desk)[:: 1 if row.way == Transfer.Way.OUT else -1]
        names = {"who": row.made_by or _("Newsroom"), "left": left, "came": came}
        lines.append({"at": row.made_at, "text": COPIED % names, "why": ""})
    return lines


def events(claim: Claim) -> EventQuerySet:
    """What happened to a claim, merges of others into it among that, newest first.

    Not what tells nothing: who watches a claim is their own affair.
    """
    ours = Event.objects.of_claim(claim).filter(table__in=audited.REGISTRY)
    return (ours | Event.objects.of_merges(claim)) if claim.merged.exists() else ours


def with_texts(claim: Claim, page: list[Event]) -> list[Event]:
    """Some of `events`, each with its sentences as `texts`; in seven queries."""
    requests = {event.request for event in page if event.request}
    beside = Event.objects.of_claim(claim).filter(request__in=requests)
    rows = {event.pk: trail.readable(event) for event in (*beside, *page)}
    said = sentences(claim, [one for one in rows.values() if one.claim_id == claim.pk])
    joined = merged(claim, [one for one in page if one.claim_id != claim.pk])
    for event in page:
        event.texts = [joined[event.pk]] if event.pk in joined else said[event.pk]
    return page


def sentences(claim: Claim, events: list[Event]) -> dict[int, list[str]]:
    """What each event of a claim tells, by its id; nothing, of what only follows from another one.

    Those of one request are read together: all of them have to be there.
    """
    people = _people(events)
    names = {
        "labels": _named(ClaimLabel, "label_id", "name", events),
        "ratings": _named(Rating, "rating_id", "label", events),
        "desks": _named(Desk, "desk_id", "name", events),
    }
    sentences: dict[int, list[str]] = {}
    moves = _moves(events)
    for event in events:
        beside = [one for one in events if event.request and one.request == event.request]
        who = _who(people, event)
        is_along = event.request in moves and event.table != "claim"
        found = [] if is_along else _texts(event, beside, names)
        sentences[event.pk] = [str(text) % {"who": who, **more} for text, more in found]
    return sentences


def _moves(events: list[Event]) -> set[str]:
    """The requests that moved its article to another desk: that changes much of a claim, and is
    told by one line."""
    changes = (one for one in events if one.table == "claim" and one.action == "U")
    return {one.request for one in changes if "desk_id" in (one.new or {})} - {""}


def _named(model: Any, column: str, name: str, events: list[Event]) -> dict[Any, str]:
    """Of whichever desk: the claim may have been another's when it was rated or labelled."""
    ids = {row.get(column) for event in events for row in (event.old or {}, event.new or {})}
    rows = model._default_manager.filter(pk__in=ids - {None})
    return dict(rows.values_list("pk", name))


def merged(claim: Claim, events: list[Event]) -> dict[int, str]:
    """What events say (Event.objects.of_merges) by which others were merged into this claim."""
    if not events:
        return {}
    others, people = dict(claim.merged.values_list("pk", "statement")), _people(events)
    return {
        event.pk: _("%(who)s merged “%(claim)s” into this claim")
        % {"who": _who(people, event), "claim": _short(others.get(event.object_id, ""))}
        for event in events
    }


def _people(events: list[Event]) -> dict[int, User]:
    return User.objects.in_bulk({event.actor_id for event in events if event.actor_id})


def _who(people: dict[int, User], event: Event) -> str:
    return str(people.get(event.actor_id or 0) or _("Newsroom"))


def _texts(event: Event, beside: list[Event], names: dict[str, dict[Any, str]]) -> list[Told]:
    """`beside`: the events of its request, itself among them; `names`: of what they name."""
    if event.table not in audited.REGISTRY and event.table not in audited.HISTORY_ONLY:
        return []
    old, new = event.old or {}, event.new or {}
    if event.table == "anchor":
        return _of_words(event, beside)
    if event.table == "claim" and event.action == "U":
        words = audited.all_words("claim", new)
    else:
        was, stands = event.action != "I", event.action != "D"
        words = [audited.words(event.table, was=was, stands=stands, after=new)]
    more = {
        "rating": names["ratings"].get(new.get("rating_id"), "?"),
        "stage": Stage(new["stage"]).label if "stage" in new else "",
        "priority": Priority(new["priority"]).label if "priority" in new else "",
        "asked": _short((new or old).get("wording", "")),
        "labelled": names["labels"].get((new or old).get("label_id"), "?"),
        "left": names["desks"].get(old.get("desk_id"), "?"),
        "came": names["desks"].get(new.get("desk_id"), "?"),
    }
    return [(by, more) for by in dict.fromkeys(one.by for one in words if one.by)]


def _of_words(event: Event, beside: list[Event]) -> list[Told]:
    """An anchor is written when a claim is made, by a correction, by a decision, or by hand."""
    old, new = event.old or {}, event.new or {}
    if any(recent.is_taken_off(one, beside) for one in beside):
        return _of_decision("", {})
    if event.action == "U" and "exact" in new:
        words = {"old": _short(old["exact"]), "words": _short(new["exact"])}
        return [(audited.MOVED.by, words)]
    if event.action == "U":
        decision = new.get("decision")
        return _of_decision(decision, {}) if decision != "placed" else []
    made = {(one.table, one.action) for one in beside}
    if event.action == "I":
        return _of_new_words(new, by_hand=bool(event.request) and ("claim", "I") not in made)
    if ("anchor", "I") in made:  # It was replaced.
        return []
    return [(ANCHOR.gone.by, {"words": _short(old["exact"])})]


def _of_new_words(new: dict, *, by_hand: bool) -> list[Told]:
    words = {"words": _short(new["exact"]), "before": _short(new["before"])}
    if new.get("decision") == "placed":
        return _of_decision("placed", words)
    if new["state"] in CORRECTED:
        return [(CORRECTED[new["state"]], words)]
    return [(ANCHOR.made.by, words)] if by_hand else []


def _of_decision(decision: str | None, more: dict[str, str]) -> list[Told]:
    decided = None if isinstance(DECIDED, audited.Words) else DECIDED.get(decision)
    return [(decided.by, more)] if decided else []


def _short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]
