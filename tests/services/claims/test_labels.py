"""Labels of a desk and of its claims, and priority: with the claim's version, and undone."""

from uuid import uuid4

import pytest
from django.db import transaction

from annotations.errors import Invalid, NotAllowed, NotFound, Stale
from annotations.models import Claim, ClaimLabel, Desk, Event, Labelling, Priority, request_id
from annotations.services.claims import claims, labels
from annotations.services.undo import undo
from tests.factory import make_article, make_claim
from tests.models.refused_by_database import refused


@pytest.fixture
def label(cast) -> ClaimLabel:
    return labels.add(actor=cast.checker, desk_id=cast.desk.pk, name=" Public  health ")


def named(claim: Claim) -> list[str]:
    return sorted(claim.labels.values_list("name", flat=True))


def test_a_label_has_a_clean_name_and_a_colour(label):
    assert (label.name, label.key, label.colour) == ("Public health", "public health", "grey")


def test_only_checkers_and_editors_keep_labels(cast, label):
    for person, refusal in ((cast.reporter, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(refusal):
            labels.add(actor=person, desk_id=cast.desk.pk, name="Budget")
        with pytest.raises(refusal):
            labels.edit(actor=person, label_id=label.pk, colour="red")
        with pytest.raises(refusal):
            labels.remove(actor=person, label_id=label.pk)


@pytest.mark.parametrize("name", ["PUBLIC HEALTH", " ", "…", "x" * 61])
def test_a_name_is_there_once_and_has_a_letter(cast, label, name):
    with pytest.raises(Invalid):
        labels.add(actor=cast.checker, desk_id=cast.desk.pk, name=name)


def test_a_colour_is_one_of_the_palette(cast, label):
    with pytest.raises(Invalid):
        labels.edit(actor=cast.checker, label_id=label.pk, colour="#ff0000")


def test_a_label_that_changed_meanwhile_is_not_overwritten(cast, label):
    labels.edit(actor=cast.editor, label_id=label.pk, seen_version=1, colour="red")
    with pytest.raises(Stale):
        labels.edit(actor=cast.checker, label_id=label.pk, seen_version=1, name="Health")


def test_labels_of_a_claim_raise_its_version_and_are_in_its_history(cast, label):
    claim = make_claim(cast)
    changed = claims.edit(
        actor=cast.reporter, claim_id=claim.pk, seen_version=1, labels=["public HEALTH"]
    )
    again = claims.edit(
        actor=cast.reporter, claim_id=claim.pk, seen_version=2, labels=["Public health"]
    )

    assert (changed.version, again.version, named(claim)) == (2, 2, ["Public health"])
    assert Event.objects.filter(table="labelling", claim_id=claim.pk, action="I").exists()


def test_a_claim_has_only_labels_of_its_desk(cast, label):
    foreign = labels.add(actor=cast.stranger, desk_id=cast.other_desk.pk, name="Doping")
    claim = make_claim(cast)
    with pytest.raises(Invalid):
        claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=1, labels=["Doping"])
    with refused("This label is of another desk"):
        Labelling.objects.create(claim=claim, label=foreign)


def test_priority_due_and_labels_of_one_request_are_undone_together(cast, label):
    claim = make_claim(cast)
    token = request_id.set(uuid4().hex)
    claims.edit(
        actor=cast.checker,
        claim_id=claim.pk,
        seen_version=1,
        priority=Priority.URGENT,
        labels=["Public health"],
    )
    request = request_id.get()
    request_id.reset(token)
    undo.undo(actor=cast.checker, request=request)

    claim.refresh_from_db()
    assert (claim.priority, named(claim)) == (Priority.NORMAL, [])


def test_a_label_that_is_removed_goes_from_its_claims(cast, label):
    claim = make_claim(cast)
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=1, labels=["Public health"])
    labels.remove(actor=cast.checker, label_id=label.pk, seen_version=label.version)
    assert named(claim) == []
    claim.refresh_from_db()
    assert claim.version == 3


def test_another_name_raises_the_version_of_the_claims_that_show_it(cast, label):
    claim, other = make_claim(cast), make_claim(cast)
    claims.edit(actor=cast.checker, claim_id=claim.pk, seen_version=1, labels=["Public health"])
    labels.edit(actor=cast.checker, label_id=label.pk, name="Health")
    labels.edit(actor=cast.checker, label_id=label.pk, colour="red")
    for row, version in ((claim, 3), (other, 1)):
        row.refresh_from_db()
        assert row.version == version


def test_a_claim_that_moves_to_another_desk_keeps_labels_of_the_same_name(cast, label):
    elsewhere = labels.add(actor=cast.stranger, desk_id=cast.other_desk.pk, name="public health")
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
    claim = make_claim(cast, make_article(cast))
    claims.edit(
        actor=cast.checker, claim_id=claim.pk, seen_version=1, labels=["Public health", "Budget"]
    )
    with transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(desk=Desk.objects.get(slug="sports"))
        assert list(claim.labels.all()) == [elsewhere]
        transaction.set_rollback(True)
