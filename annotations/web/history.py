"""The audit trail of a claim in words."""

from annotations.models import Claim, Event, Rating, Stage, User

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
    retaken = {event.request for event in events if _is_taken_off(event)} - {""}
    for event in events:
        is_retaken = event.table == "anchor" and event.request in retaken
        for text in [OF_WORDS[""]] if is_retaken else _texts(event, ratings):
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


def _is_taken_off(event: Event) -> bool:
    """A claim is taken off the words it was put on: the decision was taken back."""
    old = event.old or {}
    return event.table == "anchor" and event.action == "D" and old.get("decision") == "placed"


def _of_words(event: Event, new: dict) -> list[str]:
    """An anchor is written when a claim is made, by a correction that touched it, by a decision."""
    if event.action == "U":
        return [OF_WORDS[new["decision"]]] if new.get("decision") in OF_WORDS else []
    if event.action != "I":
        return []
    words = _short(new["exact"])
    if new.get("decision") == "placed":
        return [f"put it on the words “{words}”"]
    if new["state"] == "changed":
        return [f"corrected the article: “{_short(new['before'])}” became “{words}”"]
    return [f"corrected the article: “{words}” is gone"] if new["state"] == "orphaned" else []


def _short(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def _texts(event: Event, ratings: dict[int, str]) -> list[str]:
    simple = SIMPLE.get((event.table, event.action))
    if simple:
        return [simple]
    new = event.new or {}
    if event.table == "anchor":
        return _of_words(event, new)
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
