"""All tables; Django finds them here."""

from .articles import Article, Original, Revision
from .audit import Event, act_as, request_id
from .claims import Anchor, AttributionStep, Claim, Question, ReplyRequest, Stage
from .entities import Alias, Entity, Label, Mention
from .jobs import TaggingRun, WorkerHeartbeat
from .people import Desk, Membership, Role, SignInFailure, Token, User
from .repeats import Answer
from .sources import Evidence, Snapshot, Source
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
    "Entity",
    "Event",
    "Evidence",
    "Label",
    "Membership",
    "Mention",
    "Original",
    "Question",
    "Rating",
    "ReplyRequest",
    "Revision",
    "Role",
    "SignInFailure",
    "Snapshot",
    "Source",
    "Stage",
    "TaggingRun",
    "Token",
    "Tone",
    "User",
    "WorkerHeartbeat",
    "act_as",
    "request_id",
]
