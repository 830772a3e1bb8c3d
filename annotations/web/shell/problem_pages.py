"""/problems/ and /problems/{slug}: what each kind of refusal means, and what to do about it.

REST names its problems by these addresses (RFC 9457).
"""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(NamedTuple):
    status: str
    title: Promise
    what: Promise
    do: Promise


KINDS = {
    "unreadable": Kind(
        "400",
        _("The request cannot be read"),
        _(
            "It is not JSON in UTF-8, is nested too deeply, holds a NUL or half a character, or "
            "has a parameter or cursor that nobody knows here."
        ),
        _("Read “detail” and “errors”: they name the place. Mend the request and send it again."),
    ),
    "not-authenticated": Kind(
        "401",
        _("Sign in first"),
        _("There is no token, or it is unknown, expired or revoked."),
        _("Send the header Authorization: Bearer with a token from your account page."),
    ),
    "not-allowed": Kind(
        "403",
        _("Your role does not allow this"),
        _("You see the object, but your role on its desk, or your token’s scope, is too small."),
        _("Ask an editor of the desk, or use a token with the scope that “detail” names."),
    ),
    "second-factor-missing": Kind(
        "403",
        _("Set up a second factor first"),
        _("Your newsroom asks everybody with your role for a second factor."),
        _("Set one up on your account page."),
    ),
    "four-eyes": Kind(
        "403",
        _("A second editor has to decide this"),
        _("You wrote this verdict, or changed the claim since: nobody approves their own work."),
        _("Ask another editor of the desk."),
    ),
    "not-found": Kind(
        "404",
        _("Not found"),
        _("There is no such thing, or it belongs to a desk that you are not on."),
        _("Check the id. What was deleted is in the feed of changes."),
    ),
    "method-not-allowed": Kind(
        "405",
        _("This method is not allowed here"),
        _("The address is right; it does not take this method."),
        _("The header Allow names the methods that it takes."),
    ),
    "not-acceptable": Kind(
        "406",
        _("This media type is not available"),
        _("The header Accept asks for a form that this address does not have."),
        _("Leave Accept out, or send one of the media types that “detail” names."),
    ),
    "wrong-state": Kind(
        "409",
        _("This cannot be done now"),
        _("The object is not in a state in which this can be done, or somebody did the same."),
        _("Read the object again: its state says what can be done."),
    ),
    "taken-down": Kind(
        "410",
        _("Taken down for legal reasons"),
        _("It was here and was removed; you could see it before."),
        _("Delete your copies of it."),
    ),
    "length-required": Kind(
        "411",
        _("The length is missing"),
        _("The request does not say how long its body is."),
        _("Send the header Content-Length."),
    ),
    "stale": Kind(
        "412",
        _("Somebody else has changed this"),
        _("The version in If-Match is not the newest: nothing of theirs was overwritten."),
        _("“current” is the object as it stands. Make your change on it, with its version."),
    ),
    "too-large": Kind(
        "413",
        _("The request is too large"),
        _("A request, or a file in it, is larger than this installation takes."),
        _("Send less at once."),
    ),
    "unsupported-media-type": Kind(
        "415",
        _("This media type is not understood"),
        _("The body comes in a form that this address does not read."),
        _("Send one of the media types in the header Accept of the answer."),
    ),
    "invalid": Kind(
        "422",
        _("The request breaks a rule"),
        _("It can be read, and a rule refuses it: a value, a missing field, an unknown id."),
        _("“errors” names each field with a sentence. Nothing was changed."),
    ),
    "precondition-required": Kind(
        "428",
        _("If-Match is required"),
        _("What overwrites something has to say which version it saw."),
        _("Read the object and send its ETag as If-Match."),
    ),
    "too-many": Kind(
        "429",
        _("Too many requests at once"),
        _("Your token is faster than its pace, or enough exports are running."),
        _("Wait as many seconds as Retry-After says. RateLimit says how many requests are left."),
    ),
    "error": Kind(
        "500",
        _("Error"),
        _("Something went wrong on our side."),
        _("Tell whoever runs this installation the number in “detail”: the log has it."),
    ),
    "try-again": Kind(
        "503",
        _("Try again in a moment"),
        _("The database is busy or restarting. Nothing was changed."),
        _("Send the same request again after Retry-After."),
    ),
    "in-doubt": Kind(
        "503",
        _("Nobody knows whether this was done"),
        _("The connection broke while the change was being confirmed."),
        _(
            "Send it again with the same Idempotency-Key, or read the object first to see whether "
            "it was changed."
        ),
    ),
    "disk-full": Kind(
        "507",
        _("The disk is full"),
        _("Nothing can be written until whoever runs this installation makes room."),
        _("Tell them. Reading still works."),
    ),
}


def index(request) -> HttpResponse:
    return render(request, "shell/problems.html", {"kinds": KINDS})


def page(request, slug: str) -> HttpResponse:
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404
    return render(request, "shell/problem.html", {"slug": slug, "kind": kind})
