"""Two revisions compared, and one as it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Anchor
from annotations.services.articles import revisions
from annotations.services.claims import workflow
from tests import factory
from tests.web.scene import tidy, words

TEXT = factory.TEXT


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def viewer(cast, sign_in):
    return sign_in(cast.viewer)


def correct(cast, article, text, **more):
    given = {"actor": cast.editor, "kind": "correction", "seen_version": None} | more
    revisions.revise(article_id=article.pk, text=text, **given)
    article.refresh_from_db()


def fates(response) -> dict[str, str]:
    return {fate.claim.statement: fate.outcome for fate in response.context["fates"]}


def test_words_that_differ_are_marked_and_the_claims_fates_told(cast, article, viewer, sign_in):
    first, middle, last = TEXT.split("\n\n")
    factory.make_claim(cast, article, words="Minister resigns")
    factory.make_claim(cast, article, words="41 bridges")
    factory.make_claim(cast, article, words="“I was never told,” she said.")
    middle = middle.replace(" “I was never told,” she said.", "")
    correct(cast, article, "\n\n".join([first, middle, last.replace("41", "43"), "More."]))
    factory.make_claim(cast, article, words="More")

    page = viewer.get(f"/articles/{article.pk}/compare/")
    assert fates(page) == {
        "Minister resigns": "kept",
        "41 bridges": "changed",
        "“I was never told,” she said.": "gone",
        "More": "new",
    }
    html = tidy(page)
    assert "41</del>" in html
    assert "43</ins>" in html
    assert "your decision" not in words(page), "a viewer decides nothing"
    editor = sign_in(cast.editor).get(f"/articles/{article.pk}/compare/")
    assert "2 need your decision." in words(editor)
    assert (
        "it now says “The report counted 43 bridges in need of repair – twice as many as in 2019”"
        in words(page)
    )


def test_a_passage_that_went_elsewhere_is_moved(cast, article, viewer):
    first, middle, last = TEXT.split("\n\n")
    factory.make_claim(cast, article, words="41 bridges")
    factory.make_claim(cast, article, words="resigned on Tuesday")
    correct(cast, article, "\n\n".join([first, last, middle]))

    page = viewer.get(f"/articles/{article.pk}/compare/")
    assert sorted(fates(page).values()) == ["kept", "moved"]
    html = tidy(page)
    assert '<del class="moved' in html
    assert '<ins class="moved' in html


@pytest.mark.parametrize("view", ["sides", "inline"])
def test_a_short_sentence_that_went_elsewhere_is_moved_and_both_places_lead_to_each_other(
    cast, article, viewer, view
):
    words = "She took no questions."
    correct(cast, article, TEXT.replace(" “I was", f" {words} “I was"))
    correct(cast, article, f"{TEXT} {words}")
    page = viewer.get(f"/articles/{article.pk}/compare/?view={view}")

    sides = [side for row in page.context["rows"] for side in (row.old, row.new) if side]
    differing = [(one.kind, one.text.strip()) for side in sides for one in side.pieces if one.kind]
    assert differing == [("away", words), ("here", words)]
    html = tidy(page)
    assert 'id="away-1"' in html
    assert 'href="#here-1"' in html


def test_in_one_column_a_space_stands_between_the_old_and_the_new_words(cast, article, viewer):
    correct(cast, article, TEXT.replace("41", "43").replace("Tuesday", "Monday"))
    html = tidy(viewer.get(f"/articles/{article.pk}/compare/?view=inline"))

    assert "<del>41</del> <ins>43</ins> bridges" in html
    assert "<del>Tuesday</del> <ins>Monday</ins>." in html


def test_withdrawn_claims_are_called_so_and_not_counted(cast, article, viewer):
    factory.make_claim(cast, article, words="resigned on Tuesday")
    for phrase in ("41 bridges", "Minister resigns"):
        claim = factory.make_claim(cast, article, words=phrase)
        workflow.dismiss(actor=cast.checker, claim_id=claim.pk, note="")
    correct(cast, article, TEXT.replace("41 bridges", "roads"))
    page = viewer.get(f"/articles/{article.pk}/compare/")

    assert sorted(fates(page).values()) == ["kept", "withdrawn", "withdrawn"]
    assert page.context["standing"] == 1
    assert "2 withdrawn claims are not counted." in words(page)
    assert [name for name, *_ in page.context["counts"]] == ["kept"]


def test_a_withdrawn_claim_without_words_stands_at_the_end(cast, article, viewer):
    claim = factory.make_claim(cast, article, words="41 bridges")
    correct(cast, article, TEXT.replace("41 bridges", "roads"))
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk, note="")
    correct(cast, article, "Nothing is as it was. Nobody knows.\n\nThe end.")

    rows = viewer.get(f"/articles/{article.pk}/compare/").context["rows"]
    cards = [[card.outcome for card in row.cards] for row in rows]
    assert cards == [*[[]] * (len(rows) - 1), ["withdrawn"]]


def test_kept_claims_of_a_paragraph_are_one_line_that_opens_for_the_one_asked_for(
    cast, article, viewer
):
    factory.make_claim(cast, article, words="Ilka Varn")
    claim = factory.make_claim(cast, article, words="resigned on Tuesday")
    correct(cast, article, TEXT.replace("41", "43"))
    path = f"/articles/{article.pk}/compare/"

    page = viewer.get(path)
    [card] = [card for row in page.context["rows"] for card in row.cards]
    assert [fate.number for fate in card.fates] == [1, 2]
    assert '<details class="fate-card fate-kept">' in tidy(page)
    html = tidy(viewer.get(f"{path}?claim={claim.pk}"))
    assert '<details class="fate-card fate-kept leads" open>' in html
    assert html.count("data-leads-here") == 1


def test_the_note_tells_first_what_was_checked(cast, article, viewer):
    factory.make_checked_claim(cast, article, words="I was never told")
    new = TEXT.replace("41", "43").replace("never", "not")
    correct(cast, article, new)

    note = viewer.get(f"/articles/{article.pk}/compare/").context["reader_note"]
    assert note.index("I was not told") < note.index("43 bridges")


@pytest.mark.parametrize("view", ["sides", "inline"])
def test_both_texts_stand_on_the_page_whole(cast, article, viewer, view):
    new = TEXT.replace("41", "43").replace("Tuesday", "Monday evening") + "\n\nMore."
    correct(cast, article, new)
    page = viewer.get(f"/articles/{article.pk}/compare/?view={view}")

    rows = page.context["rows"]
    sides = [row.new for row in rows if row.new]
    shown = "\n\n".join(
        "".join(piece.text for piece in side.pieces if piece.kind not in ("out", "away", "gap"))
        for side in sides
    )
    assert shown == new
    if view == "sides":
        olds = ["".join(piece.text for piece in row.old.pieces) for row in rows if row.old]
        assert "\n\n".join(olds) == TEXT
    else:
        assert "Tuesday" in tidy(page)


def test_a_claim_is_seen_in_the_revision_it_was_made_on(cast, article, viewer):
    claim = factory.make_claim(cast, article)
    correct(cast, article, "Something else entirely.")
    page = viewer.get(f"/articles/{article.pk}/compare/?old=1&new=1&claim={claim.pk}")

    assert page.context["view"] == "single"
    marked = [piece.text for row in page.context["rows"] for piece in row.new.pieces if piece.marks]
    assert marked == ["41 bridges"]


def test_any_two_revisions_may_be_asked_for_in_any_order(cast, article, viewer):
    correct(cast, article, TEXT + " Two.")
    correct(cast, article, TEXT + " Three.")
    for query in ("old=1&new=3", "old=3&new=1"):
        page = viewer.get(f"/articles/{article.pk}/compare/?{query}")
        assert (page.context["old"].number, page.context["new"].number) == (1, 3)
    assert viewer.get(f"/articles/{article.pk}/compare/").context["old"].number == 2


def test_an_article_with_one_revision_is_shown_as_it_is(article, viewer):
    assert viewer.get(f"/articles/{article.pk}/compare/").context["view"] == "single"


def test_of_a_claim_with_several_places_the_one_that_waits_is_told(cast, article, viewer):
    claim = factory.make_claim(cast, article, words="Minister resigns")
    start = TEXT.index("41 bridges")
    revision = article.current_revision
    Anchor.objects.create(
        claim=claim, revision=revision, start=start, end=start + 10, exact="41 bridges"
    )
    correct(cast, article, TEXT.replace("41", "43"))

    page = viewer.get(f"/articles/{article.pk}/compare/")
    [fate] = page.context["fates"]
    assert (fate.outcome, fate.waits, fate.new.exact) == ("changed", True, "43 bridges")


@pytest.mark.parametrize("query", ["old=9", "new=0", "old=x", "new=99999999999999999999"])
def test_a_revision_that_is_none_is_not_found(query, article, viewer):
    assert viewer.get(f"/articles/{article.pk}/compare/?{query}").status_code == 404


def test_strangers_find_nothing(cast, article, sign_in):
    assert sign_in(cast.stranger).get(f"/articles/{article.pk}/compare/").status_code == 404


def test_it_asks_as_many_questions_whatever_the_number_of_claims(cast, article, viewer):
    factory.make_claim(cast, article)
    correct(cast, article, TEXT.replace("41", "43"))
    path = f"/articles/{article.pk}/compare/"
    viewer.get(path)
    with CaptureQueriesContext(connection) as few:
        viewer.get(path)
    for phrase in ("Ilka Varn", "resigned", "The report"):
        factory.make_claim(cast, article, words=phrase)
    with CaptureQueriesContext(connection) as many:
        assert len(viewer.get(path).context["fates"]) == 4
    assert len(many) == len(few)
