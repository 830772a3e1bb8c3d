"""The audit trail of a claim in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Claim, Event, Rating, Stage, User
from annotations.services.undo import recent

LONGEST = 100
CHANGED = {
    "statement": gettext_lazy("%(who)s edited the statement"),
    "assignee_id": gettext_lazy("%(who)s changed the assignee"),
    "due": gettext_lazy("%(who)s changed the deadline"),
    "date": gettext_lazy("%(who)s changed the date"),
    "asks_said": gettext_lazy("%(who)s changed the questions"),
    "asks_true": gettext_lazy("%(who)s changed the questions"),
}
DECIDED = {
    "approved": gettext_lazy("%(who)s approved a verdict"),
    "returned": gettext_lazy("%(who)s returned a verdict"),
}
SIMPLE = {
    ("claim", "I"): gettext_lazy("%(who)s added this claim"),
    ("evidence", "I"): gettext_lazy("%(who)s added evidence"),
    ("evidence", "U"): gettext_lazy("%(who)s edited evidence"),
    ("evidence", "D"): gettext_lazy("%(who)s removed evidence"),
    ("attributionstep", "I"): gettext_lazy("%(who)s edited the attribution"),
    ("replyrequest", "I"): gettext_lazy("%(who)s asked for a reply"),
}
# What a person decides about words that a correction touched (Anchor.Decision).
OF_WORDS = {
    "same": gettext_lazy("%(who)s confirmed that the new words still make the same claim"),
    "edited": gettext_lazy("%(who)s edited the statement to match the new words"),
    "new": gettext_lazy("%(who)s made a new claim of the new words"),
    "withdrawn": gettext_lazy("%(who)s withdrew this claim"),
    "": gettext_lazy("%(who)s undid the decision about its words"),
}

Told = tuple[str, dict[str, str]]  # A sentence, and what stands in it beside who did it.


def lines(claim: Claim) -> list[dict]:
    """`[{at, text}]`, newest first; in three queries."""
    events = list(Event.objects.of_claim(claim)[:LONGEST])
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    ratings = dict(Rating.objects.filter(desk=claim.desk_id).values_list("pk", "label"))
    told: list[dict] = []
    for event in events:
        beside = [one for one in events if event.request and one.request == event.request]
        who = str(people.get(event.actor_id) or _("Newsroom"))
        for text, more in _texts(event, beside, ratings):
            line = {"at": event.at, "text": text % {"who": who, **more}}
            if not told or told[-1]["text"] != line["text"]:
                told.append(line)
    return told


def _texts(event: Event, beside: list[Event], ratings: dict[int, str]) -> list[Told]:
    """`beside`: the events of its request, itself among them."""
    simple = SIMPLE.get((event.table, event.action))
    if simple:
        return [(simple, {})]
    new = event.new or {}
    if event.table == "anchor":
        return _of_words(event, beside)
    if event.table == "assessment":
        return _of_verdict(event, ratings)
    if event.table == "claim" and event.action == "U":
        texts = dict.fromkeys(words for name, words in CHANGED.items() if name in new)
        return [*((words, {}) for words in texts), *_of_stage(new)]
    return []


def _of_verdict(event: Event, ratings: dict[int, str]) -> list[Told]:
    new = event.new or {}
    if event.action == "I":
        rating = ratings.get(new.get("rating_id"), "?")
        return [(_("%(who)s proposed the verdict “%(rating)s”"), {"rating": rating})]
    if new.get("needs_another_look"):
        return [(_("%(who)s made a change: the verdict needs another look"), {})]
    return [(DECIDED[new["state"]], {})] if new.get("state") in DECIDED else []


def _of_stage(new: dict) -> list[Told]:
    if "stage" not in new:
        return []
    return [(_("%(who)s changed the stage to “%(stage)s”"), {"stage": Stage(new["stage"]).label})]


def _of_words(event: Event, beside: list[Event]) -> list[Told]:
    """An anchor is written when a claim is made, by a correction, by a decision, or by hand."""
    old, new = event.old or {}, event.new or {}
    if any(recent.is_taken_off(one, beside) for one in beside):
        return [(OF_WORDS[""], {})]
    if event.action == "U" and "exact" in new:
        words = {"old": _short(old["exact"]), "new": _short(new["exact"])}
        return [(_("%(who)s moved the highlight from “%(old)s” to “%(new)s”"), words)]
    if event.action == "U":
        return [(OF_WORDS[new["decision"]], {})] if new.get("decision") in OF_WORDS else []
    made = {(one.table, one.action) for one in beside}
    if event.action == "I":
        return _of_new_words(new, by_hand=bool(event.request) and ("claim", "I") not in made)
    if ("anchor", "I") in made:  # It was replaced.
        return []
    return [(_("%(who)s removed the highlight “%(words)s”"), {"words": _short(old["exact"])})]


def _of_new_words(new: dict, *, by_hand: bool) -> list[Told]:
    words = {"words": _short(new["exact"])}
    if new.get("decision") == "placed":
        return [(_("%(who)s moved the claim to “%(words)s”"), words)]
    if new["state"] == "changed":
        changed = words | {"before": _short(new["before"])}
        return [(_("%(who)s corrected the article: “%(before)s” became “%(words)s”"), changed)]
    if new["state"] == "orphaned":
        return [(_("%(who)s corrected the article: “%(words)s” is gone"), words)]
    return [(_("%(who)s added the highlight “%(words)s”"), words)] if by_hand else []


def _short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]
