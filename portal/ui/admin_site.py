"""The officers' admin: the same sign-in, face and accent as the portal, and a policy its theme can live with."""

from allauth.account.decorators import secure_admin_login
from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.templatetags.static import static
from unfold.sites import UnfoldAdminSite

ADMIN_POLICY = {
    # The theme is driven by Alpine.js, which evaluates the attributes of its own templates and sets inline styles.
    "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}


class PortalAdminSite(UnfoldAdminSite):
    """Signing in happens at the portal's own page (with its second factor), never at a second one."""

    enable_nav_sidebar = True

    def admin_view(self, view, cacheable=False):
        return csp_replace(ADMIN_POLICY)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)


def admin_stylesheet(request) -> str:
    return static("css/admin.css")
