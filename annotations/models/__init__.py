"""All tables; Django finds them here."""

from .accounts.changes import Changed, SignInChange
from .accounts.deputies import Deputy
from .accounts.handovers import Handover
from .accounts.invitations import Invitation
from .accounts.people import Desk, Membership, Role, Scope, Token, User
from .articles.articles import Article, Original, Revision
from .articles.embargoes import Embargo
from .audit import Event, act_as, because, request_id, unrecorded, with_reason
from .checks.answers import AnswerEvidence, CheckAnswer
from .checks.external import ExternalCheck
from .checks.questions import CheckQuestion
from .claims.anchors import Anchor
from .claims.attribution import AttributionStep
from .claims.claims import Claim
from .claims.contacts import ReplyRequest
from .claims.double_checks import BlindRating, DoubleCheck
from .claims.filters import SavedFilter
from .claims.links import ClaimLink
from .claims.marks import ClaimLabel, Colour, Labelling, Watch
from .claims.stages import Priority, Question, Stage
from .claims.suggestions import Suggestion
from .claims.verdicts import Assessment, Rating, Tone
from .comments.comments import Comment, Thread
from .entities.entities import Alias, Entity, Label, Mention, NamesReview
from .entities.pairs import EntityMove, EntityPair
from .feeds.feeds import Feed, FeedEntry
from .guests.guests import GuestLink
from .idempotency import Answer
from .imports.imports import Import, ImportedRecord
from .notifications.notifications import MailSettings, Notification
from .publications.bundles import Bundle, BundleKey
from .publications.embeds import Embed
from .publications.pages import PublicPages
from .publications.publications import Publication, PublishedVerdict
from .publications.requests import CorrectionRequest
from .redaction.redactions import Redaction
from .sealing import Head, Seal
from .sources.merges import SourceMerge
from .sources.sources import Evidence, Snapshot, SnapshotRequest, Source
from .tagging.quotations import Quotation
from .tagging.rules import StyleWord, TaggingRule
from .tagging.runs import DeskTurn, TaggingBatch, TaggingRun, WorkerHeartbeat
from .transfers.transfers import Transfer
from .webhooks.webhooks import Delivery, Outbox, Webhook

__all__ = [
    "Alias",
    "Anchor",
    "Answer",
    "AnswerEvidence",
    "Article",
    "Assessment",
    "AttributionStep",
    "BlindRating",
    "Bundle",
    "BundleKey",
    "Changed",
    "CheckAnswer",
    "CheckQuestion",
    "Claim",
    "ClaimLabel",
    "ClaimLink",
    "Colour",
    "Comment",
    "CorrectionRequest",
    "Delivery",
    "Deputy",
    "Desk",
    "DeskTurn",
    "DoubleCheck",
    "Embargo",
    "Embed",
    "Entity",
    "EntityMove",
    "EntityPair",
    "Event",
    "Evidence",
    "ExternalCheck",
    "Feed",
    "FeedEntry",
    "GuestLink",
    "Handover",
    "Head",
    "Import",
    "ImportedRecord",
    "Invitation",
    "Label",
    "Labelling",
    "MailSettings",
    "Membership",
    "Mention",
    "NamesReview",
    "Notification",
    "Original",
    "Outbox",
    "Priority",
    "PublicPages",
    "Publication",
    "PublishedVerdict",
    "Question",
    "Quotation",
    "Rating",
    "Redaction",
    "ReplyRequest",
    "Revision",
    "Role",
    "SavedFilter",
    "Scope",
    "Seal",
    "SignInChange",
    "Snapshot",
    "SnapshotRequest",
    "Source",
    "SourceMerge",
    "Stage",
    "StyleWord",
    "Suggestion",
    "TaggingBatch",
    "TaggingRule",
    "TaggingRun",
    "Thread",
    "Token",
    "Tone",
    "Transfer",
    "User",
    "Watch",
    "Webhook",
    "WorkerHeartbeat",
    "act_as",
    "because",
    "request_id",
    "unrecorded",
    "with_reason",
]
