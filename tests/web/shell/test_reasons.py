"""Why somebody changes something is kept with the change."""

from urllib.parse import quote

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from annotations.models import Event, with_reason
from annotations.models.audit import LONGEST_REASON
from annotations.services.claims import workflow
from annotations.services.undo import history
from tests.factory import make_claim, make_source


def newest(table: str) -> Event:
    return Event.objects.filter(table=table).latest("pk")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (None, ""),
        (quote("Tippfehler – geprüft"), "Tippfehler – geprüft"),
        ("two%0Alines%00 %FF", "two lines �"),
        ("x" * 900, "x" * LONGEST_REASON),
    ],
)
def test_a_header_says_why(cast, client, bearer, said, kept):
    claim = make_claim(cast)
    more = {} if said is None else {"X-Reason": said}
    answer = client.patch(
        f"/api/v1/claims/{claim.pk}/", {"statement": "41 bridges are closed"},
        content_type="application/json",
        headers=bearer(cast.checker) | {"If-Match": f'"{claim.version}"'} | more,
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    assert newest("claim").reason == kept


def test_the_reason_of_one_request_is_not_the_next_ones(cast, sign_in):
    client, source = sign_in(cast.admin), make_source(cast)
    address = reverse("admin:annotations_source_change", args=[source.pk])
    form = {"title": "Bridge report", "kind": "document"}
    assert 'name="_reason"' in client.get(address).content.decode()

    client.post(address, form | {"_reason": "The editor asked for it"})
    assert newest("source").new["title"] == "Bridge report"
    assert newest("source").reason == "The editor asked for it"
    client.post(address, form | {"title": "Report"})
    assert newest("source").new["title"] == "Report"
    assert newest("source").reason == ""


def test_the_history_of_a_claim_says_why(cast):
    claim = make_claim(cast)
    with with_reason("I know <him>"):
        workflow.take(actor=cast.checker, claim_id=claim.pk)
    [line, *_] = history.lines(claim)
    assert line["why"] == "I know <him>"
    page = render_to_string("claims/history.html", {"history": [line]})
    assert "(“I know &lt;him&gt;”)" in page


def test_a_reason_that_was_taken_out_is_not_said(cast):
    event = Event(reason="redacted:" + "0" * 64, salt=None, field_salts={})
    assert event.why == ""
