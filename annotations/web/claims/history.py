"""The audit trail of a claim in words."""

from annotations.models import Claim, Event, Rating, Stage, User
from annotations.services.undo import recent

LONGEST = 100
CHANGED = {
    "statement": "changed the statement",
    "assignee_id": "changed who has it",
    "due": "changed when it is due",
    "date": "changed the date",
    "asks_said": "changed the questions",
    "asks_true": "changed the questions",
}
DECIDED = {
    "approved": "approved a verdict",
    "returned": "returned a proposal",
}
SIMPLE = {
    ("claim", "I"): "made this claim",
    ("evidence", "I"): "added evidence",
    ("evidence", "U"): "changed evidence",
    ("evidence", "D"): "removed evidence",
    ("attributionstep", "I"): "said who says it",
    ("replyrequest", "I"): "asked for a reply",
}


def lines(claim: Claim) -> list[dict]:
    """`[{at, actor, text}]`, newest first; in three queries."""
    events = list(Event.objects.of_claim(claim)[:LONGEST])
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    ratings = dict(Rating.objects.filter(desk=claim.desk_id).values_list("pk", "label"))
    told: list[dict] = []
    for event in events:
        beside = [one for one in events if event.request and one.request == event.request]
        for text in _texts(event, beside, ratings):
            line = {"at": event.at, "actor": people.get(event.actor_id), "text": text}
            is_repeated = told and (told[-1]["text"], told[-1]["actor"]) == (text, line["actor"])
            if not is_repeated:
                told.append(line)
    return told


# What a person decides about words that a correction touched (Anchor.Decision).
OF_WORDS = {
    "same": "said that the new words still make this claim",
    "edited": "let the statement follow the new words",
    "new": "said that the new words are a new claim",
    "withdrawn": "withdrew it",
    "": "took the decision about its words back",
}


def _of_words(event: Event, beside: list[Event]) -> list[str]:
    """An anchor is written when a claim is made, by a correction, by a decision, or by hand."""
    old, new = event.old or {}, event.new or {}
    if any(recent.is_taken_off(one, beside) for one in beside):
        return [OF_WORDS[""]]
    if event.action == "U" and "exact" in new:
        return [f"put it on the words “{_short(new['exact'])}” instead of “{_short(old['exact'])}”"]
    if event.action == "U":
        return [OF_WORDS[new["decision"]]] if new.get("decision") in OF_WORDS else []
    made = {(one.table, one.action) for one in beside}
    if event.action == "D":
        is_replaced = ("anchor", "I") in made
        return [] if is_replaced else [f"took it off the words “{_short(old['exact'])}”"]
    words = _short(new["exact"])
    if new.get("decision") == "placed":
        return [f"put it on the words “{words}”"]
    if new["state"] == "changed":
        return [f"corrected the article: “{_short(new['before'])}” became “{words}”"]
    if new["state"] == "orphaned":
        return [f"corrected the article: “{words}” is gone"]
    by_hand = event.request and ("claim", "I") not in made
    return [f"put it on the words “{words}” as well"] if by_hand else []


def _short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def _texts(event: Event, beside: list[Event], ratings: dict[int, str]) -> list[str]:
    """`beside`: the events of its request, itself among them."""
    simple = SIMPLE.get((event.table, event.action))
    if simple:
        return [simple]
    new = event.new or {}
    if event.table == "anchor":
        return _of_words(event, beside)
    if event.table == "assessment":
        if event.action == "I":
            return [f"proposed “{ratings.get(new.get('rating_id'), '?')}”"]
        if new.get("needs_another_look"):
            return ["made the verdict need another look"]
        return [DECIDED[new["state"]]] if new.get("state") in DECIDED else []
    if event.table == "claim" and event.action == "U":
        texts = [words for name, words in CHANGED.items() if name in new]
        if "stage" in new:
            texts.append(f"moved it to “{Stage(new['stage']).label.lower()}”")
        return list(dict.fromkeys(texts))
    return []
