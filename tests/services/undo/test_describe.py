"""The words of a step: in the list, in the toast, and in the undo's answer."""

import pytest

from annotations.services.undo import recent, undo
from tests import factory
from tests.services.undo.test_undo import VERBS, Requests

# Of the step, and of taking it back.
WORDS = {
    "claim made": ("Claim added: “41 bridges”", "Claim deleted: “41 bridges”"),
    "claim deleted": ("Claim deleted: “41 bridges”", "Claim added: “41 bridges”"),
    "statement": ("Statement changed: “Other”", "Statement changed: “41 bridges”"),
    "statement of a checked claim": (
        "Statement changed: “Other”",
        "Statement changed: “41 bridges”",
    ),
    "dates": ("Deadline changed: “41 bridges”", "Deadline changed: “41 bridges”"),
    "questions": ("Questions changed: “41 bridges”", "Questions changed: “41 bridges”"),
    "attribution": ("Attribution changed", "Attribution changed"),
    "claim placed again": (
        "Claim highlighted again",
        "Highlight removed from the claim: “twice as many”",
    ),
    "take": ("Claim taken: “41 bridges”", "Claim handed back: “41 bridges”"),
    "hand back": ("Claim handed back: “41 bridges”", "Claim taken: “41 bridges”"),
    "assign": ("Claim assigned: “41 bridges”", "Claim handed back: “41 bridges”"),
    "dismiss": ("Claim dismissed: “41 bridges”", "Claim opened: “41 bridges”"),
    "reopen": ("Claim opened: “41 bridges”", "Claim checked: “41 bridges”"),
    "accept": ("“41 bridges” accepted", "Claim suggested again: “41 bridges”"),
    "review": ("Claim sent to review: “41 bridges”", "Claim taken: “41 bridges”"),
    "evidence added": ("Evidence added", "Evidence removed"),
    "evidence changed": ("Evidence changed", "Evidence changed"),
    "evidence asks another question": ("Evidence changed", "Evidence changed"),
    "evidence removed": ("Evidence removed", "Evidence added"),
    "proposal": ("Verdict proposed", "Proposal withdrawn"),
    "proposal on another question": ("Verdict proposed", "Proposal withdrawn"),
    "proposal instead of one's own": ("Verdict proposed", "Proposal withdrawn"),
    "reply": ("Request recorded", "Request removed"),
    "mention made": ("“Ilka Varn” marked as Person", "“Ilka Varn” no longer marked"),
    "date marked": ("“Tuesday” marked as Date", "“Tuesday” no longer marked"),
    "machine's mention marked": ("“Ilka Varn” accepted", "“Ilka Varn” is a suggestion again"),
    "mention accepted": ("“Ilka Varn” accepted", "“Ilka Varn” is a suggestion again"),
    "mention rejected": ("“Ilka Varn” rejected", "“Ilka Varn” is a suggestion again"),
    "mention relabelled": (
        "“Ilka Varn” is now tagged as Organisation",
        "“Ilka Varn” is now tagged as Person",
    ),
    "mentions of the same words relabelled": (
        "“port” and 2 more mentions of these words are now tagged as Organisation",
        "“port” and 2 more mentions of these words are now tagged as Place",
    ),
    "mention resized": ("Highlight changed to “Ilka Varn”", "Highlight changed to “Varn”"),
    "entity taken away": ("“Ilka Varn” accepted", "“Ilka Varn” is a suggestion again"),
    "source made": ("Source added", "Source removed"),
    "source edited": ("Source changed", "Source changed"),
}


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.mark.parametrize("name", VERBS)
def test_a_step_its_undo_and_doing_it_again_say_what_they_did(name, cast, article):
    request_of = Requests()
    verb, given = VERBS[name](cast, article)
    request, _ = request_of(verb, actor=cast.editor, **given)
    listed = recent.last(cast.editor, article_id=article.pk)
    shown = recent.description(cast.editor, request)
    _, undone = request_of(undo.undo, actor=cast.editor, request=request)
    told = recent.description(cast.editor, undone.request)
    _, again = request_of(undo.undo, actor=cast.editor, request=undone.request)

    assert listed.words == shown == undone.words
    assert again.words == told
    assert (undone.words, told) == WORDS[name]


def test_a_suggestion_with_a_speaker_is_told_by_what_became_of_it(cast, article):
    request_of = Requests()
    verb, given = VERBS["accept"](cast, factory.make_article(cast, outlet="The Courier"))
    request, claim = request_of(verb, actor=cast.editor, **given)
    _, undone = request_of(undo.undo, actor=cast.editor, request=request)
    _, again = request_of(undo.undo, actor=cast.editor, request=undone.request)
    _, back = request_of(undo.undo, actor=cast.editor, request=again.request)

    assert claim.attribution.count() == 0
    assert undone.words == back.words == "“41 bridges” accepted"
    assert again.words == "Claim suggested again: “41 bridges”"
    assert recent.description(cast.editor, again.request) == "“41 bridges” accepted"
    assert [one.is_redone for one in (undone, again, back)] == [False, True, False]
