"""What was done before words were taken down brings none of them back."""

import pytest
from django.utils.translation import gettext as _

from annotations.errors import WrongState
from annotations.models import Claim, request_id
from annotations.services.claims import claims
from annotations.services.undo import history, recent
from annotations.services.undo.undo import undo
from annotations.web.entities import history as names
from tests.factory import make_claim

from .planting import SECRET, make_full, take_down, where

pytestmark = pytest.mark.owner


@pytest.fixture
def as_request():
    token = request_id.set("before-the-order")
    yield "before-the-order"
    request_id.reset(token)


def test_an_edit_with_the_words_is_not_undone(cast, as_request):
    claim = make_claim(cast, statement=f"{SECRET} did it.")
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="Somebody did it."
    )
    take_down(cast, "name", words=SECRET)

    assert not recent.steps(cast.checker)
    with pytest.raises(WrongState, match="taken down for legal reasons"):
        undo(actor=cast.checker, request=as_request)
    assert where(SECRET) == set()


def test_a_deleted_claim_with_the_words_does_not_come_back(cast, as_request):
    claim = make_claim(cast, statement=f"{SECRET} did it.")
    claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)
    take_down(cast, "name", words=SECRET)

    with pytest.raises(WrongState, match="taken down"):
        undo(actor=cast.editor, request=as_request)
    assert not Claim.objects.exists()


def test_histories_tell_that_words_were_taken_down(cast):
    full = make_full(cast)
    take_down(cast, "span", full.article.revisions.get(number=1).pk, words=SECRET)

    told = [line["text"] for line in history.lines(Claim.objects.get())]
    assert told
    assert not any(SECRET in line or "redacted" in line for line in told)
    told = [line["text"] for line in names.lines(cast.editor, full.clerk, [])]
    assert any(_("(taken down)") in line or "added" in line for line in told)
