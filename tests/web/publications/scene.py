"""A desk with public pages, and a claim on one of them."""

from annotations.services.claims import assessments, contacts
from annotations.services.publications import publishing, settings
from annotations.services.sources import snapshots
from tests import factory

SCRIPT = "</script><script>alert(1)</script><!--"


def open_pages(cast, **given):
    return settings.change(actor=cast.editor, desk_id=cast.desk.pk, is_on=True, **given)


def checked(cast, article=None, *, rating="supported", rationale="Page 4 says so.", **given):
    """With evidence of which a copy is kept, and somebody who was asked."""
    claim = factory.make_claim(cast, article, **given)
    row = factory.make_evidence(cast, claim, excerpt="41 bridges need repair", note="SECRET NOTE")
    snapshots.take(actor=cast.checker, source_id=row.source_id, text="41 bridges need repair.")
    asked = contacts.ask(actor=cast.checker, claim_id=claim.pk, asked="The ministry")
    contacts.answer(
        actor=cast.checker,
        request_id=asked.pk,
        seen_version=asked.version,
        reply="SECRET REPLY",
        published="The number is right.",
    )
    rate(cast, claim, rating, rationale)
    claim.refresh_from_db()
    return claim


def rate(cast, claim, rating, rationale="Page 4 says so."):
    proposal = factory.make_proposal(cast, claim, rating=rating, rationale=rationale)
    return assessments.approve(
        actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version, note="SECRET"
    )


def published(cast, article=None, **given):
    claim = checked(cast, article, **given)
    return publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
