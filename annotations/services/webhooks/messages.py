"""Messages as the Standard Webhooks convention has them (standardwebhooks.com): ids, no words.

A receiver asks the API for the rest, with a token of its own: a message says no more than that
something changed, whoever reads it on its way.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timezone

PREFIX = "whsec_"


def written(kind: str, data: Mapping[str, object], at: datetime | None = None) -> str:
    """The body: `{"type", "timestamp", "data"}`."""
    stamp = (at or datetime.now(timezone.utc)).astimezone(timezone.utc)
    values = {
        "type": str(kind),
        "timestamp": stamp.isoformat(timespec="milliseconds"),
        "data": data,
    }
    return json.dumps(values, separators=(",", ":"))


def headers(secret: str, message_id: str, body: bytes, seconds: int) -> dict[str, str]:
    """What goes along: id, time (seconds since 1970) and signature.

    Signed is `id.time.body`, by HMAC-SHA256 with the bytes that `secret` writes in base64.
    """
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{seconds}.".encode() + body
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{signature}",
        "Content-Type": "application/json",
    }
