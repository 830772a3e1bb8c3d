"""Questions of the check and its gaps, as they stood when the verdict was approved."""

import pytest
from django.test import Client

from annotations.models import CheckQuestion, Source
from annotations.services.checks import answers, questions, rationale
from annotations.services.publications import publishing, settings
from annotations.services.sources import merge
from tests import factory
from tests.services.redaction.planting import take_down
from tests.web.scene import words

from .scene import open_pages, rate


@pytest.fixture
def claim(cast):
    open_pages(cast)
    return factory.make_claim(cast)


def ask(cast, claim, wording):
    return questions.ask(actor=cast.checker, claim_id=claim.pk, wording=wording)


def page_of(cast, claim) -> str:
    row = claim.publications.first() or publishing.publish_claim(
        actor=cast.editor, claim_id=claim.pk
    )
    return words(Client().get(f"/fact-checks/{row.key}/"))


def test_what_was_asked_is_shown_with_what_was_not_found(cast, claim):
    evidence = factory.make_evidence(cast, claim)
    counted = ask(cast, claim, "Who counted the bridges?")
    answers.answer(
        actor=cast.checker,
        question_id=counted.pk,
        kind="abstractive",
        answer="The institute did.",
        evidence=[evidence.pk],
    )
    when = ask(cast, claim, "When?")
    answers.answer(
        actor=cast.checker,
        question_id=when.pk,
        kind="unanswerable",
        place="Asked the institute",
        day=claim.created_at.date(),
    )
    ask(cast, claim, "Which ones?")
    rate(cast, claim, "supported")
    page = page_of(cast, claim)
    assert "Who counted the bridges?" in page
    assert "The institute did." in page
    assert "and found none." in page
    assert "Asked the institute" in page
    assert "We have no answer to this yet." in page
    assert "(<bdi>checker</bdi>)" not in page
    settings.change(actor=cast.editor, desk_id=cast.desk.pk, names_people=True)
    assert "(<bdi>checker</bdi>)" in page_of(cast, claim)


def test_an_answer_keeps_its_source_when_that_is_merged_into_another(cast, claim):
    evidence = factory.make_evidence(cast, claim)
    asked = ask(cast, claim, "Who counted?")
    answers.answer(
        actor=cast.checker, question_id=asked.pk, kind="abstractive", answer="The institute did.",
        evidence=[evidence.pk],
    )  # fmt: skip
    rate(cast, claim, "supported")
    address = evidence.source.url
    before = page_of(cast, claim).count(f'href="{address}"')
    other = Source.objects.create(desk=cast.desk, title="Another title", kind="document")
    merge.merge(actor=cast.editor, source_id=evidence.source_id, target_id=other.pk)
    assert page_of(cast, claim).count(f'href="{address}"') == before == 2


def test_what_was_written_since_the_approval_waits_for_the_next(cast, claim):
    asked = ask(cast, claim, "Who counted?")
    rate(cast, claim, "supported")
    page_of(cast, claim)
    answers.answer(
        actor=cast.checker, question_id=asked.pk, kind="abstractive", answer="NOT SEEN BY ANYBODY"
    )
    assert "NOT SEEN BY ANYBODY" not in page_of(cast, claim)
    ask(cast, claim, "NOT SEEN EITHER")
    assert "NOT SEEN EITHER" not in page_of(cast, claim)


def test_a_rationale_made_from_answers_is_told_once(cast, claim):
    asked = ask(cast, claim, "Who counted?")
    evidence = factory.make_evidence(cast, claim)
    answers.answer(
        actor=cast.checker, question_id=asked.pk, kind="abstractive", answer="The institute did.",
        evidence=[evidence.pk],
    )  # fmt: skip
    made = rationale.draft(CheckQuestion.objects.filter(claim=claim).with_answers())
    rate(cast, claim, "supported", f"In short: yes.\n\n{made}")
    page = page_of(cast, claim)
    main = page[page.index("<main") :]
    assert main.count("Who counted?") == main.count("The institute did.") == 1
    assert "<p>In short: yes.</p>" in main
    assert page.count("Who counted?") == 3  # Whoever takes the data has all of the rationale.


def test_what_was_approved_stays_until_the_next_verdict_is(cast, claim):
    first, last = ask(cast, claim, "Who counted?"), ask(cast, claim, "And when?")
    given = answers.answer(
        actor=cast.checker, question_id=first.pk, kind="abstractive", answer="The institute did."
    )
    rate(cast, claim, "supported")
    page = page_of(cast, claim)
    assert page.index("Who counted?") < page.index("The institute did.") < page.index("And when?")
    answers.edit(actor=cast.checker, answer_id=given.pk, seen_version=None, answer="NOT SEEN")
    last.refresh_from_db()
    questions.remove(actor=cast.checker, question_id=last.pk, seen_version=last.version)
    page = page_of(cast, claim)
    assert "NOT SEEN" not in page
    for said in ("We are looking at this again.", "The institute did.", "And when?"):
        assert said in page
    rate(cast, claim, "supported")
    page = page_of(cast, claim)
    assert "NOT SEEN" in page
    assert "And when?" not in page


@pytest.mark.owner
def test_of_what_lost_a_name_the_rest_stays(cast, claim):
    asked = ask(cast, claim, "Did Zqxwvoort count?")
    answers.answer(
        actor=cast.checker, question_id=asked.pk, kind="unanswerable", place="Zqxwvoort’s office",
        day=claim.created_at.date(), answer="Nobody answered.",
    )  # fmt: skip
    rate(cast, claim, "supported")
    assert page_of(cast, claim).count("Zqxwvoort") == 2
    assert take_down(cast, "name", words="Zqxwvoort").state == "done"
    page = page_of(cast, claim)
    assert "Zqxwvoort" not in page
    for said in ("Did █████████ count?", "█████████’s office", "Nobody answered.", "found none."):
        assert said in page
