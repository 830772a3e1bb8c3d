"""What everything.ndjson holds: one entry a table, in the order of the file (docs/ndjson.md).

A model is either in TABLES or, with the reason, in LEFT_OUT; a test holds that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model, Q

from annotations.models import (
    Alias,
    Anchor,
    Answer,
    AnswerEvidence,
    Article,
    Assessment,
    AttributionStep,
    BlindRating,
    Bundle,
    BundleKey,
    CheckAnswer,
    CheckQuestion,
    Claim,
    ClaimLabel,
    ClaimLink,
    Comment,
    CorrectionRequest,
    Delivery,
    Deputy,
    Desk,
    DeskTurn,
    DoubleCheck,
    Embargo,
    Embed,
    Entity,
    EntityMove,
    EntityPair,
    Event,
    Evidence,
    ExternalCheck,
    Feed,
    FeedEntry,
    GuestLink,
    Handover,
    Head,
    Import,
    ImportedRecord,
    Invitation,
    Labelling,
    MailSettings,
    Membership,
    Mention,
    NamesReview,
    Notification,
    Original,
    Outbox,
    Publication,
    PublicPages,
    PublishedVerdict,
    Quotation,
    Rating,
    Redaction,
    ReplyRequest,
    Revision,
    SavedFilter,
    Seal,
    SignInChange,
    Snapshot,
    SnapshotRequest,
    Source,
    SourceMerge,
    StyleWord,
    Suggestion,
    TaggingBatch,
    TaggingRule,
    TaggingRun,
    Thread,
    Token,
    Transfer,
    User,
    Watch,
    Webhook,
    WorkerHeartbeat,
)

EVERYBODY = "everybody"  # Of a desk: whom its rows name.


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the file.

    `desk` is the path to a row's desk; "" where rows are in the export of all desks alone.
    """

    model: type[Model]
    desk: str = ""
    # Of a desk's export: which rows only, which besides (SQL: their keys), and what stands in a
    # column (SQL, `t` is the row).
    only: Q = field(default_factory=Q)
    besides: str = ""
    in_desk: Mapping[str, str] = field(default_factory=dict)
    # Columns that a desk's export has not, and those that no export has with what an import
    # writes there (SQL; None: what the model says of a new row).
    private: tuple[str, ...] = ()
    never: Mapping[str, str | None] = field(default_factory=dict)
    # Arrays of people, beside the columns that point at one.
    people: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The `type` of its lines."""
        return str(self.model._meta.model_name)


RANDOM = "replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')"
SECRET = "'whsec_' || encode(substr(decode(" + RANDOM + ", 'hex'), 1, 24), 'base64')"
# An address that a person wrote themselves: an identity provider's word for it opens no account
# (services/accounts/identities.py), and the trail that says so is not in the file.
EMAIL = """(SELECT CASE WHEN coalesce((SELECT e.actor_id FROM annotations_event e
    WHERE e."table" = 'user' AND e.object_id = t.id AND e.new ? 'email'
    ORDER BY e.id DESC LIMIT 1) = t.id, false) THEN '' ELSE t.email END)"""
OF_DESK = """(SELECT a.id FROM annotations_article a
    WHERE a.id = t.article_id AND a.desk_id = {desk})"""
BATCH = """(SELECT b.id FROM annotations_taggingbatch b
    WHERE b.id = t.batch_id AND b.desk_id = {desk})"""
# Nobody reads what one of two people rates before both have.
CHECK = "(SELECT {column} FROM annotations_doublecheck d WHERE d.id = t.double_check_id)"
OPEN = CHECK.format(column="d.revealed_at IS NOT NULL")
BEGUN = CHECK.format(column="d.created_at")
SEALED = {
    "rating_id": f"CASE WHEN {OPEN} THEN t.rating_id END",
    "rationale": f"CASE WHEN {OPEN} THEN t.rationale ELSE '' END",
    "handed_in_at": f"CASE WHEN {OPEN} THEN t.handed_in_at END",
    "created_at": f"CASE WHEN {OPEN} THEN t.created_at ELSE {BEGUN} END",
    "updated_at": f"CASE WHEN {OPEN} THEN t.updated_at ELSE {BEGUN} END",
}
# Steps of other desks' scales, on which verdicts stand that came here with their article.
STEPS = """SELECT s.rating_id FROM annotations_assessment s
    JOIN annotations_claim c ON c.id = s.claim_id WHERE c.desk_id = {desk}
UNION SELECT b.rating_id FROM annotations_blindrating b
    JOIN annotations_doublecheck d ON d.id = b.double_check_id AND d.revealed_at IS NOT NULL
    JOIN annotations_claim c ON c.id = d.claim_id WHERE c.desk_id = {desk}"""
DESKS = f"SELECT r.desk_id FROM annotations_rating r WHERE r.id IN ({STEPS})"
OF_PERSON = ("first_name", "last_name", "email", "date_joined", "language", "claims_table")
OF_REVISION = "revision__article__desk"

# Words stand before what is found by them (an article's text, a claim's anchors, an entity's
# names), people and desks before all.
TABLES: tuple[Table, ...] = (
    Table(Desk, "pk", besides=DESKS),
    Table(
        User,
        EVERYBODY,
        private=OF_PERSON,
        never={
            "password": f"'!' || {RANDOM}",
            "last_login": None,
            "is_superuser": None,
            "is_staff": None,
        },
    ),
    Table(Membership, "desk"),
    Table(MailSettings, never={"lease_until": None, "tries": None}),
    Table(Deputy, "desk"),
    Table(PublicPages, "desk"),
    Table(Rating, "desk", besides=STEPS),
    Table(ClaimLabel, "desk"),
    Table(TaggingRule, "desk"),
    Table(StyleWord, "desk"),
    Table(SavedFilter, "desk"),
    Table(Handover, "desk", never={"ended_tokens": None}),
    Table(
        Webhook,
        "desk",
        never={"hidden": SECRET, "secret_since": None, "is_paused": "true", "problem": None},
    ),
    Table(Feed, "desk"),
    Table(Revision, "article__desk"),
    Table(Article, "desk"),
    Table(Original, "article__desk"),
    Table(Embargo, "article__desk", people=("people",)),
    Table(Transfer),
    Table(FeedEntry, "feed__desk", in_desk={"article_id": OF_DESK}),
    Table(Import, "desk"),
    Table(ImportedRecord, "of__desk", in_desk={"article_id": OF_DESK}),
    Table(TaggingBatch, "desk"),
    Table(TaggingRun, "desk", in_desk={"batch_id": BATCH}),
    Table(Alias, "desk"),
    Table(Entity, "desk"),
    Table(EntityPair, "desk"),
    Table(EntityMove, "desk"),
    Table(Mention, "desk"),
    Table(NamesReview, OF_REVISION),
    Table(Quotation, "desk"),
    Table(Source, "desk"),
    Table(SourceMerge, "desk"),
    Table(Snapshot, "source__desk"),
    Table(SnapshotRequest, "source__desk"),
    Table(Anchor, "claim__desk"),
    Table(Claim, "desk"),
    Table(Suggestion, "desk"),
    Table(AttributionStep, "claim__desk"),
    Table(Labelling, "claim__desk"),
    Table(ClaimLink, "claim__desk"),
    Table(Watch),
    Table(ReplyRequest, "claim__desk"),
    Table(Evidence, "claim__desk"),
    Table(ExternalCheck, "desk"),
    Table(CheckQuestion, "claim__desk"),
    Table(CheckAnswer, "claim__desk"),
    Table(AnswerEvidence, "claim__desk"),
    Table(Assessment, "claim__desk", people=("changers",)),
    Table(DoubleCheck, "claim__desk"),
    Table(BlindRating, "double_check__claim__desk", in_desk=SEALED),
    Table(Publication, "desk"),
    Table(PublishedVerdict, "publication__desk"),
    Table(CorrectionRequest, "publication__desk"),
    Table(Thread, "article__desk"),
    Table(Comment, "thread__article__desk"),
    Table(GuestLink, OF_REVISION, never={"digest": RANDOM}),
    Table(Redaction, "desk", only=Q(state=Redaction.State.DONE)),
    Table(Notification, never={"mail_at": None, "mailed_at": None}),
)
BY_NAME = {table.name: table for table in TABLES}

LEFT_OUT: dict[type[Model], str] = {
    Answer: "repeats what a request was answered, for a day",
    Bundle: "made of what is published, and signed by this installation",
    BundleKey: "which keys signed bundles of this installation",
    Delivery: "a message to a receiver, made of the trail",
    DeskTurn: "whose turn it is in the queue",
    Embed: "which sites were seen to show a card",
    Event: "the trail is signed where things happened; an import leaves lines of its own",
    Head: "signs the trail",
    Invitation: "its link is signed by this installation: invite anew",
    Outbox: "how far the trail was made into messages",
    Seal: "seals the trail",
    SignInChange: "how people sign in, which no import brings",
    Token: "a secret",
    WorkerHeartbeat: "which workers live",
}
