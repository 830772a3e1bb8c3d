"""Priority, due date, labels and watching in the panel; the page of labels."""

from datetime import date

import pytest

from annotations.models import Priority, Watch
from annotations.services.claims import labels
from tests.factory import make_claim
from tests.web.scene import ask, send, words


@pytest.fixture
def claim(cast):
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget", colour="blue")
    return make_claim(cast)


def marked(claim, **more):
    return {"version": claim.version, "priority": "1", "due": "", "labels": []} | more


def test_priority_due_date_and_labels_are_saved_together(cast, claim, sign_in):
    checker = sign_in(cast.checker)
    page = send(
        checker,
        f"/claims/{claim.pk}/marks/",
        **marked(claim, priority="3", due="2026-12-24", labels=["Budget"]),
    )

    claim.refresh_from_db()
    assert (claim.priority, claim.due) == (Priority.URGENT, date(2026, 12, 24))
    assert [label.name for label in claim.labels.all()] == ["Budget"]
    assert page.status_code == 200
    assert "label-blue" in words(page)
    assert "Urgent" in words(page)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"priority": "9"}, "Choose a priority."),
        ({"due": "2026-02-31"}, "Enter a date."),
        ({"due": "soon"}, "Enter a date."),
        ({"labels": ["Sports"]}, "no label “Sports”"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, claim, sign_in, given, told):
    page = send(sign_in(cast.checker), f"/claims/{claim.pk}/marks/", **marked(claim, **given))
    assert page.status_code == 422
    assert told in words(page)


def test_marks_on_an_older_version_are_refused(cast, claim, sign_in):
    checker = sign_in(cast.checker)
    send(checker, f"/claims/{claim.pk}/marks/", **marked(claim, priority="2"))
    assert send(checker, f"/claims/{claim.pk}/marks/", **marked(claim)).status_code == 412


def test_a_viewer_sees_labels_and_changes_none(cast, claim, sign_in):
    viewer = sign_in(cast.viewer)
    assert "/marks/" not in words(ask(viewer, f"/claims/{claim.pk}/"))
    assert send(viewer, f"/claims/{claim.pk}/marks/", **marked(claim)).status_code == 403


def test_anybody_watches_from_the_panel(cast, claim, sign_in):
    viewer = sign_in(cast.viewer)
    page = send(viewer, f"/claims/{claim.pk}/watch/", watch="1")
    assert 'aria-pressed="true"' in words(page)
    assert Watch.objects.of(cast.viewer).get().claim_id == claim.pk
    send(viewer, f"/claims/{claim.pk}/watch/")
    assert not Watch.objects.exists()


def test_labels_are_kept_on_their_page(cast, claim, sign_in):
    checker = sign_in(cast.checker)
    checker.post("/labels/add/", {"desk": cast.desk.pk, "name": "Health", "colour": "red"})
    health = cast.desk.claim_labels.get(name="Health")
    checker.post(
        f"/labels/{health.pk}/edit/", {"version": 1, "name": "Public health", "colour": "green"}
    )
    assert "Public health" in words(checker.get("/labels/"))
    refused = checker.post(
        "/labels/add/", {"desk": cast.desk.pk, "name": "budget", "colour": "red"}
    )
    assert refused.status_code == 422
    assert "has a label “budget” already" in words(refused)
    checker.post(f"/labels/{health.pk}/remove/", {"version": 2})
    assert [label.name for label in cast.desk.claim_labels.all()] == ["Budget"]


def test_a_reporter_reads_labels_and_keeps_none(cast, claim, sign_in):
    reporter = sign_in(cast.reporter)
    assert "/labels/add/" not in words(reporter.get("/labels/"))
    sent = reporter.post("/labels/add/", {"desk": cast.desk.pk, "name": "X", "colour": "red"})
    assert sent.status_code == 403
