"""Who is on which article's page, and which claim they have open: kept in memory, for seconds."""

import json
import time

SECONDS = 45.0  # Pages say that they are still there every 20 (js/live/presence.js).


class Here:
    """By article and tab, what was last told of whoever is there."""

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._entries: dict[int, dict[str, tuple[float, str]]] = {}
        self._swept = clock()

    def note(self, payload: str) -> None:
        """Take a presence that was notified; one without a claim key or `gone` goes."""
        self._sweep()
        event = json.loads(payload)
        article, tab = event["article"], event["tab"]
        if event.get("gone"):
            self._entries.get(article, {}).pop(tab, None)
        else:
            self._entries.setdefault(article, {})[tab] = (self._clock() + SECONDS, payload)
        if not self._entries.get(article):
            self._entries.pop(article, None)

    def on(self, article: int | None) -> list[str]:
        """What there is to tell a page of this article that opens."""
        if article is None or article not in self._entries:
            return []
        now = self._clock()
        return [payload for until, payload in self._entries[article].values() if until > now]

    def _sweep(self) -> None:
        """Now and then, forget whoever said nothing more: many tabs never say that they go."""
        now = self._clock()
        if now < self._swept + SECONDS:
            return
        self._swept = now
        for article, tabs in list(self._entries.items()):
            kept = {tab: one for tab, one in tabs.items() if one[0] > now}
            if kept:
                self._entries[article] = kept
            else:
                del self._entries[article]

    def leave(self, article: int | None, tab: str, person: int | None) -> str | None:
        """What to tell the others when this tab's stream ended; None when it had told nothing."""
        entry = self._entries.get(article, {}).get(tab) if article is not None else None
        event = json.loads(entry[1]) if entry else None
        # A name that somebody else's page chose for itself is not theirs to take away.
        if event is None or event["person"] != person:
            return None
        return json.dumps(event | {"gone": True})
