"""The Content-Security-Policy, which is the same for nearly every answer."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

DIFFERS = ("_csp_exempt", "_csp_config", "_csp_update", "_csp_replace")
"""What the library's decorators note on an answer whose policy is another one."""


class ContentPolicyMiddleware(CSPMiddleware):
    """As the library's, which puts the policy together anew for each answer: a fifth of what a kept page costs. Ours holds no
    nonce, so it is written once, but for answers that ask for another one."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.usual = build_policy()

    def process_request(self, request):
        """Hangs nothing on the request: the library's promise of a nonce leads back to it, and such circles are taken apart only
        when the collector comes, while everybody waits."""

    def process_response(self, request, response):
        if settings.DEBUG or not vars(response).keys().isdisjoint(DIFFERS):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response
