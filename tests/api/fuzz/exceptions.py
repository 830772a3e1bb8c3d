"""What schemathesis finds and is right to be told no: each kind with its reason.

An exception that nothing needs any more fails the deep run (`script/fuzz`).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

POSITIVE, NEGATIVE = "positive_data_acceptance", "negative_data_rejection"
SHAPE = "response_schema_conformance"


class Known(NamedTuple):
    """Holds for what is answered with `status` by operations whose label matches `where`, where
    every refused field is one of `fields` (any, where none is named)."""

    reason: str
    check: str
    status: tuple[int, ...]
    fields: frozenset[str] = frozenset()
    where: str = ""
    sent_as: str = ""
    said: str = ""  # What has to be in the failure,
    asked: str = ""  # and in the address or the body that was sent.

    def covers(
        self, check: str, label: str, status: int, refused: Iterable[str], said: str, sent: str
    ) -> bool:
        named = set(refused)
        return (
            check == self.check
            and status in self.status
            and (not self.fields or (bool(named) and named <= self.fields))
            and re.search(self.where, label) is not None
            and self.sent_as in sent
            and re.search(self.said, said) is not None
            and re.search(self.asked, sent) is not None
        )


def of(*names: str) -> frozenset[str]:
    return frozenset(names)


KNOWN = (
    Known(
        "Cursors, pages and numbers of lines are opaque: only those that we made are read.",
        POSITIVE, (400,), of("cursor", "page", "after"),
    ),
    Known(
        "No text holds a NUL, a form of JSON Schema that says so would be on every string.",
        POSITIVE, (400,), asked=r"%00|\\x00|\\u0000",
    ),
    Known(
        "An empty parameter is as none: forms send them.",
        NEGATIVE, (200,), asked=r"[?&][a-z_]+=(&|$| )",
    ),
    Known(
        "With `fields` an object shows only these: fewer than the schema requires.",
        SHAPE, (200,), said="is a required property", asked=r"[?&]fields=",
    ),
    Known(
        "A row that is not there, or not on this desk, is refused beside the field that names it.",
        POSITIVE, (422,),
        of("desk", "revision", "claim", "claims", "article", "thread", "entity", "source", "into",
           "other", "user", "person", "deputy", "to", "rater", "mentions", "evidence", "anchors",
           "check_questions", "check_question", "labels", "claimant", "attribution", "aliases",
           "rating", "people", "up_to", "request", "speaker"),
    ),
    Known(
        "Ends of words are in the text and in order, and the words are those that stand there.",
        POSITIVE, (422,), of("start", "end", "exact"),
    ),
    Known(
        "What else is sent depends on the decision, the action or the kind of answer.",
        POSITIVE, (422,), where="/decide/|/claims/bulk/|/check-answers/",
    ),
    Known(
        "One of two fields is needed: an address or a title, a claim or an article, some parts.",
        POSITIVE, (422,), of("url", "claim", "places"),
        where="/sources/$|/publications/$|/threads/$|/split/$",
    ),
    Known(
        "Addresses lead to the web (http, https), and not to the machine's own net.",
        POSITIVE, (400, 422), of("address", "url", "source_url"),
    ),
    Known(
        "Days and times are in order, and to come.",
        POSITIVE, (422,), of("until", "starts_on", "ends_on", "deadline", "asked_at", "replied_at", "days"),
    ),
    Known(
        "Names are once a desk, and say something to who reads them.",
        POSITIVE, (422,), of("name", "slug", "external_id", "aliases", "email", "guest", "wording"),
    ),
    Known(
        "Only the first revision of an article is the original.",
        POSITIVE, (422,), of("kind"), where="/revisions/$",
    ),
    Known(
        "A saved filter holds one.",
        POSITIVE, (422,), of("query"), where="/saved-filters/",
    ),
    Known(
        "A file has to be of the format that is said.",
        POSITIVE, (400, 415, 422), of("file", "content", "text"),
        where="/imports/|/articles/|/revisions/",
    ),
    Known(
        "In a form every value is text, and so is what is negated.",
        NEGATIVE, (201,), where="POST /api/v1/(articles|imports|articles/{id}/revisions)/$",
        sent_as="multipart/form-data",
    ),
    Known(
        "A whole number is written without a fraction, which JSON Schema does not mind.",
        POSITIVE, (422,), asked=r"\d\.0\b|e\+",
    ),
    Known(
        "A conversation is about something: one of three fields is needed.",
        POSITIVE, (422,), where="POST /api/v1/threads/",
    ),
    Known(
        "A bulk has lines.",
        POSITIVE, (400,), where="POST /api/v1/articles/bulk/",
    ),
    Known(
        "Each line of a bulk has its own answer: the whole is 200 whatever they say.",
        NEGATIVE, (200,), where="POST /api/v1/articles/bulk/",
    ),
)  # fmt: skip
