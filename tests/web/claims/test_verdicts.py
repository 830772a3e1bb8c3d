"""Verdicts: proposed, approved, returned; four eyes."""

import html
import json
import re

import pytest
from django.utils import timezone

from annotations.models import Assessment, Claim
from annotations.models.claims import queues
from annotations.services.articles import revisions
from annotations.services.claims import assessments, claims, evidence
from annotations.web.claims.panel import standing
from annotations.web.claims.seen import LONGEST, NAMES, packed
from tests import factory
from tests.web.scene import HTMX, ask, review, send, words


@pytest.fixture
def claim(cast):
    return factory.make_claim(cast)


TYPED = {"question": "true", "rating": "refuted", "rationale": "Table 3 says 38."}


def test_a_proposal_sends_the_claim_to_review(cast, claim, sign_in):
    response = send(sign_in(cast.checker), f"/claims/{claim.pk}/assessments/", **TYPED)
    assert response.status_code == 200
    assert Assessment.objects.get().rating.slug == "refuted"
    assert Claim.objects.get().stage == "review"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"rating": ""}, "rating"),
        ({"rating": "superb"}, "rating"),
        ({"rationale": " "}, "rationale"),
    ],
)
def test_a_refused_proposal_keeps_what_was_typed(change, field, cast, claim, sign_in):
    response = send(sign_in(cast.checker), f"/claims/{claim.pk}/assessments/", **TYPED | change)
    assert response.status_code == 422
    form = response.context["assessment_form"]
    assert form[field]["errors"]
    assert all(form[name]["value"] == (TYPED | change)[name] for name in ("rating", "rationale"))


def test_the_scale_is_that_of_the_question(cast, claim, sign_in):
    checker = sign_in(cast.checker)
    response = send(checker, f"/claims/{claim.pk}/assessments/", **TYPED | {"question": "said"})
    assert response.status_code == 422
    page = ask(checker, f"/claims/{claim.pk}/?question=said")
    assert page.context["scale"][0].slug == "as-quoted"


def test_reporters_do_not_propose(cast, claim, sign_in):
    response = send(sign_in(cast.reporter), f"/claims/{claim.pk}/assessments/", **TYPED)
    assert response.status_code == 403
    assert "Only checkers and editors can propose a verdict." in words(response)


def test_a_second_person_approves(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    response = review(sign_in(cast.editor), proposal, "approve", note="Agreed")
    assert response.status_code == 200
    assert "Approved by editor" in words(response)
    assert Claim.objects.get().stage == "checked"


def test_a_proposal_is_returned_with_a_note(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    review(sign_in(cast.editor), proposal, "return", note="Which table?")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.review_note) == ("returned", "Which table?")


def test_a_return_without_words_is_refused_beside_its_note(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    response = review(sign_in(cast.editor), proposal, "return", note=" ")
    assert response.status_code == 422
    assert response.context["review_form"]["note"]["errors"]
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_nobody_approves_their_own_and_the_page_says_why(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim, actor=cast.editor)
    editor = sign_in(cast.editor)
    page = words(ask(editor, f"/claims/{claim.pk}/"))
    assert "You proposed this verdict, so a second editor must approve it" in page
    assert f"/assessments/{proposal.pk}/approve/" not in page
    response = review(editor, proposal, "approve", note="")
    assert response.status_code == 403
    assert "somebody else has to decide" in words(response)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_not_even_an_administrator_approves_their_own(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim, actor=cast.admin)
    response = review(sign_in(cast.admin), proposal, "approve", note="")
    assert response.status_code == 403


def test_checkers_do_not_approve(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim, actor=cast.editor)
    checker = sign_in(cast.checker)
    assert "An editor other than editor approves" in words(ask(checker, f"/claims/{claim.pk}/"))
    assert review(checker, proposal, "approve", note="").status_code == 403


def test_what_was_decided_is_not_offered_to_be_decided_again(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    second = sign_in(cast.second_editor)
    form = carried(second, proposal)
    assessments.return_(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version, note="Page?"
    )
    page = ask(second, f"/claims/{claim.pk}/")
    assert not any(one.may_review for one in page.context["assessments"])
    assert "/approve/" not in words(page)
    response = decide(second, proposal, "approve", **form)
    assert response.status_code == 409
    assert "Returned by editor" in words(response)


def test_the_panel_stays_on_the_question_that_was_decided(cast, sign_in):
    claim = factory.make_claim(cast, questions=["said", "true"])
    proposal = factory.make_proposal(cast, claim, question="said", rating="as-quoted")
    response = review(sign_in(cast.editor), proposal, "approve", note="")
    assert response.context["question"] == "said"


def test_a_verdict_whose_claim_changed_needs_another_look(cast, sign_in):
    claim = factory.make_checked_claim(cast)
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=claim.version, statement="Other words"
    )
    page = words(ask(sign_in(cast.editor), f"/claims/{claim.pk}/"))
    assert "Needs another look" in page


def test_its_author_says_that_a_changed_verdict_still_holds_and_an_editor_approves(cast, sign_in):
    claim = factory.make_checked_claim(cast)
    claims.edit(
        actor=cast.editor, claim_id=claim.pk, seen_version=claim.version, statement="Other words"
    )
    verdict = Assessment.objects.get()
    path = f"/assessments/{verdict.pk}/propose-again/"
    editor, checker = sign_in(cast.editor), sign_in(cast.checker)
    page = words(ask(editor, f"/claims/{claim.pk}/"))
    assert "Propose a verdict again; an editor approves it." in page
    assert "/approve/" not in page, "not on the old verdict, whoever looks"
    assert path not in page, "the author’s own words"
    assert path in words(ask(checker, f"/claims/{claim.pk}/"))
    verdict, claim = Assessment.objects.get(), Claim.objects.get()
    form = {"version": verdict.version, "seen": packed(standing(verdict, claim))}
    assert decide(editor, verdict, "approve", **form).status_code == 409

    assert (
        send(checker, path, version=Assessment.objects.get(pk=verdict.pk).version).status_code
        == 200
    )
    anew = Assessment.objects.pending().get()
    assert (anew.author, anew.rationale) == (cast.checker, verdict.rationale)
    assert review(editor, anew, "approve").status_code == 200
    claim.refresh_from_db()
    assert claim.stage == "checked"


def test_who_changed_a_claim_after_the_proposal_is_not_asked_to_approve_it(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=None, statement="No bridges")
    editor = sign_in(cast.editor)
    page = words(ask(editor, f"/claims/{claim.pk}/"))
    assert "You changed the claim after this was proposed" in page
    assert "/approve/" not in page
    assert review(editor, proposal, "approve").status_code == 403
    assert "/approve/" in words(ask(sign_in(cast.second_editor), f"/claims/{claim.pk}/"))


# --- what was on the page -------------------------------------------------------------------


def carried(client, proposal) -> dict[str, str]:
    """What the form of a decision holds, as the page was opened."""
    page = ask(client, f"/claims/{proposal.claim_id}/?question={proposal.question}")
    form = re.search(rf'action="/assessments/{proposal.pk}/approve/".*?</form>', words(page), re.S)
    fields = re.findall(r'name="(version|seen)" value="([^"]*)"', form[0])
    return {name: html.unescape(value) for name, value in fields}


def decide(client, proposal, verb: str, **fields):
    return send(client, f"/assessments/{proposal.pk}/{verb}/", **fields)


def edit(cast, claim, proposal):
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="42 bridges")


def add_evidence(cast, claim, proposal):
    factory.make_evidence(cast, claim, stance="refutes", excerpt="Only 38")


def attribute(cast, claim, proposal):
    given = {"attribution": [{"speaker": "Ilka Varn", "verb": "said"}], "seen_version": None}
    claims.edit(actor=cast.checker, claim_id=claim.pk, **given)


def approve_first(cast, claim, proposal):
    assessments.approve(
        actor=cast.second_editor, assessment_id=proposal.pk, seen_version=proposal.version
    )


def propose_anew(cast, claim, proposal):
    factory.make_proposal(cast, claim, rating="refuted", rationale="On second thoughts.")


def correct(cast, claim, proposal):
    text = claim.article.current_revision.text.replace("41 bridges", "43 bridges")
    given = {"kind": "correction", "seen_version": None, "text": text}
    revisions.revise(actor=cast.reporter, article_id=claim.article_id, **given)


CHANGES = {
    edit: ("Statement", "41 bridges", "42 bridges"),
    add_evidence: ("Evidence", "", "Refutes"),
    attribute: ("Who says it", "", "Ilka Varn, said"),
    approve_first: ("Status", "Proposed by checker", "Approved by second_editor"),
    propose_anew: ("Status", "Proposed by checker", "Proposed by checker, superseded since"),
    correct: ("Words in the article", "41 bridges", "43 bridges"),
}


@pytest.mark.parametrize("verb", ["approve", "return"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changed_since_the_page_was_opened_is_shown_and_not_decided(
    change, verb, cast, claim, sign_in
):
    proposal = factory.make_proposal(cast, claim)
    editor = sign_in(cast.editor)
    form = carried(editor, proposal)
    change(cast, claim, proposal)
    before = Assessment.objects.get(pk=proposal.pk)

    response = decide(editor, proposal, verb, **form, note="Kept note")
    assert response.status_code == 409
    label, then, now = CHANGES[change]
    found = {one.label: one for one in response.context["review_form"]["differences"]}
    assert then in found[label].then
    assert now in found[label].now
    page = words(response)
    assert "Not decided: this changed while you were looking at it." in page
    after = Assessment.objects.get(pk=proposal.pk)
    assert (after.state, after.reviewer, after.version) == (
        before.state,
        before.reviewer,
        before.version,
    )
    if after.state == "proposed":  # The form is there again, with the note, to decide anew.
        assert "Kept note</textarea>" in page
        again = decide(editor, proposal, verb, **carried(editor, proposal), note="Seen")
        assert again.status_code == 200


def test_a_form_that_carries_nothing_of_the_page_decides_nothing(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    editor = sign_in(cast.editor)
    whole = carried(editor, proposal)
    for broken in ({}, {"version": whole["version"]}, {"seen": whole["seen"]},
                   whole | {"seen": "{}"}, whole | {"seen": "["}, whole | {"seen": "[1]"}):  # fmt: skip
        response = decide(editor, proposal, "approve", **broken, note="Kept note")
        assert response.status_code == 422
        assert "This form is incomplete: reload the page." in words(response)
        assert "Kept note</textarea>" in words(response)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


@pytest.mark.parametrize(
    "seen",
    [
        "[" * 200_000,
        '{"state": ' * 100_000,
        "9" * 10_000,
        "NaN",
        json.dumps(dict.fromkeys(NAMES, "\ud800")),
        json.dumps(dict.fromkeys(NAMES, 5)),
        json.dumps({name: [["deep"]] for name in NAMES}),
        json.dumps({"\ud800": "x"}),
        json.dumps(dict.fromkeys(NAMES, "../uk")),
    ],
    ids=[
        "deep",
        "deep objects",
        "digits",
        "no number",
        "halves",
        "numbers",
        "lists",
        "name",
        "language",
    ],
)
def test_a_form_that_was_tampered_with_is_refused_in_words(seen, cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    editor = sign_in(cast.editor)
    form = carried(editor, proposal) | {"seen": seen}
    response = decide(editor, proposal, "approve", **form)
    assert response.status_code == 422
    assert "This form is incomplete: reload the page." in words(response)


def test_what_was_seen_is_compared_in_the_language_in_which_it_was_seen(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    editor = sign_in(cast.editor)
    editor.cookies["newsroom_language"] = "uk"
    form = carried(editor, proposal)
    shown = json.loads(form["seen"])
    assert shown["language"] == "uk"
    assert shown["state"].startswith("Запропоновано")
    del editor.cookies["newsroom_language"]
    assert decide(editor, proposal, "approve", **form).status_code == 200


def test_a_claim_with_very_much_evidence_is_approved_and_each_word_of_it_counts(
    cast, claim, sign_in
):
    """In whatever script: 600,000 letters that JSON could write in six signs each."""
    for _ in range(30):
        last = factory.make_evidence(cast, claim, excerpt="Докази " * 2_800)
    proposal = factory.make_proposal(cast, claim)
    editor = sign_in(cast.editor)
    form = carried(editor, proposal)
    assert len(form["seen"]) < 7 * LONGEST
    changed = {"excerpt": last.excerpt.replace("Докази", "Доказы")[: len(last.excerpt)]}
    evidence.edit(actor=cast.checker, evidence_id=last.pk, seen_version=None, **changed)
    refused = decide(editor, proposal, "approve", **form)
    assert refused.status_code == 409
    [difference] = refused.context["review_form"]["differences"]
    assert difference.label == "Evidence"

    assert decide(editor, proposal, "approve", **carried(editor, proposal)).status_code == 200
    proposal.refresh_from_db()
    assert proposal.state == "approved"


def test_a_version_that_is_gone_is_refused_also_when_all_reads_the_same(cast, claim, sign_in):
    proposal = factory.make_proposal(cast, claim)
    editor = sign_in(cast.editor)
    form = carried(editor, proposal)
    Assessment.objects.update(version=7)
    response = decide(editor, proposal, "approve", **form)
    assert response.status_code == 409
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_typed_note_stays_with_the_proposal_that_it_is_about(cast, claim, sign_in):
    mine = factory.make_proposal(cast, claim)
    factory.make_proposal(cast, claim, actor=cast.second_editor, rating="refuted")
    editor = sign_in(cast.editor)
    form = carried(editor, mine)
    edit(cast, claim, mine)
    page = words(decide(editor, mine, "return", **form, note="Only to checker"))
    assert page.count("Only to checker") == 1


# --- the next one ---------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_the_next_one_to_review_opens_in_the_order_of_my_work(verb, cast, claim, sign_in):
    article = claim.article
    others = [factory.make_claim(cast, article, words=w) for w in ("Ilka Varn", "Tuesday")]
    last, first, second = (factory.make_proposal(cast, one) for one in (claim, *others))
    Assessment.objects.filter(pk=last.pk).update(created_at=timezone.now())
    editor = sign_in(cast.editor)

    response = review(editor, first, verb, note="Page 4?")
    assert response.context["claim"].pk == second.claim_id
    assert "Here is the next one to review." in words(response)
    response = review(editor, second, verb, note="Page 4?")
    assert response.context["claim"].pk == last.claim_id
    response = review(editor, last, verb, note="Page 4?")
    assert response.context["claim"].pk == last.claim_id
    assert "Nothing else is left to review." in words(response)


def test_from_the_middle_of_the_queue_it_goes_on_and_then_round(cast, claim, sign_in):
    others = [factory.make_claim(cast, claim.article, words=w) for w in ("Ilka Varn", "Tuesday")]
    first, second, third = (factory.make_proposal(cast, one) for one in (claim, *others))
    editor = sign_in(cast.editor)
    assert review(editor, second, "approve").context["claim"].pk == third.claim_id
    assert review(editor, third, "approve").context["claim"].pk == first.claim_id


def test_the_other_question_of_the_same_claim_comes_first(cast, sign_in):
    claim = factory.make_claim(cast, questions=["said", "true"])
    other = factory.make_claim(cast, claim.article, words="Ilka Varn")
    factory.make_proposal(cast, other)
    said = factory.make_proposal(cast, claim, question="said", rating="as-quoted")
    factory.make_proposal(cast, claim)
    response = review(sign_in(cast.editor), said, "approve")
    assert (response.context["claim"], response.context["question"]) == (claim, "true")


def test_the_next_one_in_another_article_opens_there(cast, sign_in):
    elsewhere = factory.make_claim(cast, questions=["said"])
    stated = factory.make_claim(cast, statement="It is so.")
    mine = factory.make_proposal(cast, stated)
    factory.make_proposal(cast, elsewhere, question="said", rating="as-quoted")
    editor = sign_in(cast.editor)
    address = f"/articles/{elsewhere.article_id}/?claim={elsewhere.pk}&question=said"
    form = carried(editor, mine)
    assert decide(editor, mine, "approve", **form)["HX-Redirect"] == address
    assert "Approved: “It is so”. Here is the next one to review." in words(editor.get(address))


@pytest.mark.parametrize("left", [0, 1])
def test_what_a_colleague_decides_at_this_moment_is_passed_over(
    left, cast, claim, sign_in, monkeypatch
):
    others = [factory.make_claim(cast, claim.article, words=w) for w in ("Ilka Varn", "Tuesday")]
    mine, theirs, last = (factory.make_proposal(cast, one) for one in (claim, *others))
    taken = [theirs] if left else [theirs, last]
    asked = queues.first_to_review

    def meanwhile(user, claims):
        for one in taken:
            given = {"assessment_id": one.pk, "seen_version": one.version}
            assessments.approve(actor=cast.second_editor, **given)
        return asked(user, claims)

    monkeypatch.setattr(queues, "first_to_review", meanwhile)
    response = review(sign_in(cast.editor), mine, "approve")
    assert response.status_code == 200
    assert response.context["claim"].pk == (last.claim_id if left else claim.pk)


def test_back_leads_from_the_claim_that_was_just_decided(cast, claim, sign_in):
    """Its link opens it as any other: the page that was open stays in the browser's history."""
    other = factory.make_claim(cast, claim.article, words="Ilka Varn")
    mine, _ = factory.make_proposal(cast, claim), factory.make_proposal(cast, other)
    page = words(review(sign_in(cast.editor), mine, "approve"))
    assert f'hx-get="/claims/{claim.pk}/"' in page
    assert "hx-replace-url" not in page


def test_without_scripts_the_next_one_opens_too(cast, claim, sign_in):
    elsewhere = factory.make_claim(cast)
    mine = factory.make_proposal(cast, claim)
    factory.make_proposal(cast, elsewhere)
    editor = sign_in(cast.editor)
    response = editor.post(f"/assessments/{mine.pk}/approve/", carried(editor, mine))
    assert response["Location"].startswith(f"/articles/{elsewhere.article_id}/")


# --- the question stays ---------------------------------------------------------------------


def test_a_panel_that_is_asked_for_again_keeps_the_question_of_its_address(cast, sign_in):
    claim = factory.make_claim(cast, questions=["said", "true"])
    source = factory.make_evidence(cast, claim, question="said")
    checker = sign_in(cast.checker)
    shown = {"HX-Current-URL": f"http://testserver/articles/1/?claim={claim.pk}&question=said"}
    panel = checker.get(f"/claims/{claim.pk}/", headers=HTMX | shown)
    assert panel.context["question"] == "said"
    copied = checker.post(f"/evidence/{source.pk}/copy/", headers=HTMX | shown)
    assert copied.context["question"] == "said"
    elsewhere = {"HX-Current-URL": "http://testserver/articles/1/?claim=987&question=said"}
    panel = checker.get(f"/claims/{claim.pk}/", headers=HTMX | elsewhere)
    assert panel.context["question"] == "true"
