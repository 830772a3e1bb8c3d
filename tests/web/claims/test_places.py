"""The places of a claim in the panel: moved by steps and by dragging, added, removed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.services.anchors import adjust
from annotations.services.articles import revisions
from annotations.services.claims import claims
from tests.factory import TEXT, make_claim
from tests.web.entities.test_mentions import selection
from tests.web.scene import HTMX, ask, send, words


@pytest.fixture
def reporter(cast, sign_in):
    return sign_in(cast.reporter)


def version(claim) -> int:
    claim.refresh_from_db()
    return claim.version


def standing(claim) -> list[str]:
    return [anchor.exact for anchor in claim.anchors.current()]


def add(scene, client, chosen="twice as many", **more):
    fields = selection(scene.article, chosen, version=version(scene.claim)) | more
    return send(client, f"/claims/{scene.claim.pk}/places/", **fields)


def resize(client, claim, anchor=None, **fields):
    anchor = anchor or claim.anchors.current().first()
    fields = {"version": version(claim), "place": anchor.pk} | fields
    return send(client, f"/anchors/{anchor.pk}/words/", **fields)


@pytest.mark.parametrize(
    ("way", "unit", "wanted"),
    [
        ("start-earlier", "", "counted 41 bridges"),
        ("start-later", "", "bridges"),
        ("end-earlier", "", "41"),
        ("end-later", "", "41 bridges in"),
        ("start-earlier", "letter", "d 41 bridges"),
        ("start-later", "letter", "1 bridges"),
        ("end-earlier", "letter", "41 bridge"),
        ("end-later", "letter", "41 bridges i"),
    ],
)
def test_an_end_goes_by_a_word_or_a_letter(way, unit, wanted, scene, reporter):
    response = resize(reporter, scene.claim, way=way, unit=unit)
    assert response.status_code == 200, words(response)
    assert standing(scene.claim) == [wanted]
    assert "Highlight of the claim changed" in words(response)


def test_dragged_words_are_the_claims(scene, reporter):
    fields = selection(scene.article, "counted 41 bridges in need")
    assert resize(reporter, scene.claim, **fields).status_code == 200
    assert standing(scene.claim) == ["counted 41 bridges in need"]


def test_no_word_is_left_to_take_in(scene, reporter):
    fields = selection(scene.article, "The report")
    resize(reporter, scene.claim, **fields)
    response = resize(reporter, scene.claim, way="start-earlier")
    assert response.status_code == 422
    assert "no word to add or drop" in words(response)


@pytest.mark.parametrize("fields", [{}, {"way": "sideways"}, {"way": "end-later", "version": "x"}])
def test_what_is_not_understood_is_refused(fields, scene, reporter):
    assert resize(reporter, scene.claim, **fields).status_code == 422
    assert standing(scene.claim) == ["41 bridges"]


def test_a_second_place_is_shown_as_the_one_that_is_meant(scene, reporter):
    response = add(scene, reporter)
    assert response.status_code == 200, words(response)
    assert standing(scene.claim) == ["41 bridges", "twice as many"]
    second = scene.claim.anchors.get(exact="twice as many")
    assert response.context["meant"] == second
    assert f'data-start="{second.start}"' in words(response)
    assert "Highlight added to the claim" in words(response)

    resize(reporter, scene.claim, second, way="end-later")
    assert standing(scene.claim) == ["41 bridges", "twice as many as"]


def test_the_whole_page_has_the_same_places_as_the_panel(scene, reporter):
    add(scene, reporter)
    page = words(reporter.get(f"/articles/{scene.article.pk}/?claim={scene.claim.pk}"))
    for shown in ("data-words", "Add another place", "twice as many</q>"):
        assert shown in page


def test_the_place_that_is_meant_is_named_by_the_address(scene, reporter):
    add(scene, reporter)
    first, second = scene.claim.anchors.current()
    for place in (first, second):
        response = ask(reporter, f"/claims/{scene.claim.pk}/?place={place.pk}")
        assert response.context["meant"] == place
    assert ask(reporter, f"/claims/{scene.claim.pk}/?place=x").context["meant"] == first


def test_the_place_that_is_meant_stays_so_whatever_is_done_from_its_page(scene, reporter):
    add(scene, reporter)
    _, second = scene.claim.anchors.current()
    path = f"/claims/{scene.claim.pk}/"
    panel = words(ask(reporter, f"{path}?place={second.pk}"))
    assert f'data-place="{second.pk}"' in panel
    assert f"&amp;place={second.pk}" in panel
    address = f"http://testserver/articles/1/?claim={scene.claim.pk}&place={second.pk}"
    shown = HTMX | {"HX-Current-URL": address}
    saved = {"version": version(scene.claim), "statement": "Forty-one bridges"}

    assert reporter.get(path, headers=shown).context["meant"] == second
    assert reporter.post(f"{path}edit/", saved, headers=shown).context["meant"] == second
    another = HTMX | {"HX-Current-URL": address.replace("claim=", "claim=9")}
    assert reporter.get(path, headers=another).context["meant"] != second


def test_a_claim_with_one_place_names_none(scene, reporter):
    assert "data-place=" not in words(ask(reporter, f"/claims/{scene.claim.pk}/"))


def test_a_place_is_removed_and_the_last_one_is_not_offered_to_be(scene, reporter):
    add(scene, reporter)
    first, second = scene.claim.anchors.current()
    fields = {"version": version(scene.claim)}
    response = send(reporter, f"/anchors/{first.pk}/remove/", **fields)
    assert response.status_code == 200
    assert standing(scene.claim) == ["twice as many"]
    assert "Remove this place" not in words(response)
    fields = {"version": version(scene.claim)}
    assert send(reporter, f"/anchors/{second.pk}/remove/", **fields).status_code == 409


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(cast, scene, reporter):
    seen = version(scene.claim)
    claims.edit(
        actor=cast.checker, claim_id=scene.claim.pk, seen_version=None, statement="Other words."
    )
    response = resize(reporter, scene.claim, way="end-later", version=seen)
    assert response.status_code == 412
    assert standing(scene.claim) == ["41 bridges"]
    assert add(scene, reporter, version=seen).status_code == 412


def test_a_place_of_a_text_that_was_corrected_is_gone(cast, scene, reporter):
    anchor = scene.claim.anchors.get()
    revisions.revise(
        actor=cast.reporter, article_id=scene.article.pk, seen_version=None,
        text=TEXT + "\n\nMore.", kind="update",
    )  # fmt: skip
    assert resize(reporter, scene.claim, anchor, way="end-later").status_code == 404


def test_whoever_may_only_read_sees_the_places_and_no_button(cast, scene, sign_in, reporter):
    add(scene, reporter)
    shown = words(ask(sign_in(cast.viewer), f"/claims/{scene.claim.pk}/"))
    assert "twice as many</q>" in shown
    for button in ("Add word before", "Add another place", "Remove this place"):
        assert button not in shown


def test_a_reporter_moves_no_claim_of_others(cast, scene, reporter):
    theirs = make_claim(cast, scene.article, words="on Tuesday", actor=cast.checker)
    assert resize(reporter, theirs, way="end-later").status_code in (403, 422)
    assert standing(theirs) == ["on Tuesday"]


def test_the_history_tells_each_change(cast, scene, reporter):
    add(scene, reporter)
    resize(reporter, scene.claim, way="start-earlier")
    second = scene.claim.anchors.get(exact="twice as many")
    send(reporter, f"/anchors/{second.pk}/remove/", version=version(scene.claim))
    response = ask(reporter, f"/claims/{scene.claim.pk}/")
    told = [line["text"] for line in response.context["history"]]
    assert "reporter removed the highlight “twice as many”" in told
    assert "reporter moved the highlight from “41 bridges” to “counted 41 bridges”" in told
    assert "reporter added the highlight “twice as many”" in told
    assert told[-1] == "reporter added this claim"


def test_the_page_paints_both_places(scene, reporter):
    response = add(scene, reporter)
    rows = [row["exact"] for row in response.context["spans"] if row["kind"] == "claim"]
    assert rows == ["41 bridges", "twice as many"]


def test_a_place_takes_no_more_queries_than_none(cast, scene, reporter):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(reporter, f"/claims/{scene.claim.pk}/")
        return len(captured)

    asked()
    before = asked()
    for chosen in ("twice as many", "Ilka Varn", "resigned"):
        where = selection(scene.article, chosen)
        adjust.add(
            actor=cast.reporter, claim_id=scene.claim.pk, revision_id=where["revision"],
            start=where["start"], end=where["end"],
        )  # fmt: skip
    assert asked() == before
