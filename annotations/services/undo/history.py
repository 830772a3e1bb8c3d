"""The audit trail of a claim in words: for its page, and for programs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.errors import Phrase
from annotations.models import Claim, ClaimLabel, Event, Priority, Rating, Stage, User
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

Told = tuple[Phrase, dict[str, Any]]  # A sentence, and what stands in it beside who did it.


def lines(claim: Claim) -> list[dict]:
    """`[{at, text, why}]`, newest first; in five queries, two more where claims were merged."""
    events = [trail.readable(event) for event in Event.objects.of_claim(claim)[:LONGEST]]
    said = sentences(claim, events)
    told: list[dict] = []
    for event in events:
        for text in said[event.pk]:
            if not told or told[-1]["text"] != text:
                told.append({"at": event.at, "text": text, "why": event.why})
    merges = list(Event.objects.of_merges(claim)[:LONGEST])
    joined = merged(claim, merges)
    told += (
        {"at": event.at, "text": joined[event.pk], "why": trail.readable(event).why}
        for event in merges
    )
    return sorted(told, key=lambda line: line["at"], reverse=True)


def events(claim: Claim) -> EventQuerySet:
    """What happened to a claim, merges of others into it among that, newest first."""
    ours = Event.objects.of_claim(claim)
    return (ours | Event.objects.of_merges(claim)) if claim.merged.exists() else ours


def told(claim: Claim, page: list[Event]) -> list[Event]:
    """Some of `events`, each with its sentences as `texts`; in six queries."""
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
    labels = dict(ClaimLabel.objects.filter(desk=claim.desk_id).values_list("pk", "name"))
    ratings = dict(Rating.objects.filter(desk=claim.desk_id).values_list("pk", "label"))
    told = {}
    for event in events:
        beside = [one for one in events if event.request and one.request == event.request]
        who = _who(people, event)
        found = _texts(event, beside, ratings, labels)
        told[event.pk] = [str(text) % {"who": who, **more} for text, more in found]
    return told


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


def _texts(
    event: Event, beside: list[Event], ratings: dict[Any, str], labels: dict[Any, str]
) -> list[Told]:
    """`beside`: the events of its request, itself among them."""
    if event.table not in audited.REGISTRY and event.table not in audited.TOLD:
        return []
    new = event.new or {}
    if event.table == "anchor":
        return _of_words(event, beside)
    if event.table == "claim" and event.action == "U":
        words = audited.all_words("claim", new)
    else:
        was, stands = event.action != "I", event.action != "D"
        words = [audited.words(event.table, was=was, stands=stands, after=new)]
    more = {
        "rating": ratings.get(new.get("rating_id"), "?"),
        "stage": Stage(new["stage"]).label if "stage" in new else "",
        "priority": Priority(new["priority"]).label if "priority" in new else "",
        "labelled": labels.get((new or event.old or {}).get("label_id"), "?"),
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
