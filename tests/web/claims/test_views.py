"""The panel of one claim and what is done in it."""

import pytest

from annotations.models import AttributionStep, Claim
from annotations.services.articles import revisions
from annotations.services.claims import claims, workflow
from tests import factory
from tests.web.scene import ask, send, words


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


@pytest.fixture
def claim(cast):
    return factory.make_claim(cast)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_the_panel_is_a_fragment_for_htmx(claim, checker):
    response = ask(checker, f"/claims/{claim.pk}/")
    assert "<html" not in words(response)
    assert f'data-panel-claim="{claim.pk}"' in words(response)


def test_a_browser_that_asks_for_a_claim_gets_the_workbench_with_it_open(claim, checker):
    response = checker.get(f"/claims/{claim.pk}/", follow=True)
    assert response.context["panel"] == "claim"
    assert response.redirect_chain[0][0].startswith(f"/articles/{claim.article_id}/?claim=")


@pytest.mark.parametrize("question", ["said", "true"])
def test_the_question_that_is_asked_for_is_shown(question, claim, checker):
    response = ask(checker, f"/claims/{claim.pk}/?question={question}")
    assert response.context["question"] == question


@pytest.mark.parametrize("question", ["", "maybe", "TRUE"])
def test_another_question_is_the_one_the_claim_needs(question, cast, checker):
    claim = factory.make_claim(cast, questions=["said"])
    assert ask(checker, f"/claims/{claim.pk}/?question={question}").context["question"] == "said"


def test_the_place_among_the_claims_is_told(cast, claim, checker):
    first = factory.make_claim(cast, claim.article, words="Ilka Varn")
    position = ask(checker, f"/claims/{claim.pk}/").context["position"]
    assert position == {"index": 2, "count": 2, "previous": first.pk, "next": None}
    position = ask(checker, f"/claims/{first.pk}/").context["position"]
    assert position == {"index": 1, "count": 2, "previous": None, "next": claim.pk}


def test_the_statement_is_saved_and_the_new_spans_go_along(claim, checker):
    response = send(checker, f"/claims/{claim.pk}/edit/", version=1, statement="It is so.")
    assert response.status_code == 200
    assert fresh(claim).statement == "It is so."
    assert 'id="span-data"' in words(response)
    assert 'data-version="2"' in words(response)


def test_without_htmx_the_way_leads_back_to_the_claim(claim, checker):
    response = checker.post(f"/claims/{claim.pk}/edit/", {"version": 1, "statement": "So."})
    assert response["Location"] == f"/articles/{claim.article_id}/?claim={claim.pk}&question=true"


@pytest.mark.parametrize("statement", ["", "   ", "x" * 5001])
def test_a_refused_statement_comes_back_as_it_was_typed(statement, claim, checker):
    response = send(checker, f"/claims/{claim.pk}/edit/", version=1, statement=statement)
    assert response.status_code == 422
    assert response.context["statement_form"]["statement"]["value"] == statement
    assert response.context["statement_form"]["statement"]["errors"]


def test_a_refused_form_without_htmx_is_the_whole_page_with_it(claim, checker):
    response = checker.post(f"/claims/{claim.pk}/edit/", {"version": 1, "statement": ""})
    assert response.status_code == 422
    assert "<html" in words(response)
    assert "Write a statement for this claim." in words(response)


@pytest.mark.parametrize("version", ["", "x", "-1", "1" * 40, "١"])
def test_a_form_without_a_readable_version_is_refused(version, claim, checker):
    response = send(checker, f"/claims/{claim.pk}/edit/", version=version, statement="New")
    assert response.status_code == 422
    assert fresh(claim).version == 1


def test_a_stale_save_shows_theirs_beside_mine_and_loses_neither(cast, claim, checker):
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=1, statement="Theirs")
    response = send(checker, f"/claims/{claim.pk}/edit/", version=1, statement="Mine")
    assert response.status_code == 412
    conflict = response.context["conflict"]
    assert conflict["fields"] == [
        {"name": "statement", "label": "Statement", "theirs": "Theirs", "mine": "Mine"}
    ]
    assert (conflict["who"], conflict["version"]) == (cast.editor, 2)
    assert fresh(claim).statement == "Theirs"


@pytest.mark.parametrize("choice", ["Theirs", "Mine"])
def test_either_side_of_a_conflict_can_be_taken(choice, cast, claim, checker):
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=1, statement="Theirs")
    page = send(checker, f"/claims/{claim.pk}/edit/", version=1, statement="Mine")
    conflict = page.context["conflict"]
    send(checker, conflict["url"], version=conflict["version"], statement=choice)
    assert fresh(claim).statement == choice


def test_a_conflict_without_htmx_is_a_whole_page(cast, claim, checker):
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=1, statement="Theirs")
    response = checker.post(f"/claims/{claim.pk}/edit/", {"version": 1, "statement": "Mine"})
    assert response.status_code == 412
    assert "<html" in words(response)
    assert "Use theirs" in words(response)


def test_two_who_typed_the_same_have_no_conflict(cast, claim, checker):
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=1, statement="Same")
    response = send(checker, f"/claims/{claim.pk}/edit/", version=1, statement=" Same ")
    assert response.status_code == 200


def chain(version: int, *rows: tuple, **more) -> dict:
    columns = zip(*rows, strict=True) if rows else [()] * 5
    names = ("speaker", "verb", "channel", "date", "form")
    return {"version": version, **{n: list(c) for n, c in zip(names, columns, strict=True)}, **more}


OUTLET = ("The Courier", "", "", "2026-10-14", "own-voice")
VARN = ("Ilka Varn", "said", "press conference", "", "quote")


def test_the_chain_is_saved_claimant_first_and_empty_rows_are_dropped(claim, checker):
    rows = chain(1, VARN, OUTLET, ("", "", "", "", ""))
    response = send(checker, f"/claims/{claim.pk}/attribution/", **rows)
    assert response.status_code == 200
    steps = AttributionStep.objects.filter(claim=claim).order_by("position")
    assert [(step.speaker_name, step.form) for step in steps] == [
        ("Ilka Varn", "quote"),
        ("The Courier", "own-voice"),
    ]


@pytest.mark.parametrize(
    "row",
    [("A", "", "", "14.10.2026", ""), ("A", "", "", "", "shouted"), ("A" * 301, "", "", "", "")],
)
def test_a_refused_chain_comes_back_as_it_was_typed(row, claim, checker):
    response = send(checker, f"/claims/{claim.pk}/attribution/", **chain(1, row))
    assert response.status_code == 422
    assert response.context["attribution_form"]["rows"][0]["speaker"] == row[0]
    assert response.context["attribution_form"]["non_field_errors"]
    assert not AttributionStep.objects.exists()


@pytest.mark.parametrize(("side", "speaker"), [("theirs", "Theirs"), ("mine", "Ilka Varn")])
def test_a_stale_chain_can_be_chosen_whole(side, speaker, cast, claim, checker):
    claims.edit(
        actor=cast.editor, claim_id=claim.pk, seen_version=1, attribution=[{"speaker": "Theirs"}]
    )
    page = send(checker, f"/claims/{claim.pk}/attribution/", **chain(1, VARN))
    assert page.status_code == 412
    conflict = page.context["conflict"]
    kept: dict[str, list] = {}
    for name, value in conflict["kept"]:
        kept.setdefault(name, []).append(value)
    chosen = conflict["fields"][0][side]
    answer = send(checker, conflict["url"], version=conflict["version"], chain=chosen, **kept)
    assert answer.status_code == 200
    assert AttributionStep.objects.get(claim=claim).speaker_name == speaker


def test_a_claim_goes_through_its_stages(cast, claim, checker):
    send(checker, f"/claims/{claim.pk}/take/")
    assert (fresh(claim).stage, fresh(claim).assignee) == ("checking", cast.checker)
    send(checker, f"/claims/{claim.pk}/assign/", user=cast.editor.pk)
    assert fresh(claim).assignee == cast.editor
    send(checker, f"/claims/{claim.pk}/dismiss/", note="A question of taste")
    assert (fresh(claim).stage, fresh(claim).stage_note) == ("dismissed", "A question of taste")
    send(checker, f"/claims/{claim.pk}/reopen/", note="")
    assert fresh(claim).stage == "open"


def test_review_needs_a_proposal_and_says_so(cast, claim, checker):
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    response = send(checker, f"/claims/{claim.pk}/review/")
    assert response.status_code == 409
    assert "Propose a verdict first" in words(response)


def test_a_claim_that_is_taken_cannot_be_taken(cast, claim, checker):
    workflow.take(actor=cast.editor, claim_id=claim.pk)
    response = send(checker, f"/claims/{claim.pk}/take/")
    assert response.status_code == 409
    assert "Assigned to editor" in words(response)


@pytest.mark.parametrize("who", ["stranger", "nobody", "x", "9" * 30])
def test_a_claim_is_given_to_members_only(who, cast, claim, checker):
    user = getattr(cast, who).pk if hasattr(cast, who) else who
    response = send(checker, f"/claims/{claim.pk}/assign/", user=user)
    assert response.status_code == 422
    assert fresh(claim).assignee is None


def test_a_claim_can_be_given_to_nobody(cast, claim, checker):
    workflow.assign(actor=cast.checker, claim_id=claim.pk, user=cast.editor)
    send(checker, f"/claims/{claim.pk}/assign/", user="")
    assert fresh(claim).assignee is None


def test_an_action_that_does_not_exist_is_404(claim, checker):
    assert checker.post(f"/claims/{claim.pk}/approve/").status_code == 404


def test_what_the_role_does_not_allow_is_said_where_the_person_is(cast, claim, sign_in):
    response = send(sign_in(cast.reporter), f"/claims/{claim.pk}/dismiss/", note="Kept words")
    assert response.status_code == 403
    assert "Only checkers and editors" in words(response)


def test_reporters_change_only_their_own_claims(cast, sign_in):
    other = factory.make_claim(cast, actor=cast.editor)
    reporter = sign_in(cast.reporter)
    response = send(reporter, f"/claims/{other.pk}/edit/", version=1, statement="Mine")
    assert response.status_code == 403
    assert "Save statement" not in words(ask(reporter, f"/claims/{other.pk}/"))


def test_a_claim_is_deleted_and_the_list_shown(cast, claim, sign_in):
    response = send(sign_in(cast.reporter), f"/claims/{claim.pk}/delete/", version=1)
    assert response.context["panel"] == "list"
    assert not Claim.objects.exists()


def test_a_claim_with_an_approved_verdict_is_not_deleted(cast, sign_in):
    claim = factory.make_checked_claim(cast)
    editor = sign_in(cast.editor)
    assert "Delete for good" not in words(ask(editor, f"/claims/{claim.pk}/"))
    response = send(editor, f"/claims/{claim.pk}/delete/", version=claim.version)
    assert response.status_code == 409
    assert "dismiss the claim instead" in words(response)


def test_who_may_delete_only_own_claims_is_not_offered_to_once_colleagues_worked_on_it(
    cast, claim, sign_in
):
    reporter, path = sign_in(cast.reporter), f"/claims/{claim.pk}/"
    assert "Delete for good" in words(ask(reporter, path))
    factory.make_evidence(cast, claim)
    assert "Delete for good" not in words(ask(reporter, path))
    claim.refresh_from_db()
    assert send(reporter, f"{path}delete/", version=claim.version).status_code == 403
    assert "Delete for good" in words(ask(sign_in(cast.editor), path))


def test_a_claim_that_changed_is_not_deleted_unseen(cast, claim, sign_in):
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=1, statement="Newer")
    response = send(sign_in(cast.editor), f"/claims/{claim.pk}/delete/", version=1)
    assert response.status_code == 412
    assert Claim.objects.exists()


@pytest.fixture
def lost(cast, claim) -> Claim:
    """A claim whose words are gone."""
    text = claim.article.current_revision.text
    text = text[: text.rindex("\n\n")] + "\n\nFar off some forty bridges, bridges fell."
    article = claim.article
    article.refresh_from_db()
    revisions.revise(
        actor=cast.editor,
        article_id=article.pk,
        text=text,
        kind="correction",
        seen_version=article.version,
    )
    return fresh(claim)


def anchor_of(claim: Claim):
    return claim.anchors.current().get()


def test_a_claim_whose_words_are_gone_is_placed_on_words_that_are_typed(lost, checker):
    assert "The words are gone" in words(ask(checker, f"/claims/{lost.pk}/"))
    response = send(checker, f"/claims/{lost.pk}/place/", words=" some forty bridges ")
    assert response.status_code == 200
    assert (anchor_of(lost).exact, anchor_of(lost).state) == ("some forty bridges", "exact")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("sixty bridges", "are not in the current text"),
        ("bridges", "more than once"),
        ("  ", "Type or paste"),
    ],
)
def test_words_that_name_no_place_are_refused(typed, sentence, lost, checker):
    response = send(checker, f"/claims/{lost.pk}/place/", words=typed)
    assert response.status_code == 422
    assert sentence in words(response)
    assert anchor_of(lost).state == "orphaned"


def test_a_claim_whose_words_are_gone_is_placed_on_a_selection(lost, checker):
    article = lost.article
    start = article.current_revision.text.index("some forty")
    response = send(
        checker,
        f"/claims/{lost.pk}/place/",
        revision=article.current_revision_id,
        start=start,
        end=start + 10,
        exact="some forty",
    )
    assert response.status_code == 200
    assert anchor_of(lost).exact == "some forty"


def told(response) -> list[str]:
    return [line["text"] for line in response.context["history"]]


def test_the_history_says_that_a_person_placed_the_claim_again(lost, checker):
    send(checker, f"/claims/{lost.pk}/place/", words="some forty bridges")
    history = told(ask(checker, f"/claims/{lost.pk}/"))
    assert "checker moved the claim to “some forty bridges”" in history
    assert "editor corrected the article: “41 bridges” is gone" in history


def test_words_that_a_correction_moves_along_are_not_placed_again(cast, claim, checker):
    article = claim.article
    article.refresh_from_db()
    revisions.revise(
        actor=cast.editor,
        article_id=article.pk,
        text=f"A sentence above.\n\n{article.current_revision.text}",
        kind="update",
        seen_version=article.version,
    )
    assert told(ask(checker, f"/claims/{claim.pk}/")) == ["reporter added this claim"]


def test_a_conflict_with_ones_own_other_window_names_no_colleague(cast, claim, checker):
    claims.edit(actor=cast.editor, claim_id=claim.pk, seen_version=1, statement="Theirs")
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=2, statement="Elsewhere")
    response = send(checker, f"/claims/{claim.pk}/edit/", version=1, statement="Mine")
    assert response.context["conflict"]["who"] == cast.checker
    assert "You saved this claim" in words(response)
    assert "in another window" in words(response)


def test_a_note_is_shown_only_in_the_stage_it_was_given_for(cast, claim, checker):
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk, note="A duplicate")
    assert "Dismissed: A duplicate" in words(ask(checker, f"/claims/{claim.pk}/"))
    workflow.reopen(actor=cast.checker, claim_id=claim.pk, note="Not after all")
    assert "Open: Not after all" in words(ask(checker, f"/claims/{claim.pk}/"))
    workflow.take(actor=cast.checker, claim_id=claim.pk)
    assert "Not after all" not in words(ask(checker, f"/claims/{claim.pk}/"))
