"""Who is where is remembered for seconds, and no longer."""

import json

from annotations.live.presence import SECONDS, Here

TOLD = {"kind": "presence", "desk": 1, "article": 5, "person": 7, "name": "Mara", "tab": "one"}


def payload(**more) -> str:
    return json.dumps(TOLD | more)


def test_the_last_word_of_each_tab_counts():
    here = Here()
    here.note(payload(claim=1))
    here.note(payload(claim=2))
    here.note(payload(claim=3, tab="two"))
    assert [json.loads(one)["claim"] for one in here.on(5)] == [2, 3]
    assert here.on(6) == here.on(None) == []


def test_who_says_nothing_more_is_forgotten():
    now = [0.0]
    here = Here(clock=lambda: now[0])
    here.note(payload(claim=None))
    now[0] = SECONDS + 1
    assert here.on(5) == []


def test_pages_that_nobody_opens_again_are_not_kept_for_ever():
    now = [0.0]
    here = Here(clock=lambda: now[0])
    for article in range(100):
        here.note(payload(article=article))
    now[0] = SECONDS + 1
    here.note(payload(article=200))
    assert here._entries.keys() == {200}


def test_who_is_gone_is_gone():
    here = Here()
    here.note(payload())
    here.note(payload(gone=True))
    assert here.on(5) == []
    assert here.leave(5, "one", 7) is None


def test_a_tab_takes_only_its_own_person_away():
    here = Here()
    here.note(payload())
    assert here.leave(5, "one", 8) is None
    assert json.loads(here.leave(5, "one", 7))["gone"] is True
