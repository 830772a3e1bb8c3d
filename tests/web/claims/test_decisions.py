"""Claims whose words changed or are gone: shown beside each other, decided, taken back."""

import re

import pytest

from annotations.models import Claim
from annotations.services.articles import revisions
from annotations.web.claims.changed_words import sides, windowed
from tests import factory
from tests.web.scene import ask, send, words

TEXT = factory.TEXT
GONE = "“I was never told,” she said."


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def checker(cast, sign_in):
    return sign_in(cast.checker)


@pytest.fixture
def changed(cast, article) -> Claim:
    return factory.make_checked_claim(cast, article)


@pytest.fixture
def gone(cast, article) -> Claim:
    return factory.make_claim(cast, article, words=GONE)


@pytest.fixture
def corrected(cast, article, changed, gone):
    """41 bridges became 43, and what she said was cut."""
    text = TEXT.replace("41 bridges", "43 bridges").replace(" " + GONE, "")
    given = {"actor": cast.editor, "kind": "correction", "note": "Recounted", "seen_version": None}
    revisions.revise(article_id=article.pk, text=text, **given)
    article.refresh_from_db()
    return article


def decide(client, claim, decision, **fields):
    revision = fresh(claim).article.current_revision_id
    fields = {"revision": revision} | fields
    return send(client, f"/claims/{claim.pk}/decide/{decision}/", **fields)


def fresh(claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def test_old_and_new_words_stand_beside_each_other(corrected, changed, checker):
    page = ask(checker, f"/claims/{changed.pk}/")

    assert "The words changed" in words(page)
    assert "<del>41</del> bridges" in page.content.decode()
    assert "<ins>43</ins> bridges" in page.content.decode()
    assert "Recounted" in words(page)


def test_lost_words_stand_with_their_neighbourhood(corrected, gone, checker):
    page = ask(checker, f"/claims/{gone.pk}/")
    assert "The words are gone" in words(page)
    assert "I was never told" in words(page)
    assert "resigned on Tuesday." in words(page)


def test_both_queues_stand_above_the_other_claims(cast, corrected, changed, gone, checker):
    other = factory.make_claim(cast, corrected, words="Ilka Varn")
    page = ask(checker, f"/articles/{corrected.pk}/claims/list/")
    assert [row.pk for row in page.context["orphans"]] == [gone.pk]
    assert [row.pk for row in page.context["changed"]] == [changed.pk]
    assert [row.pk for row in page.context["rest"]] == [other.pk]


def test_decided_the_next_one_that_waits_is_shown_with_the_way_back(
    corrected, changed, gone, checker
):
    page = decide(checker, changed, "same")
    assert page.context["claim"] == gone
    assert "Still the same claim" in words(page)
    assert f"/claims/{changed.pk}/decide/undecided/" in page.content.decode()

    page = decide(checker, gone, "undecided")
    assert page.status_code == 409, "nothing was decided about it"
    page = decide(checker, changed, "undecided")
    assert page.context["claim"] == changed
    assert page.context["waits"].state == "changed"


def test_after_the_last_one_the_claims_are_shown(cast, corrected, changed, gone, sign_in):
    editor = sign_in(cast.editor)
    Claim.objects.filter(pk=changed.pk).update(statement="Bridges need repair.")
    assert decide(editor, changed, "same", verdict_stands="1", verdict="7").status_code == 422
    assert decide(editor, changed, "same", verdict_stands="1").status_code == 412
    verdict = changed.assessments.get()
    seen = f"{verdict.pk}:{verdict.version}"
    assert seen in ask(editor, f"/claims/{changed.pk}/").content.decode()
    decide(editor, changed, "same", verdict_stands="1", verdict=seen)
    page = decide(editor, gone, "withdrawn", note="Cut")

    assert page.context["panel"] == "list"
    assert fresh(changed).stage == "review"
    assert changed.assessments.pending().get().author == cast.editor
    assert (fresh(gone).stage, fresh(gone).stage_note) == ("dismissed", "Cut")


def test_the_statement_follows_its_words(corrected, changed, checker):
    decide(checker, changed, "edited", statement="43 bridges", version=fresh(changed).version)
    assert fresh(changed).statement == "43 bridges"


def test_an_empty_statement_is_refused_beside_its_field(corrected, changed, checker):
    page = decide(checker, changed, "edited", statement=" ", version=fresh(changed).version)
    assert page.status_code == 422
    assert page.context["decision_form"]["statement"]["errors"]


def test_other_words_are_a_new_claim(corrected, changed, checker):
    decide(checker, changed, "new")
    new = Claim.objects.latest("pk")
    assert new.statement == "43 bridges"
    assert fresh(changed).stage == "dismissed"


def test_without_htmx_the_way_leads_to_the_next_one(corrected, changed, gone, checker):
    seen = {"revision": corrected.current_revision_id}
    response = checker.post(f"/claims/{changed.pk}/decide/same/", seen)
    assert response["Location"].startswith(f"/articles/{corrected.pk}/?claim={gone.pk}")


def test_a_second_decision_is_refused_in_words(corrected, changed, checker):
    decide(checker, changed, "same")
    page = decide(checker, changed, "new")
    assert page.status_code == 409
    assert "need no decision" in words(page)


def test_words_that_changed_again_since_are_looked_at_first(cast, corrected, changed, checker):
    seen = corrected.current_revision_id
    given = {"actor": cast.editor, "kind": "correction", "seen_version": None}
    text = TEXT.replace("41 bridges", "99 bridges")
    revisions.revise(article_id=corrected.pk, text=text, **given)

    page = decide(checker, changed, "same", revision=seen)
    assert page.status_code == 409
    assert "corrected again" in words(page)
    assert "<ins>99</ins>" in words(page)
    assert decide(checker, changed, "same", revision="").status_code == 422


def test_who_may_not_change_the_claim_is_offered_no_decision(cast, corrected, changed, sign_in):
    viewer = sign_in(cast.viewer)
    assert "/decide/" not in ask(viewer, f"/claims/{changed.pk}/").content.decode()
    assert decide(viewer, changed, "same").status_code == 403
    assert decide(sign_in(cast.stranger), changed, "same").status_code == 404


def test_only_who_may_propose_a_verdict_is_offered_that_it_fits(cast, corrected, changed, sign_in):
    def is_offered(person):
        page = ask(sign_in(person), f"/claims/{changed.pk}/").content.decode()
        return "verdict_stands" in page

    assert not is_offered(cast.checker), "it still says 41"
    Claim.objects.filter(pk=changed.pk).update(statement="Bridges need repair.", created_by=None)
    assert is_offered(cast.checker)
    assert is_offered(cast.editor)
    assert not is_offered(cast.viewer)
    Claim.objects.filter(pk=changed.pk).update(created_by=cast.reporter)
    assert not is_offered(cast.reporter)
    page = ask(sign_in(cast.reporter), f"/claims/{changed.pk}/").content.decode()
    assert "/decide/same/" in page
    assert "/decide/new/" not in page, "that would dismiss the old one"


def test_a_number_that_only_the_statement_has_is_warned_of(corrected, changed, checker):
    page = ask(checker, f"/claims/{changed.pk}/").content.decode()
    assert "The claim still says <strong>41</strong>" in page
    primary = re.findall(r'class="button primary"[^>]*data-key="(\w)"', page)
    assert primary == ["w"]
    assert re.search(r'id="decided-statement"[^>]*>43 bridges<', page)


def test_it_waits_since_the_correction_that_changed_its_words(cast, corrected, changed, checker):
    for more in ("Once more. ", "And again. "):
        article = corrected
        article.refresh_from_db()
        revisions.revise(
            actor=cast.editor, article_id=article.pk, kind="update", seen_version=None,
            text=more + article.current_revision.text,
        )  # fmt: skip
    page = ask(checker, f"/claims/{changed.pk}/")
    assert page.context["waits"].correction.number == 2
    row = checker.get("/my-work/?group=changed").context["shown"][0].rows[0]
    assert row.revision == 2
    assert row.since == page.context["waits"].correction.created_at


def test_the_words_that_were_approved_are_shown_when_they_are_older(
    cast, corrected, changed, checker
):
    assert ask(checker, f"/claims/{changed.pk}/").context["waits"].approved == ""
    decide(checker, changed, "same")
    page = ask(checker, f"/claims/{changed.pk}/").content.decode()
    assert "words changed, still the same claim" in page.lower()
    corrected.refresh_from_db()
    text = corrected.current_revision.text.replace("43 bridges", "45 bridges")
    revisions.revise(
        actor=cast.editor, article_id=corrected.pk, text=text, kind="update", seen_version=None
    )
    waits = ask(checker, f"/claims/{changed.pk}/").context["waits"]
    assert (waits.approved, waits.before, waits.exact) == ("41 bridges", "43 bridges", "45 bridges")


def test_the_history_tells_what_happened(corrected, changed, checker):
    decide(checker, changed, "same")
    told = [line["text"] for line in ask(checker, f"/claims/{changed.pk}/").context["history"]]
    assert "checker confirmed that the new words still make the same claim" in told
    assert "editor corrected the article: “41 bridges” became “43 bridges”" in told


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ("41 of the country’s 312 road bridges", "43 of the country’s 312 road bridges",
         "[43] of the country’s 312 …"),
        ("the country has 312 road bridges and 41", "the country has 312 road bridges and 43",
         "… 312 road bridges and [43]"),
        ("short 1 words", "short 2 words", "short [2] words"),
    ],
)  # fmt: skip
def test_long_words_are_cut_between_words_around_what_changed(before, now, shown):
    _, new = sides(before, now)
    message = "".join(one.text if one.same else f"[{one.text}]" for one in windowed(new))
    assert message == shown
