"""Who says a claim, as the quotations have it."""

import pytest

from annotations.errors import NotAllowed, Stale, WrongState
from annotations.models import Entity, Quotation, TaggingRun
from annotations.services.claims import attribution, claims, workflow
from tests.factory import make_article, make_claim

TEXT = "Ilka Varn said the bridge was safe and new. The bridge fell in May."
SAID = "the bridge was safe and new"


@pytest.fixture
def article(cast):
    made = make_article(cast, text=TEXT, outlet="The Courier", published_at="2026-10-15T08:00:00Z")
    TaggingRun.objects.filter(article=made).update(state="done")
    return made


def make_quotation(article, **given) -> Quotation:
    start = TEXT.index(SAID)
    end = start + len(SAID)
    fields = {
        "article": article,
        "desk_id": article.desk_id,
        "revision_id": article.current_revision_id,
        "start": start,
        "end": end,
        "exact": SAID,
        "kind": "indirect",
        "form": "paraphrase",
        "parts": [[start, end]],
        "speaker": "Ilka Varn",
        "cue": "said",
        "rule": "subject",
        "origin": "x/1",
    }
    return Quotation.objects.create(**fields | given)


def said(steps) -> list[tuple]:
    return [(step.speaker_name, step.verb, step.form, str(step.date or "")) for step in steps]


def test_the_speaker_of_the_quotation_says_it_through_the_outlet(cast, article):
    make_quotation(article)
    claim = make_claim(cast, article, words=SAID)

    assert said(attribution.proposed(claim)) == [
        ("Ilka Varn", "said", "paraphrase", ""),
        ("The Courier", "", "", "2026-10-15"),
    ]
    assert not claim.attribution.exists()


def test_outside_all_quotations_the_outlet_speaks_for_itself(cast, article):
    make_quotation(article)
    claim = make_claim(cast, article, words="The bridge fell in May")

    assert said(attribution.proposed(claim)) == [
        ("The Courier", "", "own-voice", "2026-10-15"),
    ]


def test_of_a_text_that_was_not_read_nothing_is_said(cast, article):
    TaggingRun.objects.update(state="failed")

    assert attribution.proposed(make_claim(cast, article, words="The bridge fell")) == []


def test_a_few_words_quoted_in_passing_say_nothing(cast, article):
    start = TEXT.index("safe")
    make_quotation(article, start=start, end=start + 4, exact="safe", parts=[[start, start + 4]])

    assert attribution.proposed(make_claim(cast, article, words=SAID)) == []


def test_nobody_is_better_than_the_wrong_speaker(cast, article):
    make_quotation(article, speaker="")

    assert attribution.proposed(make_claim(cast, article, words=SAID)) == []


def test_a_speaker_is_the_entity_into_which_it_was_merged(cast, article):
    standing = Entity.objects.create(desk=cast.desk, name="Ilka M. Varn", label="PERSON")
    merged = Entity.objects.create(
        desk=cast.desk, name="Varn", label="PERSON", merged_into=standing
    )
    make_quotation(article, entity=merged)
    [speaker, _] = attribution.proposed(make_claim(cast, article, words=SAID))

    assert (speaker.entity, speaker.name) == (standing, "")


def test_a_suggestion_that_is_taken_comes_with_its_speaker(cast, article):
    make_quotation(article)
    claim = make_claim(cast, article, words=SAID, actor=None)
    workflow.accept(actor=cast.reporter, claim_id=claim.pk)

    assert [step.speaker_name for step in claim.attribution.order_by("position")] == [
        "Ilka Varn",
        "The Courier",
    ]


def test_an_attribution_that_a_person_gave_stays(cast, article):
    make_quotation(article)
    claim = make_claim(cast, article, words=SAID, actor=None)
    steps = [{"speaker": "The mayor"}]
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, attribution=steps)
    workflow.accept(actor=cast.reporter, claim_id=claim.pk)

    assert claim.attribution.get().speaker_name == "The mayor"


def test_a_person_uses_the_proposed_chain(cast, article):
    make_quotation(article)
    claim = make_claim(cast, article, words=SAID)
    used = attribution.use(actor=cast.reporter, claim_id=claim.pk, seen_version=1)

    assert used.version == 2
    assert claim.attribution.count() == 2


def test_who_may_not_edit_the_claim_may_not_use_it(cast, article):
    claim = make_claim(cast, article, words=SAID, actor=cast.editor)
    with pytest.raises(NotAllowed):
        attribution.use(actor=cast.reporter, claim_id=claim.pk, seen_version=None)


def test_a_chain_is_used_once_and_on_what_was_seen(cast, article):
    make_quotation(article)
    claim = make_claim(cast, article, words=SAID)
    given = {"actor": cast.checker, "claim_id": claim.pk}
    with pytest.raises(Stale):
        attribution.use(**given, seen_version=7)
    attribution.use(**given, seen_version=1)
    with pytest.raises(WrongState, match="already"):
        attribution.use(**given, seen_version=2)


def test_where_nothing_is_proposed_nothing_is_used(cast, article):
    make_quotation(article, speaker="")
    claim = make_claim(cast, article, words=SAID)
    with pytest.raises(WrongState, match="does not say"):
        attribution.use(actor=cast.checker, claim_id=claim.pk, seen_version=None)
