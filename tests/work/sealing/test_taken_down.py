"""What is taken down after it was sealed is gone, and the trail and its proofs stand."""

import json

import pytest

from annotations.models import Claim, Event
from annotations.services.redaction import execution, requests
from annotations.trail.proofs import check_bundle
from annotations.work.sealing.proving import prove
from annotations.work.sealing.seals import seal
from annotations.work.sealing.verifying import verify

from .conftest import KEY, KEYS

pytestmark = pytest.mark.owner
LAW = {"reason": "A court says so.", "basis": "Order 7"}


def test_a_claim_that_was_taken_down_leaves_the_trail_well(trail, cast):
    words = trail.statement
    asked = requests.request(actor=cast.admin, kind="claim", object_id=trail.pk, **LAW)
    done = execution.carry_out(asked.pk)
    seal(KEY)

    assert done.state == "done", done.problem
    assert not Claim.objects.filter(pk=trail.pk).exists()
    report = verify(KEYS)
    assert report.findings == []
    assert report.redacted > 0
    assert words not in json.dumps(list(Event.objects.values_list("old", "new")))
    bundle = prove(trail.pk)
    assert words not in json.dumps(bundle)
    lines, _ = check_bundle(bundle, KEYS)
    assert {line.claim for line in lines} == {trail.pk}


def test_it_says_on_what_law_the_words_were_taken_out(trail, cast):
    asked = requests.request(actor=cast.admin, kind="claim", object_id=trail.pk, **LAW)
    execution.carry_out(asked.pk)
    gone = Event.objects.of_row("redaction", asked.pk).last()
    assert (gone.action, gone.reason, gone.actor_id) == ("U", "Order 7", cast.admin.pk)
