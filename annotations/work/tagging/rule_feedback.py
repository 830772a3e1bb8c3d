"""What a desk's decisions about a rule do to the rank of its next suggestions."""

from math import log

# So many decisions, half of them taken, are thought to have been made before the first one.
DOUBT = 4
# No habit outweighs more than odds of seven to one: a sure sentence is still seen.
MOST = 2.0
SURE = 0.999


def log_odds(score: float) -> float:
    """A score from 0 to 1 on the scale on which habits are added."""
    sure = min(max(score, 1 - SURE), SURE)
    return log(sure / (1 - sure))


def shift(accepted: int, decided: int) -> float:
    """The log-odds that the desk takes a suggestion of the rule: 0 for no habit, within ±`MOST`."""
    odds = (accepted + DOUBT / 2) / (decided - accepted + DOUBT / 2)
    return min(max(log(odds), -MOST), MOST)
