"""Words of posts as people read them: without addresses, tags taken apart."""

import re

ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
TAG = re.compile(r"[#@](\w+)")
# Where one word ends and the next begins: #AustralianFires, #Brexit2019, #NHSCuts.
JOINT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")


def plain_words(text: str) -> str:
    """The text without addresses of pages, and behind each tag the words it is made of."""
    return TAG.sub(_with_parts, ADDRESS.sub(" ", text))


def _with_parts(tag: re.Match[str]) -> str:
    parts = JOINT.sub(" ", tag[1])
    return tag[0] if parts == tag[1] else f"{tag[0]} {parts}"
