"""*Signing in*: the second factors of a person, and whether one is asked of them."""

from allauth.mfa.models import Authenticator
from django.shortcuts import render

from annotations.models.accounts import factors

from . import sessions, tokens
from .factor_pages import can_have_passkeys

SHOWN = 10  # Of the changes.


def page(request):
    """Shown to a person who lacks a factor instead of everything else."""
    context = shown(request) | {
        "sessions": sessions.shown(request),
        "tokens": tokens.listed(request.user),
        "changes": request.user.sign_in_changes.order_by("-created_at", "-pk")[:SHOWN],
        "is_asked": factors.lacks_one(request.user),
        "is_required": factors.is_required_of(request.user),
    }
    return render(request, "account/security.html", context)


def shown(request) -> dict[str, object]:
    """The person's factors: `app`, `passkeys` and `codes` (how many are left), if any."""
    app, passkeys, codes = None, [], None
    for one in Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"):
        if one.type == Authenticator.Type.TOTP:
            app = one
        elif one.type == Authenticator.Type.WEBAUTHN:
            passkeys.append(one)
        else:
            codes = len(one.wrap().get_unused_codes())
    can = can_have_passkeys(request)
    return {"app": app, "passkeys": passkeys, "codes": codes, "can_have_passkeys": can}
