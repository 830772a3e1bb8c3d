"""What is public of a desk, and what the desk says about itself there."""

from typing import Any

from rest_framework import serializers as s

from annotations.exchange.publications import addresses
from annotations.exchange.site import asked_at
from annotations.models import Bundle, BundleKey, CorrectionRequest, Publication, PublicPages
from annotations.models.publications.pages import LONGEST_POLICY

from ..shell.bodies import Body, Flag, Id, Line
from ..shell.representation import Representation, Url, represents


@represents(Publication)
class PublicationSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("publications")
    version = s.IntegerField()
    desk = s.IntegerField(source="desk_id")
    kind = s.ChoiceField(choices=Publication.Kind.choices)
    article = s.IntegerField(source="article_id", allow_null=True)
    claim = s.IntegerField(
        source="claim_id", allow_null=True, help_text="Null for the page of an article."
    )
    key = s.CharField(help_text="Its address, which never changes.")
    state = s.ChoiceField(choices=Publication.State.choices)
    published_at = s.DateTimeField(help_text="When it came out first.")
    published_by = s.IntegerField(source="published_by_id")
    shown_at = s.DateTimeField(help_text="When what it shows was last published or approved.")
    corrected_at = s.DateTimeField(
        allow_null=True, help_text="When a verdict on it was changed to another one."
    )
    unpublished_at = s.DateTimeField(allow_null=True)
    unpublished_by = s.IntegerField(source="unpublished_by_id", allow_null=True)
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()


class PublicationBody(Body):
    claim = Id(required=False, help_text="A checked claim; or else:")
    article = Id(required=False, help_text="An article with all of its checked claims.")


@represents(PublicPages)
class PublicPagesSerializer(Representation):
    desk = s.IntegerField(source="desk_id")
    version = s.IntegerField()
    is_on = s.BooleanField(help_text="While it is false nothing of the desk is public.")
    names_people = s.BooleanField(help_text="Pages say who proposed and who approved a verdict.")
    whole_texts = s.BooleanField(
        help_text="Bundles hold the texts of articles and copies that readers can open."
    )
    methodology: Any = s.CharField(help_text="How the desk checks.")
    corrections: Any = s.CharField(help_text="How it corrects.")
    funding: Any = s.CharField(help_text="Who pays for it.")


class PublicPagesBody(Body):
    is_on = Flag(required=False)
    names_people = Flag(required=False)
    whole_texts = Flag(required=False)
    methodology = Line(required=False, max_length=LONGEST_POLICY)
    corrections = Line(required=False, max_length=LONGEST_POLICY)
    funding = Line(required=False, max_length=LONGEST_POLICY)


@represents(CorrectionRequest)
class CorrectionRequestSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("correction-requests")
    version = s.IntegerField()
    publication = s.IntegerField(source="publication_id")
    desk = s.IntegerField(source="publication.desk_id")
    article = s.IntegerField(source="article_id")
    claim = s.IntegerField(source="claim_id", allow_null=True)
    words = s.CharField(help_text="What the reader says is wrong.")
    source_url = s.CharField(help_text="Where that can be read.")
    name = s.CharField()
    email = s.CharField()
    state = s.ChoiceField(choices=CorrectionRequest.State.choices)
    note = s.CharField(help_text="Of the editor who decided; for the desk alone.")
    decided_by = s.IntegerField(source="decided_by_id", allow_null=True)
    decided_at = s.DateTimeField(allow_null=True)
    created_at = s.DateTimeField()
    updated_at = s.DateTimeField()

    @classmethod
    def rows(cls):
        return CorrectionRequest.objects.select_related("publication")


DECISIONS = [
    (CorrectionRequest.State.ACCEPTED.value, "Accepted"),
    (CorrectionRequest.State.DECLINED.value, "Declined"),
]


class CorrectionDecisionBody(Body):
    state = s.ChoiceField(choices=DECISIONS)
    note = Line(required=False, default="", max_length=2_000)


@represents(Bundle)
class BundleSerializer(Representation):
    id = s.IntegerField(source="pk")
    url = Url("bundles")
    publication = s.IntegerField(source="verdict.publication_id")
    claim = s.IntegerField(source="verdict.assessment.claim_id")
    question = s.CharField(
        source="verdict.assessment.question", help_text="The question: `said` or `true`."
    )
    assessment = s.IntegerField(source="verdict.assessment_id")
    address = s.SerializerMethodField(
        help_text="Where everybody downloads it, without a token: of each question the same."
    )
    made_at = s.DateTimeField(allow_null=True, help_text="Null while it is wanted only.")
    key = s.IntegerField(
        source="key_id", allow_null=True, help_text="Which key signed it (id); null until then."
    )
    sha256 = s.CharField(help_text="Of the whole file; empty until it is made.")
    size = s.IntegerField(help_text="In bytes.")
    problem = s.CharField(help_text="Why it is not made yet; empty when nothing hinders.")

    @classmethod
    def rows(cls):
        return Bundle.objects.defer("content").select_related(
            "verdict__publication", "verdict__assessment"
        )

    def get_address(self, row: Any) -> str:
        site = str(self.context["base"]).removesuffix("api/v1/")
        verdict = row.verdict
        with asked_at(site):
            return addresses.of_bundle(
                verdict.publication.key, verdict.assessment.claim_id, verdict.assessment.question
            )


@represents(BundleKey)
class BundleKeySerializer(Representation):
    id = s.IntegerField(source="pk")
    name = s.CharField(help_text="By which bundles name it: the beginning of its hash.")
    public_key = s.CharField(help_text="Ed25519, 32 bytes in hex.")
    created_at = s.DateTimeField(help_text="When it signed for the first time.")
