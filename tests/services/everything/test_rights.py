"""Only the owner of the tables brings everything in: the application has no door to it."""

import pytest

from annotations.errors import NotAllowed
from annotations.models import Claim
from annotations.services.claims import claims
from tests import factory

from .bringing import brought, exported


@pytest.mark.parametrize("how", [{}, {"dry": True}, {"beside": True}])
def test_the_application_imports_nothing(cast, tmp_path, how):
    factory.make_claim(cast)
    data = exported()
    with pytest.raises(NotAllowed):
        brought(tmp_path, data, **how)
    assert exported() == data


@pytest.mark.owner
def test_guards_and_trail_work_again_after_an_import_that_failed(cast, tmp_path):
    claim = factory.make_checked_claim(cast)
    assert brought(tmp_path, exported(), beside=True).problems
    before = claim.version
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=None, statement="Other")
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.stage == "review"
    assert claim.version > before
