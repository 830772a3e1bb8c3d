"""All tables; Django finds them here."""

from .articles import Article, Original, Revision
from .audit import Event, act_as, request_id, unrecorded
from .claims import Anchor, AttributionStep, Claim, Question, ReplyRequest, Stage
from .entities import Alias, Entity, Label, Mention, NamesReview
from .feeds import Feed, FeedEntry
from .identity import EntityMove, EntityPair
from .jobs import DeskTurn, TaggingBatch, TaggingRun, WorkerHeartbeat
from .people import Desk, Membership, Role, Token, User
from .quotations import Quotation
from .repeats import Answer
from .rules import StyleWord, TaggingRule
from .sources import Evidence, Snapshot, SnapshotRequest, Source
from .suggestions import Suggestion
from .verdicts import Assessment, Rating, Tone

__all__ = [
    "Alias",
    "Anchor",
    "Answer",
    "Article",
    "Assessment",
    "AttributionStep",
    "Claim",
    "Desk",
    "DeskTurn",
    "Entity",
    "EntityMove",
    "EntityPair",
    "Event",
    "Evidence",
    "Feed",
    "FeedEntry",
    "Label",
    "Membership",
    "Mention",
    "NamesReview",
    "Original",
    "Question",
    "Quotation",
    "Rating",
    "ReplyRequest",
    "Revision",
    "Role",
    "Snapshot",
    "SnapshotRequest",
    "Source",
    "Stage",
    "StyleWord",
    "Suggestion",
    "TaggingBatch",
    "TaggingRule",
    "TaggingRun",
    "Token",
    "Tone",
    "User",
    "WorkerHeartbeat",
    "act_as",
    "request_id",
    "unrecorded",
]
