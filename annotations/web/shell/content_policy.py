"""The content security policy: one for all answers but those that say otherwise, written once."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

# What csp's decorators leave on an answer.
SAID = ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt")


class Policy(CSPMiddleware):
    def process_response(self, request, response):
        if settings.DEBUG or any(name in response.__dict__ for name in SAID):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy())
        return response


@cache
def _policy() -> str:
    return build_policy()
